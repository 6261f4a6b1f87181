//! `test --mutants`: one change after the other, each of the kinds people make by mistake, and whether a scenario notices.
//!
//! | what | where |
//! |---|---|
//! | which changes there are, and which scenarios could notice them | `trial` |
//! | what becomes of one change | `fate` |
//! | the scenario that would have noticed one | `killer` |
//! | the results for people | `page` |
//! | the results for machines | [`json`] |

mod fate;
pub mod json;
mod killer;
mod page;
mod trial;

use schemars::JsonSchema;
use serde::Serialize;

use crate::cli::check::changed::Changed;
use crate::cli::exit::{Ending, Exit};
use crate::cli::load::{self, Loaded};
use crate::cli::parallel::{self, Done};
use crate::cli::render::{in_order, render};
use crate::cli::session::Session;
use crate::diag::{Code, Diagnostic, Severity};
use crate::text;

use super::progress::Progress;
use super::run::Suite;
use super::{Arguments, Format};

use fate::Fate;
use killer::Killer;
use trial::Trial;

/// What became of all changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, JsonSchema)]
pub struct Summary {
    /// Files whose changes were tried.
    pub files: usize,
    /// Changes that a scenario noticed.
    pub noticed: usize,
    /// Changes that none noticed, though something would, or a comment accepts them.
    pub survived: usize,
    /// Changes that none noticed, and nothing that was tried tells from the plan: equivalent, as far as small stories show.
    pub equivalent: usize,
    /// Of these, those that a comment accepts.
    pub accepted: usize,
    /// Changes that change nothing: what is done is the same.
    pub same: usize,
    /// What says nothing that could be run.
    pub meaningless: usize,
}

/// A change, by its number in its file, and what became of it.
type Tried<'t> = (&'t Trial<'t>, usize, &'t Fate);

/// Tries every change.
pub(super) fn run(arguments: &Arguments, session: &mut Session<'_>) -> Ending {
    let loaded = load::load(&arguments.paths);
    let text = arguments.filter.as_deref().unwrap_or("").to_lowercase();
    let suite = Suite::of(&loaded, |scenario| scenario.name.to_lowercase().contains(&text));
    let mut found = loaded.diagnostics.clone();
    found.extend(suite.diagnostics().cloned());
    let covers = suite.run(false, |case, outcome| fate::covers(case, &outcome), |_, _| {});
    let failing = suite.cases().zip(&covers).filter(|(_, covers)| covers.is_none());
    found.extend(failing.map(|((_, case), _)| failed(case.scenario.origin.span(), &case.scenario.name)));
    let changed = arguments.changed_since.as_deref().map(Changed::since).transpose();
    let (changed, refused) = match changed {
        Ok(changed) => (changed, unreadable(arguments)),
        Err(problem) => (None, Some(problem)),
    };
    if let Some(problem) = refused {
        render(session, &loaded.sources, &[problem])?;
        return Ok(Exit::Failed);
    }
    if found.iter().any(|one| one.severity == Severity::Error) {
        in_order(&mut found);
        render(session, &loaded.sources, &found)?;
        return Ok(Exit::Found.and(loaded.exit));
    }
    let trials = trial::trials(&loaded, &suite, &covers, changed.as_ref());
    let all: Vec<(&Trial<'_>, usize)> =
        trials.iter().flat_map(|trial| (0..trial.mutants.len()).map(move |number| (trial, number))).collect();
    let mut progress = Progress::new(!session.quiet, session.lang);
    let with_snapshots = arguments.snapshots.are_wanted();
    let work = |number: usize| Done::from(all.get(number).map(|(trial, number)| trial.fate(*number, with_snapshots)));
    let fates = parallel::watched(all.len(), work, |begun| progress.is_at(begun, all.len()));
    drop(progress);
    let fates: Vec<Fate> = fates.into_iter().flatten().collect();
    let results: Vec<Tried<'_>> =
        all.iter().zip(&fates).map(|((trial, number), fate)| (*trial, *number, fate)).collect();
    let is_whole = arguments.filter.is_none() && changed.is_none();
    finish(arguments, (&loaded, &trials, &results), (found, is_whole, covers.len()), session)
}

fn finish(
    arguments: &Arguments,
    (loaded, trials, results): (&Loaded, &[Trial<'_>], &[Tried<'_>]),
    (mut found, is_whole, passed): (Vec<Diagnostic>, bool, usize),
    session: &mut Session<'_>,
) -> Ending {
    let mut summary = Summary { files: trials.len(), ..Summary::default() };
    for (_, _, fate) in results {
        match fate {
            Fate::Meaningless => summary.meaningless += 1,
            Fate::Noticed => summary.noticed += 1,
            Fate::Same => summary.same += 1,
            Fate::Survived { killer: Killer::NotFound { .. }, .. } => summary.equivalent += 1,
            Fate::Survived { accepted, .. } => {
                summary.survived += 1;
                summary.accepted += usize::from(accepted.is_some());
            }
        }
    }
    // Of a part of the changes nobody knows what is accepted in vain.
    found.extend(trials.iter().filter(|_| is_whole).flat_map(|trial| {
        let used = results.iter().filter(|(other, _, _)| std::ptr::eq(*other, trial));
        let used: Vec<usize> = used
            .filter_map(|(_, _, fate)| if let Fate::Survived { accepted, .. } = fate { *accepted } else { None })
            .collect();
        trial.idle(&used)
    }));
    in_order(&mut found);
    if arguments.format == Format::Json {
        let mutants = json::mutants(summary, results, &loaded.sources);
        super::json::changes(session, passed, mutants, (&found, &loaded.sources))?;
    } else {
        page::write(session, &loaded.sources, results)?;
        session.out.flush()?;
        render(session, &loaded.sources, &found)?;
        session.err.flush()?;
        writeln!(session.out, "{}", summary.words(session.lang))?;
    }
    let is_well = summary.survived == summary.accepted && found.iter().all(|one| one.severity == Severity::Advice);
    Ok(loaded.exit.and(if is_well { Exit::Well } else { Exit::Found }))
}

/// What was asked for and cannot be written.
fn unreadable(arguments: &Arguments) -> Option<Diagnostic> {
    let is_written = matches!(arguments.format, Format::Human | Format::Json);
    (!is_written).then(|| {
        Diagnostic::new(
            Code::BadRequest,
            text!("--mutants is written for people or as JSON", "--mutants 只面向人或以 JSON 输出"),
        )
        .help(text!("use `--format json`, or leave --format out", "请使用 `--format json`，或去掉 --format"))
    })
}

/// A scenario that fails notices every change, and none.
fn failed(span: Option<text::Span>, title: &str) -> Diagnostic {
    let diagnostic = Diagnostic::new(
        Code::BadEvent,
        text!("the scenario \"{title}\" fails as it stands", "场景“{title}”原本就不通过"),
    )
    .why(text!(
        "whether it notices a change can only be told when it passes without",
        "只有在不改动时通过，才能看出它是否注意到改动"
    ))
    .help(text!("look at it with `rollover test`, and put it right", "请用 `rollover test` 查看并改正"));
    match span {
        Some(span) => diagnostic.at(span, text::Text::default()),
        None => diagnostic,
    }
}
