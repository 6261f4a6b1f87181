//! What is told: every scenario, and of a plan without any its standard customers.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::cli::load::Unit;
use crate::cli::printable::printable;
use crate::cli::story::Story;
use crate::cli::typical::{Customer, new_year, standard};
use crate::model::{Plan, Scenario};
use crate::program::Program;
use crate::report::{self, Run};
use crate::text::Sources;
use crate::verify::scenario::Outcome;

use super::names;

/// So many months of a standard customer are told, and of one whose periods are shorter than a week so many.
const MONTHS: u32 = 4;
const FEW_MONTHS: u32 = 1;
const WEEK: i64 = 7 * 86_400;

/// Everything that was told.
#[derive(Debug, Default)]
pub(crate) struct Taken {
    pub(super) shots: Vec<Shot>,
    /// The files of all snapshots that there should be, told or not.
    pub(super) kept: Vec<PathBuf>,
    /// The files of plans that were read.
    pub(super) plans: BTreeSet<PathBuf>,
    /// Whether nothing was left out: only then is it known what is not behind a snapshot.
    pub(super) is_whole: bool,
}

/// What one scenario or customer came to.
#[derive(Debug)]
pub(super) struct Shot {
    pub(super) path: PathBuf,
    pub(super) plan: String,
    pub(super) title: String,
    pub(super) text: String,
}

impl Taken {
    pub(crate) fn new(is_whole: bool) -> Taken {
        Taken { is_whole, ..Taken::default() }
    }

    /// Adds a file: the texts of those of its scenarios that were run, by their places in the catalogue, and its standard
    /// customers. Standard input has no folder, and files with mistakes keep what they have.
    pub(crate) fn add(
        &mut self,
        path: &Path,
        (unit, program, sources): (&Unit, Option<&Program>, &Sources),
        text: impl Fn(&Scenario) -> Option<String>,
    ) {
        if !path.is_file() {
            return;
        }
        let Some(program) = program else {
            // Nobody knows what a plan that cannot be read would need.
            self.is_whole = false;
            return;
        };
        self.plans.insert(path.to_owned());
        let customers = customers(unit, program, sources);
        let scenarios: Vec<&Scenario> = unit.scenarios().collect();
        let told = scenarios.iter().map(|scenario| (scenario.name.clone(), text(scenario)));
        let all: Vec<(String, Option<String>)> = told.chain(customers).collect();
        let names = names::of_titles(all.iter().map(|(title, _)| title.as_str()));
        let plan = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        for (name, (title, text)) in names.iter().zip(all) {
            let path = names::file(path, name, names::ENDING);
            self.kept.push(path.clone());
            self.shots.extend(text.map(|text| Shot { path, plan: plan.clone(), title, text }));
        }
    }
}

/// The standard customers of plans that no scenario is for, if no scenario of the file is.
fn customers(unit: &Unit, program: &Program, sources: &Sources) -> Vec<(String, Option<String>)> {
    let has_none = |plan: &&Plan| !unit.scenarios().any(|scenario| is_for(scenario, plan));
    let one = |plan: &Plan, customer: Customer| {
        let title = format!("{}: {}", plan.name, customer.name());
        (title, of_customer((unit, program, sources), plan, customer))
    };
    unit.plans().filter(has_none).flat_map(|plan| Customer::ALL.map(|customer| one(plan, customer))).collect()
}

fn is_for(scenario: &Scenario, plan: &Plan) -> bool {
    scenario.plan == plan.id || scenario.accounts.iter().any(|account| account.plan == plan.id)
}

/// The ledger of a scenario; nothing of one that could not go on.
pub(crate) fn of_scenario(
    (unit, program, sources): (&Unit, &Program, &Sources),
    scenario: &Scenario,
    outcome: &Outcome,
) -> Option<String> {
    if outcome.stop.is_some() {
        return None;
    }
    let story = Story::of_scenario(scenario, outcome);
    let texts = (&unit.catalogue, program, sources);
    let span = (story.from, outcome.until);
    let run = Run::new(texts, &outcome.ledger, story.accounts, outcome.lots.iter().copied(), span);
    Some(printable(&report::snapshot(&run)))
}

fn of_customer(
    (unit, program, sources): (&Unit, &Program, &Sources),
    plan: &Plan,
    customer: Customer,
) -> Option<String> {
    let zone = unit.catalogue.operator_of(plan)?.zone.answer.clone();
    let from = new_year(&zone);
    let is_short = plan.cycle.answer.end(from, 0, &zone).seconds_since(from) < WEEK;
    let months = if is_short { FEW_MONTHS } else { MONTHS };
    let story = standard(customer, (&unit.catalogue, program, plan), from, months);
    let told = story.tell(program, &zone).ok()?;
    let texts = (&unit.catalogue, program, sources);
    let lots = told.told.lots.iter().copied();
    let run = Run::new(texts, &told.told.ledger, story.accounts, lots, (story.from, told.until));
    Some(printable(&report::snapshot(&run)))
}
