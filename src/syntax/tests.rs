//! Mistakes, hostile texts, and any text at all.
use proptest::prelude::*;

use super::tree::{Entry, Node};
use super::*;

/// The code, the line and column in bytes, and the English message of every diagnostic.
fn said(text: &str) -> Vec<(Code, u32, u32, String)> {
    let (_, diagnostics) = parse(SourceId(0), text);
    let source = crate::text::Source::new("test", text);
    let place = |diagnostic: &Diagnostic| source.position(diagnostic.span().unwrap().start);
    diagnostics
        .iter()
        .map(|found| (found.code, place(found).line, place(found).byte, found.message.en.clone()))
        .collect()
}

/// The text after the first fix of its one diagnostic.
fn fixed(text: &str) -> String {
    let (_, diagnostics) = parse(SourceId(0), text);
    let [diagnostic] = diagnostics.as_slice() else { panic!("{text}: {diagnostics:#?}") };
    let mut fixed = text.to_owned();
    for edit in diagnostic.fixes.first().unwrap_or_else(|| panic!("no fix: {diagnostic:#?}")).edits.iter().rev() {
        fixed.replace_range(edit.span.start as usize..edit.span.end as usize, &edit.text);
    }
    let (_, left) = parse(SourceId(0), &fixed);
    assert!(left.is_empty(), "{fixed}: {left:#?}");
    fixed
}

#[test]
fn ten_mistakes_are_ten_diagnostics_where_they_are() {
    let text = "operator Smart { zone Asia/Phnom_Penh currency USD }
plan \"Twenty\" {
  every month: price $5, data 20 GB
  rolover 3 months
  rollover
  every month: data 1,000 MB
  when data runs out: blok
  use oldest fruit
  every month: data 10,5 GB
  pack \"Night {
    price $1
  }
  fruit
}
}
";
    let found: Vec<_> = said(text).into_iter().map(|(code, line, byte, _)| (code, line, byte)).collect();
    let expected = [
        (Code::Unexpected, 1, 39),
        (Code::UnknownWord, 4, 3),
        (Code::Unexpected, 5, 11),
        (Code::Unexpected, 6, 21),
        (Code::UnknownWord, 7, 23),
        (Code::UnknownWord, 8, 14),
        (Code::Unexpected, 9, 21),
        (Code::UnclosedQuote, 10, 8),
        (Code::UnknownWord, 13, 3),
        (Code::UnbalancedBrace, 15, 1),
    ];
    assert_eq!(found, expected, "{:#?}", said(text));
}

#[test]
fn obvious_slips_have_a_fix_that_works() {
    assert_eq!(fixed("rolover 3 months"), "rollover 3 months");
    assert_eq!(fixed("rollover 3 mnoths"), "rollover 3 months");
    assert_eq!(fixed("rollover three months"), "rollover 3 months");
    assert_eq!(fixed("norollover"), "no rollover");
    assert_eq!(fixed("every month: data 1,000 MB"), "every month: data 1000 MB");
    assert_eq!(fixed("every month: data 1 000 MB"), "every month: data 1000 MB");
    assert_eq!(fixed("every month: data 10,5 GB"), "every month: data 10.5 GB");
    assert_eq!(fixed("every month: price 5 usd"), "every month: price 5 USD");
    assert_eq!(fixed("zone Asia/Phnom_Penh currency USD"), "zone Asia/Phnom_Penh; currency USD");
    assert_eq!(fixed("plan \"A"), "plan \"A\"");
    assert_eq!(fixed("plan A { rollover 3 months"), "plan A { rollover 3 months }");
    assert_eq!(fixed("plan A {\n  rollover 3 months\n"), "plan A {\n  rollover 3 months\n}\n");
    assert_eq!(fixed("rollover 3 months\n}"), "rollover 3 months\n");
}

