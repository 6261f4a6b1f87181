use crate::diag::{Code, Edit};
use crate::text;
use crate::text::{Span, Text};

use super::super::printable::cells;
use super::*;

/// A diagnostic at some words of a source, as it is shown.
fn shown(sources: &Sources, places: &[(u32, &str, &str)], width: usize, lang: Lang) -> String {
    let mut diagnostic = Diagnostic::new(Code::UnknownWord, text!("an unknown word", "未知的词"));
    for (id, words, label) in places {
        diagnostic = diagnostic.at(span(sources, *id, words), Text::same(*label));
    }
    Page { sources, lang, width, color: false }.one(&diagnostic)
}

fn span(sources: &Sources, id: u32, words: &str) -> Span {
    let text = sources.get(SourceId(id)).unwrap().text();
    let start = text.find(words).unwrap();
    let at = |byte: usize| u32::try_from(byte).unwrap();
    Span { source: SourceId(id), start: at(start), end: at(start + words.len()) }
}

fn one(text: &str) -> Sources {
    let mut sources = Sources::default();
    sources.add(Source::new("a.plan", text));
    sources
}

/// The cells that are underlined under a line, counted from the first cell of its text.
fn underlined(page: &str, line: &str) -> (usize, usize) {
    let lines: Vec<&str> = page.lines().collect();
    let at = lines.iter().position(|shown| shown.ends_with(line)).unwrap();
    let gutter: usize = lines[at].strip_suffix(line).unwrap().chars().map(cells).sum();
    let under = lines[at + 1];
    let marks = |character: &char| matches!(character, '─' | '┬' | '▲');
    let before: usize = under.chars().take_while(|character| !marks(character)).map(cells).sum();
    (before - gutter, under.chars().filter(marks).count())
}

#[test]
fn underlines_stand_under_their_words_in_every_script() {
    for (line, words) in [
        ("roll over 3 months", "over"),
        ("周末流量包 不累积；共享上限 10GB", "不累积"),
        ("套餐「周末流量包」 { 有效 30 天 }", "周末流量包"),
        ("កញ្ចប់ទិន្នន័យ ចុងសប្តាហ៍ ១០ GB", "ចុងសប្តាហ៍"),
        ("កញ្ចប់\u{200b}ទិន្នន័យ GB", "GB"),
        ("e\u{301}t\u{e9} rolover", "rolover"),
    ] {
        let page = shown(&one(line), &[(0, words, "here")], 80, Lang::En);
        let before = line.split(words).next().unwrap();
        let expected = (before.chars().map(cells).sum(), words.chars().map(cells).sum());
        assert_eq!(underlined(&page, line), expected, "{page}");
    }
}

#[test]
fn the_heading_names_file_line_and_column() {
    let page = shown(&one("plan A {\n  周末 roll\n}\n"), &[(0, "roll", "")], 80, Lang::En);
    assert!(page.contains("[a.plan:2:8]"), "{page}");
}

#[test]
fn several_places_in_several_files() {
    let mut sources = one("one\ntwo\nthree\nfour\nfive\nsix\nseven\n");
    sources.add(Source::new("b.plan", "eight\n"));
    let page = shown(&sources, &[(0, "six", "first"), (0, "one", "second"), (1, "eight", "third")], 80, Lang::En);
    assert!(page.contains("[a.plan:6:1]") && page.contains("[a.plan:1:1]") && page.contains("[b.plan:1:1]"), "{page}");
    assert_eq!(page.matches("third").count(), 1, "{page}");
    assert!(!page.contains("three"), "lines without a place are left out\n{page}");
}

