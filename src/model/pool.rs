//! Sharing a plan's units.

use crate::text::Origin;
use crate::units::Quantity;

/// Who may use a plan's units besides the subscriber.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pool {
    /// At most so many, besides the subscriber.
    pub members: Option<u32>,
    /// How much they may use.
    pub caps: Vec<ShareCap>,
    /// Which units are shared: those that fit one of these; none is all that the plan grants or rolls.
    pub of: Vec<super::Selector>,
    /// Whether everybody brings such units of their own, and not the subscriber alone.
    pub everybody: bool,
    /// The clause.
    pub origin: Origin,
}

/// How much the members may use in a period, of data. The subscriber is not bound by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ShareCap {
    /// How much.
    pub amount: Quantity,
    /// Each of them, or all together.
    pub each: bool,
    /// The words.
    pub origin: Origin,
}
