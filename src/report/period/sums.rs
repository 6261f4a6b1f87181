//! What happened in a period, summed up.

use std::collections::BTreeMap;

use crate::event::AccountId;
use crate::ledger::{Charge, Entry, Posting};
use crate::report::Run;
use crate::report::holding::Holdings;
use crate::report::nouns::Source;
use crate::units::Kind;

/// What is summed up of each kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Item {
    Granted,
    Received,
    Revived,
    Used,
    /// Used of another account's lots: of the pool.
    UsedOfOthers,
    Rolled,
    Given,
    Exchanged,
    Trimmed,
    Expired,
    Forfeited,
    Overage,
    Owed,
    Repaid,
    Forgiven,
    Lent,
    LoanRepaid,
    Throttled,
    Blocked,
    Charged,
}

impl Item {
    pub(crate) const COUNT: usize = Item::Charged as usize + 1;
}

/// Who used what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Use {
    /// A member of the pool, if not the account itself.
    pub(crate) by: Option<AccountId>,
    /// The owner of the pool, if not the account itself.
    pub(crate) of: Option<AccountId>,
    pub(crate) source: Source,
}

/// What happened in a period, summed up.
#[derive(Debug, Clone, Default)]
pub(crate) struct Sums {
    items: [[u64; Item::COUNT]; Kind::COUNT],
    /// Which kinds have been granted without limit.
    pub(crate) unlimited: [bool; Kind::COUNT],
    pub(crate) granted: BTreeMap<(Kind, Source), u64>,
    pub(crate) used: BTreeMap<(Kind, Use), u64>,
    pub(crate) charges: [u64; CHARGES.len()],
}

/// What money can be charged for, in the order of a statement.
pub(crate) const CHARGES: [Charge; 5] = [Charge::Period, Charge::Pack, Charge::Overage, Charge::Gift, Charge::Fee];

impl Sums {
    pub(crate) fn get(&self, kind: Kind, item: Item) -> u64 {
        self.items[kind.index()][item as usize]
    }

    /// Adds an entry that belongs to the period; `holdings` is what the account held before it.
    pub(super) fn add(&mut self, run: &Run<'_>, account: AccountId, entry: &Entry, holdings: &Holdings) {
        let (kind, amount) = (entry.kind, entry.amount.0);
        let Some(item) = item(account, entry) else { return };
        add(&mut self.items[kind.index()][item as usize], amount);
        match (entry.posting, entry.lot) {
            (Posting::Granted { .. } | Posting::Refilled { .. }, Some(lot)) => {
                self.unlimited[kind.index()] |= run.lot(lot).is_some_and(|lot| lot.unlimited);
                add(self.granted.entry((kind, Source::of(run.lot(lot), false))).or_default(), amount);
            }
            (Posting::Used, Some(lot)) => {
                // What a member uses of the pool's lots is told by whose they are, not by what they are.
                let other = |id: u32| Some(AccountId(id)).filter(|id| *id != account);
                let source = holdings.source(run, lot);
                let who = Use { by: other(entry.account.0), of: other(lot.account), source };
                add(self.used.entry((kind, who)).or_default(), amount);
            }
            (Posting::Charged { what }, _) => {
                if let Some(place) = CHARGES.iter().position(|charge| *charge == what) {
                    add(&mut self.charges[place], amount);
                }
            }
            _ => {}
        }
    }
}

/// Sums that the engine accepts fit; others stop at the edge.
fn add(sum: &mut u64, amount: u64) {
    *sum = sum.saturating_add(amount);
}

fn item(account: AccountId, entry: &Entry) -> Option<Item> {
    Some(match entry.posting {
        Posting::Granted { .. } | Posting::Refilled { .. } => Item::Granted,
        Posting::Received { .. } => Item::Received,
        Posting::Revived { .. } => Item::Revived,
        Posting::Used if entry.lot.is_some_and(|lot| lot.account != account.0) => Item::UsedOfOthers,
        Posting::Used => Item::Used,
        Posting::Rolled { .. } => Item::Rolled,
        Posting::Given { .. } => Item::Given,
        Posting::Exchanged => Item::Exchanged,
        Posting::Trimmed => Item::Trimmed,
        Posting::Expired => Item::Expired,
        Posting::Forfeited { .. } => Item::Forfeited,
        Posting::Overage => Item::Overage,
        Posting::Owed => Item::Owed,
        Posting::Repaid => Item::Repaid,
        Posting::Forgiven => Item::Forgiven,
        Posting::Lent => Item::Lent,
        Posting::LoanRepaid => Item::LoanRepaid,
        Posting::Throttled { .. } => Item::Throttled,
        Posting::Blocked { .. } => Item::Blocked,
        Posting::Charged { .. } => Item::Charged,
        _ => return None,
    })
}
