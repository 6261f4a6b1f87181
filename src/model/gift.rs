//! Giving units to another account.

use crate::event::LabelId;
use crate::text::Origin;
use crate::units::{Kind, Quantity, Validity};

use super::{Choice, Limit, Order, Selector};

/// How units may be given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GiftRule {
    /// Under which condition of the giver.
    pub only_if: super::Eligibility,
    /// Of which kind; `None` is any but money.
    pub kind: Option<Kind>,
    /// To whom; of several rules the first that fits kind and receiver decides.
    pub to: GiftTo,
    /// At most to so many in a span.
    pub receivers: Vec<Limit>,
    /// Only in multiples of this.
    pub step: Option<Quantity>,
    /// Only one of these amounts; none is any.
    pub sizes: Vec<Quantity>,
    /// At least so much at a time.
    pub at_least: Option<Quantity>,
    /// At most so much at a time.
    pub at_most: Option<Quantity>,
    /// At most so much in a span (several may hold together).
    pub amounts: Vec<Limit>,
    /// At most so often in a span.
    pub times: Vec<Limit>,
    /// So much of the kind must remain.
    pub keep: Option<Quantity>,
    /// Of these lots alone; `None` is all of the kind.
    pub keep_of: Option<Selector>,
    /// The receiver takes at most so much in a span.
    pub receive: Vec<Limit>,
    /// It receives at most so often in a span.
    pub receive_times: Vec<Limit>,
    /// What the giver pays.
    pub fee: Option<Quantity>,
    /// The same by how much is given, the smallest first: from so much on, so much.
    pub fees: Vec<(Quantity, Quantity)>,
    /// Only lots that fit one of these; none is all.
    pub only: Vec<Selector>,
    /// Lots that cannot be given.
    pub not: Vec<Selector>,
    /// Lots that fund it, in this order.
    pub from: Choice<Order>,
    /// When the gift expires.
    pub expiry: Choice<GiftExpiry>,
    /// The same by how much is given, the smallest first: from so much on, so long.
    pub validities: Vec<(Quantity, Validity)>,
    /// Whether a gift may be given again.
    pub again: bool,
    /// The clause.
    pub origin: Origin,
}

/// To whom units may be given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum GiftTo {
    /// Anybody.
    #[default]
    Anyone,
    /// Those who share with the giver.
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
    /// When it would have, or when the receiver's latest lot of the kind does, whichever is later.
    Later,
    /// When a lot of this validity would end that starts now, by the giver's days.
    Valid(Validity),
    /// At the end of the receiver's period, or of the n-th counting this one.
    ReceiverPeriods(u32),
    /// When the giver's period ends.
    GiverPeriod,
}
