//! Reading plans: the files that were asked for, what they import, and what they say together.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use crate::check::{Import, Subject};
use crate::clause;
use crate::diag::{Code, Diagnostic, Severity};
use crate::model::{Catalogue, Plan, Scenario};
use crate::syntax::tree::Entries;
use crate::text;
use crate::text::{Origin, Source, SourceId, Sources, Span, Text};

use super::exit::Exit;
use super::files::{self, Wanted};

/// Everything that was read.
#[derive(Debug, Default)]
pub(crate) struct Loaded {
    /// The texts.
    pub(crate) sources: Sources,
    /// The files, by number of their source; those that were asked for come first.
    pub(crate) files: Vec<Read>,
    /// How many files were asked for.
    pub(crate) asked: usize,
    /// What was found while reading. What the plans mean is found by `Loaded::unit`.
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// [`Exit::Failed`] if a file could not be read.
    pub(crate) exit: Exit,
}

/// One file.
#[derive(Debug)]
pub(crate) struct Read {
    /// Its source.
    pub(crate) id: SourceId,
    /// What it says; nothing if it could not be read.
    entries: Entries,
    /// What it imports, as places in [`Loaded::files`], with where it says so.
    imports: Vec<(usize, Span)>,
    wanted: Wanted,
    readable: bool,
}

/// What one file says, with all that it imports.
#[derive(Debug)]
pub(crate) struct Unit {
    /// The file.
    pub(crate) id: SourceId,
    /// What it says.
    pub(crate) catalogue: Catalogue,
    /// What is wrong with it, reading included.
    pub(crate) diagnostics: Vec<Diagnostic>,
}

impl Unit {
    /// Its own plans, without those of the files it imports.
    pub(crate) fn plans(&self) -> impl Iterator<Item = &Plan> {
        self.catalogue.plans.iter().filter(|plan| self.owns(plan.origin))
    }

    /// Its own scenarios.
    pub(crate) fn scenarios(&self) -> impl Iterator<Item = &Scenario> {
        self.placed_scenarios().map(|(_, scenario)| scenario)
    }

    /// The same with their places in the catalogue.
    pub(crate) fn placed_scenarios(&self) -> impl Iterator<Item = (usize, &Scenario)> {
        self.catalogue.scenarios.iter().enumerate().filter(|(_, scenario)| self.owns(scenario.origin))
    }

    /// Whether something in it says nothing that can be run.
    pub(crate) fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
    }

    fn owns(&self, origin: Origin) -> bool {
        origin.span().is_some_and(|span| span.source == self.id)
    }
}

/// Texts that stand for files, by the paths that people know these by.
pub(crate) type Texts = BTreeMap<PathBuf, String>;

/// Reads files, folders, patterns and standard input, with all imports.
pub(crate) fn load(paths: &[PathBuf]) -> Loaded {
    load_with(files::wanted(paths), &Texts::new())
}

/// The same for files that were found already, where some texts are not as they stand in the files.
pub(crate) fn load_with((wanted, diagnostics): (Vec<Wanted>, Vec<Diagnostic>), texts: &Texts) -> Loaded {
    let exit = if diagnostics.is_empty() { Exit::Well } else { Exit::Failed };
    let loaded = Loaded { diagnostics, exit, ..Loaded::default() };
    let mut loader =
        Loader { loaded, known: BTreeMap::new(), tables: BTreeMap::new(), folders: BTreeMap::new(), texts };
    for one in wanted {
        loader.asked(one);
    }
    loader.loaded.asked = loader.loaded.files.len();
    // Files that are imported join the end of the list, and are looked into in their turn.
    let mut next = 0;
    while next < loader.loaded.files.len() {
        loader.imports(next);
        loader.tables(next);
        next += 1;
    }
    loader.loaded.diagnostics.extend(cycles(&loader.loaded));
    loader.loaded
}

impl Loaded {
    /// The files that were asked for and could be read.
    pub(crate) fn asked(&self) -> impl Iterator<Item = usize> {
        (0..self.asked).filter(|index| self.files.get(*index).is_some_and(|file| file.readable))
    }

    /// The path of a file, as people know it.
    pub(crate) fn path(&self, index: usize) -> &Path {
        self.files.get(index).map_or(Path::new(""), |file| &file.wanted.path)
    }

    /// What is written in a file.
    pub(crate) fn entries(&self, index: usize) -> Option<&Entries> {
        self.files.get(index).map(|file| &file.entries)
    }

