//! Which lots an operation is for.

use crate::event::{Class, ProductId, Relation};
use crate::units::{Duration, Kind};

/// A description of lots.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Selector {
    /// Of these kinds, by index.
    pub kinds: [bool; Kind::COUNT],
    /// Of this class.
    pub class: Option<Class>,
    /// Minted by this product.
    pub product: Option<ProductId>,
    /// Minted by one of these.
    pub among: Option<Vec<ProductId>>,
    /// Minted by a product that stands so to the one that is bought, and not by this purchase.
    pub relations: Vec<Relation>,
    /// Rolled, or not.
    pub rolled: Option<bool>,
    /// Received as a gift, or not.
    pub gifted: Option<bool>,
    /// Expired instead of held.
    pub expired: bool,
    /// Dormant, or not.
    pub dormant: Option<bool>,
    /// Granted longer ago than this.
    pub older_than: Option<Age>,
    /// With at most so much time left.
    pub expiring_within: Option<Duration>,
}

impl Selector {
    /// Whether the kind is one of its kinds.
    #[must_use]
    pub fn has_kind(&self, kind: Kind) -> bool {
        self.kinds[kind.index()]
    }
}

/// An age.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Age {
    /// A length of time.
    For(Duration),
    /// A number of periods.
    Periods(u32),
}
