use std::borrow::Cow;
use std::collections::BTreeMap;

use super::*;

/// The table as it is on disk.
const TABLE: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/grammar/words.pest"));

#[test]
fn every_rule_is_a_row_and_reads_its_own_id() {
    let rules = TABLE.lines().filter(|line| line.starts_with("k_"));
    let ids: Vec<&str> = rules
        .map(|line| {
            let (name, rule) = line.split_once(" = ").unwrap();
            let id = name.strip_prefix("k_").unwrap();
            assert!(rule.starts_with(&format!("@{{ \"{id}\" ~ end }} // ")), "{line}");
            id
        })
        .collect();
    let rows: Vec<&str> = words().rows().iter().filter(|word| !word.is_contraction()).map(|word| word.id).collect();
    assert_eq!(ids, rows);
    assert_eq!(words().by_id.len(), words().rows.len(), "an id stands twice");
}

#[test]
fn contractions_are_made_of_words() {
    for word in words().rows().iter().filter(|word| word.is_contraction()) {
        for id in word.id.split(' ') {
            assert!(words().by_id(id).is_some(), "{}: {id}", word.id);
        }
    }
}

#[test]
fn every_word_is_spelled_in_every_language() {
    for word in words().rows().iter().filter(|word| !word.is_contraction()) {
        for lang in Lang::ALL {
            assert!(!word.spellings(lang).is_empty(), "{} has no spelling in {lang:?}", word.id);
        }
    }
}

#[test]
fn no_spelling_means_two_things() {
    let mut seen: BTreeMap<Vec<Cow<'_, str>>, &str> = BTreeMap::new();
    let mut twice = Vec::new();
    for word in words().rows() {
        for spelling in Lang::ALL.iter().flat_map(|lang| word.spellings(*lang)) {
            let other = *seen.entry(pieces(spelling).map(lower).collect::<Vec<_>>()).or_insert(word.id);
            if other != word.id {
                twice.push(format!("{spelling}: {other} and {}", word.id));
            }
        }
    }
    assert!(twice.is_empty(), "{twice:#?}");
}

#[test]
fn a_spelling_is_found_again() {
    for word in words().rows() {
        for spelling in Lang::ALL.iter().flat_map(|lang| word.spellings(*lang)) {
            assert_eq!(words().spelled(&spelling.to_uppercase()).map(|found| found.id), Some(word.id), "{spelling}");
        }
    }
    assert!(words().spelled("rolover").is_none());
}

#[test]
fn the_longest_phrase_wins() {
    let id = |found: Option<(u16, usize)>| found.and_then(|(row, length)| Some((words().row(row)?.id, length)));
    assert_eq!(id(words().after_piece("at", " most 5")), Some(("at_most", 5)));
    assert_eq!(id(words().after_piece("at", "\u{200b}MOST 5")), Some(("at_most", 7)));
    assert_eq!(id(words().after_piece("at", " mostly")), Some(("at", 0)));
    assert_eq!(id(words().at_han("周末包")), Some(("weekend", 6)));
    assert_eq!(id(words().at_han("周二")), Some(("tuesday", 6)));
}

#[test]
fn the_table_is_tidy() {
    for line in TABLE.lines().filter(|line| line.starts_with("k_") || line.matches(" // ").count() == 2) {
        assert!(!line.contains("   ") && !line.contains('\t') && line.trim_end() == line, "{line}");
    }
    for word in words().rows() {
        let mut spellings = Lang::ALL.iter().flat_map(|lang| word.spellings(*lang));
        assert!(spellings.all(|spelling| !spelling.contains('|')), "{word:?}");
    }
}