    /// What a file says, with all that it imports.
    pub(crate) fn unit(&self, index: usize) -> Unit {
        let files = self.files_of(index, None);
        let (catalogue, mut diagnostics) = clause::catalogue(&files, &self.sources);
        let ids: BTreeSet<SourceId> = files.iter().map(|(id, _)| *id).collect();
        let ours = |diagnostic: &&Diagnostic| diagnostic.span().is_some_and(|span| ids.contains(&span.source));
        diagnostics.extend(self.diagnostics.iter().filter(ours).cloned());
        Unit { id: self.files.get(index).map_or(SourceId::default(), |file| file.id), catalogue, diagnostics }
    }

    /// A file with all that it imports, as they are written; or with something else in the place of the file.
    pub(crate) fn files_of<'l>(&'l self, index: usize, other: Option<&'l Entries>) -> Vec<(SourceId, &'l Entries)> {
        let files = self.together(index).into_iter().filter_map(|place| Some((place, self.files.get(place)?)));
        let instead = |place: usize| other.filter(|_| place == index);
        files.map(|(place, file)| (file.id, instead(place).unwrap_or(&file.entries))).collect()
    }

    /// What the lints look at in a file.
    pub(crate) fn subject<'l>(&'l self, index: usize, unit: &'l Unit) -> Option<Subject<'l>> {
        let file = self.files.get(index)?;
        let import = |(imported, span): &(usize, Span)| {
            let together = self.together(*imported).into_iter().filter(|other| *other != index);
            Import { span: *span, files: together.filter_map(|file| Some(&self.files.get(file)?.entries)).collect() }
        };
        let subject = Subject::new(unit.id, (&unit.catalogue, &file.entries), &self.sources, &unit.diagnostics);
        Some(subject.importing(file.imports.iter().map(import).collect()))
    }

    /// A file and everything it imports, directly or not, each once, in the order of reading.
    fn together(&self, index: usize) -> Vec<usize> {
        let mut together = vec![index];
        let mut seen = BTreeSet::from([index]);
        let mut next = 0;
        while let Some(file) = together.get(next).and_then(|index| self.files.get(*index)) {
            for (import, _) in &file.imports {
                if seen.insert(*import) {
                    together.push(*import);
                }
            }
            next += 1;
        }
        together.sort_unstable();
        together
    }
}

struct Loader<'t> {
    loaded: Loaded,
    /// The files that were read, by their true paths: as texts, which are faster to compare.
    known: BTreeMap<OsString, usize>,
    /// The tables that were read, by their true paths.
    tables: BTreeMap<OsString, SourceId>,
    /// Where the folders of these files truly are.
    folders: BTreeMap<OsString, PathBuf>,
    texts: &'t Texts,
}

