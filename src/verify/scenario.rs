//! Runs a scenario on the engine and compares what happened with what was expected.
//!
//! A balance is what is held at the line's instant, after everything that happens then without the customer. Everything
//! else is what was posted since the last line of an earlier instant.

mod expect;
mod losses;
pub mod pace;
#[cfg(test)]
mod tests;
mod words;

use std::collections::BTreeMap;

use crate::event::{AccountId, Opening};
use crate::ledger::{Entry, Ledger, Listener, Lot, LotId, Posting};
use crate::model::{Catalogue, Expectation, Scenario, StepKind};
use crate::program::Program;
use crate::text::{Origin, Text};
use crate::units::{Currency, Format, Gigabyte, Instant, Zone};

use pace::{Paced, Stop};

pub use words::happened;

/// What came of a scenario.
#[derive(Debug, Clone, Default)]
pub struct Outcome {
    /// What was expected and did not happen, in the order of the lines.
    pub failures: Vec<Failure>,
    /// The line that the story could not go beyond, and why.
    pub stop: Option<(usize, Stop)>,
    /// How many expectations were compared.
    pub expectations: usize,
    /// Everything that happened.
    pub ledger: Ledger,
    /// Every lot, as it was at the end.
    pub lots: Vec<Lot>,
}

impl Outcome {
    /// Whether everything happened as expected.
    #[must_use]
    pub fn passed(&self) -> bool {
        self.failures.is_empty() && self.stop.is_none()
    }
}

/// An expectation that was not met.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// The place of the line in the scenario's steps.
    pub step: usize,
    /// The line.
    pub origin: Origin,
    /// What was expected.
    pub expected: Text,
    /// What there was.
    pub got: Text,
    /// What happened to the account since the last line of an earlier instant.
    pub entries: Vec<Entry>,
}

/// Runs a scenario of a catalogue on the program compiled from that catalogue.
#[must_use]
pub fn run(catalogue: &Catalogue, program: &Program, scenario: &Scenario) -> Outcome {
    let mut stage = Stage::new(catalogue, program, scenario);
    let mut outcome = Outcome::default();
    for (index, step) in scenario.steps.iter().enumerate() {
        stage.come_to(step.at);
        let done = match &step.what {
            StepKind::Event(event) => stage.paced.step(event, &mut stage.story),
            StepKind::Expect { account, expectation } => stage.paced.settle(step.at, &mut stage.story).map(|()| {
                outcome.expectations += 1;
                let failure = stage.failure(AccountId(*account), expectation, step.at, index);
                outcome.failures.extend(failure);
            }),
        };
        if let Err(stop) = done {
            outcome.stop = Some((index, stop));
            break;
        }
    }
    outcome.lots = stage.every_lot();
    outcome.ledger = stage.story.ledger;
    outcome
}

/// A scenario that is being run.
struct Stage<'a> {
    catalogue: &'a Catalogue,
    program: &'a Program,
    scenario: &'a Scenario,
    paced: Paced<'a>,
    story: Story,
    /// How many entries there were when time last moved on: what is posted later is posted "since the last line".
    mark: usize,
    now: Instant,
    zone: Zone,
    format: Format,
}

/// Keeps every entry, with how often its lot had rolled by then: a lot that has rolled since was not rolled data when it
/// was used before.
#[derive(Debug, Default)]
struct Story {
    ledger: Ledger,
    generations: Vec<u32>,
    rolled: BTreeMap<LotId, u32>,
}

impl Listener for Story {
    fn entry(&mut self, entry: &Entry) {
        let generation = entry.lot.map_or(0, |lot| {
            let inherited = match entry.posting {
                Posting::Received { from, .. } => self.rolled.get(&from).copied().unwrap_or(0),
                _ => 0,
            };
            let times = self.rolled.entry(lot).or_insert(inherited);
            *times += u32::from(matches!(entry.posting, Posting::Rolled { .. }));
            *times
        });
        self.generations.push(generation);
        self.ledger.entries.push(*entry);
    }
}

impl<'a> Stage<'a> {
    fn new(catalogue: &'a Catalogue, program: &'a Program, scenario: &'a Scenario) -> Stage<'a> {
        let opening = |account: &crate::model::Account| Opening {
            plan: account.plan,
            member_of: account.member_of.map(AccountId),
        };
        let openings: Vec<Opening> = scenario.accounts.iter().map(opening).collect();
        let operator = catalogue.plan(scenario.plan).and_then(|plan| catalogue.operator_of(plan));
        Stage {
            catalogue,
            program,
            scenario,
            paced: Paced::new(program, &openings),
            story: Story::default(),
            mark: 0,
            now: Instant::MIN,
            zone: operator.map_or_else(Zone::utc, |operator| operator.zone.answer.clone()),
            format: operator.map_or(
                Format { gigabyte: Gigabyte::Decimal, currency: Currency::UNDECLARED },
                |operator| Format { gigabyte: operator.gigabyte.answer, currency: operator.currency.answer },
            ),
        }
    }

    /// Notes that a line stands at an instant, before anything happens there.
    fn come_to(&mut self, at: Instant) {
        if at > self.now {
            self.now = at;
            self.mark = self.story.ledger.entries.len();
        }
    }

    fn failure(&self, account: AccountId, expected: &Expectation, at: Instant, step: usize) -> Option<Failure> {
        let got = self.unmet(account, expected, at)?;
        let origin = self.scenario.steps.get(step).map_or(Origin::Assumed, |step| step.origin);
        let since = self.story.ledger.entries.iter().skip(self.mark);
        let entries = since.filter(|entry| concerns(entry, account)).copied().collect();
        Some(Failure { step, origin, expected: self.expected(expected), got, entries })
    }

    fn every_lot(&self) -> Vec<Lot> {
        let accounts = (0..self.paced.world.accounts()).filter_map(|account| u32::try_from(account).ok());
        accounts.flat_map(|account| self.paced.world.lots(AccountId(account)).copied()).collect()
    }
}

/// Whether an entry is about an account or its lots.
fn concerns(entry: &Entry, account: AccountId) -> bool {
    entry.account == account || entry.lot.is_some_and(|lot| lot.account == account.0)
}
