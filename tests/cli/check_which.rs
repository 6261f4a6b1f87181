//! Which findings `check` says: codes, settings, a baseline, changed lines.

use std::process::Command;

use serde_json::Value;

use super::Folder;

const OPEN: &str = "plan \"P\" {\n  every month: data 20 GB\n  notify at 120% of plan data\n}\n";

#[test]
fn codes_are_selected_and_ignored_and_denied() {
    let folder = Folder::with("which-codes", &[("a.plan", OPEN)]);
    let ran = folder.run(&["check", "--select", "rollover::notice_over_whole", "a.plan"]).ends_with(0);
    assert_eq!(ran.out, "1 plan, 0 errors, 1 warning, 0 undecided\n");
    let ran = folder.run(&["check", "--ignore", "notice_over_whole,undecided", "a.plan"]).ends_with(0);
    assert_eq!((ran.out.as_str(), ran.err.as_str()), ("1 plan, 0 errors, 0 undecided\n", ""));
    folder.run(&["check", "--deny", "notice_over_whole", "a.plan"]).ends_with(1);
    folder.run(&["check", "--deny", "hidden_character", "a.plan"]).ends_with(0);
    folder.run(&["check", "--deny", "warnings", "--ignore", "notice_over_whole", "a.plan"]).ends_with(0);
    let ran = folder.run(&["check", "--ignore", "undecidd", "a.plan"]).ends_with(2);
    assert!(ran.err.contains("did you mean `undecided`?"), "{}", ran.err);
    // What cannot be read is said whatever is selected.
    let ran = folder.run_with(&["check", "--select", "undecided", "-"], &[], b"rolover\n").ends_with(1);
    assert_eq!(ran.reported("unknown_word"), 1, "{}", ran.err);
}

#[test]
fn settings_are_found_upwards_from_each_file() {
    let folder = Folder::with(
        "which-settings",
        &[
            (
                "rollover.toml",
                "[check]\nignore = [\"undecided\"]\ndeny = [\"warnings\"]\nexclude = [\"drafts\", \"*.old.plan\"]\n",
            ),
            ("a.plan", OPEN),
            ("drafts/b.plan", OPEN),
            ("c.old.plan", OPEN),
            ("other/rollover.toml", "[check]\nignore = [\"notice_over_whole\"]\n"),
            ("other/deep/d.plan", OPEN),
        ],
    );
    let ran = folder.run(&["check", "."]).ends_with(1);
    assert!(ran.out.starts_with("2 plans, 0 errors, 1 warning, "), "{}", ran.out);
    assert!(ran.err.contains("a.plan:3:") && !ran.err.contains("b.plan"), "{}", ran.err);
    // Whoever names a file wants it.
    let ran = folder.run(&["check", "drafts/b.plan", "drafts"]).ends_with(1);
    assert_eq!(ran.reported("notice_over_whole"), 1, "{}", ran.err);
    folder.run(&["check", "--no-config", "a.plan"]).ends_with(0);
    folder.run(&["check", "--deny", "undecided", "--ignore", "notice_over_whole", "a.plan"]).ends_with(1);
    let ran = folder.run(&["check", "--config", "other/rollover.toml", "a.plan"]).ends_with(0);
    assert_eq!(ran.reported("notice_over_whole"), 0, "{}", ran.err);
}

#[test]
fn settings_say_which_files_and_what_is_left_out_in_some_of_them() {
    let settings = "[check]\ninclude = [\"plans\"]\nper-path-ignores = { \"plans/old/*\" = [\"undecided\"] }\n";
    let files = [("rollover.toml", settings), ("plans/a.plan", OPEN), ("plans/old/b.plan", OPEN), ("c.plan", OPEN)];
    let folder = Folder::with("which-paths", &files);
    let ran = folder.run(&["check", "--statistics", "."]).ends_with(0);
    assert!(ran.out.contains("2 plans, 0 errors, 2 warnings, 5 undecided"), "{}", ran.out);
    folder.write("rollover.toml", b"[check]\nper-path-ignores = { \"a[\" = [\"undecidd\"] }\n");
    let ran = folder.run(&["check", "plans/a.plan"]).ends_with(1);
    assert_eq!(ran.reported("bad_settings"), 2, "{}", ran.err);
}

#[test]
fn a_mistake_in_the_settings_is_a_finding_at_its_place() {
    let settings = "[check]\nignor = [\"undecided\"]\ndeny = [\"warnin\", 3]\nselect = \"undecided\"\n[chek]\n";
    let folder = Folder::with("which-mistakes", &[("rollover.toml", settings), ("a.plan", OPEN)]);
    let ran = folder.run(&["check", "a.plan"]).ends_with(1);
    assert_eq!(ran.reported("bad_settings"), 5, "{}", ran.err);
    for said in
        ["rollover.toml:2:1", "there is no setting `ignor`", "\"warnings\"", "rollover.toml:3:19", "rollover.toml:5:2"]
    {
        assert!(ran.err.contains(said), "{said}\n{}", ran.err);
    }
    folder.write("rollover.toml", b"[check\n");
    assert!(folder.run(&["check", "a.plan"]).ends_with(1).err.contains("this is not TOML"));
}

