//! Who may have something, and when it is sold.

use crate::units::Instant;

use super::{OriginId, Test};

/// Who may have something, and when it is sold. The default is: everybody, always.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Eligibility {
    /// What must hold, each with its words.
    pub tests: Vec<(Test, OriginId)>,
    /// From an instant to before another, with the words.
    pub sold: Option<(Instant, Instant, OriginId)>,
    /// At what times of the day, week or year it is sold.
    pub on_sale: Vec<(Test, OriginId)>,
}
