//! What happens to a use that no lot can pay.

use crate::event::{LabelId, ProductId};
use crate::text::Origin;
use crate::units::{Duration, Kind, Quantity, Rounding};

use super::{Choice, Condition, LimitSpan, Scope, Selector};

/// A rule for a use that no lot can pay.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Depletion {
    /// Of this kind.
    pub kind: Kind,
    /// Only if the last lot that could have paid ended because its time was over (`expires`); otherwise always.
    pub expired_only: bool,
    /// For whom.
    pub member: Member,
    /// For which uses.
    pub scope: Scope,
    /// Only if this holds of whoever uses.
    pub condition: Option<Condition>,
    /// What is tried, in this order, each with what the one before left; after the last, block.
    pub fallbacks: Choice<Vec<Resort>>,
}

/// Which users of a pool a rule is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Member {
    /// Everybody.
    Everybody,
    /// The subscriber whose plan it is.
    Owner,
    /// Those the plan is shared with.
    Others,
}

/// One thing to try, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resort {
    /// What is tried.
    pub what: Fallback,
    /// For which uses; others pass it over.
    pub scope: Scope,
    /// Only if this holds of whoever uses.
    pub condition: Option<Condition>,
    /// Whether what it counts is counted for everybody in the pool together.
    pub together: bool,
}

impl From<Fallback> for Resort {
    /// For every use of everybody.
    fn from(what: Fallback) -> Resort {
        Resort { what, scope: Scope::default(), condition: None, together: false }
    }
}

/// One thing to try.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fallback {
    /// Nothing more is let through.
    Block,
    /// Nothing of the use is let through, and what has been paid for it so far is undone.
    BlockWhole,
    /// It is let through at full speed, and costs nothing.
    Free {
        /// For so much in a span; `None` is without limit.
        up_to: Option<Limit>,
    },
    /// It is let through slowly.
    Throttle {
        /// At so many bits a second.
        bits_per_second: u64,
        /// For so much in a span; `None` is without limit.
        up_to: Option<Limit>,
    },
    /// It is charged.
    Charge {
        /// The price of an increment.
        price: Quantity,
        /// The increment; one that is begun is paid in full, unless the tariff says otherwise.
        per: Quantity,
        /// No more than this is charged in a span.
        limit: Option<Limit>,
        /// Whether the customer must have agreed.
        consent: Ask,
        /// What else is said of the price.
        tariff: Tariff,
    },
    /// It is let through and owed: the next units that come pay for it.
    Owe {
        /// No more than this is owed at a time; `None` is without limit.
        at_most: Option<Quantity>,
        /// Whether what is owed stays owed when a new period begins; otherwise it is forgiven then.
        across_periods: bool,
        /// The clause.
        origin: Origin,
    },
    /// A pack is bought, and used.
    Buy {
        /// Which.
        product: ProductId,
        /// At another price than its own.
        price: Option<Quantity>,
        /// At most so often.
        limit: Option<Limit>,
        /// Whether the customer must have agreed.
        consent: Ask,
        /// The clause.
        origin: Origin,
    },
}

/// What may be said of a charge beside its price.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tariff {
    /// Whether a part of an increment costs its part of the price; what has been charged is always what all use costs,
    /// rounded up to the millionth. Otherwise increments are charged in full.
    pub in_proportion: bool,
    /// Another price for the first increment of each use, and how large that is.
    pub first: Option<(Quantity, Quantity)>,
    /// Whether each use is charged by itself: the rest of an increment does not serve the next use.
    pub each_use: bool,
    /// Which lots of money pay; `None` is any that can.
    pub from: Option<Selector>,
    /// To which steps each charge is rounded.
    pub rounding: Option<Rounding>,
}

/// Whether the customer must have agreed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ask {
    /// No.
    No,
    /// Yes.
    Yes {
        /// To what, where it has a name of its own.
        to: Option<LabelId>,
        /// For how long that holds.
        lasts: Lasts,
    },
}

/// How long an agreement holds, unless it is taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lasts {
    /// For ever.
    Ever,
    /// For a time.
    For(Duration),
    /// To the end of the day, week, month or period it was given in.
    In(LimitSpan),
}

/// A limit in a span of time: on an amount or on a number of times, as the place says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit {
    /// How much, or how often.
    pub amount: Quantity,
    /// In which span.
    pub span: LimitSpan,
    /// The value that counts instead where the customer has set it.
    pub chosen: Option<Chosen>,
    /// The words.
    pub origin: Origin,
}

/// A value that customers set for themselves: `set "roaming limit" to $100`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Chosen {
    /// Its name.
    pub name: LabelId,
    /// Of which kind it has to be; set to another kind it says nothing.
    pub kind: Kind,
}
