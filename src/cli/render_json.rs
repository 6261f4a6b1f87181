//! Diagnostics for machines. The schema in `docs/` is made from these types.

use std::io;

use schemars::JsonSchema;
use serde::Serialize;

use crate::diag::{self, Severity};
use crate::text::{Lang, Sources, Span};

use super::session::Session;

/// What `check --format json` writes.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Report {
    /// The version of this format. It grows when a field changes its meaning or goes; new fields may come without.
    pub version: u32,
    /// The figures.
    pub summary: Summary,
    /// What was found, by file and place.
    pub diagnostics: Vec<Diagnostic>,
}

/// The figures of a check.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, JsonSchema)]
pub struct Summary {
    /// Files that were read, without those that were only imported.
    pub files: usize,
    /// Plans in them.
    pub plans: usize,
    /// Scenarios in them.
    pub scenarios: usize,
    /// Errors.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
    /// Questions that plans leave open.
    pub undecided: usize,
}

/// A finding.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Diagnostic {
    /// The code in words, as `rollover::unknown_word`.
    pub code: String,
    /// How bad.
    pub severity: Level,
    /// What, in the language that was asked for.
    pub message: String,
    /// Why it matters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
    /// What to do.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
    /// The places; the first is the place of the mistake.
    pub labels: Vec<Label>,
    /// Changes that would answer it, the best first.
    pub fixes: Vec<Fix>,
}

/// How bad a finding is.
#[derive(Debug, Clone, Copy, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// The text does not say anything that can be run.
    Error,
    /// Probably not what was meant.
    Warning,
    /// Worth knowing.
    Advice,
}

/// A place with what is there.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Label {
    /// Where.
    #[serde(flatten)]
    pub range: Range,
    /// What is there; may be empty.
    pub text: String,
}

/// A stretch of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Range {
    /// The file, as it was named; `<stdin>` is standard input.
    pub file: String,
    /// Where it begins.
    pub start: Point,
    /// Where it has ended: the place behind its last character.
    pub end: Point,
}

/// A place in a file, in every way of counting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Point {
    /// Bytes from the beginning of the file, from 0.
    pub offset: u32,
    /// The line, from 1.
    pub line: u32,
    /// The column in bytes, from 1.
    pub byte: u32,
    /// The column in UTF-16 code units, from 1, as editors count.
    pub utf16: u32,
    /// The column in cells of a terminal, from 1.
    pub display: u32,
}

/// A change.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Fix {
    /// What it does.
    pub title: String,
    /// Whether the meaning stays what the writer meant.
    pub safe: bool,
    /// The replacements; none overlaps another.
    pub edits: Vec<Edit>,
}

/// A replacement.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Edit {
    /// What is replaced; empty to insert.
    #[serde(flatten)]
    pub range: Range,
    /// What stands there instead.
    pub text: String,
}

/// A finding as machines see it.
pub(crate) fn diagnostic(found: &diag::Diagnostic, sources: &Sources, lang: Lang) -> Diagnostic {
    let said = |text: &Option<crate::text::Text>| text.as_ref().map(|text| text.get(lang).to_owned());
    let labels = found
        .labels
        .iter()
        .filter_map(|label| Some(Label { range: range(sources, label.span)?, text: label.text.get(lang).to_owned() }));
    Diagnostic {
        code: format!("rollover::{}", found.code.name()),
        severity: level(found.severity),
        message: found.message.get(lang).to_owned(),
        why: said(&found.why),
        help: said(&found.help),
        labels: labels.collect(),
        fixes: found.fixes.iter().map(|fix| self::fix(fix, sources, lang)).collect(),
    }
}

fn fix(fix: &diag::Fix, sources: &Sources, lang: Lang) -> Fix {
    let edits =
        fix.edits.iter().filter_map(|edit| Some(Edit { range: range(sources, edit.span)?, text: edit.text.clone() }));
    Fix { title: fix.title.get(lang).to_owned(), safe: fix.safe, edits: edits.collect() }
}

/// A span as machines see it.
pub(crate) fn range(sources: &Sources, span: Span) -> Option<Range> {
    let source = sources.get(span.source)?;
    let point = |offset| {
        let position = source.position(offset);
        Point { offset, line: position.line, byte: position.byte, utf16: position.utf16, display: position.display }
    };
    Some(Range { file: source.name().to_owned(), start: point(span.start), end: point(span.end) })
}

fn level(severity: Severity) -> Level {
    match severity {
        Severity::Error => Level::Error,
        Severity::Warning => Level::Warning,
        Severity::Advice => Level::Advice,
    }
}

/// Writes a document to standard output.
pub(crate) fn write(session: &mut Session<'_>, document: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut session.out, document).map_err(io::Error::from)?;
    writeln!(session.out)
}
