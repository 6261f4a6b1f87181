//! What happens to a use that no lot can pay.

use crate::event::{LabelId, ProductId};
use crate::units::{Duration, Instant, Kind, Quantity, Rounding};

use super::{OriginId, ScopeId, Selector, Test};

/// What is tried, in this order; what is left after the last is blocked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chain {
    /// For which kind.
    pub kind: Kind,
    /// Only if the last lot of the kind ended by time.
    pub expired_only: bool,
    /// For whom.
    pub users: Users,
    /// For which uses.
    pub scope: ScopeId,
    /// Only if this holds of whoever uses.
    pub test: Option<Test>,
    /// What is tried.
    pub resorts: Vec<Resort>,
    /// The clause.
    pub origin: OriginId,
}

/// Which users of a pool.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Users {
    /// All.
    All,
    /// The owner.
    Owner,
    /// The others.
    Others,
}

/// One thing to try, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resort {
    /// What.
    pub what: Fallback,
    /// For which uses.
    pub scope: ScopeId,
    /// Only if this holds of whoever uses.
    pub test: Option<Test>,
    /// Whether it counts for everybody in the pool together.
    pub together: bool,
}

/// One thing to try.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fallback {
    /// Nothing more is let through.
    Block,
    /// Nothing of the use is let through, and what has been paid for it so far is undone (kong-settlement: all or nothing).
    BlockWhole,
    /// Let through at full speed, at no charge.
    Free {
        /// For so much in a span.
        up_to: Option<Counter>,
    },
    /// Let through slowly.
    Throttle {
        /// How slowly.
        bits_per_second: u64,
        /// For so much in a span.
        up_to: Option<Counter>,
    },
    /// Let through and charged.
    Charge {
        /// For each increment begun.
        price: Quantity,
        /// The increment, never zero.
        per: Quantity,
        /// A part of an increment costs its part of the price instead (vodacom-3g-2006: R2 per MB, by the byte).
        in_proportion: bool,
        /// At most so much money in a span.
        limit: Option<Counter>,
        /// Whether the customer must have agreed.
        consent: Consent,
        /// The place where the rest of the increment that is paid for is kept; in proportion, how much was used.
        open: usize,
        /// For how long it is kept: for a period, or for one use.
        kept: CounterSpan,
        /// The first increment of each use.
        first: Option<First>,
        /// Which lots of money pay.
        from: Option<Selector>,
        /// To which steps each charge is rounded (vodacom-3g-2006: by the byte, to the nearest cent).
        rounding: Option<Rounding>,
    },
    /// Let through and owed: the next units that come pay for it. No count and no charge can do that, for what is
    /// granted later is lower by it.
    Owe {
        /// At most so much at a time.
        at_most: Option<Quantity>,
        /// Whether it stays owed when a new period begins.
        across_periods: bool,
        /// The clause.
        origin: OriginId,
    },
    /// A product is bought, and used.
    Buy {
        /// Which.
        product: ProductId,
        /// For how much.
        price: Option<Quantity>,
        /// At most so often in a span.
        limit: Option<Counter>,
        /// Whether the customer must have agreed.
        consent: Consent,
        /// The clause.
        origin: OriginId,
    },
}

/// The first increment of each use, where it has a price of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct First {
    /// Its price.
    pub price: Quantity,
    /// How large it is.
    pub per: Quantity,
    /// The place where is noted that it was charged.
    pub counter: usize,
}

/// Whether the customer must have agreed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Consent {
    /// No.
    NotNeeded,
    /// Yes, to what has this name, if it has one.
    Needed(Option<LabelId>, Lasts),
}

/// How long an agreement holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lasts {
    /// Until it is taken back.
    Ever,
    /// So long.
    For(Duration),
    /// In the span in which it was given.
    In(CounterSpan),
}

/// A count that may not pass a limit in a span.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counter {
    /// The limit.
    pub most: Quantity,
    /// The span.
    pub span: CounterSpan,
    /// The place where it is counted, in an account.
    pub counter: usize,
    /// The name of the value that is the limit instead, and its kind, where the customer has set it. No count and no mark
    /// can say it: any amount can be chosen (`reg-eu-roaming`, `digi-my-sharing`, `google-fi-flexible`).
    pub chosen: Option<(LabelId, Kind)>,
    /// The words.
    pub origin: OriginId,
}

/// A span in which something is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CounterSpan {
    /// As long as a lot lives, each lot by itself; only of what lots pay.
    Lot,
    /// The account's period.
    Period,
    /// A calendar month.
    Month,
    /// A quarter of a calendar year.
    Quarter,
    /// A calendar year.
    Year,
    /// A calendar week.
    Week,
    /// A calendar day.
    Day,
    /// One use.
    Use,
    /// The account's own period, in whichever pool it is.
    OwnPeriod,
    /// The time of this length up to now.
    Last(Duration),
    /// From an instant on.
    Since(Instant),
    /// From an instant to before another.
    Between(Instant, Instant),
    /// For ever.
    Ever,
    /// No time: what is held of the product.
    AtOnce(ProductId),
}
