//! `rollover check`: what is wrong with plans, and what they leave open.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::diag::{Diagnostic, Severity};
use crate::text::Lang;

use super::exit::{Ending, Exit};
use super::findings;
use super::load::{self, Loaded};
use super::render::{in_order, render};
use super::render_json::{self, Report, Summary};
use super::session::Session;
use super::undecided::{Open, by_place};

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
    let (mut found, open, summary) = find(&loaded);
    let summary = Summary { undecided: open.len(), ..summary };
    match arguments.format {
        Format::Human => found.extend(by_place(open)),
        Format::Json => found.extend(open.iter().map(Open::diagnostic)),
    }
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
fn find(loaded: &Loaded) -> (Vec<Diagnostic>, Vec<Open>, Summary) {
    let (mut found, mut open) = (loaded.diagnostics.clone(), Vec::new());
    let mut summary = Summary::default();
    for index in loaded.asked() {
        let unit = loaded.unit(index);
        summary.files += 1;
        summary.plans += unit.plans().count();
        summary.scenarios += unit.scenarios().count();
        let findings = findings::of(loaded, index, &unit);
        open.extend(findings.open);
        found.extend(findings.diagnostics);
    }
    (found, open, summary)
}

fn count(summary: Summary, found: &[Diagnostic]) -> Summary {
    let of = |severity| found.iter().filter(|one| one.severity == severity).count();
    Summary { errors: of(Severity::Error), warnings: of(Severity::Warning), ..summary }
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
