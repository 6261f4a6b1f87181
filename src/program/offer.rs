//! What products are compared by, and which of them cannot be held together.

use crate::event::{LabelId, ProductId, Relation};
use crate::units::{Attempts, Kind, Quantity, Validity};

use super::{Credit, OriginId, PackRenewal, UnitPrice};

/// On what terms a product is sold, and what it is compared by.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Offer {
    /// Whether it is a pack: nothing else stands to one in any way.
    pub is_pack: bool,
    /// The groups it is in.
    pub groups: Vec<LabelId>,
    /// What it grants of each kind; without limit is the most.
    pub size: [Quantity; Kind::COUNT],
    /// How long what it grants first is valid.
    pub validity: Option<Validity>,
    /// What it costs.
    pub price: Quantity,
    /// It is paid later.
    pub credit: Option<Credit>,
    /// It is bought again by itself.
    pub renewal: Option<PackRenewal>,
    /// It is paid with certain units, beside its price.
    pub units: Option<UnitPrice>,
    /// When it is tried again to buy it once more.
    pub retry: Option<(Attempts, OriginId)>,
    /// What is bought instead if it cannot be bought again.
    pub instead: Vec<ProductId>,
    /// How long after the purchase it can be returned.
    pub refund: Option<(Validity, OriginId)>,
}

impl Offer {
    /// Whether a held product's offer stands so to the one that is bought. Which product it is, is looked at elsewhere.
    #[must_use]
    pub fn stands(&self, relation: Relation, bought: &Offer, is_same: bool) -> bool {
        self.is_pack
            && match relation {
                Relation::SamePack => is_same,
                Relation::OtherPack => !is_same,
                Relation::SameGroup => self.groups.iter().any(|group| bought.groups.contains(group)),
                Relation::SameSize => self.size == bought.size,
                Relation::Smaller => self.size < bought.size,
                Relation::Bigger => self.size > bought.size,
                Relation::SameValidity => self.validity == bought.validity,
                Relation::SamePrice => self.price == bought.price,
            }
    }
}

/// Of some products one at a time is held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OneAtATime {
    /// Of these; `None` is every pack.
    pub among: Option<Vec<ProductId>>,
    /// What happens to what is bought, or to what is held.
    pub second: Second,
    /// The clause.
    pub origin: OriginId,
}

/// What happens where one is held and one is bought.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Second {
    /// What is held is forfeited.
    Replaces,
    /// The purchase is refused.
    Refused,
    /// It is refused if another product is held.
    RefusedIfOther,
    /// It is refused if so many are held.
    RefusedBeyond(u32),
}
