//! What came of a story, whole; and the same lot in two tellings of it.

use super::{Ledger, Lot, LotId};

/// What came of a story.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Told {
    /// Everything that happened.
    pub ledger: Ledger,
    /// Every lot, as it is at the end.
    pub lots: Vec<Lot>,
}

impl Told {
    /// A lot.
    #[must_use]
    pub fn lot(&self, id: LotId) -> Option<&Lot> {
        self.lots.iter().find(|lot| lot.id == id)
    }

    /// The lot of another telling that stands for this one: that of its number if it is like it, or else the first that was
    /// granted just so; nothing if more or less of it was granted, for then it is another.
    #[must_use]
    pub fn counterpart(&self, id: LotId, other: &Told) -> Option<LotId> {
        let wanted = self.lot(id)?;
        let alike = |lot: &&Lot| {
            (lot.id.account, lot.kind, lot.class, lot.product)
                == (id.account, wanted.kind, wanted.class, wanted.product)
        };
        let granted_then = |lot: &&Lot| lot.granted_at == wanted.granted_at;
        let number = other.lot(id).filter(alike);
        let first = || other.lots.iter().filter(alike).find(granted_then);
        let found = number.filter(granted_then).or_else(first).or(number);
        found.filter(|lot| lot.granted == wanted.granted).map(|lot| lot.id)
    }
}
