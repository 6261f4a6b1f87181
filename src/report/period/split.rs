//! Which entry belongs to which period.

use crate::event::AccountId;
use crate::ledger::{Charge, Entry, Note, Posting};
use crate::report::Run;
use crate::units::{Instant, Kind};

use super::Status;

/// A stretch of an account's time with the entries that belong to it, in an order in which they can be followed.
pub(super) struct Stretch<'a> {
    pub(super) status: Status,
    pub(super) from: Instant,
    pub(super) until: Instant,
    pub(super) entries: Vec<&'a Entry>,
}

/// The entry with which a stretch begins.
struct Start {
    index: usize,
    at: Instant,
    status: Status,
}

pub(super) fn stretches<'a>(run: &Run<'a>, account: AccountId) -> Vec<Stretch<'a>> {
    let entries: Vec<&Entry> = run.entries_of(account).collect();
    let starts = starts(&entries, account);
    let mut stretches = empty_stretches(run, &starts);
    for (index, entry) in entries.iter().enumerate() {
        if let Some(stretch) = stretches.get_mut(place(&entries, &starts, index)) {
            stretch.entries.push(entry);
        }
    }
    join_moment(&mut stretches);
    let several = starts.len() > 1;
    stretches.retain(|stretch| matters(run, stretch, several));
    stretches
}

/// What happens at the very moment of the activation, before it, is no time of its own: mostly the money for it.
fn join_moment(stretches: &mut [Stretch<'_>]) {
    if let [before, first, ..] = stretches
        && before.from == before.until
        && matches!(first.status, Status::Period { .. })
    {
        first.entries.splice(0..0, before.entries.drain(..));
    }
}

fn starts(entries: &[&Entry], account: AccountId) -> Vec<Start> {
    let mut starts: Vec<Start> = Vec::new();
    for (index, entry) in entries.iter().enumerate().filter(|(_, entry)| entry.account == account) {
        let status = match entry.posting {
            Posting::PeriodBegan { until, renewed } => {
                Status::Period { number: entry.amount.0, planned_until: until, renewed }
            }
            Posting::Lapsed { .. } => Status::Lapsed,
            Posting::Noted { what: Note::Cancelled } => Status::Inactive,
            _ => continue,
        };
        starts.push(Start { index, at: entry.at, status });
    }
    starts
}

/// The stretch before the first start, and one for each start.
fn empty_stretches<'a>(run: &Run<'_>, starts: &[Start]) -> Vec<Stretch<'a>> {
    let stretch = |status, from: Instant, next: usize| {
        let planned = match status {
            Status::Period { planned_until, .. } => planned_until,
            Status::Inactive | Status::Lapsed => Instant::NEVER,
        };
        let end = starts.get(next).map_or(planned.min(run.until), |next| next.at);
        Stretch { status, from, until: end.max(from), entries: Vec::new() }
    };
    let before = std::iter::once(stretch(Status::Inactive, run.from.min(starts.first().map_or(run.from, |s| s.at)), 0));
    before.chain(starts.iter().enumerate().map(|(index, start)| stretch(start.status, start.at, index + 1))).collect()
}

/// The number of the stretch that an entry belongs to.
fn place(entries: &[&Entry], starts: &[Start], index: usize) -> usize {
    let place = starts.partition_point(|start| start.index <= index);
    let Some(entry) = entries.get(index) else { return place };
    let next = starts.get(place).filter(|next| next.at == entry.at && matches!(next.status, Status::Period { .. }));
    if next.is_some() && pays_ahead(entry) {
        return place + 1;
    }
    let last = place.checked_sub(1).and_then(|last| starts.get(last));
    let ended = last.is_some_and(|last| last.at == entry.at && !matches!(last.status, Status::Period { .. }));
    if ended && settles(entry) { place - 1 } else { place }
}

/// At the instant of a renewal: whether an entry is the renewal's charge, which is made before the period is closed.
fn pays_ahead(entry: &Entry) -> bool {
    match entry.posting {
        Posting::Charged { what } => what == Charge::Period,
        Posting::Used => entry.kind == Kind::Money,
        _ => false,
    }
}

/// At the instant of a lapse: whether an entry closes the period that lapsed.
fn settles(entry: &Entry) -> bool {
    matches!(
        entry.posting,
        Posting::Lapsed { .. }
            | Posting::Expired
            | Posting::Forfeited { .. }
            | Posting::Trimmed
            | Posting::Slept { .. }
            | Posting::Rolled { .. }
            | Posting::Moved { .. }
            | Posting::Noted { what: Note::Cancelled }
    )
}

/// A time between periods matters if it lasted or something happened in it; a period does unless the simulation ends
/// with its beginning.
fn matters(run: &Run<'_>, stretch: &Stretch<'_>, several: bool) -> bool {
    let begins = |entry: &&Entry| super::begins(entry, stretch.from);
    match stretch.status {
        Status::Inactive => !stretch.entries.is_empty(),
        Status::Lapsed => stretch.from < stretch.until || !stretch.entries.is_empty(),
        Status::Period { .. } => !several || stretch.from < run.until || !stretch.entries.iter().all(begins),
    }
}
