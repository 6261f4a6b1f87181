//! Whose story is told: a scenario's accounts, the customer of a table of usage, or the typical customer of a plan.

use std::path::PathBuf;

use clap::Args;

use crate::compile;
use crate::diag::{Code, Diagnostic};
use crate::model::{Plan, Scenario};
use crate::program::Program;
use crate::text;
use crate::units::{Day, Duration, MonthEnd, Zone};
use crate::verify::scenario;

use super::exit::Exit;
use super::load::{self, Loaded, Unit};
use super::render::{in_order, render};
use super::session::Session;
use super::story::{Story, chosen_plan, not_there, stopped};
use super::{typical, usage};

/// Whose story is told.
#[derive(Debug, Args)]
pub(crate) struct Subscriber {
    /// The plan file, or - for standard input
    #[arg(value_name = "PLAN")]
    path: PathBuf,
    /// Which plan of the file; otherwise the first
    #[arg(long, value_name = "NAME", conflicts_with = "scenario")]
    plan: Option<String>,
    /// Run this scenario of the file
    #[arg(long, value_name = "NAME", conflicts_with_all = ["usage", "from"])]
    scenario: Option<String>,
    /// Run a table of usage, or - for standard input; `rollover simulate --help` says what is in it
    #[arg(long, value_name = "FILE.csv")]
    usage: Option<PathBuf>,
    /// The day of activation [default: 2026-01-01]
    #[arg(long, value_name = "DATE", value_parser = parse_day)]
    from: Option<Day>,
    /// For how many months [default: 6 for a typical customer; of others, to the end of what is told]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=1200))]
    months: Option<u32>,
}

/// A story that can be told.
pub(crate) struct Chosen {
    pub(crate) loaded: Loaded,
    pub(crate) unit: Unit,
    pub(crate) story: Story,
    pub(crate) program: Program,
    pub(crate) zone: Zone,
}

/// Reads the plan and chooses the story; what is wrong is shown, and gives the exit code.
pub(crate) fn choose(subscriber: &Subscriber, session: &mut Session<'_>) -> std::io::Result<Result<Chosen, Exit>> {
    let mut loaded = load::load(std::slice::from_ref(&subscriber.path));
    let Some(index) = loaded.asked().next().filter(|_| loaded.exit == Exit::Well) else {
        render(session, &loaded.sources, &loaded.diagnostics)?;
        return Ok(Err(Exit::Failed));
    };
    let mut unit = loaded.unit(index);
    in_order(&mut unit.diagnostics);
    render(session, &loaded.sources, &unit.diagnostics)?;
    if unit.has_errors() {
        return Ok(Err(Exit::Found));
    }
    match story(subscriber, &mut unit, &mut loaded) {
        Ok((story, program, zone)) => Ok(Ok(Chosen { loaded, unit, story, program, zone })),
        Err((problems, exit)) => {
            render(session, &loaded.sources, &problems)?;
            Ok(Err(exit))
        }
    }
}

/// What stops a simulation before it starts.
type Stopped = (Vec<Diagnostic>, Exit);

/// What is to be told, by the subscriber.
fn story(subscriber: &Subscriber, unit: &mut Unit, loaded: &mut Loaded) -> Result<(Story, Program, Zone), Stopped> {
    let asked = |problem: Diagnostic| (vec![problem], Exit::Failed);
    if let Some(wanted) = &subscriber.scenario {
        let scenario = chosen_scenario(unit, wanted).map_err(asked)?;
        let zone = zone_of(unit, unit.catalogue.plan(scenario.plan));
        let program = compile::compile(&unit.catalogue);
        let outcome = scenario::run(&unit.catalogue, &program, scenario);
        if let Some((step, stop)) = outcome.stop {
            let span = scenario.steps.get(step).and_then(|step| step.origin.span());
            return Err((vec![stopped(stop, outcome.until, span, &zone)], Exit::Found));
        }
        let mut story = Story::of_scenario(scenario, &outcome);
        extend(&mut story, subscriber.months, &zone);
        return Ok((story, program, zone));
    }
    let (plan, note) = chosen_plan(unit, subscriber.plan.as_deref()).map_err(asked)?;
    let (zone, plan) = (zone_of(unit, Some(plan)), plan.clone());
    let from = subscriber.from.map(|day| zone.midnight(day));
    let (mut story, program) = match &subscriber.usage {
        Some(path) => {
            let mut story = usage::read(path, (&mut unit.catalogue, &plan), from, &mut loaded.sources)?;
            extend(&mut story, subscriber.months, &zone);
            (story, compile::compile(&unit.catalogue))
        }
        None => {
            let program = compile::compile(&unit.catalogue);
            let from = from.unwrap_or_else(|| typical::new_year(&zone));
            let story = typical::typical(&unit.catalogue, &program, &plan, from, subscriber.months.unwrap_or(6));
            (story, program)
        }
    };
    story.notes.extend(note);
    Ok((story, program, zone))
}

fn zone_of(unit: &Unit, plan: Option<&Plan>) -> Zone {
    let operator = plan.and_then(|plan| unit.catalogue.operator_of(plan));
    operator.map_or_else(Zone::utc, |operator| operator.zone.answer.clone())
}

/// Goes on for so many months, where that is longer.
fn extend(story: &mut Story, months: Option<u32>, zone: &Zone) {
    let Some(months) = months else { return };
    let end = Duration::Months(months).after(story.from, zone, MonthEnd::Clamp);
    story.until = Some(story.until.map_or(end, |until| until.max(end)));
}

/// The scenario of that title, or the only one whose title has these words in it.
fn chosen_scenario<'u>(unit: &'u Unit, wanted: &str) -> Result<&'u Scenario, Diagnostic> {
    let scenarios: Vec<&Scenario> = unit.scenarios().collect();
    let words = wanted.to_lowercase();
    let having = |scenario: &&&Scenario| scenario.name.to_lowercase().contains(&words);
    let exact = scenarios.iter().find(|scenario| scenario.name == wanted);
    let mut some = scenarios.iter().filter(having);
    match (exact, some.next(), some.next()) {
        (Some(scenario), ..) | (None, Some(scenario), None) => Ok(scenario),
        (None, Some(first), Some(second)) => {
            let (one, two) = (&first.name, &second.name);
            Err(Diagnostic::new(
                Code::BadRequest,
                text!("several scenarios have `{wanted}` in their title", "有多个场景的标题包含 `{wanted}`"),
            )
            .help(text!("write more of it: `{one}`, `{two}`", "请写得更完整：`{one}`、`{two}`")))
        }
        (None, None, _) => {
            let names = scenarios.iter().map(|scenario| scenario.name.as_str());
            Err(not_there(&text!("scenario", "场景"), wanted, names))
        }
    }
}

/// Reads a date on the command line.
pub(crate) fn parse_day(text: &str) -> Result<Day, String> {
    Day::written(text).ok_or_else(|| "write a date of the years 1900 to 2199, like 2026-01-31".to_owned())
}
