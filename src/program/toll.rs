//! What comes before a use, without which it does not happen.
//!
//! No chain can say it, for chains are tried where nothing is left: a fee for each day on which the home allowance is used
//! abroad (vodafone-roam-further), a fee for setting up a call (docomo-call-setup), a day pass that the first use of a day buys
//! (starhub-travel).

use crate::event::ProductId;
use crate::units::{Kind, Quantity};

use super::{Consent, Counter, OriginId, ScopeId, Selector, Test, Users};

/// What comes before a use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Toll {
    /// Before uses of these kinds.
    pub kinds: [bool; Kind::COUNT],
    /// Of these uses.
    pub scope: ScopeId,
    /// By whom.
    pub users: Users,
    /// Only if this holds of whoever uses.
    pub test: Option<Test>,
    /// What it is.
    pub what: TollWhat,
    /// So often in a span; `None` is before each use.
    pub limit: Option<Counter>,
    /// Whether the customer must have agreed.
    pub consent: Consent,
    /// Whether it is counted for everybody in the pool together.
    pub together: bool,
    /// The clause.
    pub origin: OriginId,
}

/// What it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TollWhat {
    /// Money is charged; which money pays.
    Fee(Quantity, Option<Selector>),
    /// A product is bought, at another price than its own.
    Pack(ProductId, Option<Quantity>),
}
