//! `check`: which files, what is found, in which form.

use serde_json::Value;

use super::{Folder, TWENTY};

#[test]
fn a_good_plan_is_said_to_be_good() {
    let ran = Folder::with("check-good", &[("a.plan", TWENTY)]).run(&["check", "a.plan"]).ends_with(0);
    assert_eq!((ran.out.as_str(), ran.err.as_str()), ("1 plan, 1 scenario, 0 errors, 0 undecided\n", ""));
}

#[test]
fn ten_mistakes_are_ten_diagnostics_and_good_clauses_count() {
    let mut text = String::new();
    for number in 0..10 {
        text.push_str(&format!(
            "plan P{number} {{\n  every month: data 20 GB\n  rolover 3 months\n  use oldest first\n}}\n"
        ));
    }
    let folder = Folder::with("check-ten", &[("a.plan", &text)]);
    let ran = folder.run(&["check", "."]).ends_with(1);
    assert_eq!(ran.reported("unknown_word"), 10, "{}", ran.err);
    assert!(ran.out.starts_with("10 plans, 10 errors"), "{}", ran.out);
}

#[test]
fn what_is_open_is_advice_unless_it_is_denied() {
    let folder =
        Folder::with("check-open", &[("one.plan", "rollover 3 months; weekend pack no-rollover; share cap 10GB\n")]);
    let ran = folder.run(&["check", "one.plan"]).ends_with(0);
    assert!(ran.reported("undecided") >= 1, "{}", ran.err);
    folder.run(&["check", "one.plan", "--deny", "warnings"]).ends_with(0);
    folder.run(&["check", "one.plan", "--deny", "undecided"]).ends_with(1);
    assert_eq!(folder.run(&["check", "one.plan", "--quiet"]).ends_with(0).err, "");
}

#[test]
fn a_broken_plan_is_not_asked_what_it_leaves_open() {
    let folder =
        Folder::with("check-cascade", &[("a.plan", "plan A {\n  every month: data 1 GB\n  use oldst first\n}\n")]);
    let ran = folder.run(&["check", "a.plan"]).ends_with(1);
    assert_eq!(ran.reported("undecided"), 0, "{}", ran.err);
}

#[test]
fn of_too_many_findings_the_errors_are_shown() {
    let open = "plan P {\n  every month: data 20 GB\n}\n";
    let text: String = (0..600).map(|number| open.replace('P', &format!("P{number}"))).collect();
    let folder = Folder::with("check-many", &[("a.plan", &format!("{text}rolover\n"))]);
    let ran = folder.run(&["check", "a.plan"]).ends_with(1);
    assert_eq!(ran.reported("unknown_word"), 1, "{}", ran.err);
    assert!(ran.err.contains(" more; `check --format json` shows all of them"), "{}", ran.err);
}

#[test]
fn folders_patterns_and_standard_input() {
    let folder = Folder::with(
        "check-paths",
        &[("x/b.plan", TWENTY), ("x/a.plan", TWENTY), ("x/y/c.plan", TWENTY), ("x/.git/d.plan", "{"), ("x/e.txt", "{")],
    );
    for paths in [&["x"][..], &["x/**/*.plan"], &["x", "x/a.plan", "./x/a.plan"]] {
        let ran = folder.run(&[&["check"], paths].concat()).ends_with(0);
        assert!(ran.out.starts_with("3 plans"), "{paths:?} {}", ran.out);
    }
    let ran = folder.run_with(&["check", "-"], &[], TWENTY.as_bytes()).ends_with(0);
    assert!(ran.out.starts_with("1 plan"), "{}", ran.out);
}

#[test]
fn json_counts_columns_in_every_way() {
    let folder = Folder::with("check-json", &[("a.plan", "套餐 甲 {\n  周末😀 rolover 3 months\n}\n")]);
    let ran = folder.run(&["check", "a.plan", "--format", "json"]).ends_with(1);
    assert_eq!(ran.err, "");
    let report: Value = serde_json::from_str(&ran.out).unwrap();
    let start = &report["diagnostics"][0]["labels"][0]["start"];
    assert_eq!(start["line"], 2, "{report:#}");
    let column = |name: &str| start[name].as_u64().unwrap();
    assert!(column("byte") >= column("display") && column("display") >= column("utf16"), "{start}");
    assert_eq!(report["diagnostics"][0]["labels"][0]["file"], "a.plan");
}

