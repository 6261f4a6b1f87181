//! How much use is charged in all: `charges at most $1 a day, then free`.

use crate::text::Origin;
use crate::units::Kinds;

use super::Limit;

/// A cap on what use of several kinds is charged together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChargeCap {
    /// On use of these kinds.
    pub kinds: Kinds,
    /// So much money in a span.
    pub limit: Limit,
    /// Whether everybody in the pool is counted together, and not each line by itself.
    pub together: bool,
    /// What happens to use that would be charged more; `None`: what else the plan does when nothing is left.
    pub beyond: Option<BeyondCap>,
    /// The clause.
    pub origin: Origin,
}

/// What happens to use that would be charged more than a cap.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BeyondCap {
    /// It costs nothing more.
    Free,
    /// It costs nothing more, and is slow.
    Slow {
        /// At so many bits a second.
        bits_per_second: u64,
    },
    /// It is not let through.
    Block,
}
