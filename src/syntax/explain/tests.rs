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
        ("when data runs out: fruit", "`block`"),
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
