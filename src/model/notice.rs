//! Telling the customer.

use crate::text::Origin;
use crate::units::{Duration, Quantity, Ratio};

use super::{Condition, Limit, Selector};

/// A notice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// Of what.
    pub of: NoticeOf,
    /// When.
    pub at: NoticeAt,
    /// Only if this holds when it is due.
    pub only_if: Option<Condition>,
    /// Whether nobody is told: it is only for what a handler does then.
    pub silent: bool,
    /// The words.
    pub origin: Origin,
}

/// Of what a share is counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoticeOf {
    /// Of each lot that fits, by itself.
    EachLot(Selector),
    /// Of all lots that fit any of these, together.
    Together(Vec<Selector>),
    /// Of an amount of money, by what is charged in a span beyond the plan's own price.
    Charges(Limit),
}

/// When.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoticeAt {
    /// When this share of what was granted has been used.
    Used(Ratio),
    /// When so little is left.
    Left(Quantity),
    /// So long before the end, if anything is left.
    BeforeExpiry(Duration),
}
