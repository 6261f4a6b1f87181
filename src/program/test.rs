//! Conditions, with everything that can be known beforehand worked out.

use crate::event::{Anniversary, LabelId, PlanId};
use crate::units::{Duration, Instant, Kind, Quantity, Season, Window};

use super::{Selector, Step};

/// A condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Test {
    /// All of them.
    All(Vec<Test>),
    /// At least one of them.
    Any(Vec<Test>),
    /// Not this.
    Not(Box<Test>),
    /// The period was renewed, like this.
    Renewed(Timing),
    /// So much of a kind was used in the period that ends.
    Used(Kind, Range),
    /// The rollover was activated in the period that ends.
    Activated,
    /// So many renewals without a break.
    InARow(u32),
    /// Nobody else is in the pool.
    Alone,
    /// The mark is set.
    Marked(LabelId),
    /// The plan that comes lies so far from the plan that was.
    PlanStep(Step),
    /// So much is owed.
    Owing(Range),
    /// So much was recharged.
    Recharged(Range),
    /// The recharge was made in this way.
    RechargedBy(LabelId),
    /// So often, or so much of it, has something happened.
    Happened {
        /// The number of the fact.
        fact: usize,
        /// How many spans back from the one of now.
        back: i64,
        /// Compared with this.
        range: Range,
    },
    /// More or less of one thing has happened than of another, in the same span. Use abroad is compared with use at home
    /// (free-roaming-fup).
    Compared {
        /// The number of the fact.
        fact: usize,
        /// The number of the other.
        than: usize,
        /// How many spans back from the one of now.
        back: i64,
        /// Whether it may be less, as much, or more.
        sides: Comparison,
    },
    /// So much is held.
    Held(Selector, Range),
    /// So long has the subscription run.
    Subscribed(Comparison, Duration),
    /// The period that is looked at is a full one.
    FullPeriod,
    /// It is such a time of the day, on such a day.
    During(Window),
    /// The line is suspended.
    Suspended,
    /// The period of the plan has such a number.
    PeriodNumber(Range),
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
    /// So many members are in the pool, not counting its owner.
    Members(Range),
    /// The plan that was is one of these.
    From(Vec<PlanId>),
    /// The plan that comes is one of these.
    To(Vec<PlanId>),
}

/// A comparison with an instant: whether now may be before it, at it, after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Comparison {
    /// Before.
    pub before: bool,
    /// At.
    pub at: bool,
    /// After.
    pub after: bool,
}

/// From a number to a number, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Range {
    /// The least.
    pub least: Quantity,
    /// The most.
    pub most: Quantity,
}

impl Range {
    /// Whether it contains a number. An impossible range (least over most) contains none.
    #[must_use]
    pub fn contains(self, amount: Quantity) -> bool {
        self.least <= amount && amount <= self.most
    }
}

/// How a renewal was made. All that is set must hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Timing {
    /// By the system, or by the customer.
    pub automatic: Option<bool>,
    /// Whether a renewal before the end counts.
    pub before: bool,
    /// Whether one at the end counts.
    pub at_end: bool,
    /// Whether one after the end counts.
    pub after: bool,
    /// Before the end by at least this.
    pub early_by: Option<Duration>,
    /// After the end by at most this.
    pub late_by_at_most: Option<Duration>,
}
