//! What must hold of the repository itself: which room may know which, how long files get, what is not to be forgotten.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Which rooms a room may know. A new arrow is a decision: make it here, and say why in `docs/architecture.md`.
const ARROWS: &[(&str, &[&str])] = &[
    // The ground.
    ("text", &[]),
    ("units", &[]),
    ("event", &["units"]),
    // The front half: from text to meaning.
    ("diag", &["text"]),
    ("syntax", &["text", "diag"]),
    ("model", &["text", "units", "event"]),
    ("clause", &["text", "diag", "units", "event", "syntax", "model"]),
    ("check", &["text", "units", "diag", "syntax", "model"]),
    // The back half: from something to do to what happened.
    ("ledger", &["text", "units", "event"]),
    ("program", &["text", "units", "event", "ledger"]),
    ("sim", &["units", "event", "ledger", "program"]),
    // Where they meet.
    ("compile", &["text", "units", "event", "model", "program"]),
    ("verify", &["text", "units", "event", "ledger", "model", "program", "sim"]),
    ("report", &["text", "units", "event", "ledger", "model", "program"]),
    // What the scenarios of a plan reach.
    ("coverage", &["text", "units", "event", "diag", "syntax", "clause", "model", "compile", "ledger", "verify"]),
    // What the scenarios of a plan notice.
    ("mutate", &["text", "diag", "syntax", "clause", "model"]),
    // What sees everything, and nobody sees.
    (
        "cli",
        &[
            "text", "units", "event", "diag", "syntax", "clause", "model", "check", "compile", "ledger", "program",
            "sim", "verify", "coverage", "mutate", "report",
        ],
    ),
];

/// Files over 500 lines, each with its reason.
const LONG: &[(&str, &str)] = &[];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn files_below(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap().map(Result::unwrap) {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == ending) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

fn sources() -> Vec<(String, String)> {
    let name = |path: &Path| path.strip_prefix(root()).unwrap().to_string_lossy().replace('\\', "/");
    files_below(&root().join("src"), "rs").iter().map(|path| (name(path), fs::read_to_string(path).unwrap())).collect()
}

/// Tests may look into any room.
fn is_test(file: &str) -> bool {
    file.ends_with("tests.rs") || file.contains("/tests/")
}

/// The rooms that a text names behind `crate::`, also in a list of several.
fn rooms_named(text: &str) -> BTreeSet<String> {
    let mut rooms = BTreeSet::new();
    let code = text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
    for (at, _) in code.match_indices("crate::") {
        let rest = &code[at + "crate::".len()..];
        let list = rest.strip_prefix('{').map(|list| list.split('}').next().unwrap());
        for item in list.unwrap_or(rest).split(',').take(if list.is_some() { usize::MAX } else { 1 }) {
            rooms.insert(item.trim().chars().take_while(|c| c.is_ascii_lowercase() || *c == '_').collect());
        }
    }
    rooms
}

#[test]
fn no_room_knows_a_room_it_may_not() {
    let arrows: BTreeMap<&str, &[&str]> = ARROWS.iter().copied().collect();
    let mut wrong = Vec::new();
    for (file, text) in sources().into_iter().filter(|(file, _)| !is_test(file)) {
        let Some((room, _)) = file.trim_start_matches("src/").split_once('/') else { continue };
        let allowed = arrows.get(room).unwrap_or_else(|| panic!("{room} is not in the table of arrows"));
        for named in rooms_named(&text) {
            let is_room = arrows.contains_key(named.as_str());
            if is_room && named != room && !allowed.contains(&named.as_str()) {
                wrong.push(format!("{file}: {room} -> {named}"));
            }
        }
    }
    assert!(wrong.is_empty(), "these arrows are not in the table:\n{}", wrong.join("\n"));
}

#[test]
fn every_arrow_in_the_table_is_drawn() {
    let mut drawn: BTreeSet<(String, String)> = BTreeSet::new();
    for (file, text) in sources().into_iter().filter(|(file, _)| !is_test(file)) {
        let Some((room, _)) = file.trim_start_matches("src/").split_once('/') else { continue };
        drawn.extend(rooms_named(&text).into_iter().map(|named| (room.to_owned(), named)));
    }
    for (room, allowed) in ARROWS {
        for named in *allowed {
            let arrow = ((*room).to_owned(), (*named).to_owned());
            assert!(
                drawn.contains(&arrow),
                "{room} -> {named} is allowed and nobody needs it: take it out of the table"
            );
        }
    }
}

#[test]
fn files_are_short_or_say_why_not() {
    for (file, text) in sources() {
        let lines = text.lines().count();
        let known = LONG.iter().any(|(name, _)| *name == file);
        assert!(lines <= 500 || known, "{file} has {lines} lines: split it, or give a reason in LONG");
        assert!(!(known && lines <= 500), "{file} is short now: take it out of LONG");
    }
}

#[test]
fn every_file_says_what_it_is() {
    for (file, text) in sources() {
        assert!(is_test(&file) || text.starts_with("//!"), "{file} does not begin with a line that says what it is");
    }
}

#[test]
fn nobody_but_the_command_line_touches_the_world() {
    for (file, text) in sources() {
        if file.starts_with("src/cli/") || file == "src/main.rs" || is_test(&file) {
            continue;
        }
        for forbidden in ["std::fs", "std::env", "std::process", "std::net", "std::time", "println!", "eprintln!"] {
            let used = text.lines().any(|line| line.contains(forbidden) && !line.trim_start().starts_with("//"));
            assert!(!used, "{file} uses {forbidden}");
        }
    }
}
