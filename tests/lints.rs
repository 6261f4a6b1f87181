//! The lints on the plans of the repository: each finds what is wrong with its plan in `policies/bad`, and none anything in
//! the others.
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "these tests read the repository's plans")]

use std::collections::BTreeSet;
use std::path::Path;

use rollover::check::LINTS;
use serde_json::Value;

use crate::cli::{Ran, program};

fn run(arguments: &[&str]) -> Ran {
    Ran::of(&program().args(arguments).current_dir(env!("CARGO_MANIFEST_DIR")).output().unwrap())
}

/// The codes that are found in files and folders, each with the file.
fn found(paths: &[&str]) -> Vec<(String, String)> {
    let ran = run(&[&["check", "--format", "json"], paths].concat());
    let report: Value = serde_json::from_str(&ran.out).unwrap();
    let of = |one: &Value| {
        let code = one["code"].as_str().unwrap().trim_start_matches("rollover::").to_owned();
        (one["labels"][0]["file"].as_str().unwrap_or_default().to_owned(), code)
    };
    report["diagnostics"].as_array().unwrap().iter().map(of).collect()
}

fn files(folder: &str) -> BTreeSet<String> {
    let entries = std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)).unwrap();
    entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

#[test]
fn each_lint_finds_what_is_wrong_with_its_plan_and_nothing_else_does() {
    for lint in LINTS {
        let code = lint.code.name();
        let path = format!("policies/bad/{code}.plan");
        let text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(&path)).unwrap();
        assert_eq!(text.lines().next(), Some(format!("# rollover::{code}").as_str()), "{path}");
        assert_eq!(found(&[&path]), [(path.clone(), code.to_owned())], "rollover check {path}");
    }
    let known: BTreeSet<String> = LINTS.iter().map(|lint| format!("{}.plan", lint.code.name())).collect();
    assert_eq!(files("policies/bad"), known);
}

#[test]
fn no_lint_finds_anything_in_the_other_plans() {
    let folders: Vec<String> = files("policies").into_iter().filter(|folder| folder != "bad").collect();
    let paths: Vec<String> = folders.iter().map(|folder| format!("policies/{folder}")).collect();
    let is_lint = |code: &str| LINTS.iter().any(|lint| lint.code.name() == code);
    let mut wrong = found(&paths.iter().map(String::as_str).collect::<Vec<_>>());
    wrong.retain(|(_, code)| is_lint(code));
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Plans with one thing wrong in them, each beside one that has it right: the one is found, and nothing else; the other says
/// nothing.
#[test]
fn a_fault_is_found_and_its_twin_is_not() {
    let is_lint = |code: &str| LINTS.iter().any(|lint| lint.code.name() == code);
    let mut wrong = found(&["tests/faulty"]);
    wrong.retain(|(_, code)| is_lint(code));
    let mut expected = Vec::new();
    for file in files("tests/faulty/bad") {
        let path = format!("tests/faulty/bad/{file}");
        let text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(&path)).unwrap();
        let code = text.lines().next().unwrap_or_default().trim_start_matches("# rollover::").to_owned();
        expected.push((path, code));
    }
    wrong.sort();
    expected.sort();
    assert_eq!(wrong, expected);
    assert_eq!(files("tests/faulty/bad"), files("tests/faulty/good"));
}
