//! The source, with how many scenarios reach each line, and below a line what none of them did.

use std::io;

use crate::cli::printable::{printable, wrap};
use crate::cli::session::Session;
use crate::text::{Source, Sources};

use super::marks::{Mark, marks};
use super::words::Missing;
use super::{Coverage, Covered};

/// Writes each file, whole or only where something is missing.
pub(super) fn write(
    session: &mut Session<'_>,
    coverage: &Coverage<'_>,
    sources: &Sources,
    whole: bool,
) -> io::Result<()> {
    for covered in &coverage.files {
        if let Some(source) = sources.get(covered.source) {
            file(session, covered, source, whole)?;
        }
    }
    Ok(())
}

fn file(session: &mut Session<'_>, covered: &Covered, source: &Source, whole: bool) -> io::Result<()> {
    let marks = marks(source, &covered.clauses);
    let is_gap = |mark: &Mark<'_>| mark.missing.iter().any(|one| one.cannot.is_none());
    if !whole && !marks.values().any(is_gap) {
        return Ok(());
    }
    writeln!(session.out, "{}", bold(session, &printable(source.name())))?;
    let last = u32::try_from(source.text().lines().count()).unwrap_or(u32::MAX);
    let numbers = last.to_string().len();
    let mut before = 0;
    for number in 1..=last {
        let mark = marks.get(&number);
        if !whole && !mark.is_some_and(is_gap) {
            continue;
        }
        if !whole && before > 0 && number > before + 1 {
            writeln!(session.out, "{:>5} {:>numbers$} ⋮", "", "")?;
        }
        before = number;
        line(session, (number, numbers), source.line(number), mark)?;
        for one in mark.iter().flat_map(|mark| &mark.missing) {
            below(session, numbers, one, source)?;
        }
    }
    writeln!(session.out)
}

/// A line with its count.
fn line(
    session: &mut Session<'_>,
    (number, numbers): (u32, usize),
    text: &str,
    mark: Option<&Mark<'_>>,
) -> io::Result<()> {
    let count = match mark.map(|mark| (mark.count, mark.cannot)) {
        Some((Some(_), true)) => paint(session, "2", &format!("{:>5}", "–")),
        Some((Some(0), false)) => paint(session, "31", &format!("{:>5}", "✗")),
        Some((Some(count), false)) => paint(session, "32", &format!("{count:>5}")),
        _ => " ".repeat(5),
    };
    let text = printable(text);
    writeln!(session.out, "{}", format!("{count} {number:>numbers$} │ {text}").trim_end())
}

/// What is missing in a line.
fn below(session: &mut Session<'_>, numbers: usize, one: &Missing, source: &Source) -> io::Result<()> {
    let sentence = printable(one.sentence(source).get(session.lang));
    let room = session.width.saturating_sub(5 + 1 + numbers + 3 + 2);
    let color = if one.cannot.is_some() { "2" } else { "31" };
    for (index, part) in wrap(&sentence, room).iter().enumerate() {
        let arrow = if index == 0 { "↑" } else { " " };
        let part = paint(session, color, part);
        writeln!(session.out, "{:>5} {:>numbers$} · {arrow} {part}", "", "")?;
    }
    Ok(())
}

fn bold(session: &Session<'_>, text: &str) -> String {
    paint(session, "1", text)
}

fn paint(session: &Session<'_>, code: &str, text: &str) -> String {
    if session.color_out { format!("\u{1b}[{code}m{text}\u{1b}[0m") } else { text.to_owned() }
}
