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
    /// The receiver takes at most so much in a span; counted in the receiver's account.
    pub receive: Vec<Counter>,
    /// What the giver pays.
    pub fee: Quantity,
    /// Only lots that fit one of these; none is all.
    pub only: Vec<Selector>,
    /// Lots that cannot be given.
    pub not: Vec<Selector>,
    /// Which lots fund it first.
    pub from: Vec<Key>,
    /// When it expires.
    pub expiry: GiftExpiry,
    /// Whether a gift may be given again.
    pub again: bool,
    /// The clause.
    pub origin: OriginId,
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
