//! The law that units neither appear nor vanish, checked from scratch.

use crate::event::AccountId;
use crate::ledger::Posting;
use crate::units::Kind;

use super::{Reference, ReferenceEntry, ReferenceFault, Run};

impl Reference<'_> {
    /// Granted + revived + received = used + expired + forfeited + trimmed + given + repaid + held, for everybody.
    pub(super) fn conserve(&self) -> Run {
        for account in self.account_ids() {
            self.conserve_loans(account)?;
            for kind in Kind::ALL {
                self.conserve_kind(account, kind)?;
            }
        }
        Ok(())
    }

    fn conserve_kind(&self, account: AccountId, kind: Kind) -> Run {
        let held = self.held(account)?;
        let of_kind = held.iter().filter(|lot| lot.lot.kind == kind);
        let held: u128 = of_kind.map(|lot| u128::from(lot.lot.left.0)).sum();
        let (mut came, mut left) = (0_u128, held);
        for entry in self.entries.iter().filter(|entry| entry.kind == kind) {
            if let Some(into) = self.flow(account, entry)? {
                *(if into { &mut came } else { &mut left }) += u128::from(entry.amount.0);
            }
        }
        if u64::try_from(came.max(left)).is_err() {
            return Err(ReferenceFault::Overflow);
        }
        if came == left { Ok(()) } else { Err(ReferenceFault::Imbalance { account, kind }) }
    }

    /// Whether the entry says that units came to the account (`true`), left it (`false`), or neither.
    fn flow(&self, account: AccountId, entry: &ReferenceEntry) -> Run<Option<bool>> {
        // A use from a pool stands in the member's account and takes units of the owner's.
        let Some(id) = entry.lot.filter(|id| id.account == account.0) else { return Ok(None) };
        let into = match entry.posting {
            Posting::Granted { .. } | Posting::Refilled { .. } | Posting::Revived { .. } | Posting::Received { .. } => {
                Some(true)
            }
            Posting::Used
            | Posting::Repaid
            | Posting::Expired
            | Posting::Forfeited { .. }
            | Posting::Trimmed
            | Posting::Exchanged
            | Posting::Given { .. } => Some(false),
            _ => None,
        };
        let unlimited = self.lot(id)?.lot.unlimited;
        Ok(into.filter(|_| !unlimited))
    }
}