#[test]
fn what_is_in_the_baseline_is_said_no_more_wherever_it_moves() {
    let folder = Folder::with("which-baseline", &[("a.plan", OPEN)]);
    let ran = folder.run(&["check", "--baseline", "known.json", "a.plan"]).ends_with(2);
    assert!(ran.err.contains("--write-baseline"), "{}", ran.err);
    let ran = folder.run(&["check", "--baseline", "known.json", "--write-baseline", "a.plan"]).ends_with(0);
    assert_eq!(ran.out, "6 findings are known now, in known.json\n");
    let quiet = "1 plan, 0 errors, 0 undecided\n";
    assert_eq!(folder.run(&["check", "--baseline", "known.json", "a.plan"]).ends_with(0).out, quiet);
    // Other lines, another layout, another language.
    folder.write("a.plan", format!("\n\n# moved\n{}", OPEN.replace("  ", "\t ")).as_bytes());
    folder.run(&["fmt", "--lang", "zh", "a.plan"]).ends_with(0);
    assert_eq!(folder.run(&["check", "--baseline", "known.json", "a.plan"]).ends_with(0).out, quiet);
    // A second finding at the same place is new, and so is one elsewhere.
    folder.write("a.plan", OPEN.replace("120%", "130% and 140%").as_bytes());
    let ran = folder.run(&["check", "--baseline", "known.json", "a.plan"]).ends_with(0);
    assert_eq!(ran.reported("notice_over_whole"), 2, "{}", ran.err);
    assert!(ran.out.contains("1 finding of the baseline is not there any more"), "{}", ran.out);
    folder.write("rollover.toml", b"[check]\nbaseline = \"known.json\"\n");
    folder.write("a.plan", OPEN.as_bytes());
    assert_eq!(folder.run(&["check", "."]).ends_with(0).out, quiet);
}

#[test]
fn a_baseline_keeps_what_it_knows_of_what_is_not_looked_at() {
    let folder = Folder::with("which-part", &[("a.plan", OPEN), ("b.plan", OPEN)]);
    let known = ["check", "--baseline", "known.json"];
    let run = |more: &[&str]| folder.run(&[&known, more].concat()).ends_with(0).out;
    run(&["--write-baseline", "."]);
    let quiet = "1 plan, 0 errors, 0 undecided\n";
    assert_eq!(run(&["a.plan"]), quiet);
    assert_eq!(run(&["--ignore", "undecided", "a.plan"]), quiet);
    // Written again for one file, or for some codes.
    assert_eq!(run(&["--write-baseline", "a.plan"]), "6 findings are known now, in known.json\n");
    assert_eq!(
        run(&["--write-baseline", "--ignore", "undecided", "b.plan"]),
        "1 finding is known now, in known.json\n"
    );
    assert_eq!(run(&["."]), "2 plans, 0 errors, 0 undecided\n");
}

#[test]
fn only_changed_lines_are_looked_at() {
    let folder = Folder::with("which-changed", &[("a.plan", OPEN), ("b.plan", "data 1 GB\n")]);
    let git = |arguments: &[&str]| {
        let settings = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main"];
        let ran = Command::new("git").args(settings).args(arguments).current_dir(folder.path()).output().unwrap();
        assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    };
    git(&["init", "--quiet"]);
    git(&["add", "."]);
    git(&["commit", "--quiet", "--message", "first"]);
    let check = ["check", "--changed-since", "HEAD", "--format", "json", "."];
    let found = |ran: super::Ran| {
        let report: Value = serde_json::from_str(&ran.out).unwrap();
        report["diagnostics"].as_array().unwrap().len()
    };
    assert_eq!(found(folder.run(&check).ends_with(0)), 0);
    folder.write("a.plan", OPEN.replace("120%", "150%").as_bytes());
    assert_eq!(found(folder.run(&check).ends_with(0)), 1);
    folder.write("new.plan", OPEN.as_bytes());
    assert_eq!(found(folder.run(&check).ends_with(0)), 7);
    let ran = folder.run(&["check", "--changed-since", "nowhere", "."]).ends_with(2);
    assert_eq!(ran.reported("bad_request"), 1, "{}", ran.err);
    let ran = folder.run(&["check", "--changed-since", "--output=x", "."]).ends_with(2);
    assert!(!folder.path().join("x").exists(), "{}", ran.err);
}