#[test]
fn accepted_without_a_word() {
    for text in [
        "roll over 3 month",
        "no roll-over",
        "every month: data 10G",
        "every month: data 10 gb",
        "every month: price 5$",
    ] {
        assert_eq!(said(text), [], "{text}");
    }
    for text in [
        "every month: data 3 GB from 22h-6h",
        "every month: data 3 GB, on Sat-Sun",
        "every month: data 3 GB from 10pm to 6am",
    ] {
        let without_from = text.replace("from 22h-6h", "from 22h to 6h");
        assert_eq!(said(&without_from), [], "{text}");
    }
}

#[test]
fn no_message_shows_the_grammar() {
    let text =
        "rollover\nrollover while\nevery month: data\nuse\nwhen\nplan\nshare with\nnotify at\nzone\ngive up to\n";
    let (_, diagnostics) = parse(SourceId(0), text);
    assert_eq!(diagnostics.len(), text.lines().count());
    for diagnostic in diagnostics {
        let help = diagnostic.help.clone().unwrap_or_default();
        for text in [&diagnostic.message.en, &diagnostic.message.zh, &help.en, &help.zh] {
            assert!(!text.is_empty() && !text.contains("k_") && !text.contains('_'), "{diagnostic:#?}");
        }
    }
}

fn repeat(part: &str, bytes: usize) -> String {
    part.repeat(bytes / part.len())
}

#[test]
fn hostile_texts_are_answered() {
    // Unoptimised, the largest texts would take minutes together; a sixteenth of them takes the same ways.
    let bytes = if cfg!(debug_assertions) { MAX_BYTES / 16 } else { MAX_BYTES - 16 };
    let texts = [
        repeat("{", bytes),
        repeat("}", bytes),
        repeat("\"", bytes - 1),
        repeat("“", bytes),
        repeat("'", bytes),
        repeat(";", bytes),
        repeat("\n", bytes),
        repeat("\0", bytes),
        repeat("#\n", bytes),
        repeat("##\n", bytes),
        repeat("word ", bytes),
        repeat("word\n", bytes),
        repeat("rolover 3 months\n", bytes),
        repeat("累", bytes),
        repeat("不", bytes),
        repeat("a-", bytes),
        repeat("at ", bytes),
        repeat("9", bytes),
        repeat("9,", bytes),
        repeat("(", bytes),
        repeat("(\n", bytes),
        repeat("a,\n", bytes),
        repeat("not ", bytes),
        repeat("{\n", bytes),
        repeat("a{b}", bytes),
        repeat("rollover 3 months;", bytes),
        format!("rollover 3 months, only if {}", repeat("(", bytes / 2)),
        format!("rollover 3 months, only if {}", "(".repeat(15)),
        format!("rollover 3 months, only if {}", repeat("not ", 1_500)),
        repeat(&format!("rollover 3 months, only if {}\n", "renewed or ".repeat(190)), bytes),
        repeat(&format!("rolover 3 months, only if {}\n", "renewed or ".repeat(190)), bytes),
    ];
    for text in texts {
        let (_, diagnostics) = parse(SourceId(0), &text);
        let name: String = text.chars().take(60).collect();
        assert!(diagnostics.len() <= MAX_DIAGNOSTICS + 1, "{name}");
    }
}

#[test]
fn what_is_too_large_is_refused() {
    let (entries, diagnostics) = parse(SourceId(0), &"{".repeat(10_000_000));
    assert!(entries.list.is_empty());
    assert_eq!(diagnostics.first().map(|diagnostic| diagnostic.code), Some(Code::TooLarge));
    let deep = said(&"plan A {".repeat(100));
    assert_eq!(deep.len(), 1, "{deep:?}");
    assert_eq!(deep.first().map(|found| found.0), Some(Code::TooLarge));
    assert_eq!(
        said(&"fruit\n".repeat(1_500)).last().map(|found| found.3.as_str()),
        Some("500 further mistakes are not shown")
    );
}

#[track_caller]
fn well_placed(node: &Node, text: &str) {
    assert!(text.get(node.span.start as usize..node.span.end as usize).is_some(), "{node:?}");
    for child in &node.children {
        well_placed(child, text);
    }
}

