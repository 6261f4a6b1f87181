//! Which scenarios of which files are run, and what comes of them: in the order of the files and of their text, on however
//! many threads. What becomes of the results is not known here.

use crate::cli::load::{Loaded, Unit};
use crate::cli::parallel::{self, Done};
use crate::compile;
use crate::diag::Diagnostic;
use crate::model::Scenario;
use crate::program::Program;
use crate::verify::scenario::{self, Outcome};

/// Every file that was asked for, compiled once, with the scenarios in it that are wanted.
#[derive(Debug)]
pub(crate) struct Suite {
    pub(crate) files: Vec<File>,
    /// Those that can be run: a file, and a scenario of its catalogue.
    cases: Vec<(usize, usize)>,
}

/// One file.
#[derive(Debug)]
pub(crate) struct File {
    pub(crate) unit: Unit,
    /// Nothing where the file has errors.
    pub(crate) program: Option<Program>,
    /// How many scenarios it has.
    pub(crate) all: usize,
    /// Those that are wanted, by their places in the catalogue.
    pub(crate) wanted: Vec<usize>,
}

/// One scenario that is run.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Case<'s> {
    pub(crate) file: &'s File,
    pub(crate) program: &'s Program,
    pub(crate) scenario: &'s Scenario,
}

impl Suite {
    /// Reads what the files say.
    pub(crate) fn of(loaded: &Loaded, wanted: impl Fn(&Scenario) -> bool + Sync) -> Suite {
        let asked: Vec<usize> = loaded.asked().collect();
        let files = parallel::each(asked.len(), |number| {
            Done::from(asked.get(number).map(|index| File::of(loaded.unit(*index), &wanted)))
        });
        let files: Vec<File> = files.into_iter().flatten().collect();
        let runs = files.iter().enumerate().filter(|(_, file)| file.program.is_some());
        let cases = runs.flat_map(|(number, file)| file.wanted.iter().map(move |scenario| (number, *scenario)));
        Suite { cases: cases.collect(), files }
    }

    /// The scenarios that are run, each with the number of its file.
    pub(crate) fn cases(&self) -> impl Iterator<Item = (usize, Case<'_>)> {
        self.cases.iter().filter_map(|(file, scenario)| Some((*file, self.case(*file, *scenario)?)))
    }

    /// Runs them. Of each is kept what is wanted of it; with `fail_fast` the first that fails is the last that was run.
    /// `watch` is told now and then how many were begun, of how many.
    pub(crate) fn run<K: Send>(
        &self,
        fail_fast: bool,
        keep: impl Fn(Case<'_>, Outcome) -> K + Sync,
        mut watch: impl FnMut(usize, usize),
    ) -> Vec<K> {
        let cases: Vec<Case<'_>> = self.cases().map(|(_, case)| case).collect();
        let work = |number: usize| match cases.get(number) {
            None => Done::from(None),
            Some(case) => {
                let outcome = scenario::run(&case.file.unit.catalogue, case.program, case.scenario);
                let is_last = fail_fast && !outcome.passed();
                Done { result: Some(keep(*case, outcome)), is_last }
            }
        };
        let kept = parallel::watched(cases.len(), work, |begun| watch(begun, cases.len()));
        kept.into_iter().flatten().collect()
    }

    /// What is wrong with the files.
    pub(crate) fn diagnostics(&self) -> impl Iterator<Item = &Diagnostic> {
        self.files.iter().flat_map(|file| &file.unit.diagnostics)
    }

    fn case(&self, file: usize, scenario: usize) -> Option<Case<'_>> {
        let file = self.files.get(file)?;
        let scenario = file.unit.catalogue.scenarios.get(scenario)?;
        Some(Case { file, program: file.program.as_ref()?, scenario })
    }
}

impl File {
    fn of(unit: Unit, wanted: impl Fn(&Scenario) -> bool) -> File {
        let program = (!unit.has_errors()).then(|| compile::compile(&unit.catalogue));
        let wanted = unit.placed_scenarios().filter(|(_, scenario)| wanted(scenario)).map(|(place, _)| place).collect();
        File { all: unit.scenarios().count(), wanted, program, unit }
    }
}
