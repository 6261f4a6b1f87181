//! Whatever a file holds, the program answers, soon, and within its means.

use std::time::{Duration, Instant};

use super::{Folder, TWENTY};

/// Far more than the release build needs; the tests run less optimised, beside each other.
const PATIENCE: Duration = Duration::from_secs(20);

#[test]
fn large_and_deep_files_have_an_answer() {
    let folder = Folder::with("hostile-large", &[]);
    let size = 4 << 20;
    for (name, piece) in [
        ("braces", "{"),
        ("closing", "}"),
        ("quotes", "\""),
        ("semicolons", ";"),
        ("nested", "plan A {"),
        ("words", "x "),
        ("clauses", "rolover 3 months;"),
        ("lines", "rolover 3 months\n"),
        ("digits", "9"),
        ("nul", "\0"),
        ("chinese", "周末"),
        ("imports", "import \"none.plan\"\n"),
        ("open", "plan \"A\" { pack \"B\" { "),
    ] {
        folder.write("a.plan", piece.repeat(size / piece.len()).as_bytes());
        let start = Instant::now();
        let ran = folder.run(&["check", "a.plan"]);
        assert!(start.elapsed() < PATIENCE, "{name} took {:?}", start.elapsed());
        assert!(matches!(ran.code, Some(0..=2)), "{name}: {:?}", ran.code);
        assert!(ran.err.len() < 1 << 20, "{name} says {} bytes", ran.err.len());
    }
}

#[test]
fn a_long_chain_of_imports_has_an_answer() {
    let folder = Folder::with("hostile-chain", &[]);
    for index in 0..500 {
        folder.write(&format!("{index}.plan"), format!("import \"{}.plan\"\n", index + 1).as_bytes());
    }
    folder.write("500.plan", TWENTY.as_bytes());
    folder.run(&["check", "0.plan"]).ends_with(0);
}

#[test]
fn months_without_end_have_an_answer() {
    let folder = Folder::with("hostile-months", &[("a.plan", TWENTY)]);
    folder.write("short.plan", b"zone UTC\nplan A { every 1 second: data 1 GB; rollover 3 months }\n");
    for arguments in [
        &["simulate", "a.plan", "--months", "1200"][..],
        &["simulate", "a.plan", "--from", "2199-12-31"],
        &["simulate", "a.plan", "--from", "1900-01-01"],
    ] {
        folder.run(arguments).ends_with(0);
    }
    let start = Instant::now();
    let ran = folder.run(&["simulate", "short.plan", "--months", "1"]);
    assert!(start.elapsed() < PATIENCE && matches!(ran.code, Some(0..=2)), "{:?} {ran:?}", start.elapsed());
}
