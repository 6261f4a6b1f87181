//! Telling the customer.

use crate::units::{Duration, Quantity, Ratio};

use super::{Counter, OriginId, Selector, Test};

/// A notice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// Of lots that fit any of these.
    pub of: Vec<Selector>,
    /// Of each by itself, or of all together.
    pub each: bool,
    /// When.
    pub at: Threshold,
    /// Not of lots, but of what is charged in a span, against its limit.
    pub charges: Option<Counter>,
    /// Only if this holds when it is due.
    pub test: Option<Test>,
    /// Whether nobody is told.
    pub silent: bool,
    /// Whether something is done when it is reached.
    pub acts: bool,
    /// The words.
    pub origin: OriginId,
}

/// When.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Threshold {
    /// When this share of what was granted has been used.
    Used(Ratio),
    /// When so little is left.
    Left(Quantity),
    /// So long before the end.
    BeforeExpiry(Duration),
}
