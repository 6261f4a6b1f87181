//! Runs a scenario on the engine and compares what happened with what was expected.
//!
//! A balance is what is held at the line's instant, after everything that happens then without the customer. Everything
//! else is what was posted since the last line of an earlier instant.

pub mod because;
mod expect;
mod losses;
pub mod pace;
#[cfg(test)]
mod tests;
pub mod timeline;
mod words;

use std::collections::BTreeMap;

use crate::event::{AccountId, Event, Opening};
use crate::ledger::{Entry, Ledger, Listener, Lot, LotId, Miss, Posting};
use crate::model::{Catalogue, Expectation, Landmark, Scenario, Selector};
use crate::program::Program;
use crate::text::{Origin, Text};
use crate::units::{Currency, Format, Gigabyte, Holidays, Instant, Zone};

use because::{Asked, Because};
use pace::{Paced, Stop};
use timeline::{Timeline, What};

pub use words::happened;

/// What came of a scenario.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// What was expected and did not happen, in the order of the lines.
    pub failures: Vec<Failure>,
    /// Every event, with the line that tells of it: those of series too, at the times that the run has shown.
    pub events: Vec<(usize, Event)>,
    /// When it ended.
    pub until: Instant,
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
    /// Why it was not met, as far as that can be told.
    pub because: Vec<Because>,
}

/// Runs a scenario of a catalogue on the program compiled from that catalogue.
#[must_use]
pub fn run(catalogue: &Catalogue, program: &Program, scenario: &Scenario) -> Outcome {
    let mut stage = Stage::new(catalogue, program, scenario);
    let mut outcome = Outcome {
        failures: Vec::new(),
        events: Vec::new(),
        until: Instant::MIN,
        stop: None,
        expectations: 0,
        ledger: Ledger::default(),
        lots: Vec::new(),
    };
    let (zone, holidays) = (stage.zone.clone(), stage.holidays.clone());
    let mut timeline = Timeline::new(&scenario.steps, &zone, &holidays);
    let mut asked = Vec::new();
    while let Some(turn) = timeline.next(|mark, account| stage.find(mark, account)) {
        let done = turn.map_err(|(step, lost)| (step, Stop::Lost(lost))).and_then(|turn| {
            stage.come_to(turn.at, turn.of_series);
            outcome.until = turn.at;
            let done = match turn.what {
                What::Event(event) => {
                    outcome.events.push((turn.step, event));
                    stage.paced.step(&event, &mut stage.story)
                }
                What::Expect(account, expectation) => stage.paced.settle(turn.at, &mut stage.story).map(|()| {
                    outcome.expectations += 1;
                    if let Some(failure) = stage.failure(account, expectation, turn.at, turn.step) {
                        outcome.failures.push(failure);
                        asked.push(stage.asked(account, expectation, turn.at));
                    }
                }),
            };
            if !turn.of_series {
                stage.told = stage.story.ledger.entries.len();
            }
            done.map_err(|stop| (turn.step, stop))
        });
        if let Err(stop) = done {
            outcome.stop = Some(stop);
            break;
        }
    }
    because::explain((catalogue, program, scenario), &asked, &mut outcome.failures);
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
    /// How many there were when the last line was told.
    told: usize,
    /// When the last line was.
    line: Instant,
    /// When the last one before it was, of an earlier instant.
    before: Instant,
    now: Instant,
    zone: Zone,
    holidays: Holidays,
    format: Format,
}

/// Keeps every entry, with how often its lot had rolled by then: a lot that has rolled since was not rolled data when it
/// was used before.
#[derive(Debug, Default)]
struct Story {
    ledger: Ledger,
    generations: Vec<u32>,
    rolled: BTreeMap<LotId, u32>,
    /// What was not done, if that is asked.
    misses: Option<Vec<Miss>>,
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

    fn asks_why(&self) -> bool {
        self.misses.is_some()
    }

    fn missed(&mut self, miss: &Miss) {
        if let Some(misses) = &mut self.misses {
            misses.push(*miss);
        }
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
            told: 0,
            line: Instant::MIN,
            before: Instant::MIN,
            now: Instant::MIN,
            zone: operator.map_or_else(Zone::utc, |operator| operator.zone.answer.clone()),
            holidays: operator.map_or_else(Holidays::default, |operator| operator.holidays.clone()),
            format: operator.map_or(
                Format { gigabyte: Gigabyte::Decimal, currency: Currency::UNDECLARED },
                |operator| Format { gigabyte: operator.gigabyte.answer, currency: operator.currency.answer },
            ),
        }
    }

    /// Notes that a line stands at an instant, before anything happens there. What a series does in between is a part of
    /// what happened since the last line.
    fn come_to(&mut self, at: Instant, of_series: bool) {
        self.now = self.now.max(at);
        if at > self.line && !of_series {
            (self.before, self.line) = (self.line, at);
            self.mark = self.told;
        }
    }

    /// Where a landmark of an account is, as things are.
    fn find(&self, mark: &Landmark, account: AccountId) -> Option<Instant> {
        let at = match mark {
            Landmark::PeriodEnd => self.paced.world.period(account)?.end,
            Landmark::Expiry(of) => {
                let any = Selector::default();
                let of = of.as_ref().unwrap_or(&any);
                let fitting = |lot: &&Lot| self.fits(of, lot, account, self.now) && lot.expires_at > self.now;
                self.paced.world.lots(account).filter(fitting).map(|lot| lot.expires_at).min()?
            }
        };
        Some(at).filter(|at| *at != Instant::NEVER)
    }

    fn failure(&self, account: AccountId, expected: &Expectation, at: Instant, step: usize) -> Option<Failure> {
        let got = self.unmet(account, expected, at)?;
        let origin = self.scenario.steps.get(step).map_or(Origin::Assumed, |step| step.origin);
        let since = self.story.ledger.entries.iter().skip(self.mark);
        let entries = since.filter(|entry| concerns(entry, account)).copied().collect();
        Some(Failure { step, origin, expected: self.expected(expected), got, entries, because: Vec::new() })
    }

    fn asked<'e>(&self, account: AccountId, expectation: &'e Expectation, at: Instant) -> Asked<'e> {
        let lots = match expectation {
            Expectation::Balance { of, .. } => {
                self.paced.world.lots(account).filter(|lot| self.fits(of, lot, account, at)).copied().collect()
            }
            _ => Vec::new(),
        };
        Asked {
            account,
            expectation,
            at,
            since: self.before,
            lots,
            mark: self.mark,
            told: self.story.ledger.entries.len(),
        }
    }

    /// The clause behind an entry.
    fn clause_of(&self, entry: &Entry) -> Option<Origin> {
        Some(self.program.origin(entry.origin)).filter(|origin| origin.span().is_some())
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
