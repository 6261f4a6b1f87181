//! `test --mutants`: the plan with one mistake at a time, and what is said of those that no scenario notices.

use super::Folder;

const HALF_TESTED: &str = r#"currency USD
zone UTC

plan Twenty {
  every month: price $5, data 20 GB
  # survives amount, part: how slow it is matters to nobody in this story
  when data runs out: throttle to 128 kbps
  rollover 3 months of plan data, bank at most 50 GB refusing the newest
}

scenario "a leftover carries over" {
  2026-01-01 recharge $30
  2026-01-01 activate
  2026-01-20 use 12 GB
  2026-02-01 expect rolled 8 GB until 2026-05-01, 28 GB
}
"#;

#[test]
fn what_no_scenario_notices_is_shown_as_a_difference() {
    let folder = Folder::with("mutants", &[("a.plan", HALF_TESTED)]);
    let ran = folder.run(&["test", "a.plan", "--mutants"]).ends_with(1);
    assert!(
        ran.out.contains("+ rollover 3 months of plan data, bank at most 51 GB refusing the newest"),
        "{}",
        ran.out
    );
    assert!(ran.out.contains("[amount]  (a.plan:8:48)"), "{}", ran.out);
    // The scenario has the size of the grant in it.
    assert!(!ran.out.contains("data 21 GB"), "{}", ran.out);
    assert!(!ran.out.contains("127 kbps"), "a comment accepts it: {}", ran.out);
    assert!(ran.out.contains("of them accepted"), "{}", ran.out);
    assert_eq!(ran.out, folder.run(&["test", "a.plan", "--mutants"]).ends_with(1).out, "the same each time");
}

#[test]
fn a_comment_that_accepts_nothing_is_found() {
    let text = HALF_TESTED.replace("survives amount, part", "survives gigabyte");
    let folder = Folder::with("mutants-idle", &[("a.plan", text.as_str())]);
    let ran = folder.run(&["test", "a.plan", "--mutants"]).ends_with(1);
    assert!(ran.err.contains("no change survives here any more"), "{}", ran.err);
}

#[test]
fn a_scenario_that_fails_by_itself_notices_nothing() {
    let text = HALF_TESTED.replace("28 GB", "29 GB");
    let folder = Folder::with("mutants-failing", &[("a.plan", text.as_str())]);
    let ran = folder.run(&["test", "a.plan", "--mutants"]).ends_with(1);
    assert!(ran.err.contains("fails as it stands"), "{}", ran.err);
}

#[test]
fn with_snapshots_everything_that_happens_is_expected() {
    let folder = Folder::with("mutants-snapshots", &[("a.plan", HALF_TESTED)]);
    let ran = folder.run(&["test", "a.plan", "--mutants", "--snapshots"]).ends_with(1);
    // What is paid is in the snapshot, and in no expectation; what happens later is in neither.
    assert!(!ran.out.contains("price $6"), "{}", ran.out);
    assert!(ran.out.contains("51 GB"), "{}", ran.out);
}

#[test]
fn machines_get_the_scenario_that_would_notice() {
    let folder = Folder::with("mutants-json", &[("a.plan", HALF_TESTED)]);
    let ran = folder.run(&["test", "a.plan", "--mutants", "--format", "json"]).ends_with(1);
    assert!(ran.out.contains("\"kind\": \"amount\"") && ran.out.contains("expect "), "{}", ran.out);
    folder.run(&["test", "a.plan", "--mutants", "--format", "junit"]).ends_with(2);
}
