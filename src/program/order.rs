//! Which lot pays first.

use super::Selector;

/// One item of a list: narrow ones stand before wide ones, and each knows its place in what was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// Which lots.
    pub of: Selector,
    /// Where they come.
    pub place: u32,
}

/// One key of an order; the keys decide one after the other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Key {
    /// The place of the first that fits; what fits none comes last.
    Listed(Vec<Listed>),
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
