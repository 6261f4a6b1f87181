//! `rollover check`: what is wrong with plans, what is hardly meant, and what they leave open.
//!
//! | what | where |
//! |---|---|
//! | everything that is to be said | `find` |
//! | which of it is wanted, and which of it fails | `choice`, with the `settings` of the project |
//! | what is known already, or touches no changed line | `known`, `changed` |
//! | changes that answer findings | `repair` |
//! | how it is written, besides frames and JSON | `sarif`, `github`, `junit`, `statistics` |

pub(crate) mod changed;
mod choice;
mod find;
mod github;
mod junit;
pub(super) mod known;
mod repair;
mod sarif;
mod statistics;

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::diag::{Code, Diagnostic};
use crate::text;
use crate::text::{Lang, Text};

use super::exit::{Ending, Exit};
use super::files;
use super::load::{Texts, load_with};
use super::render::render;
use super::render_json::{self, Report, Summary};
use super::rewrite;
use super::session::Session;
use super::settings::{self, Book, Deny, Wrong};
use super::watch;

use changed::Changed;
use choice::Choice;
use find::Checked;
use known::{Keys, Left};
use repair::Repaired;

/// The arguments of `check`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// Files, folders (every .plan below), patterns, or - for standard input
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// How to write what was found: `human` to standard error, all others to standard output
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// Write to this file instead of standard output
    #[arg(long, value_name = "FILE", requires = "format")]
    output: Option<PathBuf>,
    /// Count findings by code instead of showing them
    #[arg(long, conflicts_with_all = ["format", "output"])]
    statistics: bool,
    /// Answer findings with the changes they offer that keep the meaning
    #[arg(long, help_heading = FIXES, group = "changing")]
    fix: bool,
    /// Make, with those, also changes that decide what the plan's owner should
    #[arg(long, help_heading = FIXES, conflicts_with_all = ["write_baseline", "watch"])]
    unsafe_fixes: bool,
    /// Write nothing; show what `--fix` would change, and fail if it would change anything
    #[arg(long, help_heading = FIXES, group = "changing", conflicts_with_all = ["format", "output", "statistics"])]
    diff: bool,
    /// Only these findings, besides errors
    #[arg(long, value_name = "CODE,…", value_delimiter = ',', value_parser = code, help_heading = WHICH)]
    select: Option<Vec<Code>>,
    /// None of these findings
    #[arg(long, value_name = "CODE,…", value_delimiter = ',', value_parser = code, help_heading = WHICH)]
    ignore: Option<Vec<Code>>,
    /// What else than errors makes the command fail: `warnings`, or codes
    #[arg(long, value_name = "warnings|CODE,…", value_delimiter = ',', value_parser = deny, help_heading = WHICH)]
    deny: Option<Vec<Deny>>,
    /// Only findings at lines that changed since a revision, and in new files, as git tells
    #[arg(long, value_name = "REV", help_heading = WHICH)]
    changed_since: Option<String>,
    /// Only findings that are not in this file
    #[arg(long, value_name = "FILE", help_heading = WHICH)]
    baseline: Option<PathBuf>,
    /// Write what is found now, but for errors, to the baseline
    #[arg(long, help_heading = WHICH, conflicts_with_all = ["fix", "diff", "changed_since", "watch"])]
    write_baseline: bool,
    /// Settings to use instead of the rollover.toml that is found upwards from each file
    #[arg(long, value_name = "FILE", conflicts_with = "no_config", help_heading = WHICH)]
    config: Option<PathBuf>,
    /// Use no rollover.toml
    #[arg(long, help_heading = WHICH)]
    no_config: bool,
    /// Check again whenever a plan changes
    #[arg(long, conflicts_with_all = ["fix", "diff", "output"])]
    watch: bool,
}

impl Arguments {
    /// Whether files are changed; who wants changes that decide something wants the others too.
    fn fixes(&self) -> bool {
        self.fix || self.unsafe_fixes && !self.diff
    }
}

const FIXES: &str = "Fixes";
const WHICH: &str = "Which findings";

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
enum Format {
    /// Frames around the lines, for people
    #[default]
    Human,
    /// Everything, for tools
    Json,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// Annotations of GitHub Actions
    Github,
    /// JUnit XML
    Junit,
}

const EXAMPLES: &str = "\
Examples:
  rollover check monthly.plan
  rollover check policies --deny warnings
  rollover check policies --diff                     see what --fix would change
  rollover check policies --ignore undecided --fix
  rollover check policies --changed-since main       findings at lines of this branch
  rollover check policies --baseline known.json --write-baseline
  rollover check policies --format sarif --output rollover.sarif
  cat monthly.plan | rollover check --fix -

