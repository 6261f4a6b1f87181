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
    /// The lots of the first selector, then those of the second, and so on; what fits none comes last. A lot that fits
    /// several is where the narrowest of them is: in `plan first, then packs, then rolled`, what has rolled is last.
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
