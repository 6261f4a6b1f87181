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
fn how_plans_compare_is_listed_as_ranks() {
    let text = "plan A {\n  every month: data 1 GB\n  rollover 3 months, if bigger plan\n  \
                on plan change, if at most one size smaller: forfeit rolled data\n  \
                on renewal, if changed to same price this month: 1 GB\n}\n";
    let out = Folder::with("explain-ranks", &[("a.plan", text)]).run(&["explain", "a.plan", "--core"]).ends_with(0).out;
    for line in [
        "if not (new plan is higher by data): forfeit",
        "on plan change, if (new plan is at most 1 lower by data and price):",
        "on renewal, if (plan changed to one the same by price: >= 1 times in a calendar month):",
    ] {
        assert!(out.contains(line), "{line}\n{out}");
    }
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
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(folder.run(&["completions", shell]).ends_with(0).out.contains("simulate"));
    }
}

#[test]
fn a_bad_row_is_named_with_what_was_expected_there() {
    let folder = Folder::with("simulate-rows", &[("a.plan", TWENTY)]);
    for (rows, place, expected) in [
        ("2026-01-01,activate,\n2026-01-32,use,1 GB\n", "u.csv:3:1", "a date"),
        ("2026-01-01,activate,\n2026-01-02,fly,1 GB\n", "u.csv:3:12", "use"),
        ("2026-01-01,activate,\n2026-01-02,use,12 Gigs\n", "u.csv:3:16", "an amount with its unit"),
        ("2026-01-01,activate,\n2026-01-02,use,\n", "u.csv:3:16", "an amount with its unit"),
        ("2026-01-01,activate,\n2026-01-02,use,-1 GB\n", "u.csv:3:16", "an amount with its unit"),
        ("2026-01-01,activate,\n2026-01-02,use,1 GB,4\n", "u.csv:3", "columns"),
    ] {
        folder.write("u.csv", format!("at,event,amount\n{rows}").as_bytes());
        for format in ["table", "json", "csv"] {
            let ran = folder.run(&["simulate", "a.plan", "--usage", "u.csv", "--format", format]).ends_with(1);
            assert_eq!((ran.out.as_str(), ran.reported("bad_row")), ("", 1), "{rows} {}", ran.err);
            assert!(ran.err.contains(place) && ran.err.contains(expected), "{place} {expected}\n{}", ran.err);
        }
    }
}

#[test]
fn events_that_cannot_be_told_are_one_diagnostic() {
    let scenario = |lines: &str| format!("{TWENTY}scenario \"s\" for \"Twenty\" {{\n{lines}\n}}\n");
    let folder = Folder::with("simulate-order", &[]);
    for (lines, code) in [
        // Out of order.
        ("2026-01-01 activate\n2026-01-10 use 1 GB\n2026-01-09 use 1 GB", "bad_event"),
        // Over the limits.
        ("2026-01-01 activate\n2026-01-02 use 99999999999999 GB", "bad_value"),
    ] {
        folder.write("a.plan", scenario(lines).as_bytes());
        let ran = folder.run(&["simulate", "a.plan", "--scenario", "s"]).ends_with(1);
        assert_eq!((ran.out.as_str(), ran.reported(code)), ("", 1), "{lines} {}", ran.err);
        let ran = folder.run(&["test", "a.plan"]).ends_with(1);
        assert_eq!(ran.reported(code), 1, "{lines} {}", ran.err);
    }
    for (rows, code) in [
        ("2026-01-01,activate,\n2026-01-10,use,1 GB\n2026-01-09,use,1 GB\n", "bad_event"),
        ("2026-01-01,use,1 GB\n2026-01-02,activate,\n", "bad_event"),
        ("2026-01-01,activate,\n2026-01-02,use,99999999999999 GB\n", "bad_row"),
    ] {
        folder.write("u.csv", format!("at,event,amount\n{rows}").as_bytes());
        let ran = folder.run(&["simulate", "a.plan", "--plan", "Twenty", "--usage", "u.csv"]);
        assert_eq!(ran.out, "");
        folder.write("b.plan", TWENTY.as_bytes());
        let ran = folder.run(&["simulate", "b.plan", "--usage", "u.csv"]).ends_with(1);
        assert_eq!((ran.out.as_str(), ran.reported(code)), ("", 1), "{rows} {}", ran.err);
    }
}

