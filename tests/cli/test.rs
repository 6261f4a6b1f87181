//! `test`: what passes, what fails, and what is shown of it.

use super::{Folder, TWENTY};

#[test]
fn a_failure_shows_expected_got_and_the_clauses_in_between() {
    let wrong = TWENTY.replace("expect rolled 8 GB", "expect rolled 7 GB");
    let folder = Folder::with("test-fails", &[("a.plan", &wrong)]);
    let ran = folder.run(&["test", "a.plan"]).ends_with(1);
    for words in [
        "January's leftover",
        "expect rolled 7 GB until 2026-05-01",
        "expected 7 GB of rolled data until 2026-05-01",
        "8 GB until 2026-05-01",
        "rollover 3 months (a.plan:5)",
        "0 passed, 1 failed",
    ] {
        assert!(ran.out.contains(words), "{words}\n{}", ran.out);
    }
}

#[test]
fn titles_can_be_chosen() {
    let two = format!("{TWENTY}scenario \"second\" for \"Twenty\" {{ 2026-01-01 expect 1 GB }}\n");
    let folder = Folder::with("test-filter", &[("a.plan", &two)]);
    let ran = folder.run(&["test", "a.plan", "--filter", "JANUARY"]).ends_with(0);
    assert!(ran.out.contains("1 passed, 0 failed, 1 left out"), "{}", ran.out);
    let ran = folder.run(&["test", "a.plan", "--filter", "none such"]).ends_with(2);
    assert_eq!(ran.reported("bad_request"), 1);
    folder.run(&["test", "a.plan"]).ends_with(1);
}

#[test]
fn the_first_failure_can_be_the_last() {
    let failing = |name: &str| format!("scenario \"{name}\" for \"Twenty\" {{ 2026-01-01 expect 1 GB }}\n");
    let text = format!("{TWENTY}{}{}", failing("one"), failing("two"));
    let folder = Folder::with("test-fast", &[("a.plan", &text)]);
    let ran = folder.run(&["test", "a.plan", "--fail-fast"]).ends_with(1);
    assert!(ran.out.contains("1 passed, 1 failed, 1 not run"), "{}", ran.out);
}

#[test]
fn a_file_without_scenarios_is_said_and_none_at_all_is_wrong() {
    let plan = "plan A { every month: data 1 GB }\n";
    let folder = Folder::with("test-none", &[("a.plan", TWENTY), ("b.plan", plan)]);
    let ran = folder.run(&["test", "."]).ends_with(0);
    assert!(ran.out.contains("b.plan: no scenarios"), "{}", ran.out);
    assert_eq!(folder.run(&["test", "b.plan"]).ends_with(2).reported("bad_request"), 1);
}

#[test]
fn a_plan_with_errors_is_not_run() {
    let broken = TWENTY.replace("use oldest first", "use oldst first");
    let ran = Folder::with("test-broken", &[("a.plan", &broken)]).run(&["test", "a.plan"]).ends_with(1);
    assert!(ran.out.contains("0 passed, 0 failed, 1 not run"), "{}", ran.out);
}

#[test]
fn junit_has_a_suite_for_each_file_and_a_case_for_each_scenario() {
    let wrong = TWENTY.replace("expect rolled 8 GB", "expect rolled 7 GB");
    let more = format!("{wrong}scenario \"not <run>\" for \"Twenty\" {{ 2026-01-01 expect 0 GB }}\n");
    let broken = TWENTY.replace("use oldest first", "use oldst first");
    let folder = Folder::with("test-junit", &[("a.plan", TWENTY), ("b.plan", &more), ("c.plan", &broken)]);
    let ran = folder.run(&["test", ".", "--format", "junit", "--fail-fast"]).ends_with(1);
    for words in [
        r#"<testsuites name="rollover test" tests="5" failures="1" errors="1" skipped="2">"#,
        r#"<testsuite name="b.plan" tests="2" failures="1" errors="0" skipped="1">"#,
        r#"message="expected 7 GB of rolled data until 2026-05-01, got 8 GB until 2026-05-01""#,
        r#"<testcase name="not &lt;run&gt;" classname="b.plan">"#,
        r#"<error message=""#,
    ] {
        assert!(ran.out.contains(words), "{words}\n{}", ran.out);
    }
    // The same bytes in each run.
    assert_eq!(folder.run(&["test", ".", "--format", "junit", "--fail-fast"]).out, ran.out);
}

#[test]
fn a_plan_can_come_from_standard_input() {
    let folder = Folder::with("test-stdin", &[]);
    let ran = folder.run_with(&["test", "-"], &[], TWENTY.as_bytes()).ends_with(0);
    assert!(ran.out.contains("<stdin>") && ran.out.contains("1 passed"), "{}", ran.out);
}
