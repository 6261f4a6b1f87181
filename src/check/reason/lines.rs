//! Lines of the text, for fixes that take something out.

use crate::check::Subject;
use crate::text::Span;

/// A stretch with the blanks before it; with its line, where nothing else stands there.
pub(in crate::check) fn with_blanks(subject: &Subject<'_>, stretch: Span) -> Span {
    let text = subject.text();
    let (before, behind) = (text.get(..stretch.start as usize), text.get(stretch.end as usize..));
    let (before, behind) = (before.unwrap_or(""), behind.unwrap_or(""));
    let bytes = |length: usize| u32::try_from(length).unwrap_or(0);
    let is_blank = [' ', '\t'];
    let start = stretch.start - bytes(before.len() - before.trim_end_matches(is_blank).len());
    let blanks = behind.len() - behind.trim_start_matches(is_blank).len();
    let line_end = match behind.get(blanks..).unwrap_or("") {
        rest if rest.starts_with("\r\n") => 2,
        rest if rest.starts_with('\n') => 1,
        _ => 0,
    };
    let begins = start == 0 || before.trim_end_matches(is_blank).ends_with('\n');
    let end = if begins && line_end > 0 { stretch.end + bytes(blanks + line_end) } else { stretch.end };
    Span { start, end, ..stretch }
}
