//! Mistakes in the plans of `policies/` that neither a scenario nor a snapshot notices: all of them are known, each with its
//! reason. `UPDATE=1 cargo test survivors` writes the lists anew: reasons stay, and what is new gets a `?`, which no test lets pass.
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "these tests read the repository's plans")]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use rollover::clause;
use rollover::compile::compile;
use rollover::ledger::{Entry, OriginId};
use rollover::model::{Catalogue, Scenario};
use rollover::mutate::{Edit, Files, Mutant, mutants};
use rollover::program::Program;
use rollover::syntax::{self, tree::Entries};
use rollover::text::{Origin, Source, SourceId, Sources, Span};
use rollover::verify::scenario;

const HEAD: &str = "# Mistakes that no scenario and no snapshot here notices. A reason stands above the mistakes that it is the reason of: the kind of
# mistake, the line as it is, and as it would be. `rollover test --mutants --snapshots` finds them; a test compares them with this list.
";

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The files of a folder, with what they import.
struct Folder {
    sources: Sources,
    read: Vec<(SourceId, Entries, PathBuf)>,
    known: BTreeMap<PathBuf, usize>,
    imports: Vec<Vec<usize>>,
}

impl Folder {
    fn read(folder: &Path) -> Folder {
        let mut all =
            Folder { sources: Sources::default(), read: Vec::new(), known: BTreeMap::new(), imports: Vec::new() };
        for path in plans(folder) {
            all.add(&path);
        }
        all
    }

    fn add(&mut self, path: &Path) -> usize {
        let path = path.canonicalize().unwrap();
        if let Some(known) = self.known.get(&path) {
            return *known;
        }
        let text = fs::read_to_string(&path).unwrap();
        let name = path.strip_prefix(root()).unwrap().to_string_lossy().replace('\\', "/");
        let id = self.sources.add(Source::new(name, text.clone()));
        let (entries, _) = syntax::parse(id, &text);
        let paths = clause::imports(&entries, &self.sources);
        let place = self.read.len();
        self.known.insert(path.clone(), place);
        self.read.push((id, entries, path.clone()));
        self.imports.push(Vec::new());
        let imports: Vec<usize> =
            paths.iter().map(|(import, _)| self.add(&path.parent().unwrap().join(import))).collect();
        self.imports[place] = imports;
        place
    }

    fn together(&self, place: usize) -> Vec<(SourceId, &Entries)> {
        let mut places = vec![place];
        let mut next = 0;
        while next < places.len() {
            let new: Vec<usize> =
                self.imports[places[next]].iter().copied().filter(|one| !places.contains(one)).collect();
            places.extend(new);
            next += 1;
        }
        places.sort_unstable();
        places.iter().map(|place| (self.read[*place].0, &self.read[*place].1)).collect()
    }
}

fn plans(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "plan") {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// What comes of a scenario: what happens, without the clauses behind it, and those clauses.
struct Told {
    entries: Vec<Entry>,
    clauses: BTreeSet<Span>,
}

/// What comes of a scenario of a file, by its place there; nothing if it fails, or is not there.
fn told(catalogue: &Catalogue, program: &Program, scenario: &Scenario) -> Option<Told> {
    let outcome = scenario::run(catalogue, program, scenario);
    let origins = outcome.ledger.entries.iter().map(|entry| program.origin(entry.origin));
    let clauses = origins.filter_map(Origin::span).collect();
    let entries = outcome.ledger.entries.iter().map(|entry| Entry { origin: OriginId(0), ..*entry }).collect();
    outcome.passed().then_some(Told { entries, clauses })
}

/// The scenarios that stand in a file.
fn own(catalogue: &Catalogue, source: SourceId) -> Vec<&Scenario> {
    catalogue.scenarios.iter().filter(|one| one.origin.span().is_some_and(|span| span.source == source)).collect()
}

/// A file that is run, as it is.
struct Unit<'f> {
    source: SourceId,
    files: Files<'f>,
    essence: String,
    told: Vec<Told>,
}

