//! What `check` writes for machines.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use super::Folder;

const FAULTY: &str =
    "plan \"周末, 50%\" {\n  every month: data 20 GB\n  rolover 3 months\n  notify at 120% of plan data\n}\n";

/// The schema that OASIS published, as the crate carries it that our types come from.
fn schema() -> Value {
    let cargo = Command::new(env!("CARGO")).args(["metadata", "--format-version", "1", "--locked"]).output().unwrap();
    let metadata: Value = serde_json::from_slice(&cargo.stdout).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    let package = packages.iter().find(|package| package["name"] == "serde-sarif").unwrap();
    let manifest = PathBuf::from(package["manifest_path"].as_str().unwrap());
    let path: &Path = manifest.parent().unwrap();
    let text = std::fs::read_to_string(path.join("src/schema.json")).unwrap();
    // One of its patterns closes a bracket that it has not opened; JavaScript takes that for the character.
    let schema: Value = serde_json::from_str(&text.replace("{2}]?$", "{2}\\\\]?$")).unwrap();
    assert!(schema["title"].as_str().unwrap().contains("SARIF"), "{}", schema["title"]);
    schema
}

fn sarif(folder: &Folder) -> Value {
    let ran = folder.run(&["check", "--format", "sarif", "."]).ends_with(1);
    assert_eq!(ran.err, "");
    serde_json::from_str(&ran.out).unwrap()
}

#[test]
fn sarif_is_valid_against_the_published_schema() {
    let folder = Folder::with("formats-sarif", &[("a b.plan", FAULTY), ("rollover.toml", "[chek]\n")]);
    let log = sarif(&folder);
    let validator = jsonschema::validator_for(&schema()).unwrap();
    let errors: Vec<String> = validator.iter_errors(&log).map(|error| error.to_string()).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    // The validator is one that can say no.
    assert!(!validator.is_valid(&serde_json::json!({ "version": "2.1.0", "runs": [{ "tool": 3 }] })));
    let run = &log["runs"][0];
    let results = run["results"].as_array().unwrap();
    let word = results.iter().find(|one| one["ruleId"] == "rollover::unknown_word").unwrap();
    let place = &word["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "a%20b.plan");
    assert_eq!(place["region"]["startLine"], 3);
    assert_eq!(word["fixes"][0]["artifactChanges"][0]["replacements"][0]["insertedContent"]["text"], "rollover");
    for one in results {
        let rule = &run["tool"]["driver"]["rules"][usize::try_from(one["ruleIndex"].as_i64().unwrap()).unwrap()];
        assert_eq!(rule["id"], one["ruleId"]);
        assert!(rule["help"]["text"].is_string(), "{rule}");
    }
}

#[test]
fn a_fingerprint_survives_moved_lines() {
    let prints = |folder: &Folder| {
        let log = sarif(folder);
        let results = log["runs"][0]["results"].as_array().unwrap().clone();
        let print = |one: &Value| one["partialFingerprints"]["rolloverPlace/v1"].as_str().unwrap().to_owned();
        results.iter().map(print).collect::<Vec<_>>()
    };
    let folder = Folder::with("formats-prints", &[("a.plan", FAULTY)]);
    let before = prints(&folder);
    let mut different = before.clone();
    different.sort();
    different.dedup();
    assert_eq!(different.len(), before.len(), "no two have the same: {before:#?}");
    folder.write("a.plan", format!("# moved\n\n{FAULTY}").as_bytes());
    assert_eq!(prints(&folder), before);
}

#[test]
fn annotations_are_a_line_each() {
    let folder = Folder::with("formats-github", &[("a.plan", FAULTY)]);
    let top = [("GITHUB_WORKSPACE", folder.path().to_str().unwrap())];
    let arguments = ["check", "--format", "github", "--ignore", "undecided", "."];
    let ran = folder.run_with(&arguments, &top, b"").ends_with(1);
    let lines: Vec<&str> = ran.out.lines().collect();
    let first = "::error file=a.plan,line=3,endLine=3,col=3,endColumn=10,title=rollover%3A%3Aunknown_word::`rolover`";
    assert!(lines.len() == 1 || lines.len() == 2, "{}", ran.out);
    assert!(lines[0].starts_with(first) && lines[0].contains("%0A"), "{}", ran.out);
    // Wherever in the repository it runs, files are named from its top.
    let above = folder.path().parent().unwrap();
    let ran = folder.run_with(&arguments, &[("GITHUB_WORKSPACE", above.to_str().unwrap())], b"").ends_with(1);
    let name = folder.path().file_name().unwrap().to_str().unwrap();
    assert!(ran.out.starts_with(&format!("::error file={name}/a.plan,line=3,")), "{}", ran.out);
}

#[test]
fn junit_has_a_suite_for_each_file() {
    let folder = Folder::with("formats-junit", &[("a.plan", FAULTY), ("b.plan", "price $1\n")]);
    let ran = folder
        .run(&["check", "--format", "junit", "--ignore", "undecided", "--output", "report.xml", "."])
        .ends_with(1);
    assert_eq!(ran.out, "");
    let report = std::fs::read_to_string(folder.path().join("report.xml")).unwrap();
    assert!(
        report.starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"rollover check\""),
        "{report}"
    );
    assert!(report.contains("<testsuite name=\"b.plan\" tests=\"1\" failures=\"0\">"), "{report}");
    assert!(report.contains("<testcase name=\"rollover::unknown_word a.plan:3:3\""), "{report}");
    assert!(report.contains("`rolover` is not a word"), "{report}");
}

#[test]
fn findings_are_counted_by_code() {
    let folder = Folder::with("formats-statistics", &[("a.plan", FAULTY), ("b.plan", FAULTY)]);
    let ran = folder.run(&["check", "--statistics", "--ignore", "undecided", "."]).ends_with(1);
    assert!(ran.out.starts_with("2  rollover::unknown_word  2 with --fix\n"), "{}", ran.out);
    assert_eq!(ran.err, "");
}
