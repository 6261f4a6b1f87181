//! One finding, in every language, with the places it is about.

use crate::text::{Span, Text};

use super::Code;

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// Worth knowing; nothing is wrong.
    Advice,
    /// Probably not what was meant.
    Warning,
    /// The text does not say anything that can be run.
    Error,
}

/// A place, with what is to be said about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// Where.
    pub span: Span,
    /// What is there; may be empty.
    pub text: Text,
}

/// A replacement of a stretch of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced; empty to insert.
    pub span: Span,
    /// What stands there instead.
    pub text: String,
}

/// A change that answers a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// What it does, as an instruction.
    pub title: Text,
    /// The replacements, none overlapping another.
    pub edits: Vec<Edit>,
    /// Whether the meaning of the text stays what its writer meant.
    pub safe: bool,
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Which finding.
    pub code: Code,
    /// How bad.
    pub severity: Severity,
    /// What: one sentence without a full stop.
    pub message: Text,
    /// Why it matters, where that is not plain.
    pub why: Option<Text>,
    /// What to do.
    pub help: Option<Text>,
    /// The places; the first is the place of the mistake.
    pub labels: Vec<Label>,
    /// Changes that would answer it, the best first.
    pub fixes: Vec<Fix>,
}

impl Diagnostic {
    /// A finding at no place yet, with the severity that is usual for its code.
    #[must_use]
    pub fn new(code: Code, message: Text) -> Diagnostic {
        Diagnostic {
            code,
            severity: code.severity(),
            message,
            why: None,
            help: None,
            labels: Vec::new(),
            fixes: Vec::new(),
        }
    }

    /// Adds a place.
    #[must_use]
    pub fn at(mut self, span: Span, text: Text) -> Diagnostic {
        self.labels.push(Label { span, text });
        self
    }

    /// Says why it matters.
    #[must_use]
    pub fn why(mut self, text: Text) -> Diagnostic {
        self.why = Some(text);
        self
    }

    /// Says what to do.
    #[must_use]
    pub fn help(mut self, text: Text) -> Diagnostic {
        self.help = Some(text);
        self
    }

    /// Offers a change.
    #[must_use]
    pub fn fix(mut self, title: Text, edits: Vec<Edit>, safe: bool) -> Diagnostic {
        self.fixes.push(Fix { title, edits, safe });
        self
    }

    /// The place of the mistake, if it has one.
    #[must_use]
    pub fn span(&self) -> Option<Span> {
        self.labels.first().map(|label| label.span)
    }
}