#[track_caller]
fn all_well_placed(entries: &tree::Entries, text: &str) {
    let placed =
        |span: Span| assert!(text.get(span.start as usize..span.end as usize).is_some(), "{span:?} in {text:?}");
    for entry in &entries.list {
        match entry {
            Entry::Clause(clause) => {
                placed(clause.span);
                well_placed(&clause.sentence, text);
                for lang in crate::text::Lang::ALL {
                    assert!(!print_sentence(&clause.sentence, text, lang).is_empty());
                }
                if let Some(block) = &clause.block {
                    placed(block.span);
                    all_well_placed(&block.entries, text);
                }
            }
            Entry::Comment(comment) => placed(comment.span),
            Entry::Broken(span) => placed(*span),
        }
    }
}

fn any_text_is_legal(text: &str) {
    let (entries, diagnostics) = parse(SourceId(0), text);
    all_well_placed(&entries, text);
    for diagnostic in diagnostics {
        let edits = diagnostic.fixes.iter().flat_map(|fix| fix.edits.iter().map(|edit| edit.span));
        for span in diagnostic.labels.iter().map(|label| label.span).chain(edits) {
            assert!(text.get(span.start as usize..span.end as usize).is_some(), "{span:?} in {text:?}");
        }
    }
}

/// Every sentence without its block, in the order of the text.
fn sentences<'e>(entries: &'e tree::Entries, into: &mut Vec<&'e Node>) {
    for entry in &entries.list {
        if let Entry::Clause(clause) = entry {
            into.push(&clause.sentence);
            if let Some(block) = &clause.block {
                sentences(&block.entries, into);
            }
        }
    }
}

/// A sentence printed in any language is the same sentence, and printed again it is the same text.
fn prints_the_same(text: &str) {
    let (entries, diagnostics) = parse(SourceId(0), text);
    if !diagnostics.is_empty() {
        return;
    }
    let mut all = Vec::new();
    sentences(&entries, &mut all);
    for sentence in all {
        for lang in crate::text::Lang::ALL {
            let printed = print_sentence(sentence, text, lang);
            let (again, wrong) = parse(SourceId(0), &printed);
            let mut read = Vec::new();
            sentences(&again, &mut read);
            let texts: Vec<&str> = read.iter().map(|node| node.text.as_str()).collect();
            assert_eq!(texts, [sentence.text.as_str()], "{printed}: {wrong:#?}");
            assert!(read.iter().all(|node| print_sentence(node, &printed, lang) == printed), "{printed}");
        }
    }
}

/// Pieces of plans in any order, which come further than random characters.
fn pieces() -> impl Strategy<Value = String> {
    let words: Vec<String> = super::words()
        .rows()
        .iter()
        .flat_map(|word| crate::text::Lang::ALL.map(|lang| word.spelling(lang).to_owned()))
        .collect();
    let marks = [
        "\n",
        ";",
        "；",
        "{",
        "}",
        "(",
        "）",
        "\"",
        "“",
        "」",
        "#",
        "##",
        ",",
        "，",
        ":",
        "=",
        "-",
        "–",
        "%",
        "$",
        "៛",
        "៣",
        "３",
        "1,000",
        "22h",
        "7pm",
        "2026-01-02",
        "1/2/2026",
        "10G",
        "\u{200b}",
        "\r\n",
        "\t",
        "x",
        ".",
    ];
    let marks: Vec<String> = marks.iter().map(|mark| (*mark).to_owned()).collect();
    let piece =
        prop_oneof![proptest::sample::select(words), proptest::sample::select(marks), "[a-z]{1,9}", "[0-9]{1,3}"];
    proptest::collection::vec((piece, prop_oneof![Just(""), Just(" ")]), 0..40)
        .prop_map(|pieces| pieces.into_iter().map(|(piece, blank)| piece + blank).collect())
}

#[test]
fn sentences_of_plans_print_the_same_in_any_language() {
    prints_the_same(include_str!("tests/sentences.plan"));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]

    #[test]
    fn any_characters_are_legal(text in "\\PC{0,200}") {
        any_text_is_legal(&text);
    }

    #[test]
    fn any_pieces_are_legal(text in pieces()) {
        any_text_is_legal(&text);
        prints_the_same(&text);
    }
}
