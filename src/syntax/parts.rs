//! What a clause is made of, asked of the grammar itself: the parts of its rule, without the modifiers that every clause
//! can have.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use super::grammar::{CLAUSE_FILES, Rule};

/// A rule of the grammar.
#[derive(Debug, Default)]
struct Known {
    /// Whether it leaves no node (`_{ }`), so that its parts are the parts of whatever it stands in.
    silent: bool,
    parts: Vec<&'static str>,
}

static RULES: LazyLock<BTreeMap<&'static str, Known>> = LazyLock::new(|| {
    let mut rules = BTreeMap::new();
    let mut last: Option<(&str, Known)> = None;
    let code = CLAUSE_FILES.into_iter().flat_map(str::lines).filter(|line| !line.trim_start().starts_with("//"));
    for line in code {
        let mut body = line;
        if let Some((name, rest)) =
            line.split_once('=').filter(|_| line.starts_with(|first: char| first.is_ascii_lowercase()))
        {
            rules.extend(last.take());
            last = Some((name.trim(), Known { silent: rest.trim_start().starts_with('_'), parts: Vec::new() }));
            body = rest;
        }
        if let Some((_, known)) = &mut last {
            known.parts.extend(words(body));
        }
    }
    rules.extend(last);
    rules
});

/// The names of the rules that these clauses are made of.
pub(super) fn of(clauses: &[Rule]) -> BTreeSet<&'static str> {
    let mut names = BTreeSet::new();
    let clauses = clauses.iter().map(|clause| format!("{clause:?}"));
    let mut left: Vec<&'static str> =
        clauses.filter_map(|clause| RULES.get_key_value(clause.as_str())).map(|(name, _)| *name).collect();
    while let Some(name) = left.pop() {
        for part in RULES.get(name).map_or(&[][..], |known| &known.parts) {
            let silent = RULES.get(part).is_some_and(|known| known.silent);
            // Keywords in the clause's own rule only hold it together: `every`, `once`.
            if name.ends_with("_clause") && part.starts_with("k_") {
                continue;
            }
            // `modifier` is in a file that is not read here: what every clause can have is no clause's own.
            if names.insert(*part) && silent {
                left.push(part);
            }
        }
    }
    // Of a part that begins with a keyword, pest reports the keyword where nothing else was tried.
    let heads = names.iter().filter_map(|name| RULES.get(name)?.parts.first().copied());
    let heads: Vec<&'static str> = heads.filter(|head| head.starts_with("k_")).collect();
    names.extend(heads);
    names
}

fn words(body: &'static str) -> impl Iterator<Item = &'static str> {
    let words = body.split(|character: char| !(character.is_ascii_alphanumeric() || character == '_'));
    words.filter(|word| word.len() > 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clause_has_its_own_parts_and_no_modifiers() {
        let parts = of(&[Rule::rollover_clause]);
        assert!(parts.contains("rollover_life") && parts.contains("bank_limit"), "{parts:?}");
        assert!(!parts.contains("validity"), "{parts:?}");
        assert!(of(&[Rule::line_clause]).contains("expectation"));
        assert!(of(&[Rule::depletion_clause]).contains("k_block"));
    }
}