#[test]
fn chinese_and_english_say_the_same() {
    let folder = Folder::with("check-lang", &[("a.plan", "rolover 3 months\n")]);
    let by_flag = folder.run(&["check", "a.plan", "--lang", "zh"]).ends_with(1);
    let by_environment = folder.run_with(&["check", "a.plan"], &[("LANG", "zh_CN.UTF-8")], b"").ends_with(1);
    assert_eq!(by_flag.err, by_environment.err);
    assert!(by_flag.err.chars().any(|character| ('\u{4e00}'..'\u{9fff}').contains(&character)), "{}", by_flag.err);
    let forced = folder.run_with(&["check", "a.plan"], &[("LANG", "zh_CN.UTF-8"), ("ROLLOVER_LANG", "en")], b"");
    assert!(forced.out.ends_with("undecided\n"), "{}", forced.out);
}

#[test]
fn imports_are_followed_within_the_folder_and_no_further() {
    let plan = |name: &str| format!("plan {name} {{ every month: data 1 GB }}\n");
    let folder = Folder::with("check-import", &[("in/b.plan", &plan("B")), ("out.plan", &plan("Out"))]);
    folder.write("in/a.plan", b"import \"b.plan\"\nplan A like B { every month: data 2 GB }\n");
    // A project ends where its settings stand, wherever these tests are run.
    folder.write("in/rollover.toml", b"");
    folder.run(&["check", "in/a.plan"]).ends_with(0);
    let elsewhere = Folder::with("check-elsewhere", &[]);
    for (path, reason) in [
        ("../out.plan", "outside"),
        ("../none.plan", "outside"),
        ("none.plan", "no such file"),
        ("/etc/hostname", "outside"),
    ] {
        folder.write("in/a.plan", format!("import \"{path}\"\n{}", plan("A")).as_bytes());
        let ran = elsewhere.run(&["check", &folder.path().join("in").to_string_lossy()]).ends_with(1);
        assert_eq!(ran.reported("bad_import"), 1, "{path} {}", ran.err);
        assert!(ran.err.contains(reason), "{path} {}", ran.err);
    }
    // What the program is run in may be read, wherever the import stands.
    folder.write("in/a.plan", b"import \"../out.plan\"\nplan A like Out { every month: data 2 GB }\n");
    folder.run(&["check", "in"]).ends_with(0);
    folder.run(&["check", "in/a.plan"]).ends_with(0);
}

#[test]
fn a_circle_of_imports_is_reported_once() {
    let folder = Folder::with(
        "check-circle",
        &[("a.plan", "import \"b.plan\"\n"), ("b.plan", "import \"c.plan\"\n"), ("c.plan", "import \"a.plan\"\n")],
    );
    for paths in [&["."][..], &["a.plan"], &["b.plan", "a.plan"]] {
        let ran = folder.run(&[&["check"], paths].concat()).ends_with(1);
        assert_eq!(ran.reported("bad_import"), 1, "{paths:?} {}", ran.err);
    }
    folder.write("self.plan", b"import \"self.plan\"\n");
    assert_eq!(folder.run(&["check", "self.plan"]).ends_with(1).reported("bad_import"), 1);
}

#[test]
fn files_that_are_not_there_or_not_text() {
    let folder = Folder::with("check-unreadable", &[("empty/readme.txt", "")]);
    folder.write("latin.plan", b"plan A { # caf\xe9\n}\n");
    folder.write("wide.plan", b"\xff\xfep\x00");
    folder.write("large.plan", &vec![b'#'; (8 << 20) + 1]);
    for (path, code) in [
        ("none.plan", "unreadable"),
        ("empty", "unreadable"),
        ("latin.plan", "unreadable"),
        ("wide.plan", "unreadable"),
        ("large.plan", "too_large"),
        ("*.nothing", "unreadable"),
    ] {
        let ran = folder.run(&["check", path]).ends_with(2);
        assert_eq!(ran.reported(code), 1, "{path} {}", ran.err);
    }
    let ran = folder.run(&["check", "latin.plan"]);
    assert!(ran.err.contains("latin.plan:1:15") && ran.err.contains("0xE9"), "{}", ran.err);
}
