//! `rollover.toml`: what a project wants of `check`, found upwards from each file.
//!
//! A file that cannot be read as settings is a finding like any other, at its place; what is right in it counts.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use globset::{Glob, GlobSet, GlobSetBuilder};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::diag::{Code, Diagnostic, Edit};
use crate::text;
use crate::text::names::nearest;
use crate::text::{Source, SourceId, Span, Text};

use super::files;

/// The name of the file.
pub(crate) const FILE: &str = "rollover.toml";

/// The table in it that is about `check`.
const TABLE: &str = "check";

/// The kind that can be denied as a whole.
const WARNINGS: &str = "warnings";

const KEYS: [&str; 7] = ["select", "ignore", "deny", "include", "exclude", "per-path-ignores", "baseline"];

/// A setting that makes findings fail: all of a kind, or a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Deny {
    /// Warnings fail too.
    Warnings,
    /// Findings with this code fail too.
    Code(Code),
}

/// What a project wants of `check`.
#[derive(Debug, Clone, Default)]
pub(crate) struct Settings {
    /// Only these findings, besides errors.
    pub(crate) select: Option<Vec<Code>>,
    /// None of these.
    pub(crate) ignore: Vec<Code>,
    /// What else than errors fails.
    pub(crate) deny: Vec<Deny>,
    /// Of files that are found in a folder only these; all, where none is named.
    include: GlobSet,
    /// None of these findings in these files, from the folder of the settings.
    per_path: Vec<(GlobSet, Vec<Code>)>,
    /// Files that are left out unless they are named, from the folder of the settings.
    exclude: GlobSet,
    /// The file with the findings that are known.
    pub(crate) baseline: Option<PathBuf>,
    /// Where the settings are.
    folder: PathBuf,
}

impl Settings {
    /// Whether a file that was found in a folder is to be left out.
    pub(crate) fn excludes(&self, path: &Path) -> bool {
        if self.exclude.is_empty() && self.include.is_empty() {
            return false;
        }
        let matches = |set: &GlobSet| self.matches(set, path);
        matches(&self.exclude) || (!self.include.is_empty() && !matches(&self.include))
    }

    /// Whether a finding is left out in a file.
    pub(crate) fn ignores(&self, code: Code, path: &Path) -> bool {
        self.per_path.iter().any(|(set, codes)| codes.contains(&code) && self.matches(set, path))
    }

    /// Whether a file, or a folder that it is in, is one of these, from the folder of the settings.
    fn matches(&self, set: &GlobSet, path: &Path) -> bool {
        let Ok(path) = path.canonicalize() else { return false };
        path.strip_prefix(&self.folder).is_ok_and(|path| path.ancestors().any(|part| set.is_match(part)))
    }
}

/// The settings of every folder that was asked about.
#[derive(Debug, Default)]
pub(crate) struct Book {
    /// By folder, as people know it.
    known: BTreeMap<PathBuf, usize>,
    /// By the file they stand in.
    read: BTreeMap<PathBuf, usize>,
    list: Vec<Settings>,
    /// Whether the first of the list holds for all folders.
    one_for_all: bool,
    sources: Vec<Source>,
    diagnostics: Vec<Diagnostic>,
}

impl Book {
    /// Settings are looked for upwards from each file.
    pub(crate) fn found() -> Book {
        Book::default()
    }

    /// No settings but those of the command line.
    pub(crate) fn empty() -> Book {
        Book { list: vec![Settings::default()], one_for_all: true, ..Book::default() }
    }

    /// The settings in one file, whatever is checked.
    pub(crate) fn named(path: &Path) -> Book {
        let mut book = Book { one_for_all: true, ..Book::default() };
        book.read(path);
        book
    }

    /// The settings that hold for a file.
    pub(crate) fn of(&mut self, file: &Path) -> &Settings {
        static NONE: LazyLock<Settings> = LazyLock::new(Settings::default);
        let index = if self.one_for_all { 0 } else { self.index(file) };
        self.list.get(index).unwrap_or(&NONE)
    }

    /// The texts of the settings that were read, and what is wrong with them; the places are in these texts.
    pub(crate) fn problems(&self) -> (&[Source], &[Diagnostic]) {
        (&self.sources, &self.diagnostics)
    }

