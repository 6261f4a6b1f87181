//! One scenario's result: its lines that were not met with expected and got under them, and what happened in between.

use std::io;

use crate::ledger::Entry;
use crate::model::{Catalogue, Scenario};
use crate::program::Program;
use crate::text;
use crate::text::{Lang, Origin, Sources, Text};
use crate::units::{Currency, Format, Gigabyte, Zone};
use crate::verify::scenario::{Failure, Outcome, happened};

use super::printable::printable;
use super::render_json::range;
use super::session::Session;
use super::test_json;

/// More entries than this hide what matters; `simulate --scenario` shows them all.
const MOST: usize = 12;

/// Everything that is needed to speak of one scenario.
pub(crate) struct Page<'p> {
    pub(crate) catalogue: &'p Catalogue,
    pub(crate) program: &'p Program,
    pub(crate) sources: &'p Sources,
    pub(crate) scenario: &'p Scenario,
    pub(crate) outcome: &'p Outcome,
}

/// A file, before its scenarios.
pub(crate) fn heading(session: &mut Session<'_>, name: &str, all: usize, wanted: usize) -> io::Result<()> {
    if session.quiet || (all > 0 && wanted == 0) {
        return Ok(());
    }
    let name = printable(name);
    if all > 0 {
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
        let title = printable(&self.scenario.name);
        let place = self.place(self.scenario.origin).map_or_else(String::new, |place| format!("  ({place})"));
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
        let origin = self.program.origin(entry.origin);
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

    fn zone(&self) -> Zone {
        let plan = self.catalogue.plan(self.scenario.plan);
        let operator = plan.and_then(|plan| self.catalogue.operator_of(plan));
        operator.map_or_else(Zone::utc, |operator| operator.zone.answer.clone())
    }

    fn format(&self) -> Format {
        let plan = self.catalogue.plan(self.scenario.plan);
        let operator = plan.and_then(|plan| self.catalogue.operator_of(plan));
        operator.map_or(Format { gigabyte: Gigabyte::Decimal, currency: Currency::UNDECLARED }, |operator| Format {
            gigabyte: operator.gigabyte.answer,
            currency: operator.currency.answer,
        })
    }

    /// The result for machines.
    pub(crate) fn json(&self, lang: Lang) -> test_json::Scenario {
        let place = |origin: Origin| origin.span().and_then(|span| range(self.sources, span));
        let (zone, format) = (self.zone(), self.format());
        let entry = |entry: &Entry| test_json::Entry {
            at: entry.at.0,
            local: zone.local(entry.at).to_string(),
            what: happened(entry, &format, &zone).get(lang).to_owned(),
            clause: place(self.program.origin(entry.origin)),
        };
        let failure = |failure: &Failure| test_json::Failure {
            range: place(failure.origin),
            expected: failure.expected.get(lang).to_owned(),
            got: failure.got.get(lang).to_owned(),
            entries: failure.entries.iter().map(entry).collect(),
        };
        test_json::Scenario {
            name: self.scenario.name.clone(),
            plan: self.catalogue.plan(self.scenario.plan).map_or(String::new(), |plan| plan.name.clone()),
            range: place(self.scenario.origin),
            passed: self.outcome.passed(),
            expectations: self.outcome.expectations,
            failures: self.outcome.failures.iter().map(failure).collect(),
        }
    }
}

fn paint(session: &Session<'_>, code: &str, text: &str) -> String {
    if session.color_out { format!("\u{1b}[{code}m{text}\u{1b}[0m") } else { text.to_owned() }
}
