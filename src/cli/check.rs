//! `rollover check`: what is wrong with plans, and what they leave open.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::diag::{Code, Diagnostic, Severity};
use crate::model::{Assumption, Plan};
use crate::text;
use crate::text::{Lang, Text};

use super::exit::{Ending, Exit};
use super::load::{self, Loaded};
use super::render::{in_order, render};
use super::render_json::{self, Report, Summary};
use super::session::Session;

/// The arguments of `check`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// Files, folders (every .plan below), patterns, or - for standard input
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// How to write what was found: `human` to standard error, `json` to standard output
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// What else than errors makes the command fail
    #[arg(long, value_enum, value_name = "LEVEL")]
    deny: Option<Deny>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
enum Format {
    #[default]
    Human,
    Json,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Deny {
    /// Warnings fail too
    Warnings,
    /// Whatever a plan leaves open fails too
    Undecided,
}

const EXAMPLES: &str = "\
Examples:
  rollover check monthly.plan
  rollover check policies --deny warnings
  rollover check 'policies/**/*.plan' --format json
  cat monthly.plan | rollover check -

Exit codes:
  0 nothing at or over the failing level   1 something was found   2 a file cannot be read";

pub(crate) fn run(arguments: &Arguments, session: &mut Session<'_>) -> Ending {
    let loaded = load::load(&arguments.paths);
    let (mut found, summary) = find(&loaded);
    in_order(&mut found);
    let summary = count(summary, &found);
    match arguments.format {
        Format::Human => {
            render(session, &loaded.sources, &found)?;
            if !session.quiet {
                session.err.flush()?;
                writeln!(session.out, "{}", words(summary, session.lang))?;
            }
        }
        Format::Json => {
            let diagnostics = found.iter().map(|one| render_json::diagnostic(one, &loaded.sources, session.lang));
            let report = Report { version: 1, summary, diagnostics: diagnostics.collect() };
            super::test_json::write(session, &report)?;
        }
    }
    let exit = if fails(summary, arguments.deny) { Exit::Found } else { Exit::Well };
    Ok(exit.and(loaded.exit))
}

/// Everything that is to be said of everything that was read.
fn find(loaded: &Loaded) -> (Vec<Diagnostic>, Summary) {
    let mut found = loaded.diagnostics.clone();
    let mut summary = Summary::default();
    for index in loaded.asked() {
        let unit = loaded.unit(index);
        summary.files += 1;
        summary.plans += unit.plans().count();
        summary.scenarios += unit.scenarios().count();
        let open = unit.plans().flat_map(|plan| plan.assumptions.iter().map(move |open| undecided(plan, open)));
        found.extend(open.collect::<Vec<_>>());
        found.extend(unit.diagnostics);
    }
    (found, summary)
}

/// A question that a plan leaves open, as a finding.
fn undecided(plan: &Plan, open: &Assumption) -> Diagnostic {
    let name = Text::same(&plan.name);
    let message = text!(
        "`{name}` does not say {asks}",
        "`{name}` 没有说明{asks}";
        name = name, asks = open.asks
    );
    let clauses = open.clauses.iter().map(|clause| format!("`{clause}`")).collect::<Vec<_>>();
    let (first, others) = clauses.split_first().map_or((String::new(), String::new()), |(first, others)| {
        (first.clone(), others.join(", "))
    });
    let help = match (first.is_empty(), others.is_empty()) {
        (true, _) => text!("assumed is: {answer}", "假定：{answer}"; answer = open.answer),
        (false, true) => text!(
            "assumed is: {answer}; to say so, write {first}",
            "假定：{answer}；要写明，请写 {first}";
            answer = open.answer, first = Text::same(&first)
        ),
        (false, false) => text!(
            "assumed is: {answer}; to say so, write {first}; or else {others}",
            "假定：{answer}；要写明，请写 {first}；或者 {others}";
            answer = open.answer, first = Text::same(&first), others = Text::same(&others)
        ),
    };
    let diagnostic = Diagnostic::new(Code::Undecided, message).help(help);
    match open.because.span().or(plan.origin.span()) {
        Some(span) => diagnostic.at(span, text!("the outcome of this depends on it", "它的结果取决于此")),
        None => diagnostic,
    }
}

fn count(summary: Summary, found: &[Diagnostic]) -> Summary {
    let of = |severity| found.iter().filter(|one| one.severity == severity).count();
    let undecided = found.iter().filter(|one| one.code == Code::Undecided).count();
    Summary { errors: of(Severity::Error), warnings: of(Severity::Warning), undecided, ..summary }
}

fn fails(summary: Summary, deny: Option<Deny>) -> bool {
    summary.errors > 0
        || (deny.is_some() && summary.warnings > 0)
        || (deny == Some(Deny::Undecided) && summary.undecided > 0)
}

/// The figures in a line: "3 plans, 2 errors, 4 undecided".
fn words(summary: Summary, lang: Lang) -> String {
    let one = |count: usize, one: &str, many: &str, zh: &str| match lang {
        Lang::En => format!("{count} {}", if count == 1 { one } else { many }),
        Lang::Zh => format!("{count} {zh}"),
    };
    let mut parts = vec![one(summary.plans, "plan", "plans", "个套餐")];
    if summary.scenarios > 0 {
        parts.push(one(summary.scenarios, "scenario", "scenarios", "个场景"));
    }
    parts.push(one(summary.errors, "error", "errors", "个错误"));
    if summary.warnings > 0 {
        parts.push(one(summary.warnings, "warning", "warnings", "个警告"));
    }
    parts.push(one(summary.undecided, "undecided", "undecided", "处未定"));
    parts.join(if lang == Lang::Zh { "，" } else { ", " })
}
