//! Plans in, text out: `tests/cases` holds the plans, `tests/snapshots` each plan together with what is said of it.
//!
//! A case is named after what it shows: `good-…` has no mistake, all others have. Its first line says it in a sentence.
//! To look at a change: `cargo insta review`, or `INSTA_UPDATE=always cargo test cases` and `git diff tests/snapshots`.
#![allow(clippy::unwrap_used, clippy::panic, clippy::disallowed_methods, reason = "these tests read their cases")]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use insta::{Settings, assert_snapshot, glob};
use rollover::check::LINTS;
use rollover::diag::Code;

use crate::cli::{Folder, Ran, program};

/// Codes that no plan by itself leads to; `tests/cli` has them.
const OF_THE_WORLD: &[Code] = &[
    Code::Unreadable,
    Code::TooLarge,
    Code::BadEvent,
    Code::BadRow,
    Code::Overflow,
    Code::NotConserved,
    Code::NotFormatted,
    Code::BadSettings,
    Code::BadRequest,
    Code::NotCovered,
];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases")
}

/// Every case: its name with `.plan`, and its text.
fn cases() -> Vec<(String, String)> {
    let entries = std::fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path());
    let entries = entries.filter(|path| path.extension().is_some_and(|ending| ending == "plan"));
    let mut cases: Vec<(String, String)> = entries
        .map(|path| (path.file_name().unwrap().to_str().unwrap().to_owned(), std::fs::read_to_string(&path).unwrap()))
        .collect();
    cases.sort();
    cases
}

fn run(arguments: &[&str]) -> Ran {
    Ran::of(&program().args(arguments).current_dir(folder()).output().unwrap())
}

/// The input, and below it what each command prints: as a reader would see it in a terminal of 80 columns.
fn page(name: &str, text: &str) -> String {
    let mut page = format!("$ cat {name}\n{text}");
    if let Ok(table) = std::fs::read_to_string(folder().join(name).with_extension("csv")) {
        let name = name.replace(".plan", ".csv");
        write!(page, "\n$ cat {name}\n{table}").unwrap();
    }
    let mut say = |arguments: &[&str]| {
        let ran = run(arguments);
        write!(page, "\n$ rollover {}\n{}{}", arguments.join(" "), ran.err, ran.out).unwrap();
        if ran.code != Some(0) {
            writeln!(page, "[exit code {}]", ran.code.unwrap()).unwrap();
        }
        ran
    };
    let checked = say(&["check", name]);
    say(&["check", name, "--lang", "zh"]);
    if checked.code == Some(0) {
        if checked.out.contains("scenario") {
            say(&["test", name]);
        }
        say(&["explain", name]);
        say(&["explain", name, "--lang", "zh"]);
    }
    page
}

#[test]
fn every_case_is_answered_as_it_was() {
    let mut settings = Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        glob!("cases/*.plan", |path| {
            let name = path.file_name().unwrap().to_str().unwrap();
            assert_snapshot!("case", page(name, &std::fs::read_to_string(path).unwrap()));
        });
    });
}

#[test]
fn every_snapshot_has_its_case() {
    let snapshots = folder().with_file_name("snapshots");
    for entry in std::fs::read_dir(snapshots).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        // What is pending is for the test above to say.
        let name = name.strip_suffix(".new").unwrap_or(&name);
        let case = name.strip_prefix("case@").and_then(|name| name.strip_suffix(".snap"));
        assert!(case.is_some_and(|case| folder().join(case).is_file()), "{name} belongs to no case: remove it");
    }
}

#[test]
fn every_case_says_what_it_shows_and_is_what_its_name_says() {
    for (name, text) in cases() {
        let first = text.lines().next().unwrap();
        assert!(first.starts_with("# ") && first.ends_with('.'), "{name} does not begin with a sentence: {first}");
        let good = name.starts_with("good-") || name.starts_with("fixed-");
        assert_eq!(run(&["check", &name]).code, Some(i32::from(!good)), "{name}");
    }
}

#[test]
fn every_code_that_a_plan_can_have_is_in_a_case() {
    let mut said = String::new();
    for (name, _) in cases() {
        said.push_str(&run(&["check", &name]).err);
    }
    // What lints find is in `policies/bad`, a plan each.
    let is_lint = |code: &Code| LINTS.iter().any(|lint| lint.code == *code);
    for code in Code::ALL.iter().filter(|code| !OF_THE_WORLD.contains(code) && !is_lint(code)) {
        let line = format!("rollover::{}", code.name());
        assert!(said.lines().any(|said| said == line), "no case shows {line}");
    }
}

/// Where each diagnostic is, by its frame: line and column of its first label.
fn places(ran: &Ran) -> Vec<String> {
    let mut places = Vec::new();
    let mut is_new = false;
    for line in ran.err.lines() {
        is_new |= line.starts_with("rollover::");
        if let Some((_, frame)) = line.split_once("╭─[").filter(|_| is_new) {
            let mut parts = frame.trim_end_matches(']').rsplitn(3, ':');
            let (column, line) = (parts.next().unwrap(), parts.next().unwrap());
            places.push(format!("{line}:{column}"));
            is_new = false;
        }
    }
    places
}

#[test]
fn ten_mistakes_are_ten_diagnostics_each_at_its_place() {
    let ran = run(&["check", "many-ten-mistakes-in-one-file.plan"]);
    let expected = ["2:20", "4:3", "5:3", "7:50", "8:7", "9:27", "10:13", "11:18", "13:3", "16:3"];
    assert_eq!(places(&ran), expected, "{}", ran.err);
    assert!(ran.out.contains(" 10 errors"), "{}", ran.out);
}

#[test]
fn the_first_two_fixed_samples_are_one_plan() {
    let folder = Folder::with("cases-fixed", &[]);
    let explained = |case: &str, lang: &str| {
        let text = std::fs::read(self::folder().join(case)).unwrap();
        // An anonymous plan is named after its file, and its pack after the word it was written with: in quotes where that
        // word would be lost in the sentence. How lines are wrapped depends on it.
        folder.write("sample.plan", &text);
        let out = folder.run(&["explain", "sample.plan", "--lang", lang]).ends_with(0).out;
        let words = out.replace("周末", "weekend").replace(['“', '”'], "");
        words.chars().filter(|character| !character.is_whitespace()).collect::<String>()
    };
    for lang in ["en", "zh"] {
        let english = explained("fixed-1-one-line-is-a-whole-plan.plan", lang);
        let chinese = explained("fixed-2-the-same-line-in-chinese.plan", lang);
        assert_eq!(english, chinese);
        assert!(english.len() > 1_000, "{english}");
    }
}