#[test]
fn the_clock_of_the_machine_does_not_matter() {
    let plan = TWENTY.replace("zone UTC", "zone America/New_York").replace("calendar month", "month");
    let rows = "at,event,amount\n2026-03-08 00:30,activate,\n2026-03-08 02:30,use,1 GB\n2026-11-01 01:30,use,1 GB\n";
    let folder = Folder::with("simulate-zone", &[("a.plan", &plan), ("u.csv", rows)]);
    for arguments in [
        &["simulate", "a.plan"][..],
        &["simulate", "a.plan", "--format", "json"],
        &["simulate", "a.plan", "--format", "csv", "--from", "2026-03-08"],
        &["simulate", "a.plan", "--usage", "u.csv"],
        &["simulate", "a.plan", "--scenario", "leftover", "--why", "2026-02-01"],
        &["test", "a.plan"],
        &["explain", "a.plan"],
    ] {
        let bytes = |zone: &str| {
            let ran = folder.run_with(arguments, &[("TZ", zone)], b"").ends_with(0);
            (ran.out, ran.err)
        };
        let (tokyo, new_york) = (bytes("Asia/Tokyo"), bytes("America/New_York"));
        assert_eq!(tokyo, new_york, "{arguments:?}");
        assert!(!tokyo.0.is_empty());
    }
}

#[test]
fn what_machines_read_can_be_read() {
    let folder = Folder::with("simulate-machines", &[("a.plan", TWENTY), ("bad.plan", "rolover 3 months\n")]);
    for (arguments, code) in [
        (&["check", "a.plan", "--format", "json"][..], 0),
        (&["check", "bad.plan", "--format", "json"], 1),
        (&["check", "none.plan", "--format", "json"], 2),
        (&["test", "a.plan", "--format", "json"], 0),
        (&["explain", "a.plan", "--format", "json"], 0),
        (&["simulate", "a.plan", "--format", "json"], 0),
    ] {
        let ran = folder.run(arguments).ends_with(code);
        let value: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
        assert!(value.is_object() || value.is_array(), "{arguments:?}");
    }
    let ran = folder.run(&["simulate", "a.plan", "--format", "csv"]).ends_with(0);
    let mut table = csv::Reader::from_reader(ran.out.as_bytes());
    let columns = table.headers().unwrap().len();
    // A reader that is not flexible refuses rows of another width.
    assert!(columns > 3 && table.records().map(Result::unwrap).count() >= 6, "{}", ran.out);
}

#[test]
fn what_a_timer_does_to_the_line_names_the_timer() {
    let plan = "plan \"Idle\" {\n  every calendar month: data 10 GB\n  no rollover\n  10 days without use: suspend\n  \
                20 days without use: cancel\n  when recharged: resume\n  when data runs out: block\n}\n\
                scenario \"idle\" for \"Idle\" {\n  2026-01-01  activate\n  2026-01-12  use 1 GB\n  2026-01-13  recharge $1\n  \
                2026-01-24  suspend\n  2026-03-01  expect no data\n}\n";
    let folder = Folder::with("simulate-timers", &[("idle.plan", plan)]);
    let ran = folder.run(&["simulate", "idle.plan", "--scenario", "idle", "--format", "json"]).ends_with(0);
    let entries: Vec<&str> = ran.out.split("\"sentence\": {").skip(1).collect();
    for (says, named) in [
        ("the line was suspended", "\"words\": \"suspend\""),
        ("1 GB blocked: the line is suspended", "\"words\": \"suspend\""),
        ("the suspension ended", "\"words\": \"resume\""),
        ("the subscription ended", "\"words\": \"cancel\""),
    ] {
        let entry =
            entries.iter().find(|entry| entry.contains(&format!("\"en\": \"{says}"))).copied().unwrap_or_default();
        assert!(entry.contains(named), "{says} <- {named}\n{}", ran.out);
    }
    assert!(!entries.iter().any(|entry| entry.contains("\"clause\": null")), "{}", ran.out);
}
