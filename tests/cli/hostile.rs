//! Whatever a file holds, the program answers, in bounded words. How soon is not measured here: see `benches`.

use super::{Folder, TWENTY};

#[test]
fn large_and_deep_files_have_an_answer() {
    let folder = Folder::with("hostile-large", &[]);
    let size = 1 << 20;
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
        let ran = folder.run(&["check", "a.plan"]);
        assert!(matches!(ran.code, Some(0..=2)), "{name}: {:?}", ran.code);
        assert!(ran.err.len() < 1 << 20, "{name} says {} bytes", ran.err.len());
    }
}

#[test]
fn ten_megabytes_are_too_large_whatever_they_hold() {
    let folder = Folder::with("hostile-ten", &[]);
    for piece in ["{", "\"", ";", "\0"] {
        let bytes = piece.repeat(10_000_000).into_bytes();
        folder.write("a.plan", &bytes);
        for arguments in
            [&["check", "a.plan"][..], &["simulate", "a.plan"], &["test", "a.plan"], &["explain", "a.plan"]]
        {
            let ran = folder.run(arguments).ends_with(2);
            assert_eq!((ran.reported("too_large"), ran.out.contains("20 GB")), (1, false), "{arguments:?} {}", ran.err);
        }
        let ran = folder.run_with(&["check", "-"], &[], &bytes).ends_with(2);
        assert_eq!(ran.reported("too_large"), 1, "{}", ran.err);
    }
}

#[test]
fn blocks_in_blocks_are_counted() {
    let nested = |depth: usize| format!("plan A {{\n{}{}\n}}\n", "pack X { ".repeat(depth), "} ".repeat(depth));
    let folder = Folder::with("hostile-nested", &[("few.plan", &nested(60)), ("many.plan", &nested(100))]);
    assert_eq!(folder.run(&["check", "few.plan"]).ends_with(1).reported("too_large"), 0);
    assert_eq!(folder.run(&["check", "many.plan"]).ends_with(1).reported("too_large"), 1);
}

#[test]
fn usage_that_is_no_table_has_an_answer() {
    let folder = Folder::with("hostile-usage", &[("a.plan", TWENTY)]);
    for piece in ["{", "\"", ";", "\0", ",", "\n", "at,"] {
        folder.write("u.csv", piece.repeat((1 << 20) + (1 << 18)).as_bytes());
        let ran = folder.run(&["simulate", "a.plan", "--usage", "u.csv"]);
        assert!(matches!(ran.code, Some(1..=2)) && ran.out.is_empty(), "{piece:?} {:?} {}", ran.code, ran.out);
        assert!(ran.err.len() < 1 << 20, "{piece:?} says {} bytes", ran.err.len());
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
    let ran = folder.run(&["simulate", "short.plan", "--months", "1"]);
    assert!(matches!(ran.code, Some(0..=2)), "{ran:?}");
}
