//! Everything that is to be said of everything that was read.

use crate::cli::findings;
use crate::cli::load::Loaded;
use crate::cli::render::in_order;
use crate::cli::render_json::Summary;
use crate::cli::undecided::{Open, by_place};
use crate::cli::what_if;
use crate::diag::{Diagnostic, Severity};
use crate::text::Span;

/// What was read, and what is to be said of it.
#[derive(Debug)]
pub(crate) struct Checked {
    pub(crate) loaded: Loaded,
    /// The findings, but for the questions that plans leave open.
    pub(crate) found: Vec<Diagnostic>,
    /// The questions, which people see together where they arise together.
    pub(crate) open: Vec<Open>,
    summary: Summary,
}

impl Checked {
    /// Looks at everything that was read.
    pub(crate) fn of(loaded: Loaded) -> Checked {
        let (mut found, mut open) = (loaded.diagnostics.clone(), Vec::new());
        let mut summary = Summary::default();
        for index in loaded.asked() {
            let unit = loaded.unit(index);
            summary.files += 1;
            summary.plans += unit.plans().count();
            summary.scenarios += unit.scenarios().count();
            let findings = findings::of(&loaded, index, &unit);
            open.extend(findings.open);
            found.extend(findings.diagnostics);
        }
        in_order(&mut found);
        Checked { loaded, found, open, summary }
    }

    /// Finds out what each answer to an open question would change, where one file was asked for: for a person who looks at
    /// it, and not for folders.
    pub(crate) fn try_answers(&mut self) {
        let mut asked = self.loaded.asked();
        if let (Some(index), None) = (asked.next(), asked.next()) {
            what_if::figures(&self.loaded, index, &mut self.open);
        }
    }

    /// Keeps what is wanted.
    pub(crate) fn retain(&mut self, mut wanted: impl FnMut(&Loaded, &Diagnostic) -> bool) {
        let loaded = &self.loaded;
        self.found.retain(|one| wanted(loaded, one));
        self.open.retain(|one| wanted(loaded, &one.plain()));
    }

    /// Whether there is a finding such as this; what questions say in full is not looked at.
    pub(crate) fn any(&self, mut wanted: impl FnMut(&Diagnostic) -> bool) -> bool {
        self.found.iter().any(&mut wanted) || self.open.iter().any(|one| wanted(&one.plain()))
    }

    /// Each finding by itself, by file and place.
    pub(crate) fn each(&self) -> Vec<Diagnostic> {
        let mut all = self.found.clone();
        all.extend(self.open.iter().map(Open::diagnostic));
        in_order(&mut all);
        all
    }

    /// The same for people: questions that arise at one place are one finding.
    pub(crate) fn for_people(&self) -> Vec<Diagnostic> {
        let mut all = self.found.clone();
        all.extend(by_place(self.open.clone()));
        in_order(&mut all);
        all
    }

    /// The figures.
    pub(crate) fn summary(&self) -> Summary {
        let of = |severity| self.found.iter().filter(|one| one.severity == severity).count();
        Summary {
            errors: of(Severity::Error),
            warnings: of(Severity::Warning),
            undecided: self.open.len(),
            ..self.summary
        }
    }

    /// The file that a finding is in, as its place in the list of files.
    pub(crate) fn file_of(diagnostic: &Diagnostic) -> Option<usize> {
        diagnostic.span().map(file)
    }
}

/// The file that a place is in, as its place in the list of files.
pub(crate) fn file(span: Span) -> usize {
    span.source.0 as usize
}
