use std::fmt::Write as _;

use pest::Parser;
use pest::error::InputLocation;

use crate::syntax::grammar::{Grammar, Rule, alternatives};
use crate::syntax::words::words;

/// A token that no rule but a name takes.
const NOTHING: char = '\u{1}';

/// The alternatives of `sentence`, in its order.
fn all() -> Vec<Rule> {
    let named = |name: &str| Rule::all_rules().iter().find(|rule| format!("{rule:?}") == name).copied();
    alternatives().filter_map(named).collect()
}

fn beginning_with(token: &str) -> Vec<Rule> {
    let probe = format!("{token} {NOTHING}");
    let begins = |rule: &Rule| match Grammar::parse(*rule, &probe) {
        Ok(_) => true,
        Err(error) => match error.location {
            InputLocation::Pos(at) | InputLocation::Span((at, _)) => at > 0,
        },
    };
    all().into_iter().filter(begins).collect()
}

fn row(rules: &[Rule]) -> String {
    let rules: Vec<String> = rules.iter().map(|rule| format!("{rule:?}")).collect();
    format!("&[{}]", rules.join(", "))
}

fn made() -> String {
    let mut table =
        "//! For each row of the table of words the clauses that can begin with it: `UPDATE=1 cargo test heads`.\n\n"
            .to_owned();
    table += "use crate::syntax::grammar::Rule::{self, *};\n\n";
    table += "#[rustfmt::skip]\npub(super) const BY_WORD: &[(&str, &[Rule])] = &[\n";
    for word in words().rows() {
        writeln!(table, "    ({:?}, {}),", word.id, row(&beginning_with(word.id))).unwrap();
    }
    table += "];\n\n/// And with a date.\n#[rustfmt::skip]\n";
    writeln!(table, "pub(super) const BY_DATE: &[Rule] = {};", row(&beginning_with("2026-01-01"))).unwrap();
    table
}

#[test]
#[expect(clippy::disallowed_methods, reason = "this test writes a part of the program")]
fn the_table_is_made_of_the_grammar() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/src/syntax/heads/table.rs");
    let made = made();
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(path, &made).unwrap();
    }
    let is = std::fs::read_to_string(path).unwrap();
    assert!(is == made, "what clauses begin with has changed: run `UPDATE=1 cargo test heads`");
}

#[test]
fn every_clause_is_an_alternative() {
    let clauses = Rule::all_rules().iter().filter(|rule| format!("{rule:?}").ends_with("_clause"));
    let known = all();
    let forgotten: Vec<_> = clauses.filter(|rule| !known.contains(rule)).collect();
    assert!(forgotten.is_empty(), "no sentence is ever tried as these: {forgotten:?}");
}

#[test]
fn few_clauses_begin_with_one_word() {
    assert!(beginning_with("zone").contains(&Rule::zone_clause));
    assert!(beginning_with("2026-01-01").contains(&Rule::line_clause));
    assert!(beginning_with("zone").len() < all().len() / 4, "{:?}", beginning_with("zone"));
}
