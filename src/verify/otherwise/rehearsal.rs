//! Runs a story again and again: from a copy of the world that stands shortly before the change, so that what has not
//! changed is not run anew.

use crate::event::{AccountId, Event, Variation};
use crate::ledger::{Ledger, Told};
use crate::units::Instant;
use crate::verify::scenario::pace::Paced;

use super::Tale;

/// So many stories are run to answer one question.
const MOST_RUNS: u32 = 1_500;
/// And so much work is done for it: an entry is as much as a day in which nothing happens.
const MOST_WORK: usize = 1_000_000;
const DAY: i64 = 86_400;
/// So many copies of the world are kept, as long as they do not hold more lots than this in all.
const COPIES: usize = 48;
const MOST_LOTS: usize = 200_000;

/// A world that stands before an event of the story.
#[derive(Debug, Clone)]
struct Copy<'t> {
    next: usize,
    entries: usize,
    paced: Paced<'t>,
}

/// A story that can be run again.
#[derive(Debug, Clone)]
pub(super) struct Rehearsal<'t> {
    pub(super) tale: Tale<'t>,
    pub(super) base: Told,
    copies: Vec<Copy<'t>>,
    runs: u32,
    work: usize,
}

impl<'t> Rehearsal<'t> {
    /// Runs the story as it is; nothing if it cannot be run.
    pub(super) fn new(tale: Tale<'t>) -> Option<Rehearsal<'t>> {
        let mut paced = Paced::new(tale.program, tale.openings);
        let mut ledger = Ledger::default();
        let (mut copies, mut copied) = (Vec::new(), 0_usize);
        let apart = tale.events.len() / COPIES + 1;
        for (next, event) in tale.events.iter().enumerate() {
            if next % apart == 0 && copied <= MOST_LOTS {
                copied = copied.saturating_add(how_many_lots(&paced));
                copies.push(Copy { next, entries: ledger.entries.len(), paced: paced.clone() });
            }
            paced.step(event, &mut ledger).ok()?;
        }
        paced.settle(tale.until, &mut ledger).ok()?;
        let base = Told { lots: lots(&paced), ledger };
        Some(Rehearsal { tale, base, copies, runs: 0, work: 0 })
    }

    pub(super) fn into_base(self) -> Told {
        self.base
    }

    /// What would have come of a change; nothing if it cannot be run, or enough was run.
    pub(super) fn run(&mut self, change: &Variation) -> Option<Told> {
        if self.runs >= MOST_RUNS || self.work >= MOST_WORK {
            return None;
        }
        self.runs += 1;
        let since = change.since(self.tale.events);
        let before = |copy: &&Copy<'t>| {
            let last = copy.next.checked_sub(1).and_then(|last| self.tale.events.get(last));
            last.is_none_or(|last| last.at < since)
        };
        let from = self.copies.iter().rev().find(before)?;
        let started =
            from.next.checked_sub(1).and_then(|last| self.tale.events.get(last)).map_or(since, |event| event.at);
        let mut paced = from.paced.clone();
        let mut ledger = Ledger { entries: self.base.ledger.entries.get(..from.entries)?.to_vec() };
        let events = change.of(self.tale.events);
        let done = go_on(&mut paced, events.get(from.next..)?, self.tale.until, &mut ledger);
        let days = self.tale.until.seconds_since(started) / DAY;
        self.work = self.work.saturating_add(ledger.entries.len() + usize::try_from(days).unwrap_or(0));
        done.map(|()| Told { lots: lots(&paced), ledger })
    }
}

/// What comes after the end of the story is not told.
fn go_on(paced: &mut Paced<'_>, events: &[Event], until: Instant, ledger: &mut Ledger) -> Option<()> {
    for event in events.iter().take_while(|event| event.at <= until) {
        paced.step(event, ledger).ok()?;
    }
    paced.settle(until, ledger).ok()
}

fn how_many_lots(paced: &Paced<'_>) -> usize {
    let accounts = (0..paced.world.accounts()).filter_map(|account| u32::try_from(account).ok());
    accounts.map(|account| paced.world.lots(AccountId(account)).count()).sum()
}

fn lots(paced: &Paced<'_>) -> Vec<crate::ledger::Lot> {
    let accounts = (0..paced.world.accounts()).filter_map(|account| u32::try_from(account).ok());
    accounts.flat_map(|account| paced.world.lots(AccountId(account)).copied()).collect()
}
