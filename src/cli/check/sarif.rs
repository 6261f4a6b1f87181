//! What was found as SARIF 2.1.0, for code scanning: each code with its page, each finding with its places, its changes and a
//! fingerprint that survives moved lines.

use std::collections::BTreeMap;

use serde_json::Value;
use serde_sarif::sarif as log;

use crate::check::page;
use crate::diag::{Code, Diagnostic, Edit, Fix, Label, Severity};
use crate::text::{Lang, Sources, Span};

use super::known::Keys;

/// Where the format is written down.
const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// What a finding is recognised by in the next run. The number changes with what it is made of.
const FINGERPRINT: &str = "rolloverPlace/v1";

/// The log of one run.
pub(crate) fn sarif(found: &[Diagnostic], keys: &Keys<'_>, sources: &Sources, lang: Lang) -> log::Sarif {
    let view = View { sources, lang };
    let codes: BTreeMap<&str, Code> = found.iter().map(|one| (one.code.name(), one.code)).collect();
    let rules: Vec<Code> = codes.into_values().collect();
    let results = found.iter().zip(keys.of(found)).map(|(one, key)| view.result(one, &rules, &key));
    let driver = log::ToolComponent::builder()
        .name("rollover".to_owned())
        .semantic_version(env!("CARGO_PKG_VERSION").to_owned())
        .rules(rules.iter().map(|code| view.rule(*code)).collect::<Vec<_>>())
        .build();
    let run = log::Run::builder()
        .tool(log::Tool::builder().driver(driver).build())
        .column_kind(Value::from("utf16CodeUnits"))
        .results(results.collect::<Vec<_>>())
        .build();
    log::Sarif::builder().schema(SCHEMA.to_owned()).version(Value::from("2.1.0")).runs(vec![run]).build()
}

struct View<'s> {
    sources: &'s Sources,
    lang: Lang,
}

impl View<'_> {
    fn rule(&self, code: Code) -> log::ReportingDescriptor {
        let text = |text: &str| log::MultiformatMessageString::builder().text(text.to_owned()).build();
        let level = log::ReportingConfiguration::builder().level(Value::from(level(code.severity()))).build();
        let rule = log::ReportingDescriptor::builder()
            .id(format!("rollover::{}", code.name()))
            .short_description(text(code.summary()))
            .default_configuration(level);
        match page(code) {
            Some(page) => {
                let (what, why) = (page.what.get(self.lang), page.why.get(self.lang));
                let help = format!("{why}\n\n{}\n\n→\n\n{}", page.bad.text(), page.instead.text());
                rule.full_description(text(what)).help(text(&help)).build()
            }
            None => rule.build(),
        }
    }

    fn result(&self, one: &Diagnostic, rules: &[Code], key: &str) -> log::Result {
        let rule = rules.iter().position(|code| *code == one.code).and_then(|index| i64::try_from(index).ok());
        let more = one.labels.iter().skip(1).filter_map(|label| self.location(label));
        let prints = BTreeMap::from([(FINGERPRINT.to_owned(), key.to_owned())]);
        log::Result::builder()
            .rule_id(format!("rollover::{}", one.code.name()))
            .rule_index(rule.unwrap_or(-1))
            .level(match one.severity {
                Severity::Error => log::ResultLevel::Error,
                Severity::Warning => log::ResultLevel::Warning,
                Severity::Advice => log::ResultLevel::Note,
            })
            .message(message(&self.words(one)))
            .locations(one.labels.first().and_then(|label| self.location(label)).into_iter().collect::<Vec<_>>())
            .related_locations(more.collect::<Vec<_>>())
            .partial_fingerprints(prints)
            .fixes(one.fixes.iter().filter_map(|fix| self.fix(fix)).collect::<Vec<_>>())
            .build()
    }

    /// What, why and what to do, a paragraph each.
    fn words(&self, one: &Diagnostic) -> String {
        let all = [Some(&one.message), one.why.as_ref(), one.help.as_ref()];
        all.into_iter().flatten().map(|text| text.get(self.lang)).collect::<Vec<_>>().join("\n\n")
    }

    fn location(&self, label: &Label) -> Option<log::Location> {
        let place = log::PhysicalLocation::builder()
            .artifact_location(self.artifact(label.span)?)
            .region(self.region(label.span)?)
            .build();
        let location = log::Location::builder().physical_location(place);
        Some(match label.text.get(self.lang) {
            "" => location.build(),
            text => location.message(message(text)).build(),
        })
    }

    fn artifact(&self, span: Span) -> Option<log::ArtifactLocation> {
        let name = self.sources.get(span.source)?.name();
        Some(log::ArtifactLocation::builder().uri(uri(name)).build())
    }

    fn region(&self, span: Span) -> Option<log::Region> {
        let source = self.sources.get(span.source)?;
        let (start, end) = (source.position(span.start), source.position(span.end));
        Some(
            log::Region::builder()
                .start_line(i64::from(start.line))
                .start_column(i64::from(start.utf16))
                .end_line(i64::from(end.line))
                .end_column(i64::from(end.utf16))
                .build(),
        )
    }

    fn fix(&self, fix: &Fix) -> Option<log::Fix> {
        let first = fix.edits.first()?.span;
        // One change of the log is about one file, and so are ours.
        let edits: Option<Vec<_>> = fix.edits.iter().map(|edit| self.replacement(edit)).collect();
        let change =
            log::ArtifactChange::builder().artifact_location(self.artifact(first)?).replacements(edits?).build();
        let title = fix.title.get(self.lang);
        let title = match (fix.safe, self.lang) {
            (true, _) => title.to_owned(),
            (false, Lang::En) => format!("{title} (changes what the plan says)"),
            (false, Lang::Zh) => format!("{title}（会改变套餐的含义）"),
        };
        Some(log::Fix::builder().description(message(&title)).artifact_changes(vec![change]).build())
    }

    fn replacement(&self, edit: &Edit) -> Option<log::Replacement> {
        let content = log::ArtifactContent::builder().text(edit.text.clone()).build();
        Some(log::Replacement::builder().deleted_region(self.region(edit.span)?).inserted_content(content).build())
    }
}

fn message(text: &str) -> log::Message {
    log::Message::builder().text(text.to_owned()).build()
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Advice => "note",
    }
}

/// A path as a relative reference: what has a meaning in one is written as its bytes.
fn uri(name: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/-_.~".contains(&byte);
    let name = if cfg!(windows) { name.replace('\\', "/") } else { name.to_owned() };
    name.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}
