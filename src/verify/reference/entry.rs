//! Entries as the reference engine makes them.

use crate::event::AccountId;
use crate::ledger::{Entry, LotId, Posting};
use crate::text::Origin;
use crate::units::{Instant, Kind, Quantity};

/// What [`Entry`] is, with the clause itself instead of its number: the model does not number its clauses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReferenceEntry {
    /// When.
    pub at: Instant,
    /// To whose account; of a use from a pool, who used it.
    pub account: AccountId,
    /// To which lot, if to one.
    pub lot: Option<LotId>,
    /// Of which kind; of what concerns no units, [`Kind::Money`].
    pub kind: Kind,
    /// How much.
    pub amount: Quantity,
    /// What.
    pub posting: Posting,
    /// Under which clause.
    pub origin: Origin,
}

impl ReferenceEntry {
    /// An entry of the ledger whose clause has been looked up, so that both can be compared.
    #[must_use]
    pub fn of(entry: &Entry, origin: Origin) -> ReferenceEntry {
        let Entry { at, account, lot, kind, amount, posting, origin: _ } = *entry;
        ReferenceEntry { at, account, lot, kind, amount, posting, origin }
    }
}
