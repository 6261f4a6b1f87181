//! Numbers that other engines' own tests expect: `policies/engines/<name>/*.plan`, and the page that tells of them.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "these tests read the repository's plans"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use rollover::compile::compile;
use rollover::diag::Severity;
use rollover::event::{AccountId, Opening};
use rollover::ledger::Ledger;
use rollover::model::Catalogue;
use rollover::sim::World;
use rollover::text::{Source, Sources};
use rollover::verify::reference::{Reference, ReferenceEntry};
use rollover::verify::scenario;

/// Cases that must be there, by engine. A case is a scenario whose title begins with its name.
const CASES: &[(&str, &[&str])] = &[
    (
        "openmeter",
        &[
            "OM-R02", "OM-R06", "OM-R07", "OM-R09", "OM-R11", "OM-R13", "OM-R14", "OM-R15", "OM-R16", "OM-R18",
            "OM-S01", "OM-S02", "OM-U01", "OM-U02", "OM-U06a", "OM-N01", "OM-E01", "OM-E06a", "OM-B01", "OM-B05",
            "OM-X01a", "OM-X01b",
        ],
    ),
    ("autumn", &["AU-01", "AU-10", "AU-13", "AU-14", "AU-16", "AU-18", "AU-21", "AU-22", "AU-29", "AU-34", "AU-35"]),
    ("ukama", &["UK-02", "UK-05", "UK-06", "UK-11"]),
    ("billrun", &["BR-01", "BR-02", "BR-07"]),
    ("cgrates", &["CG-81", "CG-84", "CG-T1"]),
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every engine that has cases.
fn engines() -> BTreeSet<String> {
    let folders = std::fs::read_dir(root().join("policies/engines")).unwrap();
    folders.map(|one| one.unwrap().file_name().into_string().unwrap()).collect()
}

/// The plan files of an engine; what they import is one of them.
fn files(engine: &str) -> Vec<PathBuf> {
    let folder = root().join("policies/engines").join(engine);
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.is_file());
    files.sort();
    files
}

/// A file with what it imports put before it.
fn read(path: &Path) -> Catalogue {
    let text = std::fs::read_to_string(path).unwrap();
    let import = "import \"operator.plan\"\n";
    let imported = std::fs::read_to_string(path.with_file_name("operator.plan")).unwrap_or_default();
    let mut sources = Sources::default();
    sources.add(Source::new(path.display().to_string(), text.replace(import, &imported)));
    let (catalogue, found) = rollover::read(&sources);
    let errors: Vec<_> = found.iter().filter(|one| one.severity == Severity::Error).collect();
    assert!(errors.is_empty(), "{}: {errors:#?}", path.display());
    catalogue
}

#[test]
fn every_case_of_another_engine_is_a_scenario_that_passes() {
    let required: BTreeMap<&str, &[&str]> = CASES.iter().copied().collect();
    for engine in engines() {
        let mut shown = BTreeSet::new();
        for path in files(&engine) {
            let catalogue = read(&path);
            let program = compile(&catalogue);
            for one in &catalogue.scenarios {
                let (case, _) = one.name.split_once(": ").unwrap_or_else(|| panic!("{engine}: no case: {}", one.name));
                shown.insert(case.to_owned());
                assert!(scenario::run(&catalogue, &program, one).passed(), "{engine}: {}", one.name);
            }
        }
        let missing: Vec<&&str> = required
            .get(engine.as_str())
            .into_iter()
            .flat_map(|cases| cases.iter())
            .filter(|case| !shown.contains(**case))
            .collect();
        assert!(missing.is_empty(), "{engine}: {missing:?}");
    }
}

#[test]
fn both_engines_give_the_same_ledger_for_every_case() {
    for path in engines().iter().flat_map(|engine| files(engine)) {
        let catalogue = read(&path);
        let program = compile(&catalogue);
        for one in &catalogue.scenarios {
            let opening = |account: &rollover::model::Account| Opening {
                plan: account.plan,
                member_of: account.member_of.map(AccountId),
            };
            let openings: Vec<Opening> = one.accounts.iter().map(opening).collect();
            let outcome = scenario::run(&catalogue, &program, one);
            let (events, until) = (outcome.events.iter().map(|(_, event)| *event), outcome.until);
            let (mut world, mut ledger) = (World::new(&program, &openings), Ledger::default());
            let mut reference = Reference::new(&catalogue, &openings);
            for event in events {
                world.step(&event, &mut ledger).unwrap();
                reference.step(&event).unwrap();
            }
            world.settle(until, &mut ledger).unwrap();
            reference.settle(until).unwrap();
            let entries = ledger.entries.iter().map(|entry| ReferenceEntry::of(entry, program.origin(entry.origin)));
            assert_eq!(entries.collect::<Vec<_>>(), reference.entries(), "{}", one.name);
        }
    }
}

/// What stands before the list of all cases, which is made.
const LIST: &str = "## Every case\n";

#[test]
fn the_page_about_engines_names_every_case() {
    let path = root().join("docs/engines.md");
    let page = std::fs::read_to_string(&path).unwrap();
    let (told, _) = page.split_once(LIST).unwrap();
    let made = format!("{told}{LIST}{}", list());
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, &made).unwrap();
    }
    assert!(page == made || std::env::var_os("UPDATE").is_some(), "run `UPDATE=1 cargo test engines`");
}

/// Every scenario of every file, by its title.
fn list() -> String {
    let mut list = String::new();
    for path in engines().iter().flat_map(|engine| files(engine)) {
        let scenarios = read(&path).scenarios;
        if scenarios.is_empty() {
            continue;
        }
        let name = path.strip_prefix(root()).unwrap().display().to_string().replace('\\', "/");
        list.push_str(&format!("\n`{name}`\n\n"));
        scenarios.iter().for_each(|one| list.push_str(&format!("- {}\n", one.name)));
    }
    list
}
