//! `test --snapshots`: what is kept, what differs, and what is done about it.

use std::fs;

use super::{Folder, TWENTY};

const SNAPSHOT: &str = "snapshots/a@january-s-leftover-lives-to-the-end-of-april.snap";

fn accepted(name: &str) -> Folder {
    let folder = Folder::with(name, &[("a.plan", TWENTY)]);
    let ran = folder.run(&["test", "a.plan", "--snapshots", "--accept"]).ends_with(0);
    assert!(ran.out.contains("1 snapshot: 1 as they should be (1 accepted)"), "{}", ran.out);
    folder
}

fn waiting(folder: &Folder) -> Vec<String> {
    let files = fs::read_dir(folder.path().join("snapshots")).unwrap();
    let mut names: Vec<String> = files.map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
    names.retain(|name| name.ends_with(".new"));
    names.sort();
    names
}

#[test]
fn balances_and_dates_are_kept_in_the_format_of_insta() {
    let folder = accepted("snapshots-kept");
    let path = folder.path().join(SNAPSHOT);
    let read = insta::Snapshot::from_file(&path).unwrap();
    assert_eq!(read.metadata().source(), Some("a.plan"));
    assert_eq!(read.metadata().expression(), Some("January's leftover lives to the end of April"));
    let text = read.as_text().unwrap().to_string();
    assert!(text.contains("2026-02-01 00:00\n  8 GB of January's data rolled over, until 1 May\n"), "{text}");
    assert!(text.contains("  = data 28 GB\n      20 GB until 1 Mar, February's data\n"), "{text}");
    assert!(!text.contains("a.plan") && !text.contains('#'), "{text}");
    // What insta's tools write when they accept is what was accepted.
    read.save(&path).unwrap();
    folder.run(&["test", "a.plan", "--snapshots", "--check"]).ends_with(0);
}

#[test]
fn a_change_of_the_plan_is_a_difference_that_waits() {
    let folder = accepted("snapshots-changed");
    folder.write("a.plan", TWENTY.replace("use oldest first", "use newest first").as_bytes());
    let ran = folder.run(&["test", "a.plan", "--snapshots"]).ends_with(1);
    assert!(ran.out.contains("-  8 GB of January's data used"), "{}", ran.out);
    assert!(ran.out.contains("+  15 GB of February's data used"), "{}", ran.out);
    assert!(ran.out.contains("1 changed"), "{}", ran.out);
    assert_eq!(waiting(&folder).len(), 1);
    let junit = folder.run(&["test", "a.plan", "--snapshots", "--format", "junit"]).ends_with(1).out;
    assert!(junit.contains("<testsuite name=\"snapshots\" tests=\"1\" failures=\"1\""), "{junit}");
    let pending = folder.path().join(format!("{SNAPSHOT}.new"));
    assert!(insta::Snapshot::from_file(&pending).unwrap().as_text().is_some());
    // As it was, nothing waits any more.
    folder.write("a.plan", TWENTY.as_bytes());
    folder.run(&["test", "a.plan", "--snapshots"]).ends_with(0);
    assert_eq!(waiting(&folder), [""; 0]);
}

#[test]
fn nothing_is_written_where_a_machine_looks() {
    let folder = accepted("snapshots-ci");
    folder.write("a.plan", TWENTY.replace("data 20 GB", "data 21 GB").as_bytes());
    let ci = |folder: &Folder| folder.run_with(&["test", "a.plan", "--snapshots"], &[("CI", "true")], b"");
    assert!(ci(&folder).ends_with(1).out.contains("1 changed"));
    assert_eq!(waiting(&folder), [""; 0]);
    fs::remove_file(folder.path().join(SNAPSHOT)).unwrap();
    assert!(ci(&folder).ends_with(1).out.contains("1 missing"));
    assert!(!folder.path().join(SNAPSHOT).exists());
    // One that was left waiting by somebody is one too many.
    folder.run(&["test", "a.plan", "--snapshots", "--accept"]).code.unwrap();
    folder.write(&format!("{SNAPSHOT}.new"), b"---\nsource: \"a.plan\"\n---\nx\n");
    assert!(ci(&folder).ends_with(1).out.contains("1 waiting"));
}

