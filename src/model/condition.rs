//! Conditions: on the event, on history, on the account.

use crate::event::LabelId;
use crate::units::{Duration, Kind, Quantity};

use super::PlanComparison;

/// A condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Condition {
    /// All of them.
    All(Vec<Condition>),
    /// At least one of them.
    Any(Vec<Condition>),
    /// Not this.
    Not(Box<Condition>),
    /// The renewal that ends the period: how it was made, and when. False where there was none.
    Renewed(RenewalTiming),
    /// What was used of a kind in the period that ends, from lots of the account.
    Used {
        /// Of which kind.
        kind: Kind,
        /// Compared how.
        comparison: Comparison,
        /// With how much.
        amount: Quantity,
    },
    /// The customer has activated the rollover in the period that ends.
    ActivatedThisPeriod,
    /// So many renewals without a break, this one included.
    PeriodsInARow(u32),
    /// Nobody else is in the pool.
    NotSharing,
    /// The mark is set on the account.
    Marked(LabelId),
    /// How the plan that comes compares with the plan that was. True of the same plan at an ordinary renewal.
    Plan(PlanComparison),
    /// The amount of the recharge that is the event.
    Recharged {
        /// Compared how.
        comparison: Comparison,
        /// With how much.
        amount: Quantity,
    },
}

/// A comparison of numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Comparison {
    /// More than.
    MoreThan,
    /// At least.
    AtLeast,
    /// Less than.
    LessThan,
    /// At most.
    AtMost,
    /// Exactly.
    Exactly,
}

/// When and by whom a renewal is made. All that is set must hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct RenewalTiming {
    /// By the system (`true`) or by the customer (`false`).
    pub automatic: Option<bool>,
    /// At the very end of the period: the system's renewal, or the customer's at that instant.
    pub on_time: bool,
    /// Before the end.
    pub early: bool,
    /// Before the end by at least this.
    pub early_by: Option<Duration>,
    /// After the end.
    pub late: bool,
    /// After the end by at most this.
    pub late_by_at_most: Option<Duration>,
    /// Not after the end.
    pub not_late: bool,
}
