//! What is paid later, and what is bought again by itself.

use crate::event::ProductId;
use crate::units::{Duration, Kind, Quantity, Ratio, Schedule};

use super::{Counter, GrantId, Key, OneAtATime, OriginId, Selector};

/// What holds of the products that are sold with a plan together.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Selling {
    /// Of which products one at a time is held.
    pub one_at_a_time: Vec<OneAtATime>,
    /// Of which only the last one bought renews; `None` is all that do.
    pub last_renews: Vec<Option<Vec<ProductId>>>,
    /// By at most which share of a recharge debts are repaid, and the clause.
    pub repayment: Option<(Ratio, OriginId)>,
    /// How much may be owed in all (airtime-advance-limit).
    pub debt_limit: Option<(Quantity, OriginId)>,
    /// Which units can be converted to which.
    pub conversions: Vec<Conversion>,
    /// What can be taken from the next period.
    pub advance: Option<Advance>,
}

/// A price in units, or in certain money.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitPrice {
    /// Of which kind.
    pub kind: Kind,
    /// Which lots pay, or do not.
    pub of: Selector,
    /// Whether those that fit do not pay.
    pub except: bool,
    /// How much.
    pub amount: Quantity,
    /// The clause.
    pub origin: OriginId,
}

/// A time at which something is bought again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clock {
    /// So long after it was bought last.
    Every(Duration),
    /// By the calendar.
    On(Schedule),
}

/// How units are converted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conversion {
    /// Of which kind.
    pub from: Kind,
    /// What it makes.
    pub grant: GrantId,
    /// Of which kind that is.
    pub to: Kind,
    /// So much makes so much.
    pub rate: (Quantity, Quantity),
    /// Only whole numbers of this, never zero.
    pub step: Quantity,
    /// Only of these; none is all of the kind.
    pub of: Vec<Selector>,
    /// At most so much in a span.
    pub amounts: Vec<Counter>,
    /// At most so often in a span.
    pub times: Vec<Counter>,
    /// What it costs.
    pub fee: Quantity,
    /// Which lots go first.
    pub order: Vec<Key>,
    /// The clause.
    pub origin: OriginId,
}

/// What can be taken from the next period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Advance {
    /// Of which kind.
    pub kind: Kind,
    /// What it makes.
    pub grant: GrantId,
    /// At most so much in a span.
    pub limit: Counter,
    /// The clause.
    pub origin: OriginId,
}

/// A product that is paid later.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Credit {
    /// What is owed beside the price.
    pub fee: Quantity,
    /// When it is to be paid.
    pub due: Option<Duration>,
    /// The clause.
    pub origin: OriginId,
}

/// When a product is bought again by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PackRenewal {
    /// When its time is over.
    pub expires: bool,
    /// When it is used up.
    pub used_up: bool,
    /// At times of its own, whatever is left of it (`renews on day 1 of each month`).
    pub clock: Option<Clock>,
    /// After the plan has been renewed: because it is said so, or because it is valid in periods.
    pub with_plan: bool,
    /// The clause.
    pub origin: OriginId,
}
