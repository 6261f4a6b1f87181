//! How much may be used, apart from what lots hold.
//!
//! No combination of lots can say it: units stay what they are and keep their ends, and still do not pay (a roaming limit
//! inside a bundle: `eu-frenchplan-rlah`), or pay for what is slow from a threshold on (`google-fi-flexible`,
//! `dhiraagu-mobile-internet`, `ooredoo-qa-shahry`).

use crate::units::{Kind, Quantity};

use super::{Chain, Counter, OriginId, ScopeId, Selector, Test, Users};

/// A ceiling on use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ceiling {
    /// On use of this kind.
    pub kind: Kind,
    /// On what these lots pay; only for what stops use.
    pub of: Selector,
    /// Of these uses.
    pub scope: ScopeId,
    /// By whom.
    pub users: Users,
    /// Only if this holds of whoever uses.
    pub test: Option<Test>,
    /// So much in a span.
    pub limit: Counter,
    /// On all such use, whoever pays, and not only on what some lots pay.
    pub of_all_use: bool,
    /// What of a use is counted.
    pub metered: Metered,
    /// Whether everybody in the pool is counted together.
    pub together: bool,
    /// What happens beyond it.
    pub beyond: Beyond,
    /// The clause.
    pub origin: OriginId,
}

/// What of a use counts towards a ceiling.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Metered {
    /// How much it is.
    Amount,
    /// That it is one (claro-rd-favoritos: 500 calls a month). At this place it is remembered whether the use of now counts
    /// already.
    Uses(usize),
    /// Whom it calls, each once in a span.
    Numbers,
}

/// How use of a kind is counted: the first that fits a use decides (cgrates-increments: a minute, then seconds).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Increment {
    /// Of which kind.
    pub kind: Kind,
    /// Of these uses.
    pub scope: ScopeId,
    /// The first one.
    pub first: Quantity,
    /// All others.
    pub per: Quantity,
}

/// What happens to use beyond a ceiling.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Beyond {
    /// It is slow.
    Slow {
        /// How slow.
        bits_per_second: u64,
    },
    /// Those lots do not pay. Where no other can, this chain is tried, or the plan's own.
    Instead(Option<Chain>),
}
