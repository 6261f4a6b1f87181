//! One scenario's result: its lines that were not met with expected and got under them, and what happened in between.

use std::io;

use crate::cli::printable::{printable, width, wrap};
use crate::cli::session::Session;
use crate::diag::Diagnostic;
use crate::ledger::Entry;
use crate::model::Operator;
use crate::text;
use crate::text::{Lang, Origin, Sources, Text};
use crate::units::{Currency, Format, Gigabyte, Zone};
use crate::verify::scenario::because::Because;
use crate::verify::scenario::{Failure, Outcome, happened};

use super::run::{Case, File, Suite};

/// More entries than this hide what matters; `simulate --scenario` shows them all.
const MOST: usize = 12;

/// So many lines before one that was not met are shown with it.
const LEADING: u32 = 3;

const GOOD: &str = "32";
const BAD: &str = "31";
const PLAIN: &str = "";

/// How failures are written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Style {
    pub(super) lang: Lang,
    pub(super) is_coloured: bool,
    pub(super) width: usize,
}

impl Style {
    fn paint(self, code: &str, text: &str) -> String {
        if self.is_coloured && !code.is_empty() { format!("\u{1b}[{code}m{text}\u{1b}[0m") } else { text.to_owned() }
    }
}

/// Everything that is needed to speak of one scenario.
pub(crate) struct Page<'p> {
    pub(crate) case: Case<'p>,
    pub(crate) sources: &'p Sources,
    pub(crate) outcome: &'p Outcome,
    /// What kept it from going on.
    pub(crate) fault: Option<&'p Diagnostic>,
}

/// Every file with its scenarios, up to the last one that was run.
pub(crate) fn write<'p>(
    session: &mut Session<'_>,
    (suite, sources): (&Suite, &Sources),
    pages: impl Iterator<Item = (usize, Page<'p>)>,
    was_ended: bool,
) -> io::Result<()> {
    let mut pages = pages.peekable();
    for (number, file) in suite.files.iter().enumerate() {
        if file.program.is_some() {
            let name = sources.get(file.unit.id).map_or("", |source| source.name());
            heading(session, name, file)?;
        }
        while let Some((_, page)) = pages.next_if(|(of, _)| *of == number) {
            page.write(session)?;
        }
        if was_ended && pages.peek().is_none() {
            break;
        }
    }
    Ok(())
}

/// A file, before its scenarios.
fn heading(session: &mut Session<'_>, name: &str, file: &File) -> io::Result<()> {
    if session.quiet || (file.all > 0 && file.wanted.is_empty()) {
        return Ok(());
    }
    let name = printable(name);
    if file.all > 0 {
        return writeln!(session.out, "{name}");
    }
    let none = text!("{name}: no scenarios", "{name}：没有场景");
    writeln!(session.out, "{}", none.get(session.lang))
}

