//! `rollover simulate`: what happens to a subscriber, period by period.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::compile;
use crate::diag::{Code, Diagnostic};
use crate::model::{Plan, Scenario};
use crate::program::Program;
use crate::report::{self, Run, Style, why};
use crate::text;
use crate::units::{Day, Duration, MonthEnd, Zone};
use crate::verify::scenario;

use super::exit::{Ending, Exit};
use super::load::{self, Loaded, Unit};
use super::render::{in_order, render};
use super::session::Session;
use super::story::{Story, chosen_plan, not_there, stopped};
use super::{typical, usage};

/// The arguments of `simulate`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// The plan file, or - for standard input
    #[arg(value_name = "PLAN")]
    path: PathBuf,
    /// Which plan of the file; otherwise the first
    #[arg(long, value_name = "NAME", conflicts_with = "scenario")]
    plan: Option<String>,
    /// Run this scenario of the file
    #[arg(long, value_name = "NAME", conflicts_with_all = ["usage", "from"])]
    scenario: Option<String>,
    /// Run a table of usage, or - for standard input; see below
    #[arg(long, value_name = "FILE.csv")]
    usage: Option<PathBuf>,
    /// The day of activation [default: 2026-01-01]
    #[arg(long, value_name = "DATE", value_parser = parse_day)]
    from: Option<Day>,
    /// For how many months [default: 6 for a typical customer; of others, to the end of what is told]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=1200))]
    months: Option<u32>,
    /// How to write it
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// Tell the history of a lot (#3), or what happened on a day and why (2026-05-01)
    #[arg(long, value_name = "DATE|LOT")]
    why: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
enum Format {
    /// For people
    #[default]
    Table,
    /// For machines
    Json,
    /// For spreadsheets
    Csv,
}

const EXAMPLES: &str = "\
Examples:
  rollover simulate monthly.plan
  rollover simulate monthly.plan --from 2026-03-01 --months 12
  rollover simulate monthly.plan --scenario \"a heavy month\" --why 2026-05-01
  rollover simulate monthly.plan --usage june.csv --format csv

A table of usage has a header line; columns may come in any order, and all but `at` may be left out:
  at       2026-01-20, or 2026-01-20 09:30, or 2026-01-20 09:30:15, by the operator's clock, in order of time
  event    use (when left out), activate, recharge, buy, renew, renewal fails, renewal works again,
           activate rollover, change to, suspend, resume, join, leave, give, agrees to charges,
           withdraws consent, mark, unmark, cancel
  amount   600 MB, 1.5 GB, 10 minutes, 90 s, 3 SMS, $5: of use, recharge and give
  name     of buy the pack, of change to the plan, of mark the mark, of join and give the other account
  account  whose it is, where there are several
  app, zone, network, carrier, number   of use, for what and where, to which network, on which, to which number
  since    of use, when the record began; `at` is when it ended
For example:
  at,event,amount,name
  2026-01-01,activate,,
  2026-01-10 09:30,use,600 MB,
  2026-01-12,buy,,Weekend
An account that is never activated in the table is activated at --from, or else at 00:00 of its first day.

Exit codes:
  0 simulated   1 the plan or the table has mistakes   2 a file cannot be read, or there is no such plan or scenario";

pub(crate) fn run(arguments: &Arguments, session: &mut Session<'_>) -> Ending {
    let mut loaded = load::load(std::slice::from_ref(&arguments.path));
    let Some(index) = loaded.asked().next().filter(|_| loaded.exit == Exit::Well) else {
        render(session, &loaded.sources, &loaded.diagnostics)?;
        return Ok(Exit::Failed);
    };
    let mut unit = loaded.unit(index);
    in_order(&mut unit.diagnostics);
    if unit.has_errors() {
        render(session, &loaded.sources, &unit.diagnostics)?;
        return Ok(Exit::Found);
    }
    render(session, &loaded.sources, &unit.diagnostics)?;
    match story(arguments, &mut unit, &mut loaded) {
        Ok((story, program, zone)) => tell(arguments, session, (&unit, &program, &loaded), &story, &zone),
        Err((problems, exit)) => {
            render(session, &loaded.sources, &problems)?;
            Ok(exit)
        }
    }
}

