//! Phrases that are understood, and lists of what was expected.

use crate::diag::Diagnostic;
use crate::syntax::parse;
use crate::syntax::tree::Entry;
use crate::text::SourceId;

fn one(text: &str) -> (Diagnostic, bool) {
    let (entries, found) = parse(SourceId(0), text);
    let [diagnostic] = found.as_slice() else { panic!("{text}: {found:#?}") };
    (diagnostic.clone(), entries.list.iter().any(|entry| matches!(entry, Entry::Clause(_))))
}

/// The text after its first fix, which reads, whether that is applied unasked, and whether the sentence counts.
fn fixed(text: &str) -> (String, bool, bool) {
    let (diagnostic, counts) = one(text);
    let fix = diagnostic.fixes.first().unwrap_or_else(|| panic!("{diagnostic:#?}"));
    let mut fixed = text.to_owned();
    for edit in fix.edits.iter().rev() {
        fixed.replace_range(edit.span.start as usize..edit.span.end as usize, &edit.text);
    }
    let (_, left) = parse(SourceId(0), &fixed);
    assert!(left.is_empty(), "{fixed}: {left:#?}");
    (fixed, fix.safe, counts)
}

#[test]
fn phrases_are_put_in_the_words_of_the_language() {
    for (text, meant, sure) in [
        ("data 5 GB valid until 1 May 2026", "data 5 GB valid until 2026-05-01", true),
        ("data 5 GB valid until May 1, 2026", "data 5 GB valid until 2026-05-01", true),
        ("promo X from 14 Apr 2026 to 16 April 2026", "promo X from 2026-04-14 to 2026-04-16", true),
        ("share with family, 10 GB each", "share with members, 10 GB each", true),
        ("共享 同 家人，上限 10 GB 各", "共享 同 成员，上限 10 GB 各", true),
        ("on renewal: double data", "on renewal: bonus data 100% of plan data", false),
        ("on renewal: double the data, valid 7 days", "on renewal: bonus data 100% of plan data, valid 7 days", false),
        ("于 续期：双倍流量", "于 续期：奖励流量 100% 的 套餐流量", false),
        ("unused data expires after 3 months", "unused data rolls over for 3 months", false),
    ] {
        assert_eq!(fixed(text), (meant.to_owned(), sure, sure), "{text}");
    }
}

