use super::*;
use crate::syntax::parse;
use crate::syntax::tree::Entry;
use crate::text::SourceId;

fn printed(text: &str, lang: Lang) -> String {
    let (entries, diagnostics) = parse(SourceId(0), text);
    assert!(diagnostics.is_empty(), "{text}: {diagnostics:#?}");
    let sentences = entries.list.iter().filter_map(|entry| match entry {
        Entry::Clause(clause) => Some(sentence(&clause.sentence, text, lang)),
        _ => None,
    });
    sentences.collect::<Vec<_>>().join("; ")
}

#[test]
fn canonical_sentences_print_back_unchanged() {
    for text in [
        "rollover 3 months",
        "weekend pack no rollover",
        "share cap 10 GB",
        "plan \"Twenty\"",
        "pack Weekend",
        "every calendar month: data 20 GB",
        "every month: price $5, data 20 GB, voice 100 minutes to same network",
        "use oldest first",
        "when data runs out: block",
        "notify at 50%, 80% and 100% of each lot",
        "zone Asia/Phnom_Penh",
        "1 GB = 1024 MB",
        "weekend Sat, Sun",
        "valid 1 day",
    ] {
        assert_eq!(printed(text, Lang::En), text);
    }
}

#[test]
fn any_spelling_prints_in_the_canonical_one() {
    assert_eq!(printed("ROLL OVER 3 month; 周末包不累积", Lang::En), "rollover 3 months; weekend pack no rollover");
    assert_eq!(printed("pack “Weekend”", Lang::En), "pack \"Weekend\"");
}

#[test]
fn a_language_and_back() {
    let english = "rollover 3 months; weekend pack no rollover; share cap 10 GB; when data runs out: block";
    let chinese = printed(english, Lang::Zh);
    assert_eq!(printed(&chinese, Lang::En), english);
    assert_eq!(printed(&chinese, Lang::Zh), chinese);
    assert_eq!(chinese, "累积 3 个月; 周末包不累积; 共享上限 10 GB; 当流量用完：阻断");
}
