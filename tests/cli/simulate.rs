//! `simulate`, `explain`, `init`: what a newcomer runs first.

use super::{Folder, TWENTY};

#[test]
fn init_writes_a_plan_that_is_good_in_each_language() {
    for lang in ["en", "zh"] {
        let folder = Folder::with(&format!("init-{lang}"), &[]);
        folder.run(&["init", "new", "--lang", lang]).ends_with(0);
        let ran = folder.run(&["check", "new", "--deny", "undecided"]).ends_with(0);
        assert!(ran.out.starts_with("1 plan, 2 scenarios, 0 errors, 0 undecided"), "{}", ran.out);
        folder.run(&["test", "new"]).ends_with(0);
        folder.run(&["simulate", "new/starter.plan"]).ends_with(0);
        folder.run(&["explain", "new/starter.plan"]).ends_with(0);
        let before = std::fs::read(folder.path().join("new/starter.plan")).unwrap();
        let again = folder.run(&["init", "new"]).ends_with(2);
        assert_eq!(again.reported("bad_request"), 1);
        assert_eq!(std::fs::read(folder.path().join("new/starter.plan")).unwrap(), before);
    }
}

#[test]
fn the_typical_customer_shows_everything_a_plan_does() {
    let folder = Folder::with("simulate-typical", &[("a.plan", TWENTY)]);
    let ran = folder.run(&["simulate", "a.plan"]).ends_with(0);
    assert_eq!(ran.err, "");
    for word in ["rolled", "expired", "blocked", "1 Jan", "1 Jul"] {
        assert!(ran.out.contains(word), "{word}\n{}", ran.out);
    }
}

#[test]
fn what_is_asked_for_and_not_there() {
    let folder =
        Folder::with("simulate-none", &[("a.plan", TWENTY), ("bad.plan", "rolover 3 months\n"), ("empty.plan", "")]);
    for arguments in [
        &["simulate", "a.plan", "--plan", "Tventy"][..],
        &["simulate", "a.plan", "--scenario", "none"],
        &["simulate", "a.plan", "--why", "#99"],
        &["simulate", "a.plan", "--why", "2026-02-30"],
        &["explain", "a.plan", "--plan", "none"],
        &["simulate", "empty.plan"],
        &["explain", "empty.plan"],
    ] {
        let ran = folder.run(arguments).ends_with(2);
        assert_eq!((ran.reported("bad_request"), ran.out.as_str()), (1, ""), "{arguments:?} {}", ran.err);
    }
    for arguments in [&["simulate", "bad.plan"], &["explain", "bad.plan"]] {
        assert_eq!(folder.run(arguments).ends_with(1).out, "");
    }
    for arguments in [
        &["simulate", "a.plan", "--from", "2026-02-30"][..],
        &["simulate", "a.plan", "--months", "0"],
        &["simulate", "a.plan", "--scenario", "x", "--usage", "y.csv"],
        &["simulate", "a.plan", "--format", "yaml"],
        &["simulate"],
        &["nothing"],
        &[],
    ] {
        assert_eq!(folder.run(arguments).ends_with(2).out, "", "{arguments:?}");
    }
}

#[test]
fn a_bad_table_writes_nothing() {
    let folder = Folder::with(
        "simulate-usage",
        &[
            ("a.plan", TWENTY),
            ("good.csv", "at,event,amount\n2026-01-01,activate,\n2026-01-20,use,12 GB\n"),
            ("bad.csv", "at,event,amount\n2026-01-01,activate,\n2026-01-20,use,12 Gigs\n2026-01-10,use,1 GB\n"),
            ("early.csv", "at,amount\n2026-01-01,1 GB\n"),
        ],
    );
    let ran = folder.run(&["simulate", "a.plan", "--usage", "good.csv"]).ends_with(0);
    assert!(ran.out.contains("12 GB"), "{}", ran.out);
    let ran = folder.run(&["simulate", "a.plan", "--usage", "bad.csv"]).ends_with(1);
    assert_eq!((ran.out.as_str(), ran.reported("bad_row"), ran.reported("bad_event")), ("", 1, 1), "{}", ran.err);
    assert!(ran.err.contains("bad.csv:3:16"), "{}", ran.err);
    let early = folder.run(&["simulate", "a.plan", "--usage", "early.csv", "--from", "2026-02-01"]).ends_with(1);
    assert_eq!((early.out.as_str(), early.reported("bad_event")), ("", 1), "{}", early.err);
    folder.run(&["simulate", "a.plan", "--usage", "none.csv"]).ends_with(2);
}

#[test]
fn every_format_of_every_command_is_written() {
    let folder = Folder::with("simulate-formats", &[("a.plan", TWENTY)]);
    for format in ["table", "json", "csv"] {
        assert!(!folder.run(&["simulate", "a.plan", "--format", format]).ends_with(0).out.is_empty());
    }
    for arguments in [&["explain", "a.plan", "--format", "json"], &["test", "a.plan", "--format", "json"]] {
        let out = folder.run(arguments).ends_with(0).out;
        assert!(serde_json::from_str::<serde_json::Value>(&out).is_ok(), "{out}");
    }
    assert!(!folder.run(&["explain", "a.plan", "--core"]).ends_with(0).out.is_empty());
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(folder.run(&["completions", shell]).ends_with(0).out.contains("simulate"));
    }
}
