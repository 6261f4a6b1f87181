//! What was found as annotations of GitHub Actions: a line each, shown beside the changed lines of a pull request.

use std::io::{self, Write};

use crate::diag::{Diagnostic, Severity};
use crate::text::{Lang, Sources};

/// Writes the annotations.
pub(crate) fn write(out: &mut dyn Write, found: &[Diagnostic], sources: &Sources, lang: Lang) -> io::Result<()> {
    for one in found {
        let level = match one.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Advice => "notice",
        };
        let all = [Some(&one.message), one.why.as_ref(), one.help.as_ref()];
        let words: Vec<&str> = all.into_iter().flatten().map(|text| text.get(lang)).collect();
        let title = format!("rollover::{}", one.code.name());
        writeln!(out, "::{level} {}title={}::{}", place(one, sources), property(&title), data(&words.join("\n")))?;
    }
    Ok(())
}

fn place(one: &Diagnostic, sources: &Sources) -> String {
    let Some(span) = one.span() else { return String::new() };
    let Some(source) = sources.get(span.source) else { return String::new() };
    let (start, end) = (source.position(span.start), source.position(span.end));
    let lines = format!("file={},line={},endLine={},", property(source.name()), start.line, end.line);
    // Columns mean something only within one line.
    if start.line == end.line { format!("{lines}col={},endColumn={},", start.utf16, end.utf16) } else { lines }
}

/// A text behind the second pair of colons.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A value between the first two.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
