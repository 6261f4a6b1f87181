//! `rollover test`: runs scenarios, and shows what was expected, what happened, and the clauses in between.
//!
//! | what | where |
//! |---|---|
//! | which scenarios are run, on how many threads, in which order their results stand | `run` |
//! | one scenario's result for people | `page` |
//! | results for machines | [`json`], `junit` |
//! | changes of the plan, and whether a scenario notices them | [`mutants`] |
//! | how far a long run is | `progress` |
//! | what is kept of everything that happened | `snapshots`, and `cli::snapshot` |
//! | the figures | `summary` |
//! | what the scenarios reach | [`coverage`] |

pub mod coverage;
pub mod json;
mod junit;
pub mod mutants;
mod page;
mod progress;
mod run;
mod snapshots;
mod summary;

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::diag::{Code, Diagnostic, Severity};
use crate::ledger::Ledger;
use crate::text;
use crate::text::Sources;
use crate::units::Zone;
use crate::verify::scenario::Outcome;

use super::exit::{Ending, Exit};
use super::load;
use super::render::{in_order, render};
use super::session::Session;
use super::snapshot::{Settled, Snapshots, of_scenario};
use super::story::stopped;
use super::watch;

use coverage::Reach;
use json::Summary;
use page::Page;
use progress::Progress;
use run::{Case, Suite};

/// The arguments of `test`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// Files, folders (every .plan below), patterns, or - for standard input
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Only scenarios whose title has this text
    #[arg(long, value_name = "TEXT")]
    filter: Option<String>,
    /// Stop at the first that fails
    #[arg(long)]
    fail_fast: bool,
    #[command(flatten)]
    snapshots: Snapshots,
    #[command(flatten)]
    reach: Reach,
    /// Change the plans one mistake at a time, and tell which no scenario notices; with --snapshots, everything that
    /// happens in a scenario is expected
    #[arg(long)]
    mutants: bool,
    /// Only mistakes in lines that changed since a revision, as git tells
    #[arg(long, value_name = "REVISION", requires = "mutants")]
    changed_since: Option<String>,
    /// How to write the results
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// Run again whenever a plan changes
    #[arg(long)]
    watch: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
enum Format {
    /// The lines that were not met, for people
    #[default]
    Human,
    /// Everything, for tools
    Json,
    /// JUnit XML, for CI
    Junit,
    /// What the scenarios reach, as a page for a browser
    Html,
    /// What the scenarios reach, for tools that read lcov
    Lcov,
}

const EXAMPLES: &str = "\
Examples:
  rollover test monthly.plan
  rollover test policies --filter \"leap year\" --fail-fast
  rollover test policies --watch
  rollover test policies --format junit > results.xml
  cat monthly.plan | rollover test -
  rollover test policies --snapshots --review
  rollover test monthly.plan --coverage             what no scenario reaches
  rollover test policies --threshold 90             fail under 90% of the clauses
  rollover test policies --format html > reached.html
  rollover test monthly.plan --mutants              which mistakes no scenario notices
  rollover test policies --mutants --changed-since main

Exit codes:
  0 all passed   1 one failed, a snapshot differs, too little is reached, a change is not noticed, or a plan has
  errors   2 a file cannot be read, or there is no scenario";

pub(crate) fn run(arguments: &Arguments, session: &mut Session<'_>) -> Ending {
    if arguments.watch {
        return watch::watch(&arguments.paths, session, |session| once(arguments, session));
    }
    once(arguments, session)
}

impl Arguments {
    fn wants_coverage(&self) -> bool {
        self.reach.is_wanted() || matches!(self.format, Format::Html | Format::Lcov)
    }
}

fn once(arguments: &Arguments, session: &mut Session<'_>) -> Ending {
    if arguments.mutants { mutants::run(arguments, session) } else { scenarios(arguments, session) }
}

