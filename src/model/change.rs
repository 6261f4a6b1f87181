//! Moving to another plan.

use super::Choice;

/// What a change to another plan does, beside the handlers of [`Trigger::PlanChange`](super::Trigger::PlanChange).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ChangeRule {
    /// When it takes effect.
    pub when: Choice<ChangeTime>,
    /// Whether the plan says what becomes of units at a change. If not, they are kept, with their ends.
    pub decided: bool,
}

/// When a change takes effect.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChangeTime {
    /// At once: the period of the new plan begins now.
    Now,
    /// When the period ends.
    NextPeriod,
    /// The first change in a period at once, later ones when the period ends.
    FirstNow,
}

/// How the plan that comes compares with the plan that was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PlanComparison {
    /// It is the same.
    Same,
    /// It grants more data in a period.
    Bigger,
    /// It grants at least as much.
    BiggerOrEqual,
    /// It grants less.
    Smaller,
    /// It costs at least as much.
    EqualOrHigherPrice,
    /// In the file's order of sizes (data, then price) it is at most one step smaller.
    AtMostOneSizeSmaller,
}
