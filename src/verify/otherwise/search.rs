//! Looks for the smallest change of one kind that makes a difference.

use crate::event::{AccountId, Event, Happening, Variation};
use crate::ledger::{Entry, Matter, Posting, Told};
use crate::units::Instant;

use super::Otherwise;
use super::rehearsal::Rehearsal;

/// So many events are varied, those nearest to what is asked about.
const MOST_EVENTS: usize = 16;
/// So many moments at which something more could have been done are tried.
const MOST_MOMENTS: usize = 4;
/// What comes later than a month after has nothing to do with it.
const LATER: i64 = 31 * 86_400;

/// A search for what makes a difference to one thing.
pub(super) struct Search<'t> {
    rehearsal: Rehearsal<'t>,
    pub(super) matter: Matter,
    /// How bad it is as it is.
    pub(super) harm: u64,
}

impl<'t> Search<'t> {
    pub(super) fn new(rehearsal: Rehearsal<'t>, matter: Matter) -> Search<'t> {
        let harm = matter.harm(&rehearsal.base, &rehearsal.base).unwrap_or(0);
        Search { rehearsal, matter, harm }
    }

    pub(super) fn events(&self) -> &'t [Event] {
        self.rehearsal.tale.events
    }

    /// Runs a change and gives it back if it makes the difference that is looked for, and more than the units it costs.
    pub(super) fn tried(&mut self, change: Variation, costs: u64) -> Option<Otherwise> {
        // What comes after the end is not told, and would seem not to come at all.
        if matches!(change, Variation::Moved { to, .. } if to > self.rehearsal.tale.until) {
            return None;
        }
        let told = self.rehearsal.run(&change)?;
        let harm = self.matter.harm(&self.rehearsal.base, &told)?;
        let differs = match self.harm {
            0 => harm > 0,
            base => harm < base && base - harm > costs,
        };
        let is_less = !matches!(self.matter, Matter::Lot(_)) && self.periods(&told) < self.periods(self.base());
        (differs && !is_less && !self.only_later(&change, &told)).then_some(Otherwise { change, told })
    }

    /// How many periods the account has. Where nothing begins, nothing is refused either.
    fn periods(&self, told: &Told) -> usize {
        let account = self.account();
        let begun = |entry: &&Entry| entry.account == account && matches!(entry.posting, Posting::PeriodBegan { .. });
        told.ledger.entries.iter().filter(begun).count()
    }

    /// Whether a lot is only not lost yet: all that a change has done is to move its end along, beyond that of the story.
    fn only_later(&self, change: &Variation, told: &Told) -> bool {
        let Matter::Lot(lot) = self.matter else { return false };
        let Variation::Moved { event, to } = change else { return false };
        let base = &self.rehearsal.base;
        let ends = base.counterpart(lot, told).and_then(|lot| told.lot(lot)).filter(|lot| lot.state.is_held());
        let (_, end) = self.matter.span(base);
        let moved = self.events().get(*event).map_or(0, |event| event.at.seconds_since(*to).saturating_abs());
        ends.is_some_and(|lot| lot.expires_at.seconds_since(end).saturating_abs() <= moved)
    }

    /// Of changes of size `least` to `most`, of which that of size `most` was found to make a difference: the smallest
    /// that does, supposing that all larger ones do.
    pub(super) fn smallest(
        &mut self,
        (mut least, mut most): (u64, u64),
        found: Otherwise,
        change: impl Fn(u64) -> (Variation, u64),
    ) -> Otherwise {
        let mut best = found;
        while least < most {
            let middle = least + (most - least) / 2;
            let (variation, costs) = change(middle);
            match self.tried(variation, costs) {
                Some(other) => (best, most) = (other, middle),
                None => least = middle + 1,
            }
        }
        best
    }

    /// The events that may have something to do with it, by their places; a use only if it comes within a day of the end.
    pub(super) fn near(&self) -> Vec<usize> {
        let (from, end) = self.matter.span(&self.rehearsal.base);
        let account = self.matter.account();
        let is_near = |(_, event): &(usize, &Event)| {
            let apart = event.at.0.saturating_sub(end.0);
            let within = event.at >= from.plus_seconds(-86_400) && apart <= LATER;
            let is_use = matches!(event.what, Happening::Use { .. });
            let of_others = event.account != account && apart > 0;
            within && !of_others && (!is_use || apart.abs() <= 86_400) && event.what != Happening::Activate
        };
        let mut near: Vec<(usize, &Event)> = self.events().iter().enumerate().filter(is_near).collect();
        near.sort_by_key(|(place, event)| (event.at.0.saturating_sub(end.0).saturating_abs(), *place));
        near.iter().take(MOST_EVENTS).map(|(place, _)| *place).collect()
    }

    /// The uses before it, the last first.
    pub(super) fn uses_before(&self) -> Vec<usize> {
        let (from, end) = self.matter.span(&self.rehearsal.base);
        let account = self.matter.account();
        let is_one = |(_, event): &(usize, &Event)| {
            event.account == account
                && matches!(event.what, Happening::Use { .. })
                && from <= event.at
                && event.at <= end
        };
        let uses = self.events().iter().enumerate().rev().filter(is_one);
        uses.take(MOST_EVENTS / 2).map(|(place, _)| place).collect()
    }

    /// When something more could have been done: just before it went wrong, and before what led to that.
    pub(super) fn moments(&self) -> Vec<Instant> {
        let (from, end) = self.matter.span(&self.rehearsal.base);
        let account = self.matter.account();
        let entries = self.rehearsal.base.ledger.entries.iter().rev();
        let led = entries.filter(|entry| {
            entry.account == account
                && (from..=end).contains(&entry.at)
                && matches!(entry.posting, Posting::Lapsed { .. } | Posting::Refused { .. })
        });
        let mut moments = vec![end];
        for at in led.map(|entry| entry.at) {
            if !moments.contains(&at) && moments.len() < MOST_MOMENTS {
                moments.push(at);
            }
        }
        // What is asked of an instant is decided before that instant's events are heard.
        moments.iter().map(|at| at.plus_seconds(-1)).collect()
    }

    pub(super) fn account(&self) -> AccountId {
        self.matter.account()
    }

    pub(super) fn base(&self) -> &Told {
        &self.rehearsal.base
    }
}