impl<'f> Unit<'f> {
    fn new(source: SourceId, files: Files<'f>) -> Unit<'f> {
        let catalogue = files.catalogue();
        let program = compile(&catalogue);
        let told = own(&catalogue, source).into_iter().map(|one| told(&catalogue, &program, one).unwrap()).collect();
        Unit { source, essence: program.essence(), told, files }
    }

    /// Whether nothing notices a mistake that makes a difference; nothing where it says nothing that could be run.
    fn misses(&self, mutant: &Mutant) -> Option<Missed> {
        let catalogue = self.files.clone().with(&mutant.edit)?;
        let program = compile(&catalogue);
        let scenarios = own(&catalogue, self.source);
        let touches = |span: &Span| span.contains(mutant.clause) || mutant.clause.contains(*span);
        // Those in which the clause is at work are asked first.
        let (first, then): (Vec<usize>, Vec<usize>) =
            (0..self.told.len()).partition(|place| self.told[*place].clauses.iter().any(touches));
        let is_same = |place: usize| {
            let told = scenarios.get(place).and_then(|one| self::told(&catalogue, &program, one));
            told.is_some_and(|told| told.entries == self.told[place].entries)
        };
        if scenarios.len() != self.told.len() || !first.into_iter().chain(then).all(is_same) {
            return None;
        }
        Some(Missed { differs: program.essence() != self.essence })
    }
}

/// A mistake that no scenario of a file notices.
struct Missed {
    differs: bool,
}

/// The lines that a change touches, without what is empty.
fn lines(text: &str, edit: &Edit) -> (String, String) {
    let (start, end) = (edit.span.start as usize, edit.span.end as usize);
    let first = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let last = text[end..].find('\n').map_or(text.len(), |at| end + at);
    let flat = |text: &str| {
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
        lines.collect::<Vec<_>>().join(" / ")
    };
    (flat(&text[first..last]), flat(&[&text[first..start], &edit.text, &text[end..last]].concat()))
}

/// The mistakes in one file that nothing notices.
fn survivors(folder: &Folder, place: usize) -> BTreeSet<String> {
    let (id, entries, _) = &folder.read[place];
    let source = folder.sources.get(*id).unwrap();
    let users = (0..folder.read.len()).filter(|user| folder.together(*user).iter().any(|(other, _)| other == id));
    let units: Vec<Unit<'_>> =
        users.map(|user| Unit::new(folder.read[user].0, Files::new(folder.together(user), &folder.sources))).collect();
    let survives = |mutant: &Mutant| {
        let missed: Option<Vec<Missed>> = units.iter().map(|unit| unit.misses(mutant)).collect();
        missed.is_some_and(|missed| missed.iter().any(|one| one.differs))
    };
    let found = mutants(*id, entries, source.text()).into_iter().filter(survives);
    found
        .map(|mutant| {
            let (old, new) = lines(source.text(), &mutant.edit);
            format!("{} | {} | {old} | {new}", source.name(), mutant.kind.name())
        })
        .collect()
}

/// Every mistake of a folder that nothing notices, on all processors.
fn all(folder: &Path) -> BTreeSet<String> {
    let read = Folder::read(folder);
    let inside = |place: &usize| read.read[*place].2.starts_with(folder);
    let left: Mutex<Vec<usize>> = Mutex::new((0..read.read.len()).filter(inside).collect());
    let found = Mutex::new(BTreeSet::new());
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                loop {
                    let next = left.lock().unwrap().pop();
                    let Some(place) = next else { break };
                    let survivors = survivors(&read, place);
                    found.lock().unwrap().extend(survivors);
                }
            });
        }
    });
    found.into_inner().unwrap()
}

/// The known ones, each with its reason.
fn known(list: &str) -> BTreeMap<String, String> {
    let mut reason = String::new();
    let mut known = BTreeMap::new();
    for line in list.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty()) {
        match line.strip_prefix("  ") {
            Some(mistake) => {
                known.insert(mistake.trim_end().to_owned(), reason.clone());
            }
            None => reason = line.trim_end_matches(':').to_owned(),
        }
    }
    known
}

/// The list as it is to be written.
fn written(found: &BTreeSet<String>, known: &BTreeMap<String, String>) -> String {
    let mut by_reason: BTreeMap<&str, Vec<&String>> = BTreeMap::new();
    for mistake in found {
        let reason = known.get(mistake.trim_end()).map_or("?", String::as_str);
        by_reason.entry(reason).or_default().push(mistake);
    }
    let mut list = HEAD.to_owned();
    for (reason, mistakes) in by_reason {
        writeln!(list, "\n{reason}:").unwrap();
        for mistake in mistakes {
            writeln!(list, "  {}", mistake.trim_end()).unwrap();
        }
    }
    list
}

#[test]
fn every_mistake_that_survives_has_its_reason() {
    let policies = root().join("policies");
    let folders = fs::read_dir(&policies).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir());
    let mut folders: Vec<PathBuf> = folders.filter(|path| !path.ends_with("bad")).collect();
    folders.sort();
    let mut wrong = Vec::new();
    for folder in folders {
        let name = folder.file_name().unwrap().to_string_lossy().into_owned();
        if std::env::var("FOLDER").is_ok_and(|only| only != name) {
            continue;
        }
        let file = root().join("tests/survivors").join(format!("{name}.txt"));
        let found = all(&folder.canonicalize().unwrap());
        let list = || known(&fs::read_to_string(&file).unwrap_or_default());
        if std::env::var_os("UPDATE").is_some() {
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(&file, written(&found, &list())).unwrap();
        }
        let known = list();
        let found: BTreeSet<String> = found.iter().map(|line| line.trim_end().to_owned()).collect();
        let without = found.iter().filter(|one| known.get(*one).is_none_or(|reason| reason.len() < 12));
        wrong.extend(without.map(|one| format!("nothing notices it, and no reason is given: {one}")));
        let idle = known.keys().filter(|one| !found.contains(*one));
        wrong.extend(idle.map(|one| format!("it is noticed now; take it out: {one}")));
    }
    let few: Vec<&String> = wrong.iter().take(20).collect();
    assert!(wrong.is_empty(), "{} lines of tests/survivors are not right, among them:\n{few:#?}", wrong.len());
}