impl Page<'_> {
    fn write(&self, session: &mut Session<'_>) -> io::Result<()> {
        let passed = self.outcome.passed();
        if session.quiet && passed {
            return Ok(());
        }
        let style = Style { lang: session.lang, is_coloured: session.color_out, width: session.width };
        let title = printable(&self.case.scenario.name);
        let place = self.place(self.case.scenario.origin).map_or_else(String::new, |place| format!("  ({place})"));
        let (mark, place) =
            if passed { (style.paint(GOOD, "✓"), "") } else { (style.paint(BAD, "✗"), place.as_str()) };
        writeln!(session.out, "  {mark} {title}{place}")?;
        for line in self.failures(style) {
            writeln!(session.out, "{}", if line.is_empty() { line } else { format!("    {line}") })?;
        }
        if passed { Ok(()) } else { writeln!(session.out) }
    }

    /// The lines that were not met, each with what was expected and got under it and what happened before.
    pub(super) fn failures(&self, style: Style) -> Vec<String> {
        let mut shown = self.number(self.case.scenario.origin);
        let mut lines = Vec::new();
        for of_a_line in self.outcome.failures.chunk_by(|one, other| one.origin == other.origin) {
            let Some(last) = of_a_line.last() else { continue };
            lines.push(String::new());
            lines.extend(self.lines_before(last.origin, shown));
            lines.extend(self.of_a_line(of_a_line, last, style));
            shown = self.number(last.origin);
        }
        lines
    }

    /// The lines that lead to one, as far as they were not shown.
    fn lines_before(&self, origin: Origin, shown: u32) -> Vec<String> {
        let source = origin.span().and_then(|span| self.sources.get(span.source));
        let number = self.number(origin);
        // A row of a table stands behind its lines.
        let shown = if shown < number { shown } else { 0 };
        let from = number.saturating_sub(LEADING).max(shown + 1);
        let line = |before: u32| {
            let text = source.map_or("", |source| source.line(before).trim());
            format!("{before:>0$} │ {1}", number.to_string().len(), printable(text)).trim_end().to_owned()
        };
        (from..number).map(line).collect()
    }

    fn of_a_line(&self, failures: &[Failure], last: &Failure, style: Style) -> Vec<String> {
        let (line, number) = self.line(last.origin);
        let gutter = format!("{:1$} · ", "", number.len().max(1));
        let said = |head: &Text, code: &str, text: &Text| {
            let head = head.get(style.lang);
            let room = style.width.saturating_sub(4 + gutter.chars().count() + width(head));
            let lines = wrap(&printable(text.get(style.lang)), room.max(20));
            let indent = " ".repeat(width(head));
            let start = |number| if number == 0 { head.to_owned() } else { indent.clone() };
            let painted =
                |(number, line): (usize, &String)| format!("{gutter}{}{}", start(number), style.paint(code, line));
            lines.iter().enumerate().map(painted).collect::<Vec<_>>()
        };
        let (expected, got) = (text!("expected ", "预期 "), text!("got      ", "实际 "));
        let (why, behind) = (text!("because  ", "原因 "), text!("         ", "     "));
        let mut lines = vec![format!("{number} │ {line}")];
        let mut told: Vec<&Because> = Vec::new();
        for failure in failures {
            lines.extend(said(&expected, GOOD, &failure.expected));
            lines.extend(said(&got, BAD, &failure.got));
            // What explains several parts of a line is told once.
            for because in failure.because.iter().filter(|because| !told.contains(because)).collect::<Vec<_>>() {
                lines.extend(said(&why, PLAIN, &because.text));
                lines.extend(because.clause.into_iter().flat_map(|clause| said(&behind, PLAIN, &self.quoted(clause))));
                told.push(because);
            }
        }
        lines.extend(self.in_between(&last.entries, style).into_iter().map(|line| format!("{gutter}{line}")));
        lines
    }

    fn in_between(&self, entries: &[Entry], style: Style) -> Vec<String> {
        let between = match entries.is_empty() {
            true => text!("nothing happened in between", "其间没有发生任何事"),
            false => text!("in between:", "其间："),
        };
        let mut lines = vec![between.get(style.lang).to_owned()];
        let more = entries.len().saturating_sub(MOST);
        if more > 0 {
            let more = text!("… {more} earlier entries", "……之前还有 {more} 条");
            lines.push(format!("  {}", more.get(style.lang)));
        }
        let (zone, format) = (self.zone(), self.format());
        let room = style.width.saturating_sub(20).max(20);
        for entry in entries.iter().skip(more) {
            let (local, what) = (zone.local(entry.at), happened(entry, &format, &zone));
            let (what, clause) = (format!("  {local}  {}", what.get(style.lang)), self.clause(entry));
            let clause = clause.get(style.lang);
            // Where a line is too short for both, the clause has its own.
            if width(&what) + width(clause) + 14 <= style.width {
                lines.push(format!("{what}  {clause}"));
            } else {
                lines.push(what);
                let parts = wrap(clause, room).into_iter().enumerate();
                lines.extend(
                    parts.map(|(number, part)| format!("{}{part}", " ".repeat(if number == 0 { 6 } else { 8 }))),
                );
            }
        }
        lines
    }

    /// The clause behind an entry, with its place.
    fn clause(&self, entry: &Entry) -> Text {
        self.quoted(self.case.program.origin(entry.origin))
    }

    fn quoted(&self, origin: Origin) -> Text {
        match (self.place(origin), origin.span()) {
            (Some(place), Some(span)) => {
                let words = self.sources.slice(span).lines().next().unwrap_or("").trim().trim_end_matches(['{', ' ']);
                Text::same(format!("← {} ({place})", printable(words)))
            }
            _ => text!("← assumed: no clause says it", "← 系统假定，没有条款写明"),
        }
    }

    /// A line of the scenario, with its number.
    fn line(&self, origin: Origin) -> (String, String) {
        let place = origin.span().and_then(|span| Some((span, self.sources.get(span.source)?)));
        let Some((span, source)) = place else { return (String::new(), String::new()) };
        let number = source.position(span.start).line;
        (printable(source.line(number).trim()), number.to_string())
    }

    /// The number of the line that something begins at.
    fn number(&self, origin: Origin) -> u32 {
        let source = origin.span().and_then(|span| Some((span, self.sources.get(span.source)?)));
        source.map_or(0, |(span, source)| source.position(span.start).line)
    }

    /// `monthly.plan:12`.
    fn place(&self, origin: Origin) -> Option<String> {
        let span = origin.span()?;
        let source = self.sources.get(span.source)?;
        Some(format!("{}:{}", printable(source.name()), source.position(span.start).line))
    }

    fn operator(&self) -> Option<&Operator> {
        let catalogue = &self.case.file.unit.catalogue;
        catalogue.operator_of(catalogue.plan(self.case.scenario.plan)?)
    }

    pub(super) fn zone(&self) -> Zone {
        let operator = self.operator();
        operator.map_or_else(Zone::utc, |operator| operator.zone.answer.clone())
    }

    pub(super) fn format(&self) -> Format {
        let operator = self.operator();
        operator.map_or(Format { gigabyte: Gigabyte::Decimal, currency: Currency::UNDECLARED }, |operator| Format {
            gigabyte: operator.gigabyte.answer,
            currency: operator.currency.answer,
        })
    }
}
