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
}

/// The sums of one account, per kind.
///
/// `held` is kept by the code that changes what is left in lots, the flows by the code that makes entries; that they
/// agree after every event is what [`Sums::check`] checks.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sums {
    flows: [[u64; 8]; Kind::COUNT],
    held: [u64; Kind::COUNT],
    overflow: bool,
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

impl Sums {
    /// Counts units that flow.
    #[inline]
    pub fn flow(&mut self, kind: Kind, flow: Flow, amount: Quantity) {
        let sum = &mut self.flows[kind.index()][flow as usize];
        let (next, overflow) = sum.overflowing_add(amount.0);
        *sum = next;
        self.overflow |= overflow;
    }

    /// Counts units that are held from now on.
    #[inline]
    pub fn hold(&mut self, kind: Kind, amount: Quantity) {
        let (next, overflow) = self.held[kind.index()].overflowing_add(amount.0);
        self.held[kind.index()] = next;
        self.overflow |= overflow;
    }

    /// Counts units that are not held any more.
    #[inline]
    pub fn release(&mut self, kind: Kind, amount: Quantity) {
        let (next, overflow) = self.held[kind.index()].overflowing_sub(amount.0);
        self.held[kind.index()] = next;
        self.overflow |= overflow;
    }

    /// How much has flowed in one way.
    #[must_use]
    pub fn flowed(&self, kind: Kind, flow: Flow) -> Quantity {
        Quantity(self.flows[kind.index()][flow as usize])
    }

    /// How much is held.
    #[must_use]
    pub fn held(&self, kind: Kind) -> Quantity {
        Quantity(self.held[kind.index()])
    }

    /// Whether some sum has grown beyond what can be counted.
    #[must_use]
    #[inline]
    pub fn overflowed(&self) -> bool {
        self.overflow
    }

    /// Granted + revived + received = used + expired + forfeited + trimmed + given + held, of one kind.
    ///
    /// # Errors
    ///
    /// The two sides, where they differ.
    #[inline]
    pub fn check(&self, kind: Kind) -> Result<(), Imbalance> {
        let [granted, revived, received, used, expired, forfeited, trimmed, given] = self.flows[kind.index()];
        let came = granted.wrapping_add(revived).wrapping_add(received);
        let left = used.wrapping_add(expired).wrapping_add(forfeited).wrapping_add(trimmed).wrapping_add(given);
        let left_and_held = left.wrapping_add(self.held[kind.index()]);
        if came == left_and_held { Ok(()) } else { Err(Imbalance { kind, came, left_and_held }) }
    }
}
