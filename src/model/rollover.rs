//! What becomes of leftovers.

use crate::text::Origin;
use crate::units::{DayFilter, Duration, Kind, Quantity, Ratio, Rounding, Validity};

use super::{Choice, Condition, Scope, Selector};

/// A rule of rollover.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rollover {
    /// Which lots. Without `of`: every unit except money.
    pub of: Selector,
    /// How long a leftover lives on; `None` is a rule that says it does not (`no rollover of …`).
    pub life: Option<Life>,
    /// Under which condition.
    pub condition: Option<Condition>,
    /// Within which limits.
    pub caps: Vec<Cap>,
    /// Only lots that were granted on one of these days.
    pub granted_on: Option<DayFilter>,
    /// Where and when a leftover can be used once it has rolled; `None` is where it could before.
    pub usable: Option<Scope>,
    /// To which whole steps a leftover of a kind is rounded when it rolls.
    pub rounding: Option<(Kind, Rounding)>,
    /// The time after the period's end in which the customer is to activate it; the leftover sleeps meanwhile.
    pub activation: Option<Duration>,
    /// The clause.
    pub origin: Origin,
}

/// How long a leftover lives on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Life {
    /// By age: from the end of its own period, for a length of time. It does not roll again.
    For(Duration),
    /// To an end that the calendar names: of the day, the week, the month in which the lot's own time ends. It does not
    /// roll again. A lot that ends just with that expires.
    To(Validity),
    /// By age, in periods: to the end of the n-th next period. It does not roll again.
    Periods(u32),
    /// As a bank: at each renewal it takes the new period's end.
    Renewals {
        /// At most so many times; `None` is as long as renewals go on.
        at_most: Option<u32>,
        /// And at most so long after the end of the period in which it was granted.
        no_longer_than: Option<Duration>,
        /// Whether a renewal is needed (`while renewed`, `renewals`), or the period's end is enough (`periods`).
        renewed: bool,
    },
}

/// A limit on what rolls.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cap {
    /// On what.
    pub of: CapOf,
    /// How much.
    pub amount: CapAmount,
    /// Which side is cut.
    pub side: Choice<CapSide>,
    /// The words.
    pub origin: Origin,
}

/// On what a cap is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CapOf {
    /// On everything that this rule has rolled and that is still held: `bank at most …`.
    Bank,
    /// On that and the grant of the new period together: `plan and bank at most …`.
    BankAndPlan,
    /// On what enters at one period's end: `at most … a period`.
    Entry,
}

/// How much a cap admits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CapAmount {
    /// So many units of a kind; other kinds are not limited by it.
    Units {
        /// Of which kind.
        kind: Kind,
        /// How much.
        amount: Quantity,
    },
    /// So many times what the plan of now grants in a period, of the lot's kind.
    TimesPlan(Ratio),
    /// The leftovers of so many periods.
    Periods(u32),
}

/// Which side a cap cuts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CapSide {
    /// What would enter is refused.
    RefuseNewest,
    /// What has been there longest (the earliest end, then the earliest grant) is dropped.
    DropOldest,
}
