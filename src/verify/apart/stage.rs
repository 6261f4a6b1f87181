//! One story on two plans, side by side, until they part.

use crate::event::{AccountId, Opening};
use crate::ledger::{Entry, Listener, Lot, OriginId};
use crate::program::Program;
use crate::verify::scenario::pace::Paced;

use super::{Apart, Pair, Story};

/// More entries than this are not looked at.
const MOST_ENTRIES: usize = 4_000;

/// Keeps entries without the clauses behind them: those are others in another text.
#[derive(Debug, Default)]
struct Bare {
    entries: Vec<Entry>,
}

impl Listener for Bare {
    fn entry(&mut self, entry: &Entry) {
        self.entries.push(Entry { origin: OriginId(0), ..*entry });
    }
}

/// One of the two.
struct Run<'p> {
    paced: Paced<'p>,
    told: Bare,
    /// Whether it goes on.
    goes_on: bool,
}

impl<'p> Run<'p> {
    fn new(program: &'p Program, openings: &[Opening]) -> Run<'p> {
        Run { paced: Paced::new(program, openings), told: Bare::default(), goes_on: true }
    }
}

/// Where the two part, if they do.
pub(super) fn differs(pair: Pair<'_>, story: &Story) -> Option<Apart> {
    let mut one = Run::new(pair.one.1, &story.openings);
    let mut other = Run::new(pair.other.1, &story.openings);
    let end = story.until;
    for (number, event) in story.events.iter().enumerate() {
        for run in [&mut one, &mut other] {
            run.goes_on = run.goes_on && run.paced.step(event, &mut run.told).is_ok();
        }
        if let Some(entry) = parted(&one, &other) {
            return Some(parting(story, number + 1, entry));
        }
        if !one.goes_on || !other.goes_on || one.told.entries.len() > MOST_ENTRIES {
            return None;
        }
    }
    for run in [&mut one, &mut other] {
        run.goes_on = run.paced.settle(end, &mut run.told).is_ok();
    }
    if !one.goes_on || !other.goes_on {
        return None;
    }
    parted(&one, &other).map(|entry| parting(story, story.events.len(), entry))
}

/// The first entry that the two do not share.
fn parted(one: &Run<'_>, other: &Run<'_>) -> Option<Entry> {
    let (one, other) = (&one.told.entries, &other.told.entries);
    let same = one.iter().zip(other).take_while(|(one, other)| one == other).count();
    match (one.get(same), other.get(same)) {
        (None, None) => None,
        (Some(one), Some(other)) => Some(if one.at <= other.at { *one } else { *other }),
        (one, other) => one.or(other).copied(),
    }
}

/// The story up to there.
fn parting(story: &Story, events: usize, entry: Entry) -> Apart {
    let events = story.events.iter().take(events).filter(|event| event.at <= entry.at).copied().collect();
    let shortened = Story { events, until: entry.at, openings: story.openings.clone() };
    Apart { story: shortened, end: story.until.max(entry.at) }
}

/// What comes of a story: everything that happens, and what is held at its end.
pub(super) fn told(program: &Program, story: &Story) -> Option<(Vec<Entry>, Vec<Lot>)> {
    let mut run = Run::new(program, &story.openings);
    for event in &story.events {
        run.paced.step(event, &mut run.told).ok()?;
    }
    run.paced.settle(story.until, &mut run.told).ok()?;
    let accounts = (0..run.paced.world.accounts()).filter_map(|account| u32::try_from(account).ok());
    let lots = accounts.flat_map(|account| run.paced.world.lots(AccountId(account)).copied()).collect();
    Some((run.told.entries, lots))
}