fn scenarios(arguments: &Arguments, session: &mut Session<'_>) -> Ending {
    let loaded = load::load(&arguments.paths);
    let text = arguments.filter.as_deref().unwrap_or("").to_lowercase();
    let suite = Suite::of(&loaded, |scenario| scenario.name.to_lowercase().contains(&text));
    let mut progress = Progress::new(!session.quiet, session.lang);
    let keep = |case: Case<'_>, outcome| Tested::of(case, outcome, &loaded.sources, arguments);
    let results = suite.run(arguments.fail_fast, keep, |begun, all| progress.is_at(begun, all));
    drop(progress);
    let summary = Summary::of(&suite, &results);
    let mut found = loaded.diagnostics.clone();
    found.extend(suite.diagnostics().cloned());
    let faults = found.len();
    found.extend(results.iter().filter_map(|tested| tested.fault.clone()));
    let page = |((file, case), tested)| (file, page_of(case, tested, &loaded.sources));
    let pages = || suite.cases().zip(&results).map(page);
    if arguments.format == Format::Human {
        let was_ended = arguments.fail_fast && summary.failed > 0;
        page::write(session, (&suite, &loaded.sources), pages(), was_ended)?;
        session.out.flush()?;
    }
    let settled = snapshots::settle(arguments, (&loaded, &suite, &results), session)?;
    let settled = settled.unwrap_or_else(|problem| {
        found.push(problem);
        None
    });
    let is_nothing = summary.scenarios() == 0 && settled.as_ref().is_none_or(Settled::is_empty);
    let coverage = arguments.wants_coverage().then(|| coverage::measure(&loaded, &suite, results.len()));
    if is_nothing && loaded.exit == Exit::Well && !has_errors(&found) {
        found.push(nothing_to_run(arguments, &summary));
    }
    found.extend(coverage.as_ref().and_then(|coverage| arguments.reach.missed(coverage)));
    let nothing = found.iter().any(|one| one.code == Code::BadRequest);
    let exit = if summary.failed > 0 || has_errors(&found) { Exit::Found } else { Exit::Well };
    if arguments.format == Format::Junit {
        // What ends a scenario is told with it.
        found.drain(faults..faults + results.iter().filter(|tested| tested.fault.is_some()).count());
    }
    in_order(&mut found);
    let (sources, found) = (&loaded.sources, found.as_slice());
    let snapshots = settled.as_ref().map(Settled::for_machines);
    match arguments.format {
        Format::Human => {
            if let Some(coverage) = &coverage {
                coverage::human(session, coverage, sources, arguments.reach.view(suite.files.len()))?;
                session.out.flush()?;
            }
            render(session, sources, found)?;
            session.err.flush()?;
            writeln!(session.out, "{}", summary.words(session.lang))?;
            if let Some(settled) = &settled {
                settled.write(session)?;
            }
        }
        Format::Json => {
            let coverage = coverage.as_ref().map(|coverage| coverage.json(sources));
            json::write(session, summary, pages(), (snapshots, coverage), (found, sources))?;
        }
        Format::Junit => junit::write(session, (&suite, summary), pages(), snapshots, (found, sources))?,
        Format::Html | Format::Lcov => {
            match &coverage {
                Some(coverage) if arguments.format == Format::Html => coverage::html(session, coverage, sources)?,
                Some(coverage) => coverage::lcov(session.out, coverage, sources)?,
                None => {}
            }
            session.out.flush()?;
            render(session, sources, found)?;
            if summary.failed > 0 {
                writeln!(session.err, "{}", summary.words(session.lang))?;
            }
        }
    }
    let snapshots = settled.map_or(Exit::Well, |settled| settled.exit());
    Ok(exit.and(snapshots).and(loaded.exit).and(if nothing { Exit::Failed } else { Exit::Well }))
}

fn page_of<'p>(case: Case<'p>, tested: &'p Tested, sources: &'p Sources) -> Page<'p> {
    Page { case, sources, outcome: &tested.outcome, fault: tested.fault.as_ref() }
}

/// What is kept of a scenario that was run.
#[derive(Debug)]
struct Tested {
    outcome: Outcome,
    /// What kept it from going on.
    fault: Option<Diagnostic>,
    /// Everything that happened, where that is compared.
    snapshot: Option<String>,
}

impl Tested {
    fn of(case: Case<'_>, outcome: Outcome, sources: &Sources, arguments: &Arguments) -> Tested {
        let fault = fault(&case, &outcome);
        let texts = (&case.file.unit, case.program, sources);
        let is_wanted = arguments.snapshots.are_wanted();
        let snapshot = if is_wanted { of_scenario(texts, case.scenario, &outcome) } else { None };
        // What happened is a hundred times as long as what failed of it, and no result tells it.
        let outcome = Outcome { events: Vec::new(), ledger: Ledger::default(), lots: Vec::new(), ..outcome };
        Tested { outcome, fault, snapshot }
    }
}

/// What kept a story from going on.
fn fault(case: &Case<'_>, outcome: &Outcome) -> Option<Diagnostic> {
    let (step, stop) = outcome.stop?;
    let step = case.scenario.steps.get(step)?;
    let catalogue = &case.file.unit.catalogue;
    let operator = catalogue.plan(case.scenario.plan).and_then(|plan| catalogue.operator_of(plan));
    let zone = operator.map_or_else(Zone::utc, |operator| operator.zone.answer.clone());
    Some(stopped(stop, outcome.until, step.origin.span(), &zone))
}

fn nothing_to_run(arguments: &Arguments, summary: &Summary) -> Diagnostic {
    let (files, filtered) = (summary.files, summary.filtered);
    let of_files = if files == 1 { "file" } else { "files" };
    match &arguments.filter {
        Some(words) if filtered > 0 => {
            let message = text!(
                "none of {filtered} scenarios has `{words}` in its title",
                "{filtered} 个场景的标题都不包含 `{words}`"
            );
            Diagnostic::new(Code::BadRequest, message)
                .help(text!("write less of it, or leave --filter out", "请写得更短，或去掉 --filter"))
        }
        _ => Diagnostic::new(
            Code::BadRequest,
            text!("there is no scenario in {files} {of_files}", "{files} 个文件中没有场景"),
        )
        .why(text!("a test that runs nothing would always pass", "什么都不运行的测试总会通过"))
        .help(text!(
            "write one: `scenario \"a month\" {{ 2026-01-01 activate }}`",
            "请写一个：`场景 \"一个月\" {{ 2026-01-01 开通 }}`"
        )),
    }
}

fn has_errors(found: &[Diagnostic]) -> bool {
    found.iter().any(|one| one.severity == Severity::Error)
}
