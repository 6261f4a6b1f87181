//! Scenarios that are run once more, and what they reach.

use std::collections::BTreeMap;

use crate::event::{AccountId, Opening};
use crate::model::Catalogue;
use crate::text::{Origin, Span};
use crate::verify::reference::{Reference, Sides};

use super::parts::Parts;
use super::written::{Written, inside};
use super::{Outcome, Reached, Story, Unit, Way};

/// A story of more events, or more entries, is not looked into: the reference engine adds history up again and again.
const MOST_EVENTS: usize = 2_000;
const MOST_ENTRIES: usize = 10_000;

/// What scenarios reached.
#[derive(Debug, Default)]
pub struct Tally {
    /// Under what something happened.
    acted: BTreeMap<Span, Reached>,
    asked: BTreeMap<(Span, Way), Reached>,
    /// Scenarios that are too long to be looked into: of these, only what happened counts.
    pub too_long: Reached,
}

impl Tally {
    /// Runs all scenarios of a unit once more.
    pub fn add(&mut self, unit: &Unit<'_>) {
        let parts = Parts::of(unit.catalogue, &unit.files);
        for story in &unit.stories {
            self.run(unit.catalogue, *story, &parts);
        }
    }

    /// What others reached as well.
    pub fn join(&mut self, other: Tally) {
        for (span, by) in other.acted {
            self.acted.entry(span).or_default().extend(by);
        }
        for (asked, by) in other.asked {
            self.asked.entry(asked).or_default().extend(by);
        }
        self.too_long.extend(other.too_long);
    }

    fn run(&mut self, catalogue: &Catalogue, Story { number, scenario, outcome }: Story<'_>, parts: &Parts<'_>) {
        let opening = |account: &crate::model::Account| Opening {
            plan: account.plan,
            member_of: account.member_of.map(AccountId),
        };
        let openings: Vec<Opening> = scenario.accounts.iter().map(opening).collect();
        let mut engine = Reference::new(catalogue, &openings);
        let is_long = outcome.events.len() > MOST_EVENTS || outcome.ledger.entries.len() > MOST_ENTRIES;
        if is_long {
            self.too_long.insert(number);
        }
        let most = if is_long { MOST_EVENTS / 10 } else { MOST_EVENTS };
        let told = outcome.events.iter().take(most).all(|(_, event)| engine.step(event).is_ok());
        if told && !is_long {
            // A story that cannot go on has been told as far as it goes.
            let _ = engine.settle(outcome.until);
        }
        let of_entries = engine.entries().iter().map(|entry| entry.origin);
        let came_to = of_entries.chain(engine.seen().clauses()).filter_map(Origin::span);
        let asked = parts.orders.iter().filter(|(_, order)| engine.seen().of(*order).yes).map(|(span, _)| *span);
        for span in came_to.chain(asked) {
            self.acted.entry(span).or_default().insert(number);
        }
        self.asked(number, &engine, parts);
    }

    fn asked(&mut self, number: usize, engine: &Reference<'_>, parts: &Parts<'_>) {
        let seen = engine.seen();
        for (span, turned, conditions) in &parts.tests {
            let sides = conditions.iter().fold(Sides::default(), |sides, condition| sides.or(seen.of(*condition)));
            let sides = if *turned { sides.turned() } else { sides };
            self.note(number, *span, sides, (Way::True, Some(Way::False)));
        }
        for (span, windows) in &parts.windows {
            let sides = windows.iter().fold(Sides::default(), |sides, window| sides.or(seen.of(*window)));
            self.note(number, *span, sides, (Way::Open, Some(Way::Closed)));
        }
        for (span, key) in &parts.keys {
            self.note(number, *span, seen.of(*key), (Way::Decided, None));
        }
        for (span, is_sure) in &parts.limits {
            let sides = seen.of_limit(Origin::Written(*span));
            if !is_sure && sides == Sides::default() {
                continue;
            }
            self.note(number, *span, sides, (Way::Full, Some(Way::NotFull)));
        }
    }

    fn note(&mut self, number: usize, span: Span, sides: Sides, (yes, no): (Way, Option<Way>)) {
        let ways = [(Some(yes), sides.yes), (no, sides.no)];
        for (way, came) in ways {
            let Some(way) = way else { continue };
            let by = self.asked.entry((span, way)).or_default();
            if came {
                by.insert(number);
            }
        }
    }

    /// The scenarios in which something happened under a clause, or under one in its block.
    pub(super) fn acted(&self, clause: &Written<'_>) -> Reached {
        self.acted_in(clause.whole).flat_map(|by| by.iter().copied()).collect()
    }

    /// The scenarios that reached something in a stretch.
    pub(super) fn within(&self, around: Span) -> Reached {
        let asked = self.asked_in(around).map(|(_, _, by)| by);
        self.acted_in(around).chain(asked).flat_map(|by| by.iter().copied()).collect()
    }

    /// What is asked in a clause, by place.
    pub(super) fn outcomes(&self, clause: &Written<'_>) -> Vec<Outcome> {
        let here = self.asked_in(clause.whole).filter(|(span, _, _)| clause.says(*span));
        here.map(|(span, way, by)| Outcome { span, way, by: by.clone(), cannot: None }).collect()
    }

    fn acted_in(&self, around: Span) -> impl Iterator<Item = &Reached> {
        let from = Span { end: 0, ..around };
        let here = self.acted.range(from..).take_while(move |(span, _)| begins_in(**span, around));
        here.filter(move |(span, _)| inside(**span, around)).map(|(_, by)| by)
    }

    fn asked_in(&self, around: Span) -> impl Iterator<Item = (Span, Way, &Reached)> {
        let from = (Span { end: 0, ..around }, Way::True);
        let here = self.asked.range(from..).take_while(move |((span, _), _)| begins_in(*span, around));
        here.filter(move |((span, _), _)| inside(*span, around)).map(|((span, way), by)| (*span, *way, by))
    }
}

fn begins_in(span: Span, around: Span) -> bool {
    span.source == around.source && span.start <= around.end
}
