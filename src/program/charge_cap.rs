//! Caps on what use is charged in all.
//!
//! The limit of one charge counts what that charge takes; that several kinds are charged $1 a day together at most
//! (vodafone-uk-payg, and the spend caps that regulators ask for) is a count that charges share.

use crate::units::Kinds;

use super::{Counter, OriginId};

/// A cap on what use of several kinds is charged together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChargeCap {
    /// On use of these kinds.
    pub kinds: Kinds,
    /// So much money in a span.
    pub limit: Counter,
    /// Whether everybody in the pool is counted together.
    pub together: bool,
    /// What happens to use that would be charged more.
    pub beyond: Option<BeyondCap>,
    /// The clause.
    pub origin: OriginId,
}

/// What happens to use that would be charged more than a cap.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BeyondCap {
    /// It costs nothing more.
    Free,
    /// It costs nothing more, and is slow.
    Slow {
        /// How slow.
        bits_per_second: u64,
    },
    /// It is not let through.
    Block,
}
