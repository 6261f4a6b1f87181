//! Which clauses can begin with a word, so that a sentence is tried as these alone: a file of a thousand sentences is read
//! several times as fast. What a clause can begin with is asked of the grammar itself, once for each word that is met.
//!
//! This decides nothing. The alternatives stay in the order of the rule `sentence`, and a sentence that is none of them is
//! given to that rule, which has the last word.

use std::sync::{LazyLock, OnceLock};

use pest::Parser;
use pest::error::InputLocation;

use super::grammar::{Grammar, Rule, alternatives, named};
use super::line::{Kind, Line};
use super::words::words;

/// A token that no rule but a name takes.
const NOTHING: char = '\u{1}';

/// The alternatives of `sentence`, in its order.
static CLAUSES: LazyLock<Vec<Rule>> = LazyLock::new(|| alternatives().filter_map(named).collect());

/// For each row of the table of words, the clauses that can begin with it.
static BY_WORD: LazyLock<Vec<OnceLock<Vec<Rule>>>> =
    LazyLock::new(|| words().rows().iter().map(|_| OnceLock::new()).collect());
static BY_DATE: OnceLock<Vec<Rule>> = OnceLock::new();

/// The clauses that a sentence may be, if its first token tells.
pub(super) fn clauses(line: &Line) -> &'static [Rule] {
    let asked = match line.tokens.first().map(|token| token.kind) {
        Some(Kind::Word(row)) => BY_WORD.get(usize::from(row)),
        Some(Kind::Date) => Some(&BY_DATE),
        _ => None,
    };
    asked.map_or(&[], |asked| asked.get_or_init(|| beginning_with(line.token(0))))
}

fn beginning_with(token: &str) -> Vec<Rule> {
    let probe = format!("{token} {NOTHING}");
    let begins = |rule: &&Rule| match Grammar::parse(**rule, &probe) {
        Ok(_) => true,
        Err(error) => match error.location {
            InputLocation::Pos(at) | InputLocation::Span((at, _)) => at > 0,
        },
    };
    CLAUSES.iter().filter(begins).copied().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_clause_is_an_alternative() {
        let clauses = Rule::all_rules().iter().filter(|rule| format!("{rule:?}").ends_with("_clause"));
        let forgotten: Vec<_> = clauses.filter(|rule| !CLAUSES.contains(rule)).collect();
        assert!(forgotten.is_empty(), "no sentence is ever tried as these: {forgotten:?}");
    }

    #[test]
    fn few_clauses_begin_with_one_word() {
        assert!(beginning_with("zone").contains(&Rule::zone_clause));
        assert!(beginning_with("2026-01-01").contains(&Rule::line_clause));
        assert!(beginning_with("zone").len() < CLAUSES.len() / 4, "{:?}", beginning_with("zone"));
    }
}
