//! A file in its canonical form: every sentence as `print` writes it, laid out again.
//!
//! Where lines end is the writer's choice, as are empty lines (one at a time) and whether a block stands on one line. All
//! else is ours: spelling, indentation, blanks, and the columns of comments and of the events of a scenario. What cannot
//! be read stays as it is.

mod called;
mod comments;
mod layout;
mod proof;
mod range;
mod rows;

use std::ops::RangeInclusive;

use crate::diag::{Code, Diagnostic};
use crate::text::{Lang, SourceId};

use super::parse;
use super::tree::Entries;

pub use proof::Doubt;

/// Why a file is left as it is.
#[derive(Debug, Clone)]
pub enum Unformatted {
    /// It cannot be told where its blocks begin and end, or it is not read to its end.
    Unreadable(Vec<Diagnostic>),
    /// The formatted text does not say the same: a defect of the formatter, which its own proof has found.
    Doubtful(Doubt),
}

/// The canonical form of a text, in the language it is written in or in another; or why there is none.
///
/// # Errors
///
/// When braces are not balanced, when the text is too large, and when the result, read again, is not the same.
pub fn format(source: SourceId, text: &str, lang: Option<Lang>) -> Result<String, Unformatted> {
    let entries = read(source, text)?;
    let formatted = layout::lay_out(&entries, text, lang);
    proof::prove((&entries, text), &formatted, lang).map_err(Unformatted::Doubtful)?;
    Ok(with_line_ends_of(text, formatted))
}

/// The same, but only what touches these lines, counted from 1, is changed.
///
/// # Errors
///
/// As for [`format()`].
pub fn format_lines(
    source: SourceId,
    text: &str,
    lang: Option<Lang>,
    lines: RangeInclusive<usize>,
) -> Result<String, Unformatted> {
    let entries = read(source, text)?;
    let formatted = range::only(text, &with_line_ends_of(text, layout::lay_out(&entries, text, lang)), lines);
    proof::says_the_same((&entries, text), &formatted).map_err(Unformatted::Doubtful)?;
    Ok(formatted)
}

/// Lines end as the first one of the file does: which way that is, the writer's system and its version control decide.
fn with_line_ends_of(text: &str, formatted: String) -> String {
    let first = text.split_inclusive('\n').next().unwrap_or("");
    if first.ends_with("\r\n") { formatted.replace('\n', "\r\n") } else { formatted }
}

fn read(source: SourceId, text: &str) -> Result<Entries, Unformatted> {
    let (entries, diagnostics) = parse(source, text);
    let hopeless = |found: &Diagnostic| matches!(found.code, Code::UnbalancedBrace | Code::TooLarge);
    if diagnostics.iter().any(hopeless) {
        return Err(Unformatted::Unreadable(diagnostics.into_iter().filter(hopeless).collect()));
    }
    Ok(entries)
}

#[cfg(test)]
mod tests;
