//! Results as JUnit XML, which every CI shows: a suite a file, a case a scenario, and an error in the suite for what keeps
//! a file from being run. There are no times in it: the same plans give the same bytes.

use std::io;

use quick_xml::Writer;
use quick_xml::events::BytesText;

use crate::cli::session::Session;
use crate::cli::snapshot::page::Snapshot;
use crate::cli::xml;
use crate::diag::{Diagnostic, Severity};
use crate::text;
use crate::text::{Lang, SourceId, Sources};

use super::json::Summary;
use super::page::{Page, Style};
use super::run::Suite;

type Out<'w> = Writer<&'w mut Vec<u8>>;

/// What stands in one element of the report.
enum Case<'c> {
    /// A scenario that was run.
    Run(&'c Page<'c>),
    /// One that was not: its title.
    Skipped(&'c str),
    /// A mistake in a file.
    Error(&'c Diagnostic),
    /// What is kept of one.
    Snapshot(&'c Snapshot),
}

/// What every element needs.
struct Report<'r> {
    sources: &'r Sources,
    lang: Lang,
}

/// Writes the report.
pub(super) fn write<'p>(
    session: &mut Session<'_>,
    (suite, summary): (&Suite, Summary),
    pages: impl Iterator<Item = (usize, Page<'p>)>,
    snapshots: Option<Vec<Snapshot>>,
    (found, sources): (&[Diagnostic], &Sources),
) -> io::Result<()> {
    let snapshots = snapshots.unwrap_or_default();
    let pages: Vec<(usize, Page<'p>)> = pages.collect();
    let report = Report { sources, lang: session.lang };
    let errors = || found.iter().filter(|one| one.severity == Severity::Error);
    let differing = snapshots.iter().filter(|one| !one.is_as_it_should_be()).count();
    let all = summary.scenarios() + errors().count() + snapshots.len();
    let count = (all, summary.failed + differing, errors().count(), summary.skipped);
    let mut bytes = Vec::new();
    let mut writer = Writer::new_with_indent(&mut bytes, b' ', 2);
    let element = with(writer.create_element("testsuites"), "rollover test", count);
    element.write_inner_content(|writer| {
        for (number, file) in suite.files.iter().enumerate() {
            let wrong = errors().filter(|one| is_in(one, file.unit.id)).map(Case::Error);
            let run = pages.iter().filter(|(of, _)| *of == number).map(|(_, page)| Case::Run(page));
            let run: Vec<Case<'_>> = wrong.chain(run).collect();
            let ran = run.iter().filter(|case| matches!(case, Case::Run(_))).count();
            let others = file.wanted.iter().skip(ran).filter_map(|place| file.unit.catalogue.scenarios.get(*place));
            let others = others.map(|scenario| Case::Skipped(&scenario.name));
            report.suite(writer, report.name(file.unit.id), &run.into_iter().chain(others).collect::<Vec<_>>())?;
        }
        let is_known = |one: &&Diagnostic| suite.files.iter().any(|file| is_in(one, file.unit.id));
        let elsewhere: Vec<Case<'_>> = errors().filter(|one| !is_known(one)).map(Case::Error).collect();
        if !elsewhere.is_empty() {
            report.suite(writer, "rollover", &elsewhere)?;
        }
        let kept: Vec<Case<'_>> = snapshots.iter().map(Case::Snapshot).collect();
        if kept.is_empty() { Ok(()) } else { report.suite(writer, "snapshots", &kept) }
    })?;
    xml::document(session.out, &bytes)
}

fn is_in(one: &Diagnostic, file: SourceId) -> bool {
    one.span().is_some_and(|span| span.source == file)
}

/// The attributes of a suite.
fn with<'w, W: io::Write>(
    element: quick_xml::writer::ElementWriter<'w, W>,
    name: &str,
    (tests, failures, errors, skipped): (usize, usize, usize, usize),
) -> quick_xml::writer::ElementWriter<'w, W> {
    let element = element.with_attribute(("name", xml::text(name).as_str()));
    let counts = [("tests", tests), ("failures", failures), ("errors", errors), ("skipped", skipped)];
    counts.iter().fold(element, |element, (name, count)| element.with_attribute((*name, count.to_string().as_str())))
}

