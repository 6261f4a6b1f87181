use super::*;

fn keyword_rules() -> Vec<&'static str> {
    let parts = [
        include_str!("../../../grammar/common.pest"),
        include_str!("../../../grammar/plan.pest"),
        include_str!("../../../grammar/scenario.pest"),
        include_str!("../../../grammar/items.pest"),
        include_str!("../../../grammar/keywords.pest"),
    ];
    let lines = parts.into_iter().flat_map(str::lines).filter(|line| line.starts_with("k_"));
    lines.filter_map(|line| line.split_once('=')?.0.trim().strip_prefix("k_")).collect()
}

#[test]
fn every_row_has_one_rule_and_every_rule_a_row() {
    let rules = keyword_rules();
    let rows: Vec<_> = words().rows().iter().filter(|word| !word.is_contraction()).map(|word| word.id).collect();
    let without_rule: Vec<_> = rows.iter().filter(|id| !rules.contains(id)).collect();
    let without_row: Vec<_> = rules.iter().filter(|id| !rows.contains(id)).collect();
    assert!(without_rule.is_empty() && without_row.is_empty(), "no rule: {without_rule:?}; no row: {without_row:?}");
    let twice = |list: &[&'static str]| -> Vec<&'static str> {
        let again = |(index, id): (usize, &&'static str)| {
            list.get(..index).is_some_and(|before| before.contains(id)).then_some(*id)
        };
        list.iter().enumerate().filter_map(again).collect()
    };
    assert!(twice(&rules).is_empty() && twice(&rows).is_empty(), "twice: {:?} {:?}", twice(&rules), twice(&rows));
}

#[test]
fn a_rule_reads_its_own_id() {
    for line in include_str!("../../../grammar/keywords.pest").lines().filter(|line| line.starts_with("k_")) {
        let (name, rule) = line.split_once('=').unwrap();
        let id = name.trim().strip_prefix("k_").unwrap();
        assert_eq!(rule.trim(), format!("@{{ \"{id}\" ~ end }}"), "{line}");
    }
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
    let mut seen: BTreeMap<Vec<String>, &str> = BTreeMap::new();
    let mut twice = Vec::new();
    for word in words().rows() {
        for spelling in Lang::ALL.iter().flat_map(|lang| word.spellings(*lang)) {
            let other = *seen.entry(pieces(spelling)).or_insert(word.id);
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
    for line in TABLE.lines().filter(|line| !line.starts_with('#')) {
        assert_eq!(line.split('\t').count(), 1 + Lang::ALL.len(), "{line}");
        assert!(!line.contains("  ") && !line.contains(" \t") && !line.contains("\t "), "{line}");
    }
}
