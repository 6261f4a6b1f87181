//! `test --coverage`: what is shown of what scenarios reach, in each form.

use super::{Folder, TWENTY};

const GAPS: &str = "currency USD
plan \"Small\" {
  every calendar month: data 10 GB
  when recharged, if recharged at least $10: bonus data 1 GB
  no rollover
  when data runs out: block
}
scenario \"a use\" for \"Small\" {
  2026-01-01  activate
  2026-01-02  recharge $10
  2026-01-03  use 1 GB
}
";

#[test]
fn the_source_shows_how_many_scenarios_reach_each_line() {
    let folder = Folder::with("coverage-source", &[("a.plan", GAPS)]);
    let ran = folder.run(&["test", "a.plan", "--coverage"]).ends_with(0);
    for words in [
        "    1  3 │   every calendar month: data 10 GB\n",
        "    1  4 │   when recharged, if recharged at least $10: bonus data 1 GB\n",
        "         · ↑ `recharged at least $10`: never false\n",
        "    ✗  6 │   when data runs out: block\n         · ↑ no scenario reaches this\n",
        "a.plan   3/5  60%   1/2  50%\n",
    ] {
        let flat = |text: &str| text.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
        assert!(flat(&ran.out).contains(&flat(words)), "{words}\n{}", ran.out);
    }
}

#[test]
fn of_several_files_only_gaps_are_shown() {
    let folder = Folder::with("coverage-gaps", &[("a.plan", GAPS), ("b.plan", TWENTY)]);
    let ran = folder.run(&["test", ".", "--coverage"]).ends_with(0);
    assert!(ran.out.contains("✗  6 │") && !ran.out.contains("│   every"), "{}", ran.out);
    assert!(ran.out.contains("all files"), "{}", ran.out);
    let ran = folder.run(&["test", ".", "--coverage=table"]).ends_with(0);
    assert!(!ran.out.contains('│'), "{}", ran.out);
    let ran = folder.run(&["test", ".", "--coverage", "--filter", "a use"]).ends_with(0);
    assert!(ran.out.contains("b.plan"), "{}", ran.out);
}

#[test]
fn a_threshold_fails_and_says_what_is_missing_first() {
    let folder = Folder::with("coverage-threshold", &[("a.plan", GAPS)]);
    folder.run(&["test", "a.plan", "--threshold", "60"]).ends_with(0);
    let ran = folder.run(&["test", "a.plan", "--threshold", "61"]).ends_with(1);
    assert_eq!(ran.reported("not_covered"), 1);
    assert!(ran.err.contains("the scenarios reach 3 of 5 clauses, 60%; 61% were asked for"), "{}", ran.err);
    folder.run(&["test", "a.plan", "--threshold", "101"]).ends_with(2);
}

#[test]
fn a_clause_of_an_imported_file_is_counted_there_once() {
    let shared = "plan \"Base\" { every calendar month: data 1 GB; when data runs out: block }\n";
    let one = |uses: &str| {
        format!(
            "import \"base.plan\"\nscenario \"{uses}\" for \"Base\" {{ 2026-01-01 activate; 2026-01-02 use {uses} }}\n"
        )
    };
    let (small, large) = (one("1 MB"), one("2 GB"));
    let folder =
        Folder::with("coverage-import", &[("base.plan", shared), ("small.plan", &small), ("large.plan", &large)]);
    let ran = folder.run(&["test", "small.plan", "--coverage=table"]).ends_with(0);
    assert!(ran.out.contains("base.plan") && ran.out.contains("2/3"), "{}", ran.out);
    let ran = folder.run(&["test", ".", "--coverage=table"]).ends_with(0);
    assert_eq!(ran.out.matches("base.plan  ").count(), 1, "{}", ran.out);
    assert!(ran.out.contains("3/3 100%"), "{}", ran.out);
}

#[test]
fn what_cannot_be_reached_is_told_apart() {
    let clause = "  when recharged, if recharged at least $10: bonus data 1 GB\n";
    let text = GAPS.replace(clause, "").replace("no rollover", "rollover 1 month, bank at most 100 GB");
    let text = text.replace("use 1 GB\n", "use 1 GB\n  2026-02-03  expect rolled 9 GB\n");
    let folder = Folder::with("coverage-cannot", &[("a.plan", &text)]);
    let ran = folder.run(&["test", "a.plan", "--coverage"]).ends_with(0);
    assert!(ran.out.contains("rollover::bank_out_of_reach"), "{}", ran.out);
    assert!(ran.out.contains("cannot be reached)"), "{}", ran.out);
}

#[test]
fn lcov_has_lines_and_branches() {
    let folder = Folder::with("coverage-lcov", &[("a.plan", GAPS)]);
    let ran = folder.run(&["test", "a.plan", "--format", "lcov"]).ends_with(0);
    let expected = "TN:\nSF:a.plan\nBRDA:4,0,0,1\nBRDA:4,0,1,0\nBRF:2\nBRH:1\n\
                    DA:2,1\nDA:3,1\nDA:4,1\nDA:5,0\nDA:6,0\nLF:5\nLH:3\nend_of_record\n";
    assert_eq!(ran.out, expected);
}

#[test]
fn json_names_the_scenarios_and_the_outcomes() {
    let folder = Folder::with("coverage-json", &[("a.plan", GAPS)]);
    let ran = folder.run(&["test", "a.plan", "--coverage", "--format", "json"]).ends_with(0);
    let report: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    let coverage = &report["coverage"];
    assert_eq!((&coverage["clauses"]["percent"], &coverage["outcomes"]["of"]), (&60.into(), &2.into()));
    let handler = &coverage["files"][0]["list"][2];
    assert_eq!(handler["scenarios"], serde_json::json!([0]));
    assert_eq!(
        (&handler["outcomes"][1]["way"], &handler["outcomes"][1]["scenarios"]),
        (&"false".into(), &serde_json::json!([]))
    );
    let ran = folder.run(&["test", "a.plan", "--format", "json"]).ends_with(0);
    assert!(!ran.out.contains("\"coverage\""));
}

#[test]
fn the_page_holds_everything_and_nothing_in_it_acts() {
    let evil = GAPS.replace("\"a use\"", "\"<script>alert(1)</script>\"");
    let folder = Folder::with("coverage-html", &[("a.plan", &evil)]);
    let ran = folder.run(&["test", "a.plan", "--format", "html"]).ends_with(0);
    assert!(ran.out.starts_with("<!DOCTYPE html>") && ran.out.ends_with("</html>\n"), "{}", ran.out);
    assert!(!ran.out.contains("<script") && !ran.out.contains("http"), "{}", ran.out);
    assert!(ran.out.contains("&lt;script&gt;") && ran.out.contains("never false"), "{}", ran.out);
    let ran = folder.run(&["test", "a.plan", "--format", "html", "--lang", "zh"]).ends_with(0);
    assert!(ran.out.contains("从未不成立"), "{}", ran.out);
}