impl Report<'_> {
    fn name(&self, file: SourceId) -> &str {
        self.sources.get(file).map_or("", |source| source.name())
    }

    fn suite(&self, writer: &mut Out<'_>, name: &str, cases: &[Case<'_>]) -> io::Result<()> {
        let of = |wanted: fn(&Case<'_>) -> bool| cases.iter().filter(|case| wanted(case)).count();
        let failed = of(|case| match case {
            Case::Run(page) => !page.outcome.passed(),
            Case::Snapshot(one) => !one.is_as_it_should_be(),
            Case::Skipped(_) | Case::Error(_) => false,
        });
        let errors = of(|case| matches!(case, Case::Error(_)));
        let skipped = of(|case| matches!(case, Case::Skipped(_)));
        let element = with(writer.create_element("testsuite"), name, (cases.len(), failed, errors, skipped));
        element.write_inner_content(|writer| cases.iter().try_for_each(|case| self.case(writer, name, case)))?;
        Ok(())
    }

    fn case(&self, writer: &mut Out<'_>, file: &str, case: &Case<'_>) -> io::Result<()> {
        let title = match case {
            Case::Run(page) => xml::text(&page.case.scenario.name),
            Case::Skipped(title) => xml::text(title),
            Case::Error(one) => format!("rollover::{}", one.code.name()),
            Case::Snapshot(one) => xml::text(&one.file),
        };
        let element = writer.create_element("testcase").with_attribute(("name", title.as_str()));
        let element = element.with_attribute(("classname", xml::text(file).as_str()));
        match case {
            Case::Run(page) if page.outcome.passed() => element.write_empty()?,
            Case::Snapshot(one) if one.is_as_it_should_be() => element.write_empty()?,
            Case::Snapshot(one) => element.write_inner_content(|writer| {
                stain(writer, "failure", one.standing, one.difference.as_deref().unwrap_or_default())
            })?,
            Case::Run(page) => element.write_inner_content(|writer| self.failure(writer, page))?,
            Case::Skipped(_) => element.write_inner_content(|writer| {
                writer.create_element("skipped").write_empty()?;
                Ok(())
            })?,
            Case::Error(one) => element.write_inner_content(|writer| {
                let place = one.span().and_then(|span| Some((self.sources.get(span.source)?, span.start)));
                let place = place.map_or_else(String::new, |(source, start)| {
                    let position = source.position(start);
                    format!("{}:{}:{}", source.name(), position.line, position.display)
                });
                let more = [one.why.as_ref(), one.help.as_ref()];
                let words = more.into_iter().flatten().map(|text| text.get(self.lang));
                let words: Vec<&str> = std::iter::once(place.as_str()).chain(words).collect();
                stain(writer, "error", one.message.get(self.lang), &words.join("\n"))
            })?,
        };
        Ok(())
    }

    fn failure(&self, writer: &mut Out<'_>, page: &Page<'_>) -> io::Result<()> {
        let mut lines = page.failures(Style { lang: self.lang, is_coloured: false, width: 100 });
        let first = page.outcome.failures.first().map(|failure| {
            let (expected, got) = (&failure.expected, &failure.got);
            text!("expected {expected}, got {got}", "预期 {expected}，实际 {got}"; expected = expected, got = got)
        });
        let fault = page.fault.map(|fault| fault.message.clone());
        lines.extend(fault.iter().map(|fault| fault.get(self.lang).to_owned()));
        let message = first.or(fault).unwrap_or_default();
        stain(writer, "failure", message.get(self.lang), lines.join("\n").trim_start_matches('\n'))
    }
}

/// What is wrong with a case: a line, and all there is to say.
fn stain(writer: &mut Out<'_>, element: &str, message: &str, words: &str) -> io::Result<()> {
    let element = writer.create_element(element).with_attribute(("message", xml::text(message).as_str()));
    element.write_text_content(BytesText::new(&xml::text(words)))?;
    Ok(())
}
