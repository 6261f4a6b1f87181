//! What was found as JUnit XML, which every CI shows: a suite a file, a failed case a finding, and a good case for a file
//! that has none.

use std::io::{self, Write};

use quick_xml::Writer;
use quick_xml::events::BytesText;

use crate::cli::load::Loaded;
use crate::cli::xml;
use crate::diag::Diagnostic;
use crate::text::{Lang, Source};

use super::find::Checked;

/// Writes the report.
pub(crate) fn write(out: &mut dyn Write, found: &[Diagnostic], loaded: &Loaded, lang: Lang) -> io::Result<()> {
    let mut bytes = Vec::new();
    let mut writer = Writer::new_with_indent(&mut bytes, b' ', 2);
    let total = found.len().to_string();
    let suites = [("name", "rollover check"), ("tests", total.as_str()), ("failures", total.as_str())];
    writer.create_element("testsuites").with_attributes(suites).write_inner_content(|writer| {
        for file in loaded.asked() {
            let here: Vec<&Diagnostic> = found.iter().filter(|one| Checked::file_of(one) == Some(file)).collect();
            suite(writer, &loaded.path(file).to_string_lossy(), &here, (loaded, lang))?;
        }
        let nowhere =
            |one: &&Diagnostic| Checked::file_of(one).is_none_or(|file| loaded.asked().all(|asked| asked != file));
        let elsewhere: Vec<&Diagnostic> = found.iter().filter(nowhere).collect();
        if elsewhere.is_empty() { Ok(()) } else { suite(writer, "rollover", &elsewhere, (loaded, lang)) }
    })?;
    xml::document(out, &bytes)
}

fn suite(
    writer: &mut Writer<&mut Vec<u8>>,
    name: &str,
    found: &[&Diagnostic],
    (loaded, lang): (&Loaded, Lang),
) -> io::Result<()> {
    let (cases, failures) = (found.len().max(1).to_string(), found.len().to_string());
    let suite = [("name", name), ("tests", cases.as_str()), ("failures", failures.as_str())];
    writer.create_element("testsuite").with_attributes(suite).write_inner_content(|writer| {
        if found.is_empty() {
            writer
                .create_element("testcase")
                .with_attributes([("name", name), ("classname", "rollover")])
                .write_empty()?;
        }
        found.iter().try_for_each(|one| case(writer, one, (loaded, lang)))
    })?;
    Ok(())
}

fn case(writer: &mut Writer<&mut Vec<u8>>, one: &Diagnostic, (loaded, lang): (&Loaded, Lang)) -> io::Result<()> {
    let code = format!("rollover::{}", one.code.name());
    let source = one.span().and_then(|span| Some((loaded.sources.get(span.source)?, span.start)));
    let place = source.map_or_else(String::new, |(source, start)| at(source, start));
    let more = [one.why.as_ref(), one.help.as_ref()];
    let words: Vec<&str> = std::iter::once(place.as_str())
        .chain(more.into_iter().flatten().map(|text| text.get(lang)))
        .filter(|text| !text.is_empty())
        .collect();
    let words = xml::text(&words.join("\n"));
    let title = format!("{code} {place}");
    writer
        .create_element("testcase")
        .with_attributes([("name", title.trim_end()), ("classname", &code)])
        .write_inner_content(|writer| {
            let message = xml::text(one.message.get(lang));
            let failure = writer.create_element("failure");
            failure
                .with_attributes([("message", message.as_str()), ("type", &code)])
                .write_text_content(BytesText::new(&words))?;
            Ok(())
        })?;
    Ok(())
}

fn at(source: &Source, start: u32) -> String {
    let position = source.position(start);
    format!("{}:{}:{}", source.name(), position.line, position.display)
}
