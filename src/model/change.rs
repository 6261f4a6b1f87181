//! Moving to another plan.

use crate::text::Origin;
use crate::units::Quantity;

use super::{Choice, Condition, Eligibility, Limit};

/// What a change to another plan does, beside the handlers of [`Trigger::PlanChange`](super::Trigger::PlanChange).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangeRule {
    /// When it takes effect.
    pub when: Choice<ChangeTime>,
    /// Whether the plan says what becomes of units at a change. If not, they are kept, with their ends.
    pub decided: bool,
    /// When some changes take effect, if otherwise: the first that fits decides.
    pub some: Vec<(Condition, ChangeTime)>,
    /// What changes ask for and cost: every one that fits holds.
    pub terms: Vec<ChangeTerms>,
}

/// What a change asks for, and costs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangeTerms {
    /// Which changes: `to bigger`; `None` is every one.
    pub of: Option<Condition>,
    /// Under which condition.
    pub only_if: Eligibility,
    /// At most so often.
    pub limits: Vec<Limit>,
    /// What it costs.
    pub fee: Option<Quantity>,
    /// The clause.
    pub origin: Origin,
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
    /// It grants as much.
    SameSize,
    /// It costs more.
    HigherPrice,
    /// It costs as much.
    SamePrice,
    /// It costs less.
    LowerPrice,
    /// Its periods are as long.
    SameValidity,
    /// Its periods are longer.
    LongerValidity,
    /// Its periods are shorter.
    ShorterValidity,
    /// In the file's order of sizes (data, then price) it is at most one step smaller.
    AtMostOneSizeSmaller,
}
