use super::*;
use crate::text::SourceId;

fn formatted(text: &str) -> String {
    in_language(text, None)
}

fn in_language(text: &str, lang: Option<Lang>) -> String {
    format(SourceId(0), text, lang).unwrap_or_else(|problem| panic!("{text}: {problem:?}"))
}

#[test]
fn what_is_formatted_stays() {
    let text = include_str!("tests/formatted.plan");
    assert_eq!(formatted(text), text);
}

#[test]
fn blanks_spelling_columns_and_empty_lines_are_put_in_order() {
    assert_eq!(formatted(include_str!("tests/untidy.plan")), include_str!("tests/tidy.plan"));
}

#[test]
fn a_file_is_translated_and_translated_back() {
    let (english, chinese) = (include_str!("tests/formatted.plan"), include_str!("tests/formatted.zh.plan"));
    assert_eq!(in_language(english, Some(Lang::Zh)), chinese);
    assert_eq!(in_language(chinese, Some(Lang::En)), english);
    assert_eq!(formatted(chinese), chinese);
}

#[test]
fn each_sentence_keeps_its_language() {
    let text = "累积 3 个月\nuse oldest first\n";
    assert_eq!(formatted(text), text);
}

#[test]
fn what_cannot_be_read_stays_as_it_is() {
    for text in [
        "plan \"A\" {\n  rolover   3 months  # typed in haste\n  use   oldst first\n}\n",
        "plan \"A\" {\n  use (oldest\n  first, # why\n    last\n  every   month: nonsense,\n     data 5 GB\n}\n",
    ] {
        assert_eq!(formatted(text), text);
    }
    assert_eq!(formatted("plan   A {\nrolover   3 months\n}"), "plan A {\n  rolover   3 months\n}\n");
}

#[test]
fn without_its_braces_a_file_is_left_alone() {
    for text in ["plan A {\n  rollover 3 months\n", "rollover 3 months\n}\n"] {
        assert!(matches!(format(SourceId(0), text, None), Err(Unformatted::Unreadable(_))), "{text}");
    }
}

#[test]
fn texts_of_nothing() {
    for (text, expected) in
        [("", ""), ("\n\n\n", ""), ("# a\n\n\n\n# b", "# a\n\n# b\n"), ("plan A {\n}", "plan A {\n}\n")]
    {
        assert_eq!(formatted(text), expected);
    }
    assert_eq!(formatted("plan A {}"), "plan A { }\n");
    assert_eq!(
        formatted("\u{feff}rollover 3 months\r\nuse oldest first\r\n"),
        "rollover 3 months\r\nuse oldest first\r\n"
    );
}

#[test]
fn only_the_lines_that_are_asked_for_change() {
    let text = "rollover   3 months\nprice $5\nuse   oldest first\nprepaid\nwhen data runs out:   block\n";
    let only = |lines| format_lines(SourceId(0), text, None, lines).unwrap();
    assert_eq!(only(1..=1), "rollover 3 months\nprice $5\nuse   oldest first\nprepaid\nwhen data runs out:   block\n");
    assert_eq!(only(5..=5), "rollover   3 months\nprice $5\nuse   oldest first\nprepaid\nwhen data runs out: block\n");
    assert_eq!(only(1..=9), formatted(text));
}
