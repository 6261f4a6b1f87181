//! One change of a text, and what the files say with it.

use std::collections::BTreeSet;

use crate::clause;
use crate::diag::{Diagnostic, Severity};
use crate::model::Catalogue;
use crate::syntax;
use crate::syntax::tree::Entries;
use crate::text::{Source, SourceId, Sources, Span};

/// Some words in the place of others.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edit {
    /// What is replaced.
    pub span: Span,
    /// By this.
    pub text: String,
}

impl Edit {
    /// A text with it.
    #[must_use]
    pub fn of(&self, text: &str) -> Option<String> {
        let before = text.get(..self.span.start as usize)?;
        let behind = text.get(self.span.end as usize..)?;
        Some([before, &self.text, behind].concat())
    }
}

/// Files that are read together. Of one of them another text can be read in its place.
#[derive(Debug, Clone)]
pub struct Files<'f> {
    list: Vec<(SourceId, &'f Entries)>,
    sources: Sources,
}

impl<'f> Files<'f> {
    /// Files that were read.
    #[must_use]
    pub fn new(list: Vec<(SourceId, &'f Entries)>, sources: &Sources) -> Files<'f> {
        // Numbers of texts stay what they are, but of the others nothing is kept: this is copied again and again.
        let read: BTreeSet<SourceId> = list.iter().map(|(id, _)| *id).collect();
        Files { list, sources: sources.only(&read) }
    }

    /// Whether a file is among them.
    #[must_use]
    pub fn has(&self, source: SourceId) -> bool {
        self.list.iter().any(|(id, _)| *id == source)
    }

    /// The text of a file.
    #[must_use]
    pub fn text(&self, source: SourceId) -> &str {
        self.sources.get(source).map_or("", Source::text)
    }

    /// What they mean as they stand.
    #[must_use]
    pub fn catalogue(&self) -> Catalogue {
        clause::catalogue(&self.list, &self.sources).0
    }

    /// What they mean with a change; `None` where that says nothing that could be run.
    #[must_use]
    pub fn with(&mut self, edit: &Edit) -> Option<Catalogue> {
        let text = edit.of(self.text(edit.span.source))?;
        self.with_text(edit.span.source, text)
    }

    /// What they mean with another text for one of them; `None` where that says nothing that could be run.
    #[must_use]
    pub fn with_text(&mut self, source: SourceId, text: String) -> Option<Catalogue> {
        let (entries, found) = syntax::parse(source, &text);
        if has_errors(&found) {
            return None;
        }
        let known = self.sources.get(source)?.clone();
        self.sources.replace(source, Source::new(known.name(), text));
        let instead = |id: SourceId, old: &'f Entries| if id == source { None } else { Some(old) };
        let files: Vec<(SourceId, &Entries)> =
            self.list.iter().map(|(id, old)| (*id, instead(*id, old).unwrap_or(&entries))).collect();
        let (catalogue, found) = clause::catalogue(&files, &self.sources);
        self.sources.replace(source, known);
        (!has_errors(&found)).then_some(catalogue)
    }
}

fn has_errors(found: &[Diagnostic]) -> bool {
    found.iter().any(|one| one.severity == Severity::Error)
}