/// What stops a simulation before it starts.
type Stopped = (Vec<Diagnostic>, Exit);

/// What is to be told, by the arguments.
fn story(arguments: &Arguments, unit: &mut Unit, loaded: &mut Loaded) -> Result<(Story, Program, Zone), Stopped> {
    let asked = |problem: Diagnostic| (vec![problem], Exit::Failed);
    if let Some(wanted) = &arguments.scenario {
        let scenario = chosen_scenario(unit, wanted).map_err(asked)?;
        let zone = zone_of(unit, unit.catalogue.plan(scenario.plan));
        let program = compile::compile(&unit.catalogue);
        let outcome = scenario::run(&unit.catalogue, &program, scenario);
        if let Some((step, stop)) = outcome.stop {
            let span = scenario.steps.get(step).and_then(|step| step.origin.span());
            return Err((vec![stopped(stop, outcome.until, span, &zone)], Exit::Found));
        }
        let mut story = Story::of_scenario(scenario, &outcome);
        extend(&mut story, arguments.months, &zone);
        return Ok((story, program, zone));
    }
    let (plan, note) = chosen_plan(unit, arguments.plan.as_deref()).map_err(asked)?;
    let (zone, plan) = (zone_of(unit, Some(plan)), plan.clone());
    let from = arguments.from.map(|day| zone.midnight(day));
    let (mut story, program) = match &arguments.usage {
        Some(path) => {
            let mut story = usage::read(path, (&mut unit.catalogue, &plan), from, &mut loaded.sources)?;
            extend(&mut story, arguments.months, &zone);
            (story, compile::compile(&unit.catalogue))
        }
        None => {
            let program = compile::compile(&unit.catalogue);
            let from = from.unwrap_or_else(|| typical::new_year(&zone));
            let story = typical::typical(&unit.catalogue, &program, &plan, from, arguments.months.unwrap_or(6));
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

/// Runs the story and writes what came of it.
fn tell(
    arguments: &Arguments,
    session: &mut Session<'_>,
    (unit, program, loaded): (&Unit, &Program, &Loaded),
    story: &Story,
    zone: &Zone,
) -> Ending {
    let told = match story.tell(program, zone) {
        Ok(told) => told,
        Err(problem) => {
            render(session, &loaded.sources, &[problem])?;
            return Ok(Exit::Found);
        }
    };
    let texts = (&unit.catalogue, program, &loaded.sources);
    let mut run = Run::new(texts, &told.ledger, story.accounts.clone(), told.lots, (story.from, told.until));
    run.notes.clone_from(&story.notes);
    let style = Style { color: session.color_out, width: u16::try_from(session.width).unwrap_or(80) };
    let lang = session.lang;
    if let Some(asked) = &arguments.why {
        let question = match why::Question::read(asked, &run) {
            Ok(question) => question,
            Err(problem) => {
                render(session, &loaded.sources, &[Diagnostic::new(Code::BadRequest, problem)])?;
                return Ok(Exit::Failed);
            }
        };
        write!(session.out, "{}", why::why(&run, question, lang, style))?;
        return Ok(Exit::Well);
    }
    let page = match arguments.format {
        Format::Table => report::simulation(&run, lang, style),
        Format::Json => report::json::json(&run),
        Format::Csv => report::csv::csv(&run),
    };
    write!(session.out, "{page}")?;
    Ok(Exit::Well)
}

/// Reads a date on the command line.
pub(crate) fn parse_day(text: &str) -> Result<Day, String> {
    let mut parts = text.splitn(3, '-');
    let mut number = || parts.next().filter(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
    let (year, month, day) = (number(), number(), number());
    let read = || {
        let year = year.filter(|year| year.len() == 4)?.parse().ok()?;
        Day::from_ymd(year, month?.parse().ok()?, day?.parse().ok()?).filter(|_| (1900..2200).contains(&year))
    };
    read().ok_or_else(|| "write a date of the years 1900 to 2199, like 2026-01-31".to_owned())
}