#[test]
fn what_nothing_is_behind_is_found() {
    let folder = accepted("snapshots-orphans");
    let text = fs::read(folder.path().join(SNAPSHOT)).unwrap();
    folder.write("snapshots/a@gone.snap", &text);
    folder.write("snapshots/gone@gone.snap", &text);
    folder.write("snapshots/b@other.snap", &text);
    folder.write("snapshots/of_something_else@else.snap", b"---\nsource: tests/x.rs\n---\n");
    folder.write("b.plan", TWENTY.as_bytes());
    // `b.plan` was not asked for.
    let ran = folder.run(&["test", "a.plan", "--snapshots"]).ends_with(1);
    assert!(ran.out.contains("2 orphaned"), "{}", ran.out);
    folder.run(&["test", "a.plan", "--snapshots", "--filter", "January"]).ends_with(0);
    folder.run(&["test", "a.plan", "--snapshots", "--accept"]).ends_with(0);
    for (name, is_there) in
        [("a@gone", false), ("gone@gone", false), ("b@other", true), ("of_something_else@else", true)]
    {
        assert_eq!(folder.path().join(format!("snapshots/{name}.snap")).exists(), is_there, "{name}");
    }
}

#[test]
fn each_can_be_looked_at() {
    let folder = accepted("snapshots-review");
    let three = format!(
        "{}scenario \"second\" for \"Twenty\" {{ 2026-01-01 activate }}\nscenario \"third\" for \"Twenty\" {{ 2026-01-01 activate }}\n",
        TWENTY.replace("data 20 GB", "data 21 GB").replace("8 GB", "9 GB").replace("13 GB", "15 GB")
    );
    folder.write("a.plan", three.as_bytes());
    let review = ["test", "a.plan", "--snapshots", "--review"];
    let ran = folder.run_with(&review, &[], b"what\nr\na\ns\n").ends_with(1);
    assert!(ran.out.contains("3 of 3"), "{}", ran.out);
    assert!(ran.out.contains("1 changed, 1 new (1 accepted)"), "{}", ran.out);
    assert_eq!(waiting(&folder), ["a@third.snap.new"]);
    assert!(folder.path().join("snapshots/a@second.snap").exists());
    folder.run_with(&review, &[], b"a\n").ends_with(1);
    folder.run_with(&review, &[], b"a\n").ends_with(0);
    folder.run(&["test", "a.plan", "--snapshots", "--check"]).ends_with(0);
    folder.run(&["test", "a.plan", "--snapshots", "--review", "--format", "json"]).ends_with(2);
    folder.run(&["test", "a.plan", "--accept"]).ends_with(2);
}

#[test]
fn a_plan_without_scenarios_has_standard_customers() {
    let plan = TWENTY.split("scenario").next().unwrap();
    let folder = Folder::with("snapshots-standard", &[("a.plan", plan)]);
    let ran = folder.run(&["test", "a.plan", "--snapshots", "--accept", "--format", "json"]).ends_with(0);
    let report: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    let titles: Vec<&str> =
        report["snapshots"].as_array().unwrap().iter().map(|one| one["title"].as_str().unwrap()).collect();
    let kinds = ["light", "typical", "heavy", "irregular", "late renewal"];
    assert_eq!(titles, kinds.map(|kind| format!("Twenty: {kind}")));
    let late = fs::read_to_string(folder.path().join("snapshots/a@twenty-late-renewal.snap")).unwrap();
    assert!(late.contains("2026-02-01 00:00\n  the period ended without a renewal"), "{late}");
    assert!(late.contains("2026-02-03 00:00\n  period 2 began by renewal"), "{late}");
}

#[test]
fn neither_line_ends_nor_the_machines_clock_matter() {
    let folder = accepted("snapshots-same");
    let path = folder.path().join(SNAPSHOT);
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replace('\n', "\r\n")).unwrap();
    for zone in ["Asia/Phnom_Penh", "America/New_York"] {
        folder.run_with(&["test", "a.plan", "--snapshots", "--check"], &[("TZ", zone)], b"").ends_with(0);
    }
    let zh = folder.run(&["test", "a.plan", "--snapshots", "--lang", "zh"]).ends_with(0);
    assert!(zh.out.contains("1 个快照：1 个符合"), "{}", zh.out);
}
