//! Which lot pays first.

use super::Selector;

/// An order of use: the keys decide one after the other. The last tie is broken by grant time, then by lot number.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Order {
    /// The keys.
    pub keys: Vec<Key>,
}

/// One key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Key {
    /// The lots that fit the first selector, then those that fit the second, and so on; what fits none comes last.
    Listed(Vec<Selector>),
    /// The earliest end first; what never ends comes last.
    EarliestExpiry,
    /// The earliest grant first.
    Oldest,
    /// The latest grant first.
    Newest,
    /// Rolled before new.
    RolledFirst,
    /// New before rolled.
    NewFirst,
    /// The narrowest scope first: the more of window, app, zone and network it restricts, the narrower it is.
    MostSpecific,
    /// The member's own before the pool's.
    OwnBeforePool,
}
