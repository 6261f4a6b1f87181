//! The results of scenarios for machines. The schema in `docs/` is made from these types.

use std::io;

use schemars::JsonSchema;
use serde::Serialize;

use crate::cli::render_json::{self, Range, range};
use crate::cli::session::Session;
use crate::cli::snapshot::page::Snapshot;
use crate::text::{Lang, Origin, Sources};
use crate::verify::scenario::because::Because;
use crate::verify::scenario::happened;
use crate::{diag, ledger, verify};

use super::page::Page;
use super::{coverage, mutants};

/// What `test --format json` writes.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Report {
    /// The version of this format. It grows when a field changes its meaning or goes; new fields may come without.
    pub version: u32,
    /// The figures.
    pub summary: Summary,
    /// The scenarios that were run, in the order of the files and of their text.
    pub scenarios: Vec<Scenario>,
    /// The snapshots, in the order of the plans; only where they are asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub snapshots: Option<Vec<Snapshot>>,
    /// What they reach, if that was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub coverage: Option<coverage::json::Coverage>,
    /// What becomes of the plans with one mistake at a time, if that was asked for; then `scenarios` is empty.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mutants: Option<mutants::json::Mutants>,
    /// What is wrong with the plans; scenarios of a file with errors are not run.
    pub diagnostics: Vec<render_json::Diagnostic>,
}

/// The figures of a test run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, JsonSchema)]
pub struct Summary {
    /// Files that were read, without those that were only imported.
    pub files: usize,
    /// Scenarios that did as expected.
    pub passed: usize,
    /// Scenarios that did not.
    pub failed: usize,
    /// Scenarios whose title does not have the text that was asked for.
    pub filtered: usize,
    /// Scenarios that were not run, because their file has errors or an earlier one failed and that was to be the end.
    pub skipped: usize,
}

/// A scenario that was run.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Scenario {
    /// Its title.
    pub name: String,
    /// The plan it is for.
    pub plan: String,
    /// Where it stands.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub range: Option<Range>,
    /// Whether everything happened as expected.
    pub passed: bool,
    /// How many expectations were compared.
    pub expectations: usize,
    /// What did not happen as expected, in the order of the lines.
    pub failures: Vec<Failure>,
}

/// A line that was not met.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Failure {
    /// The line.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub range: Option<Range>,
    /// What was expected.
    pub expected: String,
    /// What there was.
    pub got: String,
    /// Why it was not met, as far as that can be told: when it was or would be, what makes the difference, what was missing.
    pub because: Vec<Reason>,
    /// What happened to the account since the last line of an earlier instant.
    pub entries: Vec<Entry>,
}

/// A reason why a line was not met.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Reason {
    /// In words.
    pub text: String,
    /// The clause that has to do with it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub clause: Option<Range>,
}

/// Something that happened.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Entry {
    /// When, in seconds since 1970-01-01T00:00:00Z.
    pub at: i64,
    /// When, by the operator's clock.
    pub local: String,
    /// What, and how much.
    pub what: String,
    /// The clause that caused it; nothing where nobody wrote it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub clause: Option<Range>,
}

impl Page<'_> {
    /// The result for machines.
    pub(crate) fn json(&self, lang: Lang) -> Scenario {
        let (case, scenario) = (&self.case, self.case.scenario);
        let place = |origin: Origin| origin.span().and_then(|span| range(self.sources, span));
        let (zone, format) = (self.zone(), self.format());
        let entry = |entry: &ledger::Entry| Entry {
            at: entry.at.0,
            local: zone.local(entry.at).to_string(),
            what: happened(entry, &format, &zone).get(lang).to_owned(),
            clause: place(case.program.origin(entry.origin)),
        };
        let reason = |because: &Because| Reason {
            text: because.text.get(lang).to_owned(),
            clause: because.clause.and_then(place),
        };
        let failure = |failure: &verify::scenario::Failure| Failure {
            range: place(failure.origin),
            expected: failure.expected.get(lang).to_owned(),
            got: failure.got.get(lang).to_owned(),
            because: failure.because.iter().map(reason).collect(),
            entries: failure.entries.iter().map(entry).collect(),
        };
        Scenario {
            name: scenario.name.clone(),
            plan: case.file.unit.catalogue.plan(scenario.plan).map_or(String::new(), |plan| plan.name.clone()),
            range: place(scenario.origin),
            passed: self.outcome.passed(),
            expectations: self.outcome.expectations,
            failures: self.outcome.failures.iter().map(failure).collect(),
        }
    }
}

/// Writes the whole report to standard output.
pub(super) fn write<'p>(
    session: &mut Session<'_>,
    summary: Summary,
    pages: impl Iterator<Item = (usize, Page<'p>)>,
    (snapshots, coverage): (Option<Vec<Snapshot>>, Option<coverage::json::Coverage>),
    (found, sources): (&[diag::Diagnostic], &Sources),
) -> io::Result<()> {
    let lang = session.lang;
    let scenarios = pages.map(|(_, page)| page.json(lang)).collect();
    let diagnostics = found.iter().map(|one| render_json::diagnostic(one, sources, lang)).collect();
    render_json::write(
        session,
        &Report { version: 1, summary, scenarios, snapshots, coverage, mutants: None, diagnostics },
    )
}

/// Writes what becomes of changes to standard output.
pub(super) fn changes(
    session: &mut Session<'_>,
    passed: usize,
    mutants: mutants::json::Mutants,
    (found, sources): (&[diag::Diagnostic], &Sources),
) -> io::Result<()> {
    let lang = session.lang;
    let summary = Summary { files: mutants.summary.files, passed, ..Summary::default() };
    let diagnostics = found.iter().map(|one| render_json::diagnostic(one, sources, lang)).collect();
    let (snapshots, coverage, mutants) = (None, None, Some(mutants));
    render_json::write(
        session,
        &Report { version: 1, summary, scenarios: Vec::new(), snapshots, coverage, mutants, diagnostics },
    )
}