#[test]
fn lists_of_what_was_expected_are_short_and_begin_with_the_clauses_own_parts() {
    let mut wrong = String::new();
    for (text, first) in [
        ("rollover fruit", "how long leftovers last"),
        ("rollover 3 months, fruit", "how long leftovers last"),
        ("when data runs out: fruit", "a slower speed"),
        ("share fruit", "with whom"),
        ("notify fruit", "when a notice is sent"),
        ("2026-01-01 expect fruit", "what is expected"),
    ] {
        let (diagnostic, _) = one(text);
        let help = diagnostic.help.clone().map(|help| help.en).unwrap_or_default();
        // Of what is in a list, only examples have commas of their own.
        let items = help.replace(", such as", "").replace(", and more", "").split([',']).count();
        if !help.starts_with(&format!("expected: {first}")) || items > 5 {
            wrong.push_str(&format!("{text}: {help}\n"));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn a_slip_is_put_right_as_the_word_or_phrase_that_was_meant() {
    for (text, meant) in [
        ("rollover 3 monts", "rollover 3 months"),
        ("rollover 1 monts", "rollover 1 month"),
        ("give up to 2 GB, at most 3 tims a month", "give up to 2 GB, at most 3 times a month"),
        (
            "rollover 3 months, activated within 5 days of the periods end",
            "rollover 3 months, activated within 5 days of the period's end",
        ),
        ("use earliest exipry first", "use earliest expiry first"),
        ("renewed by hnad", "renewed by hand"),
        ("while suspended, clock stopps", "while suspended, clock stops"),
        ("sessions are splitt", "sessions are split"),
        ("rollover 6 renewals in a raw", "rollover 6 renewals in a row"),
        ("promise \"x\": charges at mots $20 a period", "promise \"x\": charges at most $20 a period"),
        ("rollover 1 month, only if used more then 0", "rollover 1 month, only if used more than 0"),
        ("early renewal starts at the periods end", "early renewal starts at the period's end"),
        ("data 5 GB, starts at frist use", "data 5 GB, starts at first use"),
        ("plan \"A\" bye Smart", "plan \"A\" by Smart"),
        ("data 5 GB, price 5 usd", "data 5 GB, price 5 USD"),
        ("data 5 BG", "data 5 GB"),
        ("使用 最早倒期 优先", "使用 最早到期 优先"),
        ("停机期间，停止计式", "停机期间，停止计时"),
        ("当 流量用晚：阻断", "当 流量用完：阻断"),
        ("when data runs out block", "when data runs out: block"),
    ] {
        assert_eq!(fixed(text), (meant.to_owned(), true, true), "{text}");
    }
}

#[test]
fn a_slip_that_may_have_been_meant_otherwise_is_not_put_right_unasked() {
    for (text, meant, counts) in [
        ("data 5 XB", "data 5 TB", false),
        ("data GB 5", "data 5 GB", true),
        ("use first packs", "use packs first", true),
        ("rollover of plan data for the next 3 months", "rollover of plan data for 3 months", false),
        ("plan Monthly 20", "plan \"Monthly 20\"", false),
        ("data runs out: block", "when data runs out: block", false),
        ("rollover 3 months only renewed on time", "rollover 3 months only when renewed on time", false),
    ] {
        assert_eq!(fixed(text), (meant.to_owned(), false, counts), "{text}");
    }
}

/// What is marked, what is said of it, and what to do.
fn told(text: &str) -> (String, String, String) {
    let (diagnostic, _) = one(text);
    let span = diagnostic.span().unwrap();
    let marked = text.get(span.start as usize..span.end as usize).unwrap().to_owned();
    (marked, diagnostic.message.en, diagnostic.help.unwrap_or_default().en)
}

#[test]
fn what_is_missing_is_named() {
    for (text, marked, message, help) in [
        ("rollover months", "months", "a number is missing before `months`", "write how many: `3 months`"),
        ("notify at 80", "80", "`80` has no unit", "write `80%`"),
        ("rollover 3", "3", "`3` has no unit", "write `3 minutes`, `3 days`, `3 months` or `3 periods`"),
        (
            "every calendar fortnight: data 5 GB",
            "fortnight",
            "`fortnight` means nothing behind `calendar`",
            "expected: `calendar day`, `calendar month`, `calendar quarter`, `calendar year` or `calendar week`",
        ),
    ] {
        assert_eq!(told(text), (marked.to_owned(), message.to_owned(), help.to_owned()), "{text}");
    }
}

#[test]
fn each_block_says_what_stands_in_it() {
    for (text, help) in [
        ("scenario X { activate }", "say when it happens: `2026-01-10 activate`"),
        ("scenario X { fruit }", "a line of a scenario begins with its date"),
        ("regulation X { fruit }", "a regulation says what plans must do"),
        ("operator X { fruit }", "begin with what the operator settles"),
        ("holidays X { fruit }", "a holiday begins with its date"),
        ("plan X { fruit }", "begin with what the clause is about"),
    ] {
        let (_, _, said) = told(text);
        assert!(said.starts_with(help), "{text}: {said}");
    }
}

#[test]
fn two_mistakes_in_a_sentence_are_two_diagnostics() {
    let (entries, found) = parse(SourceId(0), "evry calendar month: dat 20 GB");
    assert_eq!(found.len(), 2, "{found:#?}");
    assert!(matches!(entries.list.as_slice(), [Entry::Clause(clause)] if clause.guessed.is_some()));
}
