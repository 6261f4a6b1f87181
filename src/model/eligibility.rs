//! Who may have something, and when it is sold.

use crate::text::Origin;
use crate::units::Instant;

use super::Condition;

/// Who may have something, and when it is sold. The default is: everybody, always.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Eligibility {
    /// What must hold, each with its words: all of it.
    pub only_if: Vec<(Condition, Origin)>,
    /// From an instant to before another, with the words.
    pub sold: Option<(Instant, Instant, Origin)>,
    /// At what times of the day, week or year it is sold: all of it, with the words.
    pub on_sale: Vec<(Condition, Origin)>,
}
