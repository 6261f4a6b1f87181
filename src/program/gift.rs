//! Giving units away.

use crate::event::LabelId;
use crate::units::{Kind, Quantity, Validity};

use super::{Counter, Key, OriginId, Selector};

/// How units may be given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gift {
    /// Under which condition of the giver.
    pub only_if: super::Eligibility,
    /// Of these kinds, by index.
    pub kinds: [bool; Kind::COUNT],
    /// To whom.
    pub to: GiftTo,
    /// At most to so many in a span.
    pub receivers: Vec<Counter>,
    /// Only in multiples of this; one base unit is any amount.
    pub step: Quantity,
    /// Only one of these amounts; none is any (smart-kh-share2talk).
    pub sizes: Vec<Quantity>,
    /// At least so much at a time.
    pub at_least: Quantity,
    /// At most so much at a time.
    pub at_most: Quantity,
    /// At most so much in a span.
    pub amounts: Vec<Counter>,
    /// At most so often in a span.
    pub times: Vec<Counter>,
    /// So much must remain.
    pub keep: Quantity,
    /// Of these lots alone.
    pub keep_of: Option<Selector>,
    /// The receiver takes at most so much in a span; counted in the receiver's account.
    pub receive: Vec<Counter>,
    /// It receives at most so often in a span; counted in the receiver's account.
    pub receive_times: Vec<Counter>,
    /// What the giver pays.
    pub fee: Quantity,
    /// From how much on the giver pays how much.
    pub fees: Vec<(Quantity, Quantity)>,
    /// Only lots that fit one of these; none is all.
    pub only: Vec<Selector>,
    /// Lots that cannot be given.
    pub not: Vec<Selector>,
    /// Which lots fund it first.
    pub from: Vec<Key>,
    /// When it expires.
    pub expiry: GiftExpiry,
    /// From how much on it lives how long; less lives as `expiry` says.
    pub validities: Vec<(Quantity, Validity)>,
    /// Whether a gift may be given again.
    pub again: bool,
    /// The clause.
    pub origin: OriginId,
}

impl Gift {
    /// What the giver of so much pays.
    #[must_use]
    pub fn fee_of(&self, amount: Quantity) -> Quantity {
        self.fees.iter().rev().find(|(from, _)| *from <= amount).map_or(self.fee, |(_, fee)| *fee)
    }

    /// When a gift of so much ends.
    #[must_use]
    pub fn expiry_of(&self, amount: Quantity) -> GiftExpiry {
        let longest = self.validities.iter().rev().find(|(from, _)| *from <= amount);
        longest.map_or(self.expiry, |(_, validity)| GiftExpiry::Valid(*validity))
    }
}

/// To whom units may be given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GiftTo {
    /// Anybody.
    Anyone,
    /// Those in the same pool.
    Group,
    /// Those with this mark.
    Marked(LabelId),
    /// Those without this mark.
    NotMarked(LabelId),
}

/// When a gift expires.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GiftExpiry {
    /// When it would have.
    Kept,
    /// Then, or when the receiver's latest lot of the kind does.
    Later,
    /// As a lot of this validity.
    Valid(Validity),
    /// At the end of the receiver's n-th period, counting this one.
    ReceiverPeriods(u32),
    /// At the end of the giver's period.
    GiverPeriod,
}
