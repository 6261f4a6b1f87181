//! Conditions: on the event, on history, on the account.

use crate::event::{Anniversary, LabelId, PlanId};
use crate::units::{Duration, Instant, Kind, Quantity, Season, Window};

use super::{History, PlanComparison, Selector};

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
    /// What the account owes for what it is to pay later.
    Owing {
        /// Compared how.
        comparison: Comparison,
        /// With how much.
        amount: Quantity,
    },
    /// How the plan that comes compares with the plan that was. True of the same plan at an ordinary renewal.
    Plan(PlanComparison),
    /// The amount of the recharge that is the event.
    Recharged {
        /// Compared how.
        comparison: Comparison,
        /// With how much.
        amount: Quantity,
    },
    /// The recharge that is the event was made in this way.
    RechargedBy(LabelId),
    /// What has happened so far, the event of now included.
    Happened(History),
    /// What the account holds of some units, live, pending or dormant.
    Held {
        /// Of which.
        of: Selector,
        /// Compared how.
        comparison: Comparison,
        /// With how much; units without limit are more than any amount.
        amount: Quantity,
    },
    /// How long the subscription has run since it was activated.
    Subscribed {
        /// Compared how.
        comparison: Comparison,
        /// With what length.
        length: Duration,
    },
    /// The period that is looked at began where the one before it ended by the calendar, and was or is as long as the
    /// plan says: neither the short first one of a calendar, nor cut short by a renewal or a change.
    FullPeriod,
    /// How many members the pool has that the account is in or owns, not counting its owner.
    Members {
        /// Compared how.
        comparison: Comparison,
        /// With how many.
        count: u32,
    },
    /// The plan is one of these; at a change, the plan that was.
    OnPlan(Vec<PlanId>),
    /// The event is at such a time: at such hours, on such days.
    During(Window),
    /// The line is suspended.
    Suspended,
    /// The period is one of these of the plan, counted from when the account came to it; of a price, the period that it is
    /// the price of.
    PeriodNumber {
        /// The first, from 1.
        from: u32,
        /// The last; `None` is all that follow.
        to: Option<u32>,
    },
    /// It is not before the one instant, and before the other.
    Between(Instant, Instant),
    /// It is such a part of the year.
    Season(Season),
    /// A day of the customer comes again: today, or in this month.
    Anniversary {
        /// Which.
        of: Anniversary,
        /// In this month.
        month: bool,
    },
    /// The plan that was is one of these.
    From(Vec<PlanId>),
    /// The plan that comes is one of these.
    To(Vec<PlanId>),
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
