//! Clauses under which nothing happens, because they say how others are to be read: `valid 30 days`. Such a clause is reached
//! by a scenario that would end otherwise without it.

use crate::clause;
use crate::compile;
use crate::diag::Severity;
use crate::ledger::{Entry, Posting};
use crate::model::{Catalogue, Plan, Scenario};
use crate::syntax::Rule;
use crate::syntax::tree::{Entries, Entry as Line};
use crate::text::{SourceId, Span};
use crate::verify::scenario;

use super::tally::Tally;
use super::written::Written;
use super::{Reached, Story, Unit};

/// Clauses that may say what would hold without them: `prepaid`. No story could show that.
const SAID_ANYWAY: &[Rule] = &[Rule::payment_clause, Rule::renewal_clause, Rule::recharge_validity_clause];

/// Clauses that the engine tells of whenever they are come to.
const TOLD: &[Rule] = &[
    Rule::depletion_clause,
    Rule::rollover_clause,
    Rule::order_clause,
    Rule::event_clause,
    Rule::change_time_clause,
    Rule::suspension_clause,
    Rule::early_renewal_clause,
];

/// The scenarios that would end otherwise without a clause. Where it answers a question that would be open without it, or
/// cannot be left out, those that reach its block.
pub(super) fn of(clause: &Written<'_>, tally: &Tally, units: &[Unit<'_>]) -> Reached {
    let near = tally.within(clause.around);
    // What a plan says that is like another happens under the clauses of that one.
    let is_far = near.is_empty();
    let mut reached = Reached::new();
    let mut is_needed = SAID_ANYWAY.contains(&clause.sentence.rule);
    for unit in units.iter().filter(|unit| unit.files.iter().any(|(id, _)| *id == clause.span.source)) {
        let here: Vec<&Story<'_>> =
            unit.stories.iter().filter(|story| is_far || near.contains(&story.number)).collect();
        if here.is_empty() {
            continue;
        }
        match without(unit, clause.whole) {
            Some((other, asks)) => {
                is_needed |= asks;
                reached.extend(here.iter().filter(|story| differs(story, &other)).map(|story| story.number));
            }
            None => is_needed = true,
        }
    }
    if reached.is_empty() && is_needed && !TOLD.contains(&clause.sentence.rule) { near } else { reached }
}

/// What the files say without a clause, and whether they leave a question open then; `None` where that is no longer a plan.
fn without(unit: &Unit<'_>, clause: Span) -> Option<(Catalogue, bool)> {
    let (source, entries) = unit.files.iter().find(|(id, _)| *id == clause.source)?;
    let entries = left_out(entries, clause);
    let other = |id: SourceId, known| if id == *source { &entries } else { known };
    let files: Vec<(SourceId, &Entries)> = unit.files.iter().map(|(id, known)| (*id, other(*id, *known))).collect();
    let (catalogue, found) = clause::catalogue(&files, unit.sources);
    let open = |catalogue: &Catalogue| catalogue.plans.iter().map(|plan: &Plan| plan.assumptions.len()).sum::<usize>();
    let asks = open(&catalogue) > open(unit.catalogue);
    found.iter().all(|one| one.severity != Severity::Error).then_some((catalogue, asks))
}

fn left_out(entries: &Entries, clause: Span) -> Entries {
    let list = entries.list.iter().filter_map(|line| match line {
        Line::Clause(one) if one.span == clause => None,
        Line::Clause(one) => {
            let mut one = one.clone();
            if let Some(block) = one.block.as_mut().filter(|block| super::written::inside(clause, block.span)) {
                block.entries = left_out(&block.entries, clause);
            }
            Some(Line::Clause(one))
        }
        other => Some(other.clone()),
    });
    Entries { list: list.collect() }
}

fn differs(story: &Story<'_>, other: &Catalogue) -> bool {
    // The rows of a table of cases stand at one place.
    let is_it = |one: &&Scenario| one.origin == story.scenario.origin && one.name == story.scenario.name;
    let Some(scenario) = other.scenarios.iter().find(is_it) else { return true };
    let (before, now) = (story.outcome, scenario::run(other, &compile::compile(other), scenario));
    before.failures.len() != now.failures.len()
        || before.stop != now.stop
        || !before.ledger.entries.iter().map(told).eq(now.ledger.entries.iter().map(told))
}

/// An entry without the number of its clause, which every change of the text changes.
fn told(entry: &Entry) -> impl PartialEq + use<> {
    let posting: Posting = entry.posting;
    (entry.at, entry.account, entry.lot, entry.kind, entry.amount, posting)
}
