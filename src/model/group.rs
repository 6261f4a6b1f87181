//! Groups of packs, and how many of one can be held at a time.

use crate::event::{LabelId, ProductId};
use crate::text::Origin;

/// A group of packs of a plan: `group "daily"` in each of them. Its name stands wherever a pack's name may.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Its name.
    pub name: LabelId,
    /// Its packs, in the order of their numbers.
    pub packs: Vec<ProductId>,
}

/// Of some packs one at a time is held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OneAtATime {
    /// Of these; `None` is every pack.
    pub group: Option<Group>,
    /// What happens where one is held and one is bought.
    pub second: Second,
    /// The clause.
    pub origin: Origin,
}

/// What happens to a purchase while a pack is held with which it cannot be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Second {
    /// What is held is forfeited.
    Replaces,
    /// The purchase is refused.
    Refused,
    /// It is refused if what is held is another pack; the same pack may be bought again.
    RefusedIfOther,
    /// It is refused if so many are held, the same pack counted as often as it was bought.
    RefusedBeyond(u32),
}
