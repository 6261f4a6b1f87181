//! Which lot pays first.

use super::Selector;

/// One key of an order; the keys decide one after the other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Key {
    /// The place of the first selector that fits; what fits none comes last.
    Listed(Vec<Selector>),
    /// The earliest end first.
    EarliestExpiry,
    /// The earliest grant first.
    Oldest,
    /// The latest grant first.
    Newest,
    /// Rolled first.
    RolledFirst,
    /// New first.
    NewFirst,
    /// The narrowest scope first.
    MostSpecific,
    /// The member's own first.
    OwnBeforePool,
}
