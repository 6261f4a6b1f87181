//! What becomes of one change: noticed by a scenario, or by none.

use std::collections::BTreeSet;

use crate::cli::test::run::Case;
use crate::compile;
use crate::event::{AccountId, Opening};
use crate::ledger::{Entry, Ledger, OriginId};
use crate::model::{Account, Catalogue};
use crate::mutate::Mutant;
use crate::program::Program;
use crate::text::{Origin, Span};
use crate::verify::apart::Story;
use crate::verify::scenario::{self, Outcome};

use super::killer::Killer;
use super::trial::{Trial, Unit};

/// A story is followed for so long beyond its end: something may show only then.
const LATER: i64 = 100 * 86_400;

/// What became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Fate {
    /// It says nothing that could be run.
    Meaningless,
    /// A scenario does not come out as expected.
    Noticed,
    /// What is done is the same.
    Same,
    /// Every scenario comes out as expected.
    Survived {
        /// The number of the comment that accepts that.
        accepted: Option<usize>,
        /// What would have noticed it.
        killer: Killer,
    },
}

/// What is known of a scenario; nothing if it fails as it stands.
pub(super) type Known = Option<Covers>;

/// A scenario that passes.
#[derive(Debug, Clone)]
pub(super) struct Covers {
    /// The clauses that were at work in it.
    pub(super) clauses: BTreeSet<Span>,
    /// What happens in it.
    pub(super) story: Story,
    /// What comes of that, without the clauses behind it: those stand elsewhere in another text.
    pub(super) entries: Vec<Entry>,
}

fn without_clauses(ledger: &Ledger) -> Vec<Entry> {
    ledger.entries.iter().map(|entry| Entry { origin: OriginId(0), ..*entry }).collect()
}

/// What a scenario covers.
pub(super) fn covers(case: Case<'_>, outcome: &Outcome) -> Known {
    let origins = outcome.ledger.entries.iter().map(|entry| case.program.origin(entry.origin));
    let opening = |account: &Account| Opening { plan: account.plan, member_of: account.member_of.map(AccountId) };
    let story = Story {
        openings: case.scenario.accounts.iter().map(opening).collect(),
        events: outcome.events.iter().map(|(_, event)| *event).collect(),
        until: outcome.until.plus_seconds(LATER),
    };
    let entries = without_clauses(&outcome.ledger);
    outcome.passed().then(|| Covers { clauses: origins.filter_map(Origin::span).collect(), story, entries })
}

impl Trial<'_> {
    /// What becomes of one of the changes.
    pub(super) fn fate(&self, number: usize, with_snapshots: bool) -> Fate {
        let Some(mutant) = self.mutants.get(number) else { return Fate::Meaningless };
        let mut is_same = true;
        let mut changed = Vec::new();
        for unit in &self.units {
            let Some(catalogue) = unit.files.clone().with(&mutant.edit) else { return Fate::Meaningless };
            let program = compile::compile(&catalogue);
            changed.push((unit, catalogue, program));
        }
        for (unit, catalogue, program) in &changed {
            if unit.notices((catalogue, program), mutant, with_snapshots) {
                return Fate::Noticed;
            }
        }
        for (unit, _, program) in &changed {
            is_same = is_same && program.essence() == compile::compile(&unit.files.catalogue()).essence();
        }
        if is_same {
            return Fate::Same;
        }
        let accepted = self.accepted(mutant);
        let own = changed.iter().find(|(unit, _, _)| unit.source == self.source).filter(|_| accepted.is_none());
        let killer = own.map(|(unit, catalogue, program)| unit.killer(mutant, (catalogue, program), with_snapshots));
        Fate::Survived { accepted, killer: killer.unwrap_or(Killer::NotSought) }
    }
}

impl Unit<'_> {
    /// Whether a scenario notices a change: those in which the clause was at work are asked first.
    /// With snapshots everything that happens in a scenario is expected.
    fn notices(&self, (catalogue, program): (&Catalogue, &Program), mutant: &Mutant, with_snapshots: bool) -> bool {
        let touches = |span: &Span| {
            span.source == mutant.clause.source && span.start < mutant.clause.end && mutant.clause.start < span.end
        };
        let (first, then): (Vec<_>, Vec<_>) =
            self.scenarios.iter().partition(|(_, covers)| covers.clauses.iter().any(touches));
        first.into_iter().chain(then).any(|(place, covers)| {
            let Some(scenario) = catalogue.scenarios.get(*place) else { return true };
            let outcome = scenario::run(catalogue, program, scenario);
            !outcome.passed() || (with_snapshots && without_clauses(&outcome.ledger) != covers.entries)
        })
    }
}
