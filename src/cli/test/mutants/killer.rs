//! The scenario that would have noticed a change: found by running small stories on both plans, written in the words of the
//! language, and proved by reading it with both texts.

use crate::compile;
use crate::event::PlanId;
use crate::model::Catalogue;
use crate::mutate::Mutant;
use crate::program::Program;
use crate::report::Retold;
use crate::text::SourceId;
use crate::units::Instant;
use crate::verify::apart::{self, Apart, Pair, Search, Story};
use crate::verify::scenario::{self, Outcome};

use super::trial::Unit;

/// So many of the stories that are known are looked at.
const MOST_SEEDS: usize = 8;

/// What would have noticed a change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Killer {
    /// This scenario.
    Found(String),
    /// Nothing in so many stories.
    NotFound {
        /// So many.
        stories: usize,
    },
    /// The two differ, but in nothing that a line of a scenario could expect.
    Untold,
    /// Nobody asked.
    NotSought,
}

impl Unit<'_> {
    /// Looks for a scenario that passes as the plan stands, and fails with a change of it.
    /// With snapshots, everything that happens in it is expected.
    pub(super) fn killer(&self, mutant: &Mutant, other: (&Catalogue, &Program), with_snapshots: bool) -> Killer {
        let catalogue = self.files.catalogue();
        let program = compile::compile(&catalogue);
        let Some(plan) = plan_of(&catalogue, mutant, self.source) else { return Killer::NotSought };
        let pair = Pair { one: (&catalogue, &program), other };
        let seeds: Vec<Story> =
            self.scenarios.iter().map(|(_, covers)| covers.story.clone()).take(MOST_SEEDS).collect();
        let writing = Writing { unit: self, mutant, catalogue: &catalogue, program: &program, with_snapshots };
        match apart::apart(pair, plan, &seeds, |apart| writing.scenario(apart)) {
            Search::Found(scenario) => Killer::Found(scenario),
            Search::Untold => Killer::Untold,
            Search::Same(stories) => Killer::NotFound { stories },
        }
    }
}

/// The plan in which a clause stands, or else the first of the file.
fn plan_of(catalogue: &Catalogue, mutant: &Mutant, source: SourceId) -> Option<PlanId> {
    let place = |plan: &&crate::model::Plan| plan.origin.span().filter(|span| span.source == source);
    let mut own = catalogue.plans.iter().filter(|plan| place(plan).is_some());
    let first = own.clone().next()?;
    let around = own.find(|plan| {
        place(plan).is_some_and(|span| span.start <= mutant.clause.start && mutant.clause.end <= span.end)
    });
    Some(around.unwrap_or(first).id)
}

/// What is needed to write a scenario, and to prove it.
struct Writing<'w, 'l> {
    unit: &'w Unit<'l>,
    mutant: &'w Mutant,
    catalogue: &'w Catalogue,
    program: &'w Program,
    with_snapshots: bool,
}

impl Writing<'_, '_> {
    fn scenario(&self, apart: &Apart) -> Option<String> {
        self.at(apart, apart.story.until).or_else(|| self.at(apart, apart.end))
    }

    /// The scenario with one thing expected, at an instant.
    fn at(&self, apart: &Apart, until: Instant) -> Option<String> {
        let story = Story { until, ..apart.story.clone() };
        let plans: Vec<PlanId> = story.openings.iter().map(|opening| opening.plan).collect();
        let retold = Retold { catalogue: self.catalogue, plans: &plans, events: &story.events };
        let (entries, lots) = apart::told(self.program, &story)?;
        let lines = retold.expectations(&entries, &lots, until);
        let text = retold.scenario("what there is", until, &lines)?;
        let own = self.run(&text, false)?;
        let unmet = own.unmet(lines.len());
        let lines: Vec<String> =
            lines.into_iter().enumerate().filter(|(number, _)| !unmet.contains(number)).map(|(_, line)| line).collect();
        let other = self.run(&retold.scenario("what there is", until, &lines)?, true)?;
        let unmet = other.unmet(lines.len()).into_iter().min().and_then(|number| lines.get(number));
        // Where no line tells the two apart the snapshot does; some line has to end the story.
        let line = unmet.or_else(|| lines.first().filter(|_| self.with_snapshots && until == apart.end))?;
        retold.scenario(&retold.title(line, until), until, std::slice::from_ref(line))
    }

    /// What comes of a scenario behind the text of the file, as it stands or changed.
    fn run(&self, scenario: &str, is_changed: bool) -> Option<Ran> {
        let source = self.unit.source;
        let text = self.unit.files.text(source);
        let text = if is_changed { self.mutant.edit.of(text)? } else { text.to_owned() };
        let catalogue = self.unit.files.clone().with_text(source, format!("{text}\n\n{scenario}"))?;
        let mut own =
            catalogue.scenarios.iter().filter(|one| one.origin.span().is_some_and(|span| span.source == source));
        let last = own.next_back()?;
        let outcome = scenario::run(&catalogue, &compile::compile(&catalogue), last);
        outcome.stop.is_none().then_some(Ran { outcome, steps: last.steps.len() })
    }
}

/// A scenario that was run.
struct Ran {
    outcome: Outcome,
    steps: usize,
}

impl Ran {
    /// Which of the lines at its end were not met.
    fn unmet(&self, lines: usize) -> Vec<usize> {
        let before = self.steps.saturating_sub(lines);
        self.outcome.failures.iter().filter_map(|failure| failure.step.checked_sub(before)).collect()
    }
}
