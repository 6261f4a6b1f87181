//! Telling the customer.

use crate::units::{Duration, Quantity, Ratio};

use super::{OriginId, Selector};

/// A notice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// Of these lots.
    pub of: Selector,
    /// Of each by itself, or of all together.
    pub each: bool,
    /// When.
    pub at: Threshold,
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