impl Loader<'_> {
    fn asked(&mut self, wanted: Wanted) {
        let path = self.true_path(&wanted);
        if self.known.contains_key(path.as_os_str()) {
            return;
        }
        let problem = self.add(wanted, path);
        if let Some(problem) = problem {
            self.loaded.exit = Exit::Failed;
            self.loaded.diagnostics.push(problem);
        }
    }

    /// Where a file truly is. Of a folder that is asked only once: its files are many.
    fn true_path(&mut self, Wanted { path, is_link, .. }: &Wanted) -> PathBuf {
        let Some(name) = path.file_name().filter(|_| !is_link) else { return truth(path) };
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        if let Some(known) = self.folders.get(folder.as_os_str()) {
            return known.join(name);
        }
        let truly = truth(folder);
        let path = truly.join(name);
        self.folders.insert(folder.as_os_str().to_owned(), truly);
        path
    }

    /// Reads a file into the list; gives back why it cannot be read.
    fn add(&mut self, wanted: Wanted, path: PathBuf) -> Option<Diagnostic> {
        let id = SourceId(u32::try_from(self.loaded.files.len()).unwrap_or(u32::MAX));
        let (source, problem) = match self.texts.get(&wanted.path) {
            Some(text) => (Source::new(files::name(&wanted.path), text.clone()), None),
            None => files::read(&wanted.path, id, files::LARGEST),
        };
        let (entries, diagnostics) = match problem {
            None => crate::syntax::parse(id, source.text()),
            Some(_) => (Entries::default(), Vec::new()),
        };
        self.loaded.sources.add(source);
        self.loaded.diagnostics.extend(diagnostics);
        self.known.insert(path.into_os_string(), self.loaded.files.len());
        let readable = problem.is_none();
        self.loaded.files.push(Read { id, entries, imports: Vec::new(), wanted, readable });
        problem
    }

    fn imports(&mut self, index: usize) {
        let Some(file) = self.loaded.files.get(index) else { return };
        let imports = clause::imports(&file.entries, &self.loaded.sources);
        let importer = file.wanted.clone();
        let (mut found, mut failed) = (Vec::new(), Vec::new());
        for (path, span) in imports {
            match self.import(&importer, &path, span) {
                Ok(import) => found.push((import, span)),
                Err(problem) => {
                    failed.push(span);
                    self.loaded.diagnostics.push(problem);
                }
            }
        }
        if let Some(file) = self.loaded.files.get_mut(index) {
            file.imports = found;
            clause::not_imported(&mut file.entries, &failed);
        }
    }

    fn import(&mut self, importer: &Wanted, path: &str, span: Span) -> Result<usize, Diagnostic> {
        let bad = |reason: Text, help: Text| {
            let message =
                text!("`{path}` cannot be imported: {reason}", "无法导入 `{path}`：{reason}"; reason = reason);
            Diagnostic::new(Code::BadImport, message).at(span, Text::default()).help(help)
        };
        let (wanted, truth) = named(importer, path, bad)?;
        if let Some(known) = self.known.get(truth.as_os_str()) {
            return Ok(*known);
        }
        let index = self.loaded.files.len();
        match self.add(wanted, truth) {
            None => Ok(index),
            Some(problem) => Err(bad(problem.message, problem.help.unwrap_or_default())),
        }
    }

    /// Reads the tables that the scenarios of a file take in.
    fn tables(&mut self, index: usize) {
        let Some(file) = self.loaded.files.get(index) else { return };
        let (id, importer) = (file.id, file.wanted.clone());
        for (path, span) in clause::tables(&file.entries, &self.loaded.sources) {
            match self.table(&importer, &path, span) {
                Ok(table) => self.loaded.sources.attach(id, path, table),
                Err(problem) => self.loaded.diagnostics.push(problem),
            }
        }
    }

    fn table(&mut self, importer: &Wanted, path: &str, span: Span) -> Result<SourceId, Diagnostic> {
        let bad = |reason: Text, help: Text| {
            let message = text!("`{path}` cannot be read: {reason}", "无法读取 `{path}`：{reason}"; reason = reason);
            Diagnostic::new(Code::BadImport, message).at(span, Text::default()).help(help)
        };
        let (wanted, truth) = named(importer, path, bad)?;
        if let Some(known) = self.tables.get(truth.as_os_str()) {
            return Ok(*known);
        }
        let id = SourceId(u32::try_from(self.loaded.files.len()).unwrap_or(u32::MAX));
        let (source, problem) = files::read(&wanted.path, id, files::LARGEST);
        if let Some(problem) = problem {
            return Err(bad(problem.message, problem.help.unwrap_or_default()));
        }
        self.loaded.sources.add(source);
        // It has its place among the files, so that it can be named, and says nothing of its own.
        let entries = Entries::default();
        self.loaded.files.push(Read { id, entries, imports: Vec::new(), wanted, readable: true });
        self.tables.insert(truth.into_os_string(), id);
        Ok(id)
    }
}

/// The file that another one names, with its true place; or why it is not to be read.
fn named(
    importer: &Wanted,
    path: &str,
    bad: impl Fn(Text, Text) -> Diagnostic,
) -> Result<(Wanted, PathBuf), Diagnostic> {
    let beside = importer.path.parent().unwrap_or(Path::new(""));
    let named = beside.join(path);
    // Where a path leads is decided before anything is read: what lies outside is not even looked at.
    let truth = named.canonicalize();
    let root = importer.root.canonicalize().unwrap_or_else(|_| importer.root.clone());
    if escapes(&root, &named, truth.as_deref().ok()) {
        return Err(outside(bad, &importer.root));
    }
    let truth = truth.map_err(|error| {
        let (reason, _) = files::reason(&error);
        let help = text!(
            "a path is looked for from the folder of the file that names it",
            "路径从写有它的文件所在的文件夹开始查找"
        );
        bad(reason, help)
    })?;
    Ok((Wanted { path: plain(&named), root: importer.root.clone(), is_link: false }, truth))
}

