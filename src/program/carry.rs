//! Carrying a leftover on.

use crate::units::{DayFilter, Duration, Kind, Quantity, Ratio, Rounding, Validity};

use super::{OriginId, ScopeId, Test};

/// The number of a rule of rollover.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CarryId(pub u32);

/// A rule of rollover.
#[derive(Debug, Clone, PartialEq)]
pub struct Carry {
    /// How long a leftover lives on.
    pub life: Life,
    /// Under which condition.
    pub test: Option<Test>,
    /// Within which limits, in this order.
    pub limits: Vec<Limit>,
    /// Only of lots that were granted on these days.
    pub granted_on: Option<DayFilter>,
    /// Where it can be used from then on.
    pub scope: Option<ScopeId>,
    /// To which whole steps it is rounded, of a kind.
    pub rounding: Option<(Kind, Rounding)>,
    /// The time in which it is to be activated.
    pub activation: Option<Duration>,
    /// The clause.
    pub origin: OriginId,
}

/// How long a leftover lives on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Life {
    /// From the end of its own period, once, for a length of time.
    For(Duration),
    /// Once, to where a lot of this validity ends that starts at the last second of its own time.
    To(Validity),
    /// Once, to the end of the n-th period after its own.
    Periods(u32),
    /// To the end of each new period.
    Bank {
        /// At most so many times.
        at_most: Option<u32>,
        /// At most so long after the end of the period in which it was granted.
        no_longer_than: Option<Duration>,
        /// Whether the new period must have begun by a renewal.
        renewed: bool,
    },
}

/// A limit on what rolls.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limit {
    /// On what.
    pub of: LimitOf,
    /// How much.
    pub amount: LimitAmount,
    /// Which side is cut.
    pub side: Side,
    /// The words.
    pub origin: OriginId,
}

/// On what a limit is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LimitOf {
    /// On what enters now.
    Entry,
    /// On what the rule has rolled and is still held, with what enters now.
    Bank,
    /// On that, with what the new period grants.
    BankAndPlan,
}

/// How much a limit admits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LimitAmount {
    /// So many units of a kind.
    Units(crate::units::Kind, Quantity),
    /// So many times what the plan of now grants in a period.
    TimesPlan(Ratio),
    /// The leftovers of so many periods.
    Periods(u32),
}

/// Which side a limit cuts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// What would enter.
    Newest,
    /// What has been there longest.
    Oldest,
}
