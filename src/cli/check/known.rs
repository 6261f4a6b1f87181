//! `--baseline`: findings that are known, and said no more. A finding is known by its code and its place in the plan, not by
//! its line, so that it is known again when lines move and when the file is formatted or translated.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::cli::files::{self, LARGEST};
use crate::cli::load::Loaded;
use crate::cli::rewrite;
use crate::diag::{Code, Diagnostic, Severity};
use crate::syntax;
use crate::text;
use crate::text::{Source, SourceId, Text};

use super::choice::Choice;
use super::find::{Checked, file};

/// What is in the file.
#[derive(Debug, Default, Serialize, Deserialize, JsonSchema)]
pub(crate) struct Baseline {
    /// The version of this format.
    pub(crate) version: u32,
    /// The findings, by file and place.
    pub(crate) findings: Vec<Known>,
}

/// A finding that is known.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub(crate) struct Known {
    /// The file, from the folder of the baseline.
    pub(crate) file: String,
    /// The clauses around it, from the outermost.
    pub(crate) place: Vec<String>,
    /// Its code, as `rollover::undecided`.
    pub(crate) code: String,
    /// How many such findings there are at this place.
    pub(crate) count: usize,
}

/// What findings are known by.
pub(crate) struct Keys<'l>(pub(crate) &'l Loaded);

impl Keys<'_> {
    /// The clauses around a finding.
    fn place(&self, one: &Diagnostic) -> Vec<String> {
        let place = |span| {
            let text = self.0.sources.get(SourceId(u32::try_from(file(span)).ok()?)).map_or("", Source::text);
            Some(syntax::place(self.0.entries(file(span))?, text, span))
        };
        one.span().and_then(place).unwrap_or_default()
    }

    /// For each finding a text that no other has.
    pub(crate) fn of(&self, found: &[Diagnostic]) -> Vec<String> {
        let mut seen: BTreeMap<String, usize> = BTreeMap::new();
        let key = |one: &Diagnostic| {
            let key = format!("{}: {}", one.code.name(), self.place(one).join(" › "));
            let count = seen.entry(key.clone()).and_modify(|count| *count += 1).or_insert(1);
            if *count == 1 { key } else { format!("{key} ({count})") }
        };
        found.iter().map(key).collect()
    }
}

/// A baseline that was read, and how many of each finding it has left.
#[derive(Debug, Clone)]
pub(crate) struct Left {
    folder: PathBuf,
    left: BTreeMap<(String, Vec<String>, String), usize>,
}

impl Left {
    /// Reads a baseline. One that is not there yet is a mistake: a check that compares with nothing would fail for all.
    pub(crate) fn read(path: &Path) -> Result<Left, Diagnostic> {
        let baseline = read(path)?;
        let each = baseline.findings.into_iter().map(|known| ((known.file, known.place, known.code), known.count));
        Ok(Left { folder: folder(path), left: each.collect() })
    }

    /// Takes out what is known.
    pub(crate) fn take(&mut self, checked: &mut Checked) {
        checked.retain(|loaded, one| {
            let Some(left) = name(loaded, one, &self.folder)
                .map(|file| (file, Keys(loaded).place(one), code(one)))
                .and_then(|key| self.left.get_mut(&key))
                .filter(|left| **left > 0)
            else {
                return true;
            };
            *left -= 1;
            false
        });
    }

    /// What is known and not there any more, in files that were checked or that are not there themselves.
    pub(crate) fn gone(&self, loaded: &Loaded) -> Vec<Text> {
        let checked: BTreeSet<String> =
            loaded.asked().map(|index| from_folder(loaded.path(index), &self.folder)).collect();
        let is_gone = |file: &String| checked.contains(file) || !self.folder.join(file).exists();
        let left = self.left.iter().filter(|((file, ..), count)| **count > 0 && is_gone(file));
        left.map(|((file, place, code), count)| {
            let place = place.join(" › ");
            let times = if *count > 1 { format!(" ×{count}") } else { String::new() };
            let at = if place.is_empty() { String::new() } else { format!(": {place}") };
            text!(
                "known, and not there any more: {file}{at}: {code}{times}",
                "基线中有，但已不存在：{file}{at}：{code}{times}"
            )
        })
        .collect()
    }
}

fn read(path: &Path) -> Result<Baseline, Diagnostic> {
    let (source, problem) = files::read(path, SourceId::default(), LARGEST);
    if let Some(problem) = problem {
        let help = text!("write it with `--write-baseline`", "请用 `--write-baseline` 生成它");
        return Err(Diagnostic { labels: Vec::new(), ..problem.help(help) });
    }
    serde_json::from_str(source.text()).map_err(|error| {
        let (name, reason) = (files::name(path), error.to_string());
        let message = text!("`{name}` is no baseline: {reason}", "`{name}` 不是基线文件：{reason}");
        Diagnostic::new(Code::Unreadable, message)
            .help(text!("write it again with `--write-baseline`", "请用 `--write-baseline` 重新生成"))
    })
}

/// Writes all that was found as known, and leaves what was known of files and codes that were not looked at. Errors are
/// not: a plan that cannot be read cannot be known either.
pub(crate) fn write(path: &Path, checked: &Checked, choice: &Choice) -> io::Result<usize> {
    let (folder, keys) = (folder(path), Keys(&checked.loaded));
    let mut counts: BTreeMap<Known, usize> = BTreeMap::new();
    let found = checked.each();
    for one in found.iter().filter(|one| one.severity != Severity::Error) {
        if let Some(file) = name(&checked.loaded, one, &folder) {
            *counts.entry(Known { file, place: keys.place(one), code: code(one), count: 0 }).or_default() += 1;
        }
    }
    let total = counts.values().sum();
    for known in unseen(path, &folder, (checked, choice)) {
        counts.insert(Known { count: 0, ..known.clone() }, known.count);
    }
    let findings = counts.into_iter().map(|(known, count)| Known { count, ..known }).collect();
    let mut text = serde_json::to_string_pretty(&Baseline { version: 1, findings }).map_err(io::Error::from)?;
    text.push('\n');
    rewrite::write(path, &text)?;
    Ok(total)
}

/// What a baseline knows of files and codes that were not looked at now.
fn unseen(path: &Path, folder: &Path, (checked, choice): (&Checked, &Choice)) -> Vec<Known> {
    // One that is not there yet, or cannot be read, knows nothing.
    let Baseline { findings, .. } = read(path).unwrap_or_default();
    let loaded = &checked.loaded;
    let seen: BTreeSet<String> = loaded.asked().map(|index| from_folder(loaded.path(index), folder)).collect();
    let is_seen = |known: &Known| {
        let code = known.code.strip_prefix("rollover::").and_then(Code::named);
        seen.contains(&known.file) && code.is_none_or(|code| choice.looks_for(code))
    };
    findings.into_iter().filter(|known| !is_seen(known) && folder.join(&known.file).exists()).collect()
}

fn code(one: &Diagnostic) -> String {
    format!("rollover::{}", one.code.name())
}

fn folder(path: &Path) -> PathBuf {
    let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    parent.canonicalize().unwrap_or_else(|_| parent.to_owned())
}

/// The file of a finding, from a folder, with `/` on every machine.
fn name(loaded: &Loaded, one: &Diagnostic, folder: &Path) -> Option<String> {
    Some(from_folder(loaded.path(file(one.span()?)), folder))
}

fn from_folder(path: &Path, folder: &Path) -> String {
    let truth = files::true_path(path);
    truth.strip_prefix(folder).unwrap_or(&truth).to_string_lossy().replace('\\', "/")
}