fn outside(bad: impl Fn(Text, Text) -> Diagnostic, root: &Path) -> Diagnostic {
    let (root, help) = match files::name(root).as_str() {
        "" | "." => (
            text!("the folder that rollover is run in", "运行 rollover 的文件夹"),
            text!(
                "run rollover in a folder that holds both, or copy the file",
                "请在同时包含两者的文件夹中运行，或复制该文件"
            ),
        ),
        root => (
            Text::same(format!("`{root}`")),
            text!(
                "run rollover in a folder that holds both, or copy the file into `{root}`",
                "请在同时包含两者的文件夹中运行，或把文件复制到 `{root}` 中"
            ),
        ),
    };
    bad(text!("it is outside {root}", "它在{root}之外"; root = root), help)
        .why(text!("whoever checks a plan does not want it to read other files", "检查套餐的人不希望它读取别处的文件"))
}

/// Whether a path leads out of a folder: by its true place, or, where there is no such file, by its words.
fn escapes(root: &Path, named: &Path, truth: Option<&Path>) -> bool {
    if let Some(truth) = truth {
        return !truth.starts_with(root);
    }
    let parent = named.ancestors().skip(1).find_map(|folder| {
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        folder.canonicalize().ok()
    });
    parent.is_some_and(|parent| !parent.starts_with(root))
}

/// A path without `.` and with `a/..` taken out, for people to read.
fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            std::path::Component::CurDir => {}
            std::path::Component::ParentDir if plain.file_name().is_some() => {
                plain.pop();
            }
            other => plain.push(other),
        }
    }
    plain
}

fn truth(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_owned())
}

/// One diagnostic for each import that closes a circle.
fn cycles(loaded: &Loaded) -> Vec<Diagnostic> {
    let states = vec![State::New; loaded.files.len()];
    let mut walk = Walk { loaded, path: Vec::new(), states, found: Vec::new() };
    for index in 0..loaded.files.len() {
        if walk.state(index) == State::New {
            walk.visit(index);
        }
    }
    walk.found
}

/// How far a walk is with a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    New,
    /// It is on the path from where the walk began.
    OnPath,
    Done,
}

/// A walk through imports. It is as deep as the longest chain of imports.
struct Walk<'l> {
    loaded: &'l Loaded,
    path: Vec<usize>,
    /// Of each file.
    states: Vec<State>,
    found: Vec<Diagnostic>,
}

impl Walk<'_> {
    fn visit(&mut self, start: usize) {
        // Each step holds a file and how many of its imports were followed, so that no chain is too long for the stack.
        let mut steps = vec![(start, 0)];
        self.enter(start);
        while let Some((file, followed)) = steps.last_mut() {
            let import = self.loaded.files.get(*file).and_then(|file| file.imports.get(*followed));
            *followed += 1;
            match import {
                Some((to, span)) => match self.state(*to) {
                    State::New => {
                        steps.push((*to, 0));
                        self.enter(*to);
                    }
                    State::OnPath => self.report(*to, *span),
                    State::Done => {}
                },
                None => {
                    if let Some(state) = self.path.pop().and_then(|file| self.states.get_mut(file)) {
                        *state = State::Done;
                    }
                    steps.pop();
                }
            }
        }
    }

    fn state(&self, file: usize) -> State {
        self.states.get(file).copied().unwrap_or(State::Done)
    }

    fn enter(&mut self, file: usize) {
        self.path.push(file);
        if let Some(state) = self.states.get_mut(file) {
            *state = State::OnPath;
        }
    }

    fn report(&mut self, to: usize, span: Span) {
        let circle = self.path.iter().skip_while(|file| **file != to).chain(std::iter::once(&to));
        let names = circle.filter_map(|file| self.loaded.files.get(*file)).map(|file| files::name(&file.wanted.path));
        let way = names.collect::<Vec<_>>().join(" → ");
        let message = text!("these files import each other in a circle: {way}", "这些文件互相导入，形成循环：{way}");
        self.found.push(
            Diagnostic::new(Code::BadImport, message)
                .at(span, text!("this import closes the circle", "这个导入使循环闭合"))
                .why(text!("nobody can say which of them comes first", "无法确定谁先谁后"))
                .help(text!(
                    "move what both need into a third file, and import that",
                    "把双方都需要的内容移到第三个文件，再导入它"
                )),
        );
    }
}

#[cfg(test)]
mod tests;
