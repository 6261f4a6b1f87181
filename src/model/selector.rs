//! Which lots a clause speaks of.

use crate::event::{ProductId, Relation};
use crate::text::Origin;
use crate::units::{Duration, Kind};

use super::{Class, Group};

/// A description of lots: `rolled data`, `"Weekend" data older than 3 periods`. What is `None` does not matter.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Selector {
    /// Of this kind; `None` is every kind but money.
    pub kind: Option<Kind>,
    /// Of this class.
    pub class: Option<Class>,
    /// Minted by this product.
    pub product: Option<ProductId>,
    /// Minted by one of the packs of this group.
    pub group: Option<Group>,
    /// Minted by a pack that stands so to the one that is bought, and not by this purchase. All of them must hold.
    pub relations: Vec<Relation>,
    /// Rolled at least once, or never.
    pub rolled: Option<bool>,
    /// Received as a gift, or not.
    pub gifted: Option<bool>,
    /// Expired lots instead of those that are held.
    pub expired: bool,
    /// Dormant, or not.
    pub dormant: Option<bool>,
    /// Granted longer ago than this.
    pub older_than: Option<Duration>,
    /// Granted more than so many periods ago.
    pub older_than_periods: Option<u32>,
    /// With so little time left, or less.
    pub expiring_within: Option<Duration>,
    /// The words, where somebody wrote them.
    pub origin: Option<Origin>,
}

impl Selector {
    /// Whether it speaks of a kind. Who names none means every kind but money; who names a pack, all that it grants.
    #[must_use]
    pub fn is_of(&self, kind: Kind) -> bool {
        match self.kind {
            Some(named) => named == kind,
            None => kind != Kind::Money || self.product.is_some() || self.group.is_some(),
        }
    }

    /// How narrowly it describes: of several that fit one lot, the narrowest speaks of it. A product's name says more than
    /// whether units were a gift, that more than what they have been through, that more than their class, and a class more
    /// than a kind.
    #[must_use]
    pub fn narrowness(&self) -> u32 {
        let asked = [
            (self.product.is_some(), 128),
            (self.group.is_some(), 64),
            (self.rolled.is_some(), 8),
            (self.gifted.is_some(), 32),
            (self.dormant.is_some(), 8),
            (self.older_than.is_some() || self.older_than_periods.is_some(), 8),
            (self.expiring_within.is_some(), 8),
            (self.class.is_some(), 2),
            (self.kind.is_some(), 1),
        ];
        asked.into_iter().map(|(asked, weight)| u32::from(asked) * weight).sum()
    }
}