    fn index(&mut self, file: &Path) -> usize {
        let parent = file.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
        if let Some(known) = self.known.get(parent) {
            return *known;
        }
        let folder = parent.canonicalize().unwrap_or_else(|_| parent.to_owned());
        let settings = folder.ancestors().map(|above| above.join(FILE)).find(|settings| settings.is_file());
        let settings = settings.unwrap_or_default();
        let index = match self.read.get(&settings) {
            Some(index) => *index,
            None if settings.as_os_str().is_empty() => self.add(Settings::default()),
            None => self.read(&nearer(&settings)),
        };
        self.read.insert(settings, index);
        self.known.insert(parent.to_owned(), index);
        index
    }

    fn add(&mut self, settings: Settings) -> usize {
        self.list.push(settings);
        self.list.len() - 1
    }

    fn read(&mut self, path: &Path) -> usize {
        let id = SourceId(u32::try_from(self.sources.len()).unwrap_or(u32::MAX));
        let (source, problem) = files::read(path, id, files::LARGEST);
        let mut reader = Reader { id, found: problem.into_iter().collect() };
        let mut settings = reader.settings(source.text());
        let folder = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
        settings.folder = folder.canonicalize().unwrap_or_default();
        settings.baseline = settings.baseline.map(|named| folder.join(named));
        self.diagnostics.extend(reader.found);
        self.sources.push(source);
        self.add(settings)
    }
}

/// A path as people know it, from the folder they are in where it is below that.
fn nearer(path: &Path) -> PathBuf {
    let here = std::env::current_dir().and_then(|here| here.canonicalize());
    here.ok().and_then(|here| path.strip_prefix(here).ok()).unwrap_or(path).to_owned()
}

struct Reader {
    id: SourceId,
    found: Vec<Diagnostic>,
}

impl Reader {
    fn settings(&mut self, text: &str) -> Settings {
        let mut settings = Settings::default();
        let table = match DeTable::parse(text) {
            Ok(table) => table.into_inner(),
            Err(error) => {
                let reason = error.message();
                let message = text!("this is not TOML: {reason}", "这不是 TOML：{reason}");
                let found = Diagnostic::new(Code::BadSettings, message)
                    .at(self.span(&error.span().unwrap_or_default()), Text::default());
                self.found.push(
                    found.help(text!("write `key = [\"…\"]` below `[check]`", "请在 `[check]` 下面写 `键 = [\"…\"]`")),
                );
                return settings;
            }
        };
        for (key, value) in table {
            match value.get_ref() {
                DeValue::Table(table) if key.get_ref() == TABLE => self.check(&mut settings, table),
                _ if key.get_ref() == TABLE => {
                    self.wrong(&value.span(), &text!("a table: `[check]`", "一个表：`[check]`"));
                }
                _ => self.unknown(key.get_ref(), &key.span(), &[TABLE]),
            }
        }
        settings
    }

