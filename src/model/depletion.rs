//! What happens to a use that no lot can pay.

use crate::event::ProductId;
use crate::text::Origin;
use crate::units::{Duration, Kind, Quantity};

use super::{Choice, LimitSpan};

/// A rule for a use that no lot can pay.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Depletion {
    /// Of this kind.
    pub kind: Kind,
    /// Only if the last lot that could have paid ended because its time was over (`expires`); otherwise always.
    pub expired_only: bool,
    /// For whom.
    pub member: Member,
    /// What is tried, in this order, each with what the one before left; after the last, block.
    pub fallbacks: Choice<Vec<Fallback>>,
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

/// One thing to try.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fallback {
    /// Nothing more is let through.
    Block,
    /// It is let through slowly.
    Throttle {
        /// At so many bits a second.
        bits_per_second: u64,
        /// For so much in a period; `None` is without limit.
        up_to: Option<Quantity>,
    },
    /// It is charged.
    Charge {
        /// The price of an increment.
        price: Quantity,
        /// The increment; one that is begun is paid in full.
        per: Quantity,
        /// No more than this is charged in a span.
        limit: Option<Limit>,
        /// Whether the customer must have agreed.
        consent: Ask,
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

/// Whether the customer must have agreed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ask {
    /// No.
    No,
    /// Yes; agreement holds until it is taken back.
    Yes,
    /// Yes; agreement lapses after a time.
    YesFor(Duration),
}

/// A limit in a span of time: on an amount or on a number of times, as the place says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit {
    /// How much, or how often.
    pub amount: Quantity,
    /// In which span.
    pub span: LimitSpan,
    /// The words.
    pub origin: Origin,
}
