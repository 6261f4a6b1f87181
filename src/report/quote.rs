//! The clause behind an entry, as it is written, with its place.

use unicode_width::UnicodeWidthStr;

use crate::ledger::OriginId;
use crate::text;
use crate::text::{Origin, Text};

use super::Run;
use super::cells::shorten;

/// A clause that somebody wrote.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Quote {
    /// Its first line, without superfluous blanks.
    pub(super) words: String,
    /// The name of the file.
    pub(super) file: String,
    /// The line, from 1.
    pub(super) line: u32,
    /// The column, from 1, in cells, as a reader counts.
    pub(super) column: u32,
}

impl Quote {
    /// The clause with this number; `None` if nobody wrote it.
    pub(super) fn of(run: &Run<'_>, origin: OriginId) -> Option<Quote> {
        Quote::at(run, run.program.origin(origin))
    }

    /// The clause at a place.
    pub(super) fn at(run: &Run<'_>, origin: Origin) -> Option<Quote> {
        let span = origin.span()?;
        let source = run.sources.get(span.source)?;
        let position = source.position(span.start);
        let file = source.name().to_owned();
        Some(Quote { words: one_line(source.slice(span)), file, line: position.line, column: position.display })
    }

    /// The name of the file without its folders.
    fn file_name(&self) -> &str {
        self.file.rsplit(['/', '\\']).next().unwrap_or_default()
    }

    /// `twenty.plan:3:3`.
    pub(super) fn place(&self) -> String {
        format!("{}:{}:{}", self.file, self.line, self.column)
    }
}

/// `rollover 3 months, twenty.plan:3:3`, with as many of the words as fit.
pub(super) fn cite(run: &Run<'_>, origin: OriginId, cells: usize) -> Text {
    let Some(quote) = Quote::of(run, origin) else {
        return text!("assumed, no clause says it", "系统假定，套餐未写明");
    };
    // A long path would leave no room for the words.
    let full = quote.place();
    let place = if full.width() * 2 > cells {
        Quote { file: quote.file_name().to_owned(), ..quote.clone() }.place()
    } else {
        full
    };
    let words = shorten(&quote.words, cells.saturating_sub(place.width() + 2).max(12));
    Text::same(format!("{words}, {place}"))
}

/// The same with the name of the file alone, for a page on which there is much else to read: `rollover 3 months,
/// twenty.plan:3`.
pub(super) fn cite_briefly(run: &Run<'_>, origin: OriginId, cells: usize) -> Text {
    let Some(quote) = Quote::of(run, origin) else { return cite(run, origin, cells) };
    let place = format!("{}:{}", quote.file_name(), quote.line);
    let words = shorten(&quote.words, cells.saturating_sub(place.width() + 2).max(12));
    Text::same(format!("{words}, {place}"))
}

/// A block is quoted by its first line: the rest of it is not what did something.
fn one_line(text: &str) -> String {
    let line = text.trim().lines().next().unwrap_or_default();
    let line = line.trim_end_matches(['{', ';', '；']);
    let words: Vec<&str> = line.split_whitespace().collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_is_quoted_by_its_first_line() {
        assert_eq!(one_line("  plan \"Twenty\"  {\n data"), "plan \"Twenty\"");
        assert_eq!(one_line("累积 3 个月；"), "累积 3 个月");
    }
}
