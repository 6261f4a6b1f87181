//! One scenario's result: its lines that were not met with expected and got under them, and what happened in between.

use std::io;

use crate::cli::printable::printable;
use crate::cli::session::Session;
use crate::ledger::Entry;
use crate::model::Operator;
use crate::text;
use crate::text::{Lang, Origin, Sources, Text};
use crate::units::{Currency, Format, Gigabyte, Zone};
use crate::verify::scenario::{Failure, Outcome, happened};

use super::run::{Case, File, Suite};

/// More entries than this hide what matters; `simulate --scenario` shows them all.
const MOST: usize = 12;

/// Everything that is needed to speak of one scenario.
pub(crate) struct Page<'p> {
    pub(crate) case: Case<'p>,
    pub(crate) sources: &'p Sources,
    pub(crate) outcome: &'p Outcome,
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
    pub(crate) fn write(&self, session: &mut Session<'_>) -> io::Result<()> {
        let passed = self.outcome.passed();
        if session.quiet && passed {
            return Ok(());
        }
        let title = printable(&self.case.scenario.name);
        let place = self.place(self.case.scenario.origin).map_or_else(String::new, |place| format!("  ({place})"));
        let (mark, place) =
            if passed { (paint(session, "32", "✓"), "") } else { (paint(session, "31", "✗"), place.as_str()) };
        writeln!(session.out, "  {mark} {title}{place}")?;
        for of_a_line in self.outcome.failures.chunk_by(|one, other| one.origin == other.origin) {
            self.failures(of_a_line, session)?;
        }
        if passed { Ok(()) } else { writeln!(session.out) }
    }

    /// A line with what was expected and got of it, and once what happened before it.
    fn failures(&self, failures: &[Failure], session: &mut Session<'_>) -> io::Result<()> {
        let Some(last) = failures.last() else { return Ok(()) };
        let (line, number) = self.line(last.origin);
        let gutter = number.len().max(1);
        let head = |en, zh| if session.lang == Lang::Zh { zh } else { en };
        let (expected, got) = (head("expected", "预期"), head("got     ", "实际"));
        writeln!(session.out, "\n    {number:>gutter$} │ {line}")?;
        for failure in failures {
            let wanted = paint(session, "32", failure.expected.get(session.lang));
            let found = paint(session, "31", failure.got.get(session.lang));
            writeln!(session.out, "    {:gutter$} · {expected} {wanted}", "")?;
            writeln!(session.out, "    {:gutter$} · {got} {found}", "")?;
        }
        self.in_between(&last.entries, gutter, session)
    }

    fn in_between(&self, entries: &[Entry], gutter: usize, session: &mut Session<'_>) -> io::Result<()> {
        let lang = session.lang;
        let between = match entries.is_empty() {
            true => text!("nothing happened in between", "其间没有发生任何事"),
            false => text!("in between:", "其间："),
        };
        writeln!(session.out, "    {:gutter$} · {}", "", between.get(lang))?;
        let more = entries.len().saturating_sub(MOST);
        if more > 0 {
            let more = text!("… {more} earlier entries", "……之前还有 {more} 条");
            writeln!(session.out, "    {:gutter$} ·   {}", "", more.get(lang))?;
        }
        let (zone, format) = (self.zone(), self.format());
        for entry in entries.iter().skip(more) {
            let (local, what) = (zone.local(entry.at), happened(entry, &format, &zone));
            let clause = self.clause(entry);
            writeln!(session.out, "    {:gutter$} ·   {local}  {}  {}", "", what.get(lang), clause.get(lang))?;
        }
        Ok(())
    }

    /// The clause behind an entry, with its place.
    fn clause(&self, entry: &Entry) -> Text {
        let origin = self.case.program.origin(entry.origin);
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

fn paint(session: &Session<'_>, code: &str, text: &str) -> String {
    if session.color_out { format!("\u{1b}[{code}m{text}\u{1b}[0m") } else { text.to_owned() }
}
