//! How much may be used, apart from what lots hold: `limit data in "EU" to 20 GB a period`, `slow data to 256 kbps after 15
//! GB a period`.

use crate::text::Origin;
use crate::units::{Kind, Quantity};

use super::{Condition, Limit, Member, Resort, Scope, Selector};

/// A ceiling on use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ceiling {
    /// On use of this kind.
    pub kind: Kind,
    /// On what these lots pay; only for what stops use.
    pub of: Selector,
    /// Of these uses.
    pub scope: Scope,
    /// By whom.
    pub member: Member,
    /// Only if this holds of whoever uses.
    pub condition: Option<Condition>,
    /// So much in a span.
    pub limit: Limit,
    /// What of a use is counted.
    pub metered: Metered,
    /// Whether everybody in the pool is counted together, and not each line by itself.
    pub together: bool,
    /// What happens to use beyond it.
    pub beyond: Beyond,
    /// The clause.
    pub origin: Origin,
}

impl Ceiling {
    /// Whether it stops all use of its kind, whoever pays: `limit data to …`. One that names lots, `limit plan data to …`, keeps
    /// only these from paying.
    #[must_use]
    pub fn is_of_all_use(&self) -> bool {
        let all = Selector { kind: Some(self.kind), origin: self.of.origin, ..Selector::default() };
        matches!(self.beyond, Beyond::Instead(_)) && self.of == all
    }
}

/// What of a use counts towards a ceiling.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Metered {
    /// How much it is.
    Amount,
    /// That it is one: a call, a session, a message. It counts on the day, or in whatever span, it begins.
    Uses,
    /// Whom it calls: each number counts once in a span. A use that names no number does not count.
    Numbers,
}

/// What happens to use beyond a ceiling.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Beyond {
    /// It goes on as before, and is slow.
    Slow {
        /// At so many bits a second.
        bits_per_second: u64,
    },
    /// Those lots do not pay for it. Where no other can, this is tried; nothing: what the plan does when nothing is left, but not
    /// beyond a ceiling on all use.
    Instead(Vec<Resort>),
}

/// How use of a kind is counted: in whole increments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Increment {
    /// Of which kind.
    pub kind: Kind,
    /// Of these uses.
    pub scope: Scope,
    /// How large the first one is, if it is another size than the others.
    pub first: Option<Quantity>,
    /// How large one is.
    pub per: Quantity,
    /// The clause.
    pub origin: Origin,
}
