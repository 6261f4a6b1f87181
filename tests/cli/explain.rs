//! `explain` with the code of a finding.

use rollover::diag::Code;

use super::Folder;

#[test]
fn each_code_has_its_page_in_every_language() {
    let folder = Folder::with("explain-codes", &[]);
    for code in Code::ALL {
        let name = code.name();
        let english = folder.run(&["explain", name]).ends_with(0).out;
        assert!(english.starts_with(&format!("rollover::{name} · ")), "{english}");
        assert!(english.contains("\nInstead\n") && english.lines().all(|line| line.chars().count() <= 80), "{english}");
        let chinese = folder.run(&["explain", &format!("rollover::{name}"), "--lang", "zh"]).ends_with(0).out;
        assert!(chinese.contains("\n应改为\n"), "{chinese}");
    }
    let all = folder.run(&["explain", "--codes"]).ends_with(0).out;
    assert!(Code::ALL.iter().all(|code| all.contains(&format!("  {} ", code.name()))), "{all}");
}

#[test]
fn a_code_that_there_is_not() {
    let folder = Folder::with("explain-unknown", &[("unknown_word", super::TWENTY)]);
    let ran = folder.run(&["explain", "unknown_wrod"]).ends_with(2);
    assert!(ran.err.contains("did you mean `rollover explain unknown_word`?"), "{}", ran.err);
    let ran = folder.run(&["explain", "rollover::zzz"]).ends_with(2);
    assert!(ran.err.contains("rollover explain --codes"), "{}", ran.err);
    // A file of that name is a file.
    assert!(folder.run(&["explain", "unknown_word"]).ends_with(0).out.contains("20 GB"));
    assert_eq!(folder.run(&["explain", "none.plan"]).ends_with(2).reported("unreadable"), 1);
    folder.run(&["explain"]).ends_with(2);
}
