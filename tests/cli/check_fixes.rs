//! `check --fix`: what is changed, what is only shown, what is left alone.

use std::fs;

use super::Folder;

const FAULTY: &str =
    "plan \"P\" {\n  every month: data 20 GB\n  rolover 3 months # kept\n  notify at 120% of plan data\n}\n";
const SAFE: &str =
    "plan \"P\" {\n  every month: data 20 GB\n  rollover 3 months # kept\n  notify at 120% of plan data\n}\n";
const ALL: &str =
    "plan \"P\" {\n  every month: data 20 GB\n  rollover 3 months # kept\n  notify at 100% of plan data\n}\n";

fn text(folder: &Folder, name: &str) -> String {
    fs::read_to_string(folder.path().join(name)).unwrap()
}

#[test]
fn safe_changes_are_made_and_the_others_only_when_asked_for() {
    let folder = Folder::with("fix-safe", &[("a.plan", FAULTY), ("b/c.plan", SAFE)]);
    let ran = folder.run(&["check", "--fix", "--ignore", "undecided", "."]).ends_with(0);
    assert_eq!(ran.out, "2 plans, 0 errors, 2 warnings, 0 undecided\n1 fixed, 2 more with --unsafe-fixes\n");
    assert_eq!(text(&folder, "a.plan"), SAFE);
    let ran = folder.run(&["check", "--fix", "--unsafe-fixes", "--ignore", "undecided", "."]).ends_with(0);
    assert_eq!(ran.out, "2 plans, 0 errors, 0 undecided\n2 fixed\n");
    assert_eq!((text(&folder, "a.plan"), text(&folder, "b/c.plan")), (ALL.to_owned(), ALL.to_owned()));
    let again = folder.run(&["check", "--fix", "--unsafe-fixes", "--ignore", "undecided", "."]).ends_with(0);
    assert!(again.out.ends_with("0 fixed\n"), "{}", again.out);
    let left = fs::read_dir(folder.path()).unwrap().count();
    assert_eq!(left, 2, "nothing is left beside the files");
}

#[test]
fn a_change_that_does_harm_is_said_and_refused_alone() {
    // The second name begins with a Cyrillic letter; in Latin letters there would be two plans of one name.
    let two = |text: &str| format!("{}{}", text.replace("\"P\"", "\"Alpha\""), text.replace("\"P\"", "\"Аlpha\""));
    let folder = Folder::with("fix-harm", &[("a.plan", &two(FAULTY)), ("b.plan", FAULTY)]);
    let ran = folder.run(&["check", "--fix", "--unsafe-fixes", "--ignore", "undecided", "."]).ends_with(0);
    assert_eq!((text(&folder, "a.plan"), text(&folder, "b.plan")), (two(ALL), ALL.to_owned()));
    assert!(ran.err.contains("a.plan:6: the change for rollover::confusable_letters was left out"), "{}", ran.err);
    assert!(ran.out.ends_with("6 fixed, 1 left out\n"), "{}", ran.out);
}

#[test]
fn a_diff_changes_nothing_and_fails() {
    let folder = Folder::with("fix-diff", &[("a.plan", FAULTY)]);
    let ran = folder.run(&["check", "--diff", "--ignore", "undecided", "a.plan"]).ends_with(1);
    let diff = "--- a.plan\n+++ a.plan\n@@ -1,5 +1,5 @@\n plan \"P\" {\n   every month: data 20 GB\n-  rolover 3 months # kept\n\
                +  rollover 3 months # kept\n   notify at 120% of plan data\n }\n";
    assert!(ran.out.starts_with(diff), "{}", ran.out);
    assert_eq!(text(&folder, "a.plan"), FAULTY);
}

#[test]
fn who_wants_unsafe_fixes_wants_fixes() {
    let folder = Folder::with("fix-unsafe-alone", &[("a.plan", FAULTY), ("b.plan", FAULTY)]);
    let alone = folder.run(&["check", "--unsafe-fixes", "--ignore", "undecided", "a.plan"]);
    let both = folder.run(&["check", "--fix", "--unsafe-fixes", "--ignore", "undecided", "b.plan"]);
    assert_eq!((alone.out, text(&folder, "a.plan")), (both.out, text(&folder, "b.plan")));
    assert_ne!(text(&folder, "a.plan"), FAULTY);
}

#[test]
fn standard_input_goes_to_standard_output() {
    let folder = Folder::with("fix-pipe", &[]);
    let ran = folder.run_with(&["check", "--fix", "--ignore", "undecided", "-"], &[], FAULTY.as_bytes()).ends_with(0);
    assert_eq!(ran.out, SAFE);
    let ran = folder.run_with(&["check", "--fix", "-"], &[], b"plan P {").ends_with(1);
    assert_eq!(ran.out, "plan P {", "an editor that pipes its text must not lose it");
}

#[test]
fn a_file_that_cannot_be_written_is_said_so() {
    let folder = Folder::with("fix-readonly", &[("a.plan", FAULTY)]);
    let path = folder.path().join("a.plan");
    let mut permissions = fs::metadata(&path).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&path, permissions).unwrap();
    let ran = folder.run(&["check", "--fix", "a.plan"]).ends_with(2);
    assert_eq!(ran.reported("bad_request"), 1, "{}", ran.err);
    assert_eq!(text(&folder, "a.plan"), FAULTY);
}

#[test]
fn what_is_known_or_did_not_change_is_left_alone() {
    let folder = Folder::with("fix-known", &[("a.plan", FAULTY), ("b.plan", SAFE)]);
    let baseline = ["check", "--baseline", "known.json", "--write-baseline", "b.plan"];
    folder.run(&baseline).ends_with(0);
    folder.write("b.plan", SAFE.as_bytes());
    let fix = ["check", "--baseline", "known.json", "--fix", "--unsafe-fixes", "--ignore", "undecided", "."];
    let ran = folder.run(&fix).ends_with(0);
    assert_eq!(text(&folder, "b.plan"), SAFE, "{}", ran.out);
    assert!(ran.out.contains("2 fixed"), "{}", ran.out);
}

#[test]
fn questions_are_for_the_owner_to_answer() {
    let folder = Folder::with("fix-questions", &[("a.plan", SAFE)]);
    folder.run(&["check", "--fix", "a.plan"]).ends_with(0);
    assert_eq!(text(&folder, "a.plan"), SAFE);
}

#[test]
fn two_results_do_not_go_to_one_stream() {
    let folder = Folder::with("fix-streams", &[]);
    let ran = folder.run_with(&["check", "--fix", "--format", "json", "-"], &[], FAULTY.as_bytes()).ends_with(2);
    assert_eq!((ran.out.as_str(), ran.reported("bad_request")), ("", 1), "{}", ran.err);
    folder.run(&["check", "--unsafe-fixes", "."]).ends_with(2);
    folder.run(&["check", "--output", "x", "."]).ends_with(2);
}