Settings are those of the nearest rollover.toml above each file; the command line comes before them:
  [check]
  ignore = [\"undecided\"]
  deny = [\"warnings\"]
  exclude = [\"drafts/**\"]
  baseline = \"known.json\"

Exit codes:
  0 nothing that fails   1 something was found   2 a file cannot be read or written";

fn code(text: &str) -> Result<Code, String> {
    settings::code(text).map_err(said)
}

fn deny(text: &str) -> Result<Deny, String> {
    settings::deny(text).map_err(said)
}

fn said(wrong: Wrong) -> String {
    let suggestion = wrong.suggestion.map(|meant| format!("; did you mean `{meant}`?"));
    wrong.message.en + suggestion.as_deref().unwrap_or("")
}

pub(crate) fn run(arguments: &Arguments, session: &mut Session<'_>) -> Ending {
    if arguments.watch {
        return watch::watch(&arguments.paths, session, |session| once(arguments, session));
    }
    once(arguments, session)
}

fn once(arguments: &Arguments, session: &mut Session<'_>) -> Ending {
    if let Some(problem) = mixed(arguments) {
        return refuse(session, problem);
    }
    let mut choice = Choice {
        select: arguments.select.clone(),
        ignore: arguments.ignore.clone(),
        deny: arguments.deny.clone(),
        book: match &arguments.config {
            Some(path) => Book::named(path),
            None if arguments.no_config => Book::empty(),
            None => Book::found(),
        },
    };
    let changed = match arguments.changed_since.as_deref().map(Changed::since).transpose() {
        Ok(changed) => changed,
        Err(problem) => return refuse(session, problem),
    };
    let (mut files, problems) = files::wanted(&arguments.paths);
    choice.leave_out(&arguments.paths, &mut files);
    let baseline = arguments.baseline.clone().or_else(|| {
        let first = files.first().map(|file| file.path.as_path());
        first.and_then(|first| choice.book.of(first).baseline.clone())
    });
    let asked = (files, problems);
    let mut checked = Checked::of(load_with(asked.clone(), &Texts::new()));
    if arguments.write_baseline {
        choice.keep_wanted(&mut checked);
        return write_baseline(session, baseline, (&checked, &choice));
    }
    let known = match baseline.as_deref().map(Left::read).transpose() {
        Ok(known) => known,
        Err(problem) => return refuse(session, problem),
    };
    let mut gone = Vec::new();
    let mut keep = |checked: &mut Checked, choice: &mut Choice| {
        // Every round of changes begins with all that is known; what is not wanted is there nevertheless.
        if let Some(mut left) = known.clone() {
            left.take(checked);
            gone = left.gone(&checked.loaded);
        }
        choice.keep_wanted(checked);
        if let Some(changed) = &changed {
            checked.retain(|loaded, one| changed.touches(loaded, one));
        }
    };
    keep(&mut checked, &mut choice);
    let mut repaired = Repaired::default();
    if arguments.fixes() || arguments.diff {
        let wanted = |checked: &mut Checked| keep(checked, &mut choice);
        (checked, repaired) = repair::repair(&asked, checked, wanted, arguments.unsafe_fixes);
    }
    let ending = finish(arguments, session, (&mut choice, &mut checked, &repaired), &gone);
    if !arguments.watch {
        // The program ends here: taking a thousand trees apart first would be a tenth of its time.
        std::mem::forget(checked);
    }
    ending
}

/// Two results cannot go to one stream.
fn mixed(arguments: &Arguments) -> Option<Diagnostic> {
    let piped = arguments.fixes() && arguments.paths.iter().any(|path| repair::is_piped(path));
    let written = arguments.format != Format::Human && arguments.output.is_none();
    (piped && written).then(|| {
        let message =
            text!("the plan and the report cannot both go to standard output", "套餐和报告不能同时写到标准输出");
        let help =
            text!("write the report to a file: `--output report.json`", "请把报告写到文件：`--output report.json`");
        Diagnostic::new(Code::BadRequest, message).help(help)
    })
}

/// Ends the command where it cannot do what it was asked for.
fn refuse(session: &mut Session<'_>, problem: Diagnostic) -> Ending {
    render(session, &crate::text::Sources::default(), &[problem])?;
    Ok(Exit::Failed)
}

fn write_baseline(session: &mut Session<'_>, path: Option<PathBuf>, (checked, choice): (&Checked, &Choice)) -> Ending {
    let Some(path) = path else {
        let message = text!("no baseline is named", "没有指定基线文件");
        let help = text!(
            "name the file: `--baseline known.json --write-baseline`, or `baseline = \"known.json\"` in rollover.toml",
            "请指定文件：`--baseline known.json --write-baseline`，或在 rollover.toml 中写 `baseline = \"known.json\"`"
        );
        return refuse(session, Diagnostic::new(Code::BadRequest, message).help(help));
    };
    match known::write(&path, checked, choice) {
        Ok(total) => {
            let name = files::name(&path);
            let line = match total {
                1 => text!("1 finding is known now, in {name}", "{name} 中现有 1 个已知问题"),
                _ => text!("{total} findings are known now, in {name}", "{name} 中现有 {total} 个已知问题"),
            };
            writeln!(session.out, "{}", line.get(session.lang))?;
            Ok(Exit::Well.and(checked.loaded.exit))
        }
        Err(error) => refuse(session, rewrite::unwritable(&path, &error)),
    }
}

fn finish(
    arguments: &Arguments,
    session: &mut Session<'_>,
    (choice, checked, repaired): (&mut Choice, &mut Checked, &Repaired),
    gone: &[Text],
) -> Ending {
    choice.tell(checked);
    let mut exit = if choice.fails(checked) { Exit::Found } else { Exit::Well }.and(checked.loaded.exit);
    if arguments.diff {
        for (path, old, new) in &repaired.changed {
            write!(session.out, "{}", rewrite::diff(path, (old, new), session.color_out))?;
            exit = exit.and(Exit::Found);
        }
    } else {
        let problems = repair::write(repaired, session.out)?;
        exit = if problems.is_empty() { exit } else { Exit::Failed };
        render(session, &checked.loaded.sources, &problems)?;
    }
    let piped = arguments.fixes() && arguments.paths.iter().any(|path| repair::is_piped(path));
    if piped && repaired.changed.is_empty() && !arguments.diff {
        repair::pass_on(checked, session.out)?;
    }
    for refused in &repaired.refused {
        writeln!(session.err, "{}", refused.get(session.lang))?;
    }
    match arguments.format {
        Format::Human => {
            let summary = words(checked.summary(), session.lang);
            if arguments.statistics {
                statistics::write(session.out, &checked.each(), session.lang)?;
            } else {
                if !session.quiet {
                    checked.try_answers();
                }
                render(session, &checked.loaded.sources, &checked.for_people())?;
            }
            if !session.quiet && !piped {
                session.err.flush()?;
                let fixed =
                    (arguments.fixes() || arguments.diff).then(|| fixes(arguments, checked, repaired, session.lang));
                for known in gone {
                    writeln!(session.out, "{}", known.get(session.lang))?;
                }
                let stale = (!gone.is_empty()).then(|| stale(gone.len()).get(session.lang).to_owned());
                for line in [Some(summary), fixed, stale].into_iter().flatten() {
                    writeln!(session.out, "{line}")?;
                }
            }
        }
        format => {
            let bytes = document(format, checked, session.lang)?;
            match &arguments.output {
                None => session.out.write_all(&bytes)?,
                Some(path) => {
                    if let Err(error) = rewrite::write(path, &String::from_utf8_lossy(&bytes)) {
                        return refuse(session, rewrite::unwritable(path, &error));
                    }
                }
            }
        }
    }
    Ok(exit)
}

/// What was found, for machines.
fn document(format: Format, checked: &Checked, lang: Lang) -> std::io::Result<Vec<u8>> {
    let (found, sources) = (checked.each(), &checked.loaded.sources);
    let mut bytes = Vec::new();
    match format {
        Format::Github => github::write(&mut bytes, &found, sources, lang)?,
        Format::Junit => junit::write(&mut bytes, &found, &checked.loaded, lang)?,
        Format::Sarif => {
            let log = sarif::sarif(&found, &Keys(&checked.loaded), sources, lang);
            serde_json::to_writer_pretty(&mut bytes, &log).map_err(std::io::Error::from)?;
            bytes.push(b'\n');
        }
        Format::Human | Format::Json => {
            let diagnostics = found.iter().map(|one| render_json::diagnostic(one, sources, lang)).collect();
            let report = Report { version: 1, summary: checked.summary(), diagnostics };
            serde_json::to_writer_pretty(&mut bytes, &report).map_err(std::io::Error::from)?;
            bytes.push(b'\n');
        }
    }
    Ok(bytes)
}

/// "3 fixed, 2 more with --unsafe-fixes".
fn fixes(arguments: &Arguments, checked: &Checked, repaired: &Repaired, lang: Lang) -> String {
    let left = if arguments.unsafe_fixes { 0 } else { repair::offers(checked) };
    let (fixed, refused) = (repaired.fixed, repaired.refused.len());
    let done = match arguments.diff {
        true => text!("{fixed} would be fixed", "将修复 {fixed} 处"),
        false => text!("{fixed} fixed", "已修复 {fixed} 处"),
    };
    let more = text!(", {left} more with --unsafe-fixes", "，另有 {left} 处可用 --unsafe-fixes");
    let without = text!(", {refused} left out", "，{refused} 处未采用");
    let parts = [Some(done), (left > 0).then_some(more), (refused > 0).then_some(without)];
    parts.iter().flatten().map(|part| part.get(lang)).collect()
}

fn stale(gone: usize) -> Text {
    if gone == 1 {
        return text!(
            "1 finding of the baseline is not there any more; write it again with --write-baseline",
            "基线中有 1 个问题已不存在；请用 --write-baseline 重新生成"
        );
    }
    text!(
        "{gone} findings of the baseline are not there any more; write it again with --write-baseline",
        "基线中有 {gone} 个问题已不存在；请用 --write-baseline 重新生成"
    )
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
