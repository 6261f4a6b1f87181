//! Runs the scenarios once more, and looks at what they reach.

use crate::check;
use crate::cli::load::Loaded;
use crate::cli::parallel::{self, Done};
use crate::cli::test::run::{Case, File, Suite};
use crate::coverage::{self, Story, Tally, Unit};
use crate::diag::Code;
use crate::syntax::tree::Entries;
use crate::text::{SourceId, Span};
use crate::verify::scenario::{self, Outcome};

use super::{Coverage, Covered};

/// What the first so many scenarios of a run reach.
pub(crate) fn measure<'s>(loaded: &'s Loaded, suite: &'s Suite, ran: usize) -> Coverage<'s> {
    let cases: Vec<(usize, Case<'s>)> = suite.cases().take(ran).collect();
    let outcomes = parallel::each(cases.len(), |number| Done::from(cases.get(number).map(|(_, case)| run(*case))));
    let units: Vec<Unit<'_>> = (0..suite.files.len())
        .filter_map(|file| unit(loaded, suite.files.get(file)?, stories(file, &cases, &outcomes)))
        .collect();
    let tallies = parallel::each(units.len(), |number| {
        let mut tally = Tally::default();
        units.get(number).into_iter().for_each(|unit| tally.add(unit));
        Done::from(tally)
    });
    let mut tally = Tally::default();
    tallies.into_iter().for_each(|one| tally.join(one));
    let files = files(&units);
    let dead = dead(loaded, suite);
    let covered = parallel::each(files.len(), |number| {
        Done::from(files.get(number).map(|(source, entries)| Covered {
            source: *source,
            clauses: coverage::of_file((*source, *entries), &tally, &units, &dead),
        }))
    });
    let files = covered.into_iter().flatten().filter(|covered| !covered.clauses.is_empty()).collect();
    let named = cases.iter().map(|(_, case)| (case.file.unit.id, case.scenario.name.as_str()));
    Coverage { files, scenarios: named.collect() }
}

fn run(case: Case<'_>) -> Outcome {
    scenario::run(&case.file.unit.catalogue, case.program, case.scenario)
}

/// The scenarios of a file, with what they came to.
fn stories<'s>(file: usize, cases: &[(usize, Case<'s>)], outcomes: &'s [Option<Outcome>]) -> Vec<Story<'s>> {
    let all = cases.iter().zip(outcomes).enumerate();
    let here = all.filter(|(_, ((of, _), _))| *of == file);
    here.filter_map(|(number, ((_, case), outcome))| {
        Some(Story { number, scenario: case.scenario, outcome: outcome.as_ref()? })
    })
    .collect()
}

fn unit<'s>(loaded: &'s Loaded, file: &'s File, stories: Vec<Story<'s>>) -> Option<Unit<'s>> {
    let index = usize::try_from(file.unit.id.0).ok()?;
    file.program.as_ref()?;
    let files = loaded.files_of(index, None);
    Some(Unit { catalogue: &file.unit.catalogue, files, sources: &loaded.sources, stories })
}

/// Every file of every unit, once.
fn files<'s>(units: &[Unit<'s>]) -> Vec<(SourceId, &'s Entries)> {
    let mut files: Vec<(SourceId, &Entries)> = units.iter().flat_map(|unit| unit.files.iter().copied()).collect();
    files.sort_by_key(|(source, _)| *source);
    files.dedup_by_key(|(source, _)| *source);
    files
}

/// What the lints know to be out of reach.
fn dead(loaded: &Loaded, suite: &Suite) -> Vec<(Code, Span)> {
    let found = parallel::each(suite.files.len(), |number| {
        let file = suite.files.get(number).filter(|file| file.program.is_some());
        Done::from(file.and_then(|file| {
            let subject = loaded.subject(usize::try_from(file.unit.id.0).ok()?, &file.unit)?;
            Some(check::dead(&subject))
        }))
    });
    found.into_iter().flatten().flatten().collect()
}
