//! Which findings are wanted, and which of them fail: the command line before `rollover.toml`, and that before nothing.

use std::path::{Path, PathBuf};

use crate::cli::files::Wanted;
use crate::cli::settings::{Book, Deny};
use crate::diag::{Code, Diagnostic, Edit, Fix, Label, Severity};
use crate::text::{SourceId, Span};

use super::find::{Checked, file};

/// What was asked for on the command line; `None` leaves it to the settings.
#[derive(Debug, Default)]
pub(crate) struct Choice {
    pub(crate) select: Option<Vec<Code>>,
    pub(crate) ignore: Option<Vec<Code>>,
    pub(crate) deny: Option<Vec<Deny>>,
    pub(crate) book: Book,
}

impl Choice {
    /// Files that were found in a folder, and that the settings leave out, are not looked at.
    pub(crate) fn leave_out(&mut self, named: &[PathBuf], files: &mut Vec<Wanted>) {
        files.retain(|file| named.contains(&file.path) || !self.book.of(&file.path).excludes(&file.path));
    }

    /// Keeps the findings that are wanted. Errors always are: what cannot be read cannot be checked.
    pub(crate) fn keep_wanted(&mut self, checked: &mut Checked) {
        let Choice { select, ignore, book, .. } = self;
        checked.retain(|loaded, one| {
            if one.severity == Severity::Error {
                return true;
            }
            let settings = book.of(path(loaded, one));
            let selected = select.as_ref().or(settings.select.as_ref()).is_none_or(|codes| codes.contains(&one.code));
            let ignored = ignore.as_ref().unwrap_or(&settings.ignore).contains(&one.code);
            selected && !ignored && !settings.ignores(one.code, path(loaded, one))
        });
    }

    /// Whether the command line lets findings with this code be looked for.
    pub(crate) fn looks_for(&self, code: Code) -> bool {
        let selected = self.select.as_ref().is_none_or(|codes| codes.contains(&code));
        selected && !self.ignore.as_ref().is_some_and(|codes| codes.contains(&code))
    }

    /// Whether one of these findings makes the command fail.
    pub(crate) fn fails(&mut self, checked: &Checked) -> bool {
        let denied = |one: &Diagnostic, deny: &[Deny]| {
            deny.iter().any(|deny| match deny {
                Deny::Warnings => one.severity == Severity::Warning,
                Deny::Code(code) => one.code == *code,
            })
        };
        let Choice { deny, book, .. } = self;
        checked.any(|one| {
            let deny = deny.as_deref().unwrap_or(&book.of(path(&checked.loaded, one)).deny);
            // Whoever lets a question fail does not let a warning pass.
            let strict = deny.contains(&Deny::Code(Code::Undecided)) && one.severity == Severity::Warning;
            one.severity == Severity::Error || strict || denied(one, deny)
        })
    }

    /// Puts what is wrong with the settings among the findings.
    pub(crate) fn tell(&self, checked: &mut Checked) {
        let (sources, diagnostics) = self.book.problems();
        let ids: Vec<SourceId> = sources.iter().map(|source| checked.loaded.sources.add(source.clone())).collect();
        let Some(SourceId(first)) = ids.first().copied() else { return };
        let moved = |span: Span| Span { source: SourceId(first + span.source.0), ..span };
        checked.found.extend(diagnostics.iter().map(|one| {
            let label = |label: &Label| Label { span: moved(label.span), ..label.clone() };
            let edit = |edit: &Edit| Edit { span: moved(edit.span), ..edit.clone() };
            let fix = |fix: &Fix| Fix { edits: fix.edits.iter().map(edit).collect(), ..fix.clone() };
            Diagnostic {
                labels: one.labels.iter().map(label).collect(),
                fixes: one.fixes.iter().map(fix).collect(),
                ..one.clone()
            }
        }));
    }
}

fn path<'l>(loaded: &'l crate::cli::load::Loaded, one: &Diagnostic) -> &'l Path {
    one.span().map_or(Path::new(""), |span| loaded.path(file(span)))
}
