//! What there is to find out about a question: for each loss, refusal and stop that it is about, what else could have
//! happened.

use std::collections::BTreeSet;

use crate::ledger::{Entry, LotId, Matter, Posting};
use crate::report::Run;
use crate::report::entries::loses;

use super::{MOST_LOTS, Question, is_on};

/// The matters of a question, each once.
#[must_use]
pub fn matters(run: &Run<'_>, question: Question) -> Vec<Matter> {
    let mut matters = Vec::new();
    match question {
        Question::Lots => {}
        Question::Lot(lot) => matters.push(Matter::Lot(lot)),
        Question::Lost => matters.extend(losing(run).into_iter().map(Matter::Lot)),
        Question::Day(day) => {
            let entries = run.ledger.entries.iter().filter(|entry| is_on(run, entry.at, day));
            for matter in entries.filter_map(matter) {
                if matters.len() < MOST_LOTS && !matters.iter().any(|known| is_same(*known, matter)) {
                    matters.push(matter);
                }
            }
        }
    }
    matters.truncate(MOST_LOTS);
    matters
}

/// The lots that have lost something, in the order in which they did.
pub(super) fn losing(run: &Run<'_>) -> Vec<LotId> {
    let mut known = BTreeSet::new();
    let losing = run.ledger.entries.iter().filter(|entry| loses(entry)).filter_map(|entry| entry.lot);
    losing.filter(|lot| known.insert(*lot)).collect()
}

fn matter(entry: &Entry) -> Option<Matter> {
    let (account, kind, at) = (entry.account, entry.kind, entry.at);
    match entry.posting {
        Posting::Refused { reason } => Some(Matter::Refused { account, reason, at }),
        Posting::Lapsed { .. } => Some(Matter::Lapsed { account, at }),
        Posting::Blocked { .. } => Some(Matter::Blocked { account, kind, at }),
        _ => entry.lot.filter(|_| loses(entry)).map(Matter::Lot),
    }
}

/// Of several refusals for one reason on one day, the first stands for all.
fn is_same(one: Matter, other: Matter) -> bool {
    match (one, other) {
        (Matter::Refused { account, reason, .. }, Matter::Refused { account: whose, reason: why, .. }) => {
            (account, reason) == (whose, why)
        }
        (Matter::Blocked { account, kind, .. }, Matter::Blocked { account: whose, kind: of, .. }) => {
            (account, kind) == (whose, of)
        }
        _ => one == other,
    }
}
