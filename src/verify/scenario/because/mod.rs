//! Why an expectation was not met: when it was or would have been, what explains the difference, which clause did not do
//! what it says and by how much something was missing for that.
//!
//! The scenario is told again for that, beyond its end, and is asked at every instant at which something happened.

mod difference;
mod lack;
mod nearest;

use std::collections::BTreeSet;

use crate::event::AccountId;
use crate::ledger::{Lot, Miss};
use crate::model::{Catalogue, Expectation, Scenario};
use crate::program::Program;
use crate::text::{Origin, Text};
use crate::units::Instant;

use super::timeline::{Timeline, What};
use super::{Failure, Stage};

/// So many failures of a scenario are explained: what comes of the first ones is mostly the same again.
const MOST_FAILURES: usize = 8;
/// So many reasons are given for one.
const MOST_REASONS: usize = 4;
/// What happens later than this has nothing to do with a line, nor what happened earlier.
const FAR: i64 = 62 * 86_400;
/// A scenario is asked at so many instants for one failure.
const MOST_INSTANTS: usize = 400;

/// One reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Because {
    /// In words.
    pub text: Text,
    /// The clause that has to do with it.
    pub clause: Option<Origin>,
}

/// An expectation that was not met, with what is needed to ask about it.
#[derive(Debug, Clone)]
pub(super) struct Asked<'s> {
    pub(super) account: AccountId,
    pub(super) expectation: &'s Expectation,
    pub(super) at: Instant,
    /// When the line before was, of an earlier instant.
    pub(super) since: Instant,
    /// Of a balance: the lots that fit, but for their end.
    pub(super) lots: Vec<Lot>,
    /// How many entries there were when time last moved on to a line, and how many at this one.
    pub(super) mark: usize,
    pub(super) told: usize,
}

/// Explains the failures of a scenario.
pub(super) fn explain(
    (catalogue, program, scenario): (&Catalogue, &Program, &Scenario),
    asked: &[Asked<'_>],
    failures: &mut [Failure],
) {
    let asked = asked.get(..MOST_FAILURES).unwrap_or(asked);
    let Some(last) = asked.iter().map(|one| one.at).max() else { return };
    let stage = || {
        let mut stage = Stage::new(catalogue, program, scenario);
        stage.story.misses = Some(Vec::new());
        stage
    };
    let whole = told(stage(), last, |_, _| {});
    let instants: BTreeSet<Instant> = whole.story.ledger.entries.iter().map(|entry| entry.at).collect();
    let mut found = vec![nearest::Nearest::default(); asked.len()];
    let near: Vec<Vec<Instant>> = asked.iter().map(|one| nearest::instants(one, &instants)).collect();
    let all: BTreeSet<Instant> = near.iter().flatten().copied().collect();
    asking(stage(), last, &all, |stage, at| {
        for ((one, near), found) in asked.iter().zip(&near).zip(&mut found) {
            if near.binary_search(&at).is_ok() && stage.unmet(one.account, one.expectation, at).is_none() {
                found.note(at, one.at);
            }
        }
    });
    // What went wrong before is told with the first that comes of it.
    let mut known: Vec<Because> = Vec::new();
    for ((one, failure), (found, near)) in asked.iter().zip(failures).zip(found.iter().zip(&near)) {
        let mut reasons = lack::before(&whole, one);
        reasons.retain(|because| !known.contains(because));
        known.extend(reasons.iter().cloned());
        let said = |lack: &Because| known.iter().any(|before| before.text.en.ends_with(&lack.text.en));
        reasons.extend(lack::lacks(&whole, one).into_iter().filter(|lack| !said(lack)));
        reasons.extend(difference::difference(&whole, one));
        reasons.extend(nearest::reasons(&whole, one, (found, near)));
        reasons.truncate(MOST_REASONS);
        failure.because = reasons;
    }
}

/// Tells a scenario again, and goes on behind its end.
fn told<'a>(stage: Stage<'a>, last: Instant, visit: impl FnMut(&Stage<'a>, Instant)) -> Stage<'a> {
    asking(stage, last, &BTreeSet::new(), visit)
}

/// The same, and asks at some instants, after everything that happens then.
fn asking<'a>(
    mut stage: Stage<'a>,
    last: Instant,
    instants: &BTreeSet<Instant>,
    mut visit: impl FnMut(&Stage<'a>, Instant),
) -> Stage<'a> {
    let scenario = stage.scenario;
    let (zone, holidays) = (stage.zone.clone(), stage.holidays.clone());
    let mut timeline = Timeline::new(&scenario.steps, &zone, &holidays);
    let mut instants = instants.iter().copied().peekable();
    while let Some(Ok(turn)) = timeline.next(|mark, account| stage.find(mark, account)) {
        while let Some(at) = instants.next_if(|at| *at < turn.at) {
            if stage.paced.settle(at, &mut stage.story).is_err() {
                return stage;
            }
            visit(&stage, at);
        }
        stage.come_to(turn.at, turn.of_series);
        let done = match turn.what {
            What::Event(event) => stage.paced.step(&event, &mut stage.story),
            What::Expect(..) => stage.paced.settle(turn.at, &mut stage.story),
        };
        if done.is_err() {
            return stage;
        }
        if !turn.of_series {
            stage.told = stage.story.ledger.entries.len();
        }
    }
    for at in instants {
        if stage.paced.settle(at, &mut stage.story).is_err() {
            return stage;
        }
        visit(&stage, at);
    }
    // What cannot be told any more is not needed.
    let _ = stage.paced.settle(last.plus_seconds(FAR), &mut stage.story);
    stage
}

impl Stage<'_> {
    pub(super) fn misses(&self) -> &[Miss] {
        self.story.misses.as_deref().unwrap_or_default()
    }
}