#[test]
fn a_long_line_is_cut_around_the_place() {
    let long = format!("{}HERE{}", "周末 ".repeat(200), " x".repeat(5_000));
    let page = shown(&one(&long), &[(0, "HERE", "here")], 60, Lang::En);
    assert!(page.lines().all(|line| line.chars().map(cells).sum::<usize>() <= 60), "{page}");
    let line = page.lines().find(|line| line.contains("HERE")).unwrap();
    assert!(line.contains('…'), "{page}");
    let text = line.split_once("│ ").unwrap().1;
    let before: usize = text.split("HERE").next().unwrap().chars().map(cells).sum();
    assert_eq!(underlined(&page, text), (before, 4), "{page}");
}

#[test]
fn a_place_over_many_lines_shows_the_first() {
    let page =
        shown(&one("plan A {\n  x\n  y\n  z\n}\n"), &[(0, "plan A {\n  x\n  y\n  z\n}", "all of it")], 80, Lang::En);
    assert!(page.contains("plan A {") && !page.contains('y'), "{page}");
}

#[test]
fn nothing_in_a_plan_reaches_the_terminal_as_a_command() {
    let sources = one("a \u{1b}[2Jb\u{202e} c\n");
    let message = text!("bad \u{1b}]0;x\u{7}", "坏 \u{1b}");
    let diagnostic =
        Diagnostic::new(Code::UnknownWord, message).at(span(&sources, 0, "c"), text!("\u{1b}[31m", "\u{1b}"));
    let page = Page { sources: &sources, lang: Lang::En, width: 80, color: false }.one(&diagnostic);
    assert!(!page.contains(['\u{1b}', '\u{202e}', '\u{7}']), "{page:?}");
}

#[test]
fn places_at_the_edges_are_drawn() {
    for text in ["", "\n", "a", "a\n", "a\r\nb", "\u{feff}a", "\u{0}"] {
        let end = u32::try_from(text.len()).unwrap();
        for start in 0..=end + 2 {
            let place = Span { source: SourceId(0), start, end: end + 3 };
            let diagnostic = Diagnostic::new(Code::Unexpected, Text::same("x")).at(place, Text::same("here"));
            let sources = one(text);
            let page = Page { sources: &sources, lang: Lang::En, width: 40, color: true }.one(&diagnostic);
            assert!(page.contains("a.plan"), "{text:?} {start}\n{page}");
        }
    }
}

#[test]
fn a_fix_is_shown_as_a_difference() {
    let sources = one("  rolover 3 months\n");
    let edit = Edit { span: span(&sources, 0, "rolover"), text: "rollover".into() };
    let diagnostic = Diagnostic::new(Code::UnknownWord, text!("unknown word", "未知的词"))
        .at(span(&sources, 0, "rolover"), Text::default())
        .why(text!("it means nothing", "没有意义"))
        .help(text!("did you mean `rollover`?", "是不是 `rollover`？"))
        .fix(text!("write it", "改写"), vec![edit], true);
    let page = |lang| Page { sources: &sources, lang, width: 80, color: false }.one(&diagnostic);
    let english = page(Lang::En);
    assert!(
        english.contains("  why: it means nothing\n  help: did you mean `rollover`?\n  fix: write it\n    - rolover 3 months\n    + rollover 3 months\n"),
        "{english}"
    );
    let chinese = page(Lang::Zh);
    assert!(
        chinese.contains("  原因：没有意义\n  建议：是不是 `rollover`？\n  修复：改写\n    - rolover 3 months\n    + rollover 3 months\n"),
        "{chinese}"
    );
}

#[test]
fn findings_come_by_file_and_place_and_once() {
    let at = |source, start| {
        let span = Span { source: SourceId(source), start, end: start + 1 };
        Diagnostic::new(Code::Unexpected, Text::same("x")).at(span, Text::default())
    };
    let mut all = vec![at(1, 0), at(0, 9), at(0, 2), at(0, 9), Diagnostic::new(Code::Unreadable, Text::same("y"))];
    in_order(&mut all);
    let places: Vec<_> = all.iter().map(|one| one.span().map(|span| (span.source.0, span.start))).collect();
    assert_eq!(places, [None, Some((0, 2)), Some((0, 9)), Some((1, 0))]);
}
