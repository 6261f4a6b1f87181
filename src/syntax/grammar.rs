//! The grammar as pest reads it: one file for each part of the language, and one rule for each keyword.

#[expect(missing_docs, reason = "pest makes one variant for each rule, without documentation")]
mod made {
    /// The parser that pest makes of `grammar/*.pest`.
    #[derive(pest_derive::Parser)]
    #[grammar = "../grammar/common.pest"]
    #[grammar = "../grammar/plan.pest"]
    #[grammar = "../grammar/scenario.pest"]
    #[grammar = "../grammar/file.pest"]
    #[grammar = "../grammar/words.pest"]
    pub(in crate::syntax) struct Grammar;
}

/// The text of the files in which clauses stand, in the order in which a sentence is tried as one of theirs.
pub(super) const CLAUSE_FILES: [&str; 3] = [
    include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/grammar/scenario.pest")),
    include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/grammar/plan.pest")),
    include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/grammar/file.pest")),
];

/// The clauses that a sentence may be, by the names of their rules, in the order in which it is tried as each.
pub fn alternatives() -> impl Iterator<Item = &'static str> {
    let lines = CLAUSE_FILES.into_iter().flat_map(str::lines);
    lines.filter_map(|line| line.trim_start_matches([' ', '|']).strip_suffix(" ~ EOI"))
}

/// Whether a rule is a keyword: their file is the last, and pest keeps the order of the rules.
pub(super) const fn is_keyword(rule: Rule) -> bool {
    rule as usize >= Rule::k_rollover as usize
}

pub(super) use made::Grammar;
pub use made::Rule;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keywords_are_the_rules_of_the_last_file() {
        for rule in Rule::all_rules() {
            assert_eq!(is_keyword(*rule), format!("{rule:?}").starts_with("k_"), "{rule:?}");
        }
    }
}
