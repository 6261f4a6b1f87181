//! `fmt`: what is written, what is only shown, what is left alone.

use std::fs;

use super::Folder;

const UNTIDY: &str = "plan   A {\nprice $5 ; data 20GB  # enough\n}\n";
const TIDY: &str = "plan A {\n  price $5; data 20 GB  # enough\n}\n";

#[test]
fn files_are_formatted_in_place_and_only_once() {
    let folder = Folder::with("fmt-place", &[("a.plan", UNTIDY), ("b/c.plan", TIDY)]);
    assert_eq!(folder.run(&["fmt", "."]).ends_with(0).out, "1 file formatted, 1 already formatted\n");
    assert_eq!(fs::read_to_string(folder.path().join("a.plan")).unwrap(), TIDY);
    assert_eq!(folder.run(&["fmt", "."]).ends_with(0).out, "0 files formatted, 2 already formatted\n");
    let left: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left.len(), 2, "nothing is left beside them: {left:?}");
}

#[test]
fn a_check_names_the_files_and_a_diff_shows_them() {
    let folder = Folder::with("fmt-check", &[("a.plan", UNTIDY), ("b.plan", TIDY)]);
    let check = folder.run(&["fmt", "--check", "."]).ends_with(1);
    assert_eq!(check.out, "a.plan\n1 file would change, 1 already formatted\n");
    let diff = folder.run(&["fmt", "--diff", "."]).ends_with(1);
    let expected = "--- a.plan\n+++ a.plan\n@@ -1,3 +1,3 @@\n-plan   A {\n-price $5 ; data 20GB  # enough\n+plan A {\n\
                    +  price $5; data 20 GB  # enough\n }\n";
    assert_eq!(diff.out, expected);
    assert_eq!(fs::read_to_string(folder.path().join("a.plan")).unwrap(), UNTIDY);
    folder.run(&["fmt", "--check", "b.plan"]).ends_with(0);
}

#[test]
fn lines_end_as_the_file_has_them() {
    let windows = |text: &str| text.replace('\n', "\r\n");
    let folder = Folder::with("fmt-line-ends", &[("a.plan", &windows(UNTIDY)), ("b.plan", &windows(TIDY))]);
    folder.run(&["fmt", "--check", "b.plan"]).ends_with(0);
    folder.run(&["fmt", "a.plan"]).ends_with(0);
    assert_eq!(fs::read_to_string(folder.path().join("a.plan")).unwrap(), windows(TIDY));
}

#[test]
fn a_translation_leaves_a_pack_its_name() {
    let folder = Folder::with("fmt-pack-name", &[]);
    let zh = |text: &str| folder.run_with(&["fmt", "--lang", "zh", "-"], &[], text.as_bytes()).ends_with(0).out;
    let called = "weekend pack no rollover\non purchase of \"weekend\": notify \"x\"\n";
    let written = zh(called);
    assert!(written.contains("weekend") && written.contains("不累积"), "{written}");
    let back = folder.run_with(&["fmt", "--lang", "en", "-"], &[], written.as_bytes()).ends_with(0).out;
    assert_eq!(back, called);
    // Where nothing calls it by its name, the word is as good in the other language.
    assert_eq!(zh("weekend pack no-rollover\n"), "周末包不累积\n");
}

#[test]
fn single_quotation_marks_are_marks_too() {
    let folder = Folder::with("fmt-single", &[("a.plan", "plan 'A' { data 1 GB }\nplan B like \"A\" { data 2 GB }\n")]);
    assert_eq!(folder.run(&["check", "--ignore", "undecided", "a.plan"]).reported("unknown_name"), 0);
    folder.run(&["fmt", "a.plan"]).ends_with(0);
    let text = fs::read_to_string(folder.path().join("a.plan")).unwrap();
    assert_eq!(text, "plan \"A\" { data 1 GB }\nplan B like \"A\" { data 2 GB }\n");
}

#[test]
fn standard_input_goes_to_standard_output() {
    let folder = Folder::with("fmt-pipe", &[]);
    assert_eq!(folder.run_with(&["fmt", "-"], &[], UNTIDY.as_bytes()).ends_with(0).out, TIDY);
    let broken = "plan A {\n  price   $5\n";
    let ran = folder.run_with(&["fmt", "-"], &[], broken.as_bytes()).ends_with(1);
    assert_eq!(ran.out, broken, "an editor that pipes its text must not lose it");
    assert_eq!(ran.reported("unbalanced_brace"), 1, "{}", ran.err);
}

#[test]
fn another_language_is_asked_for_by_name() {
    let folder = Folder::with("fmt-lang", &[("a.plan", TIDY)]);
    let chinese = "套餐 A {\n  价格 $5；流量 20 GB  # enough\n}\n";
    // The language of messages is not that of the plan.
    let ran = folder.run_with(&["fmt", "--check", "a.plan"], &[("LANG", "zh_CN.UTF-8")], b"").ends_with(0);
    assert_eq!(ran.out, "0 个文件会改变，1 个无需改变\n");
    folder.run(&["fmt", "--lang", "zh", "a.plan"]).ends_with(0);
    assert_eq!(fs::read_to_string(folder.path().join("a.plan")).unwrap(), chinese);
    folder.run(&["fmt", "--lang", "en", "a.plan"]).ends_with(0);
    assert_eq!(fs::read_to_string(folder.path().join("a.plan")).unwrap(), TIDY);
}

#[test]
fn a_range_changes_only_its_lines() {
    let folder = Folder::with("fmt-range", &[("a.plan", "price   $5\nprepaid\ndata   20 GB\n"), ("b.plan", TIDY)]);
    folder.run(&["fmt", "--range", "3", "a.plan"]).ends_with(0);
    assert_eq!(fs::read_to_string(folder.path().join("a.plan")).unwrap(), "price   $5\nprepaid\ndata 20 GB\n");
    folder.run(&["fmt", "--range", "1-2", "."]).ends_with(2);
    folder.run(&["fmt", "--range", "2-1", "a.plan"]).ends_with(2);
}

#[test]
fn what_cannot_be_written_is_said() {
    let folder = Folder::with("fmt-write", &[("a.plan", UNTIDY)]);
    let path = folder.path().join("a.plan");
    let mut permissions = fs::metadata(&path).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&path, permissions).unwrap();
    let ran = folder.run(&["fmt", "a.plan"]).ends_with(2);
    assert!(ran.err.contains("`a.plan` cannot be written: permission denied"), "{}", ran.err);
    assert_eq!(fs::read_to_string(&path).unwrap(), UNTIDY);
    folder.run(&["fmt", "nowhere.plan"]).ends_with(2);
}
