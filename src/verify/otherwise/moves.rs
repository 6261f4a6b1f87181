//! What if something that happened had come earlier or later, or not at all, or had been less?

use crate::event::{Event, Happening, Variation};
use crate::ledger::Matter;
use crate::units::{Instant, Quantity};

use super::Otherwise;
use super::search::Search;

/// How far events are moved at most: what was missed, by up to a month; what went well, by a day.
const FAR: [i64; 4] = [3_600, 86_400, 7 * 86_400, 31 * 86_400];
const NEAR: [i64; 2] = [3_600, 86_400];

/// A cent, in millionths.
pub(super) const CENT: u64 = 10_000;

pub(super) fn moves(search: &mut Search<'_>) -> Vec<Otherwise> {
    let mut found = Vec::new();
    for place in search.near() {
        let Some(event) = search.events().get(place).copied() else { continue };
        let is_use = matches!(event.what, Happening::Use { .. });
        let moved = [-1, 1].into_iter().find_map(|side| moved(search, place, &event, side));
        let differs = moved.or_else(|| less(search, place, &event));
        let differs =
            differs.or_else(|| if is_use { None } else { search.tried(Variation::Without { event: place }, 0) });
        found.extend(differs);
    }
    // That nothing is blocked where nothing is used goes without saying.
    if search.harm > 0 && !matches!(search.matter, Matter::Blocked { .. }) {
        let unused = search.uses_before();
        found.extend(unused.into_iter().find_map(|event| search.tried(Variation::Without { event }, 0)));
    }
    found
}

/// The event, earlier or later by as little as makes a difference.
fn moved(search: &mut Search<'_>, place: usize, event: &Event, side: i64) -> Option<Otherwise> {
    let near = search.harm == 0 || matches!(event.what, Happening::Use { .. });
    let ways: &[i64] = if near { &NEAR } else { &FAR };
    let to = |seconds: u64| {
        let seconds = i64::try_from(seconds).unwrap_or(i64::MAX);
        (Variation::Moved { event: place, to: event.at.plus_seconds(side * seconds) }, 0)
    };
    let mut tried = 0;
    for seconds in ways {
        let seconds = seconds.unsigned_abs();
        let (variation, costs) = to(seconds);
        // Before the first event there is no subscriber.
        let first = search.events().first().map_or(Instant::MIN, |first| first.at);
        if matches!(variation, Variation::Moved { to, .. } if to < first) {
            return None;
        }
        if let Some(found) = search.tried(variation, costs) {
            let found = search.smallest((tried + 1, seconds), found, to);
            return Some(found).filter(|found| !is_mere_order(search.events(), place, event, found));
        }
        tried = seconds;
    }
    None
}

/// Whether all that a move does is to change the order of events of one instant: a top-up for a purchase that comes after
/// the purchase is a slip, and not another day.
fn is_mere_order(events: &[Event], place: usize, event: &Event, found: &Otherwise) -> bool {
    let beside = events.iter().enumerate().any(|(other, one)| other != place && one.at == event.at);
    let moved = matches!(found.change, Variation::Moved { to, .. } if to.seconds_since(event.at).abs() == 1);
    beside && moved
}

/// Less money paid in, by as few cents as make a difference.
fn less(search: &mut Search<'_>, place: usize, event: &Event) -> Option<Otherwise> {
    let Happening::Recharge { amount, by } = event.what else { return None };
    let cents = amount.0.saturating_sub(1) / CENT;
    let paid = |cents: u64| {
        let amount = Quantity(amount.0.saturating_sub(cents.saturating_mul(CENT)));
        let other = Event { what: Happening::Recharge { amount, by }, ..*event };
        (Variation::Instead { event: place, by: other }, 0)
    };
    // Of much too little nothing would be granted at all, and nothing could be lost.
    let mut tried = 0;
    for less in (0..u64::BITS).map(|power| 1_u64 << power).take_while(|less| *less <= cents) {
        let (variation, costs) = paid(less);
        if let Some(found) = search.tried(variation, costs) {
            return Some(search.smallest((tried + 1, less), found, paid));
        }
        tried = less;
    }
    None
}
