//! What else could have happened: a story is run again with a small change — a day, a cent, a unit, an event more or
//! less — and the changes that make a difference to what is asked about are kept, each as small as it can be.
//!
//! Nothing here is guessed: every change that is given back has been run, with all that came of it. The search has an end:
//! it runs so many stories and looks at so many entries, and no more.

mod insertions;
mod moves;
mod rehearsal;
mod search;
#[cfg(test)]
mod tests;

use crate::event::{Event, Happening, Opening, Variation};
use crate::ledger::{Matter, Told};
use crate::program::Program;
use crate::units::Instant;

use rehearsal::Rehearsal;
use search::Search;

/// More than these nobody reads.
const MOST: usize = 6;

/// A story that has been told.
#[derive(Debug, Clone, Copy)]
pub struct Tale<'t> {
    /// What it is run on.
    pub program: &'t Program,
    /// How its accounts stand at the beginning.
    pub openings: &'t [Opening],
    /// What happens, in the order of time.
    pub events: &'t [Event],
    /// Its end.
    pub until: Instant,
}

/// A change of a story, and what would have come of it.
#[derive(Debug, Clone)]
pub struct Otherwise {
    /// The change.
    pub change: Variation,
    /// What would have come of it.
    pub told: Told,
}

/// The small changes that make a difference. If something was lost, refused or blocked, those that would have prevented
/// it; of a lot that has lost nothing, those by which it would have. `offers` are things that a customer of this plan can
/// do beside what every customer can: buy a pack, have a mark set.
#[must_use]
pub fn otherwise(tale: &Tale<'_>, matter: Matter, offers: &[Happening]) -> Vec<Otherwise> {
    let Some(rehearsal) = Rehearsal::new(*tale) else { return Vec::new() };
    let mut search = Search::new(rehearsal, matter);
    let mut found = moves::moves(&mut search);
    if search.harm > 0 {
        let more = insertions::insertions(&mut search, offers, &found);
        found.extend(more);
    }
    found.sort_by_key(|one| rank(tale, one));
    found.truncate(MOST);
    found
}

/// The story with other terms.
#[must_use]
pub fn told(tale: &Tale<'_>) -> Option<Told> {
    Rehearsal::new(*tale).map(Rehearsal::into_base)
}

/// What a customer can do about comes first: when something is done, then how much is paid, then something more or less.
fn rank(tale: &Tale<'_>, one: &Otherwise) -> (u8, i64) {
    let event = |place: usize| tale.events.get(place);
    let is_use = |place: usize| event(place).is_some_and(|event| matches!(event.what, Happening::Use { .. }));
    match &one.change {
        Variation::Moved { event: place, to } => {
            let apart = event(*place).map_or(0, |event| event.at.seconds_since(*to).abs());
            (if is_use(*place) { 4 } else { 0 }, apart)
        }
        Variation::Instead { .. } => (1, 0),
        Variation::With(events) => {
            let length = i64::try_from(events.len()).unwrap_or(i64::MAX);
            let uses = events.iter().any(|event| matches!(event.what, Happening::Use { .. }));
            (if uses { 5 } else { 2 }, length)
        }
        Variation::Without { event: place } => (if is_use(*place) { 5 } else { 3 }, 0),
    }
}
