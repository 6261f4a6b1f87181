//! What may be asked about, and how bad it is: a number that another course of events makes smaller or larger.

use crate::event::AccountId;
use crate::units::{Instant, Kind};

use super::{Entry, Fate, LotId, Posting, Reason, Told};

/// What may be asked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Matter {
    /// What a lot has lost.
    Lot(LotId),
    /// That requests of an account were refused for a reason.
    Refused {
        /// Whose.
        account: AccountId,
        /// Why.
        reason: Reason,
        /// When it was, that is asked about.
        at: Instant,
    },
    /// That a period ended without a renewal.
    Lapsed {
        /// Whose.
        account: AccountId,
        /// When it was, that is asked about.
        at: Instant,
    },
    /// That use was not let through.
    Blocked {
        /// Whose.
        account: AccountId,
        /// Of which kind.
        kind: Kind,
        /// When it was, that is asked about.
        at: Instant,
    },
}

impl Matter {
    /// How bad it is in another telling; nothing if what is asked about has not come to be there at all.
    #[must_use]
    pub fn harm(self, base: &Told, told: &Told) -> Option<u64> {
        let entries = &told.ledger.entries;
        match self {
            Matter::Lot(id) => base.counterpart(id, told).map(|lot| Fate::of(lot, entries).lost.0),
            Matter::Refused { account, reason, .. } => {
                let is_one = |entry: &&Entry| entry.account == account && entry.posting == Posting::Refused { reason };
                u64::try_from(entries.iter().filter(is_one).count()).ok()
            }
            Matter::Lapsed { account, .. } => {
                let is_one =
                    |entry: &&Entry| entry.account == account && matches!(entry.posting, Posting::Lapsed { .. });
                u64::try_from(entries.iter().filter(is_one).count()).ok()
            }
            Matter::Blocked { account, kind, .. } => {
                let blocked = entries.iter().filter(|entry| {
                    (entry.account, entry.kind) == (account, kind) && matches!(entry.posting, Posting::Blocked { .. })
                });
                Some(blocked.fold(0, |sum: u64, entry| sum.saturating_add(entry.amount.0)))
            }
        }
    }

    /// Whose it is.
    #[must_use]
    pub fn account(self) -> AccountId {
        match self {
            Matter::Lot(id) => AccountId(id.account),
            Matter::Refused { account, .. } | Matter::Lapsed { account, .. } | Matter::Blocked { account, .. } => {
                account
            }
        }
    }

    /// From when to when something could have been done about it.
    #[must_use]
    pub fn span(self, base: &Told) -> (Instant, Instant) {
        match self {
            Matter::Lot(id) => {
                let granted = base.lot(id).map_or(Instant::MIN, |lot| lot.granted_at);
                let fate = Fate::of(id, &base.ledger.entries);
                (granted, fate.lost_at.or(fate.until).unwrap_or(Instant::MAX))
            }
            Matter::Refused { at, .. } | Matter::Lapsed { at, .. } | Matter::Blocked { at, .. } => (Instant::MIN, at),
        }
    }
}