    fn check(&mut self, settings: &mut Settings, table: &DeTable<'_>) {
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "select" => settings.select = Some(self.codes(value)),
                "ignore" => settings.ignore = self.codes(value),
                "deny" => settings.deny = self.each(value, deny),
                "include" => settings.include = self.patterns(value),
                "exclude" => settings.exclude = self.patterns(value),
                "per-path-ignores" => settings.per_path = self.per_path(value),
                "baseline" => match value.get_ref() {
                    DeValue::String(path) => settings.baseline = Some(PathBuf::from(path.as_ref())),
                    _ => self.wrong(&value.span(), &text!("a path in quotes", "引号中的路径")),
                },
                other => self.unknown(other, &key.span(), &KEYS),
            }
        }
    }

    fn codes(&mut self, value: &Spanned<DeValue<'_>>) -> Vec<Code> {
        self.each(value, code)
    }

    /// A table of patterns, each with the codes that are left out there.
    fn per_path(&mut self, value: &Spanned<DeValue<'_>>) -> Vec<(GlobSet, Vec<Code>)> {
        let DeValue::Table(table) = value.get_ref() else {
            self.wrong(
                &value.span(),
                &text!("a table: `{{ \"drafts/**\" = [\"…\"] }}`", "一个表：`{{ \"drafts/**\" = [\"…\"] }}`"),
            );
            return Vec::new();
        };
        let mut all = Vec::new();
        for (key, codes) in table {
            let codes = self.codes(codes);
            match pattern(key.get_ref()) {
                Ok(glob) => all.push((GlobSetBuilder::new().add(glob).build().unwrap_or_default(), codes)),
                Err(wrong) => {
                    let found = wrong.diagnostic(Code::BadSettings);
                    self.found.push(wrong.suggest(found, self.span(&key.span()), '"'));
                }
            }
        }
        all
    }

    fn patterns(&mut self, value: &Spanned<DeValue<'_>>) -> GlobSet {
        let globs = self.each(value, pattern);
        let mut set = GlobSetBuilder::new();
        for glob in globs {
            set.add(glob);
        }
        set.build().unwrap_or_default()
    }

    /// A list of words, each read by itself.
    fn each<T>(&mut self, value: &Spanned<DeValue<'_>>, read: impl Fn(&str) -> Result<T, Wrong>) -> Vec<T> {
        let DeValue::Array(list) = value.get_ref() else {
            self.wrong(&value.span(), &text!("a list: `[\"…\", \"…\"]`", "一个列表：`[\"…\", \"…\"]`"));
            return Vec::new();
        };
        let mut all = Vec::new();
        for item in list {
            match item.get_ref() {
                DeValue::String(text) => match read(text) {
                    Ok(one) => all.push(one),
                    Err(wrong) => {
                        let found = wrong.diagnostic(Code::BadSettings);
                        self.found.push(wrong.suggest(found, self.span(&item.span()), '"'));
                    }
                },
                _ => self.wrong(&item.span(), &text!("a word in quotes", "引号中的词")),
            }
        }
        all
    }

    fn wrong(&mut self, at: &Range<usize>, wanted: &Text) {
        let message = text!("here belongs {wanted}", "这里应为{wanted}"; wanted = wanted);
        let found = Diagnostic::new(Code::BadSettings, message).at(self.span(at), Text::default());
        self.found.push(found.help(text!("the rest of the file counts", "文件的其余部分仍然有效")));
    }

    fn unknown(&mut self, key: &str, at: &Range<usize>, known: &[&str]) {
        let suggestion = nearest(key, known.iter().copied());
        let list = known.iter().map(|key| format!("`{key}`")).collect::<Vec<_>>().join(", ");
        let wrong = Wrong {
            message: text!("there is no setting `{key}`", "没有 `{key}` 这个设置"),
            suggestion: suggestion.map(str::to_owned),
        };
        let found = wrong.diagnostic(Code::BadSettings).help(text!("settings are {list}", "可用的设置：{list}"));
        self.found.push(wrong.suggest(found, self.span(at), ' '));
    }

    fn span(&self, at: &Range<usize>) -> Span {
        let byte = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Span { source: self.id, start: byte(at.start), end: byte(at.end) }
    }
}

fn pattern(text: &str) -> Result<Glob, Wrong> {
    Glob::new(text).map_err(|error| {
        let reason = error.kind();
        let message = text!("`{text}` is no pattern: {reason}", "`{text}` 不是模式：{reason}");
        Wrong { message, suggestion: None }
    })
}

/// What is wrong with a word, and what may have been meant.
#[derive(Debug)]
pub(crate) struct Wrong {
    pub(crate) message: Text,
    pub(crate) suggestion: Option<String>,
}

impl Wrong {
    fn diagnostic(&self, code: Code) -> Diagnostic {
        Diagnostic::new(code, self.message.clone())
    }

    /// At its place, with what may have been meant; `quote` stands around the word, if it is no blank.
    fn suggest(&self, found: Diagnostic, span: Span, quote: char) -> Diagnostic {
        let found = found.at(span, Text::default());
        let Some(suggestion) = &self.suggestion else { return found };
        let written = if quote == ' ' { suggestion.clone() } else { format!("{quote}{suggestion}{quote}") };
        found.fix(text!("write `{suggestion}`", "改为 `{suggestion}`"), vec![Edit { span, text: written }], true)
    }
}

/// The code with this name, with or without `rollover::`.
pub(crate) fn code(text: &str) -> Result<Code, Wrong> {
    let name = text.strip_prefix("rollover::").unwrap_or(text);
    Code::named(name).ok_or_else(|| Wrong {
        message: text!("there is no finding `{text}`", "没有名为 `{text}` 的问题"),
        suggestion: nearest(name, Code::ALL.iter().map(|code| code.name())).map(str::to_owned),
    })
}

/// `warnings`, or a code.
pub(crate) fn deny(text: &str) -> Result<Deny, Wrong> {
    if text == WARNINGS {
        return Ok(Deny::Warnings);
    }
    let near = nearest(text, [WARNINGS]).map(str::to_owned);
    code(text).map(Deny::Code).map_err(|wrong| Wrong { suggestion: near.or(wrong.suggestion), ..wrong })
}
