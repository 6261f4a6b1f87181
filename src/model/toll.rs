//! What comes before a use: a fee, or a pack, without which it does not happen: `use of data in "Zone 2" costs $5 a day`.

use crate::event::ProductId;
use crate::text::Origin;
use crate::units::{Kind, Quantity};

use super::{Ask, Condition, Limit, Member, Scope, Selector};

/// What comes before a use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Toll {
    /// Before uses of these kinds; none is every kind.
    pub kinds: Vec<Kind>,
    /// Of these uses.
    pub scope: Scope,
    /// By whom.
    pub member: Member,
    /// Only if this holds of whoever uses.
    pub condition: Option<Condition>,
    /// What it is.
    pub what: TollWhat,
    /// So often in a span, each use by itself counting as one; `None` is before each use.
    pub limit: Option<Limit>,
    /// Whether the customer must have agreed.
    pub consent: Ask,
    /// Whether it is counted for everybody in the pool together.
    pub together: bool,
    /// The clause.
    pub origin: Origin,
}

/// What comes before a use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TollWhat {
    /// Money is charged.
    Fee {
        /// How much.
        amount: Quantity,
        /// Which lots of money pay; `None` is any that can.
        from: Option<Selector>,
    },
    /// A pack is bought.
    Pack {
        /// Which.
        product: ProductId,
        /// At another price than its own.
        price: Option<Quantity>,
    },
}

/// That each use is paid by one lot alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OneLot {
    /// Of this kind; `None` is every kind.
    pub kind: Option<Kind>,
    /// The clause.
    pub origin: Origin,
}
