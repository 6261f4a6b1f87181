//! The promotion that is being read.

use crate::event::ProductId;
use crate::units::Instant;

/// When a promotion holds, and the product of its bonuses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Dates {
    /// From its first instant to before its last; `None` is always.
    pub(crate) between: Option<(Instant, Instant)>,
    /// The product of its bonuses.
    pub(crate) product: ProductId,
    /// Whom it is for.
    pub(crate) eligibility: crate::model::Eligibility,
}
