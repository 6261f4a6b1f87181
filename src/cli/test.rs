//! `rollover test`: runs scenarios, and shows what was expected, what happened, and the clauses in between.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::compile;
use crate::diag::{Code, Diagnostic, Severity};
use crate::model::Scenario;
use crate::program::Program;
use crate::text;
use crate::text::{Lang, Sources};
use crate::units::Zone;
use crate::verify::scenario::{self, Outcome};

use super::exit::{Ending, Exit};
use super::load::{self, Loaded, Unit};
use super::render::{in_order, render};
use super::session::Session;
use super::story::stopped;
use super::test_json::{self, Report, Summary};
use super::test_page::Page;
use super::{render_json, test_page};

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
    /// How to write the results
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
enum Format {
    #[default]
    Human,
    Json,
}

const EXAMPLES: &str = "\
Examples:
  rollover test monthly.plan
  rollover test policies --filter \"leap year\" --fail-fast
  rollover test policies --format json

Exit codes:
  0 all passed   1 one failed, or a plan has errors   2 a file cannot be read, or there is no scenario";

pub(crate) fn run(arguments: &Arguments, session: &mut Session<'_>) -> Ending {
    let loaded = load::load(&arguments.paths);
    let mut tester = Tester {
        arguments,
        loaded: &loaded,
        found: loaded.diagnostics.clone(),
        results: Vec::new(),
        summary: Summary::default(),
        stopped: false,
    };
    for index in loaded.asked() {
        tester.file(index, session)?;
    }
    let Tester { mut found, results, summary, .. } = tester;
    if summary.passed + summary.failed + summary.skipped == 0 && loaded.exit == Exit::Well && !has_errors(&found) {
        found.push(nothing_to_run(arguments, &summary));
    }
    in_order(&mut found);
    finish(arguments, session, &loaded.sources, (&found, results, summary))?;
    let nothing = found.iter().any(|one| one.code == Code::BadRequest);
    let exit = if summary.failed > 0 || has_errors(&found) { Exit::Found } else { Exit::Well };
    Ok(exit.and(loaded.exit).and(if nothing { Exit::Failed } else { Exit::Well }))
}

/// Runs file after file.
struct Tester<'t> {
    arguments: &'t Arguments,
    loaded: &'t Loaded,
    found: Vec<Diagnostic>,
    results: Vec<test_json::Scenario>,
    summary: Summary,
    stopped: bool,
}

impl Tester<'_> {
    fn file(&mut self, index: usize, session: &mut Session<'_>) -> std::io::Result<()> {
        let unit = self.loaded.unit(index);
        self.summary.files += 1;
        let all: Vec<&Scenario> = unit.scenarios().collect();
        let wanted: Vec<&Scenario> = all.iter().filter(|scenario| self.is_wanted(scenario)).copied().collect();
        self.summary.filtered += all.len() - wanted.len();
        self.found.extend(unit.diagnostics.iter().cloned());
        if unit.has_errors() || self.stopped {
            self.summary.skipped += wanted.len();
            return Ok(());
        }
        let name = self.loaded.sources.get(unit.id).map_or("", |source| source.name());
        if self.arguments.format == Format::Human {
            test_page::heading(session, name, all.len(), wanted.len())?;
        }
        let program = compile::compile(&unit.catalogue);
        for (index, scenario) in wanted.iter().enumerate() {
            self.scenario(&unit, &program, scenario, session)?;
            if self.stopped {
                self.summary.skipped += wanted.len() - index - 1;
                break;
            }
        }
        Ok(())
    }

    fn is_wanted(&self, scenario: &Scenario) -> bool {
        let text = self.arguments.filter.as_deref().unwrap_or("").to_lowercase();
        scenario.name.to_lowercase().contains(&text)
    }

    fn scenario(
        &mut self,
        unit: &Unit,
        program: &Program,
        scenario: &Scenario,
        session: &mut Session<'_>,
    ) -> std::io::Result<()> {
        let outcome = scenario::run(&unit.catalogue, program, scenario);
        self.found.extend(fault(unit, scenario, &outcome));
        if outcome.passed() {
            self.summary.passed += 1;
        } else {
            self.summary.failed += 1;
            self.stopped = self.arguments.fail_fast;
        }
        let page =
            Page { catalogue: &unit.catalogue, program, sources: &self.loaded.sources, scenario, outcome: &outcome };
        match self.arguments.format {
            Format::Human => page.write(session),
            Format::Json => {
                self.results.push(page.json(session.lang));
                Ok(())
            }
        }
    }
}

/// What kept a story from going on.
fn fault(unit: &Unit, scenario: &Scenario, outcome: &Outcome) -> Option<Diagnostic> {
    let (step, stop) = outcome.stop?;
    let step = scenario.steps.get(step)?;
    let plan = unit.catalogue.plan(scenario.plan);
    let operator = plan.and_then(|plan| unit.catalogue.operator_of(plan));
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

fn finish(
    arguments: &Arguments,
    session: &mut Session<'_>,
    sources: &Sources,
    (found, scenarios, summary): (&[Diagnostic], Vec<test_json::Scenario>, Summary),
) -> std::io::Result<()> {
    match arguments.format {
        Format::Human => {
            session.out.flush()?;
            render(session, sources, found)?;
            session.err.flush()?;
            writeln!(session.out, "{}", words(summary, session.lang))
        }
        Format::Json => {
            let diagnostics = found.iter().map(|one| render_json::diagnostic(one, sources, session.lang)).collect();
            test_json::write(session, &Report { version: 1, summary, scenarios, diagnostics })
        }
    }
}

/// The figures in a line: "12 scenarios in 3 files: 11 passed, 1 failed".
fn words(summary: Summary, lang: Lang) -> String {
    let Summary { files, passed, failed, filtered, skipped } = summary;
    let count = passed + failed;
    let (scenarios, of_files) =
        (if count == 1 { "scenario" } else { "scenarios" }, if files == 1 { "file" } else { "files" });
    let mut line = text!(
        "{count} {scenarios} in {files} {of_files}: {passed} passed, {failed} failed",
        "{files} 个文件中的 {count} 个场景：{passed} 个通过，{failed} 个失败"
    );
    for (number, word) in
        [(skipped, text!("not run", "未运行")), (filtered, text!("left out by --filter", "被 --filter 略过"))]
    {
        if number > 0 {
            line = text!("{line}, {number} {word}", "{line}，{number} 个{word}"; line = line, word = word);
        }
    }
    line.get(lang).to_owned()
}
