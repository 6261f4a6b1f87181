//! The sums of an account, and the law that they obey.

use crate::units::{Kind, Quantity};

/// A way in which units come into an account or leave it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Flow {
    /// Granted.
    Granted,
    /// Brought back after they had expired.
    Revived,
    /// Received from another account.
    Received,
    /// Used.
    Used,
    /// Expired.
    Expired,
    /// Forfeited.
    Forfeited,
    /// Trimmed by a cap.
    Trimmed,
    /// Given to another account.
    Given,
    /// Gone into what was owed.
    Repaid,
    /// Exchanged for something else: converted, or paid as a price.
    Exchanged,
}

/// The sums of one account, per kind.
///
/// `held` is kept by the code that changes what is left in lots, the flows by the code that makes entries; that they
/// agree after every event is what [`Sums::check`] checks.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sums {
    kinds: [OfKind; Kind::COUNT],
    overflow: bool,
}

/// The sums of one kind, side by side.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct OfKind {
    held: u64,
    /// What came less what left, kept up with every flow so that checking the law costs one comparison.
    balance: u64,
    flows: [u64; 10],
}

/// Sums that do not balance: a defect of the program, never of a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Imbalance {
    /// Of which kind.
    pub kind: Kind,
    /// What came in.
    pub came: u64,
    /// What left and what is held.
    pub left_and_held: u64,
}

impl Flow {
    /// Whether units come into the account by it.
    const fn comes(self) -> bool {
        matches!(self, Flow::Granted | Flow::Revived | Flow::Received)
    }
}

impl Sums {
    /// Counts units that flow.
    #[inline]
    pub fn flow(&mut self, kind: Kind, flow: Flow, amount: Quantity) {
        let sums = &mut self.kinds[kind.index()];
        let (next, overflow) = sums.flows[flow as usize].overflowing_add(amount.0);
        sums.flows[flow as usize] = next;
        if flow.comes() {
            sums.balance = sums.balance.wrapping_add(amount.0);
            // What leaves cannot be more than what came, so looking at what comes is enough.
            self.overflow |= overflow;
        } else {
            sums.balance = sums.balance.wrapping_sub(amount.0);
        }
    }

    /// Counts units that are held from now on.
    #[inline]
    pub fn hold(&mut self, kind: Kind, amount: Quantity) {
        let sums = &mut self.kinds[kind.index()];
        let (next, overflow) = sums.held.overflowing_add(amount.0);
        sums.held = next;
        self.overflow |= overflow;
    }

    /// Counts units that are not held any more.
    #[inline]
    pub fn release(&mut self, kind: Kind, amount: Quantity) {
        // Less than nothing would be found by the law, and by adding the lots up.
        let sums = &mut self.kinds[kind.index()];
        sums.held = sums.held.wrapping_sub(amount.0);
    }

    /// How much has flowed in one way.
    #[must_use]
    pub fn flowed(&self, kind: Kind, flow: Flow) -> Quantity {
        Quantity(self.kinds[kind.index()].flows[flow as usize])
    }

    /// How much is held.
    #[must_use]
    pub fn held(&self, kind: Kind) -> Quantity {
        Quantity(self.kinds[kind.index()].held)
    }

    /// Whether some sum has grown beyond what can be counted.
    #[must_use]
    #[inline]
    pub fn overflowed(&self) -> bool {
        self.overflow
    }

    /// Granted + revived + received = used + expired + forfeited + trimmed + given + repaid + exchanged + held, of one kind.
    ///
    /// # Errors
    ///
    /// The two sides, where they differ.
    #[inline]
    pub fn check(&self, kind: Kind) -> Result<(), Imbalance> {
        let sums = &self.kinds[kind.index()];
        if sums.balance == sums.held { Ok(()) } else { Err(self.imbalance(kind)) }
    }

    /// The two sides of the law, from the flows themselves.
    #[cold]
    fn imbalance(&self, kind: Kind) -> Imbalance {
        let sums = &self.kinds[kind.index()];
        let [granted, revived, received, used, expired, forfeited, trimmed, given, repaid, exchanged] = sums.flows;
        let sum = |flows: &[u64]| flows.iter().fold(0, |sum: u64, flow| sum.wrapping_add(*flow));
        let came = sum(&[granted, revived, received]);
        Imbalance {
            kind,
            came,
            left_and_held: sum(&[used, expired, forfeited, trimmed, given, repaid, exchanged, sums.held]),
        }
    }
}
