//! Coverage of small plans.

use crate::clause;
use crate::compile;
use crate::diag::Severity;
use crate::syntax;
use crate::text::{Source, Sources};
use crate::verify::scenario;

use super::{Clause, Story, Tally, Unit, Way, of_file};

/// The words of each clause with how many scenarios reach it, and the words of each outcome that never came.
type Covered = (Vec<(String, usize)>, Vec<(String, Way)>);

/// What the scenarios of a text reach of it.
#[track_caller]
fn covered(text: &str) -> Covered {
    let mut sources = Sources::default();
    let id = sources.add(Source::new("t.plan", text));
    let (entries, mut found) = syntax::parse(id, text);
    let (catalogue, more) = clause::catalogue(&[(id, &entries)], &sources);
    found.extend(more);
    let errors: Vec<_> = found.iter().filter(|one| one.severity == Severity::Error).collect();
    assert!(errors.is_empty(), "{text}: {errors:#?}");
    let program = compile::compile(&catalogue);
    let run = |scenario| scenario::run(&catalogue, &program, scenario);
    let outcomes: Vec<scenario::Outcome> = catalogue.scenarios.iter().map(run).collect();
    let stories = catalogue.scenarios.iter().zip(&outcomes).enumerate();
    let stories = stories.map(|(number, (scenario, outcome))| Story { number, scenario, outcome }).collect();
    let unit = Unit { catalogue: &catalogue, files: vec![(id, &entries)], sources: &sources, stories };
    let mut tally = Tally::default();
    tally.add(&unit);
    let clauses: Vec<Clause> = of_file((id, &entries), &tally, &[unit], &[]);
    let said = |span| sources.slice(span).to_owned();
    let missing = clauses.iter().flat_map(|clause| &clause.outcomes).filter(|outcome| outcome.by.is_empty());
    let missing = missing.map(|outcome| (said(outcome.span), outcome.way)).collect();
    (clauses.iter().map(|clause| (said(clause.span), clause.by.len())).collect(), missing)
}

/// How many scenarios reach the clause that begins with some words.
#[track_caller]
fn count(text: &str, words: &str) -> usize {
    let (clauses, _) = covered(text);
    clauses.iter().find(|(said, _)| said.starts_with(words)).unwrap_or_else(|| panic!("{words}: {clauses:?}")).1
}

/// The outcomes that never came.
#[track_caller]
fn missing(text: &str) -> Vec<(String, Way)> {
    covered(text).1
}

fn plan(clauses: &str, lines: &str) -> String {
    format!(
        "plan P {{ every calendar month: data 10 GB; {clauses} }}\nscenario \"s\" for P {{ 2026-01-01 activate; {lines} }}\n"
    )
}

fn of(words: &str, way: Way) -> Vec<(String, Way)> {
    vec![(words.to_owned(), way)]
}

#[test]
fn a_clause_is_reached_when_something_happens_under_it() {
    let text = |lines| plan("no rollover; when data runs out: block", lines);
    assert_eq!(count(&text("2026-01-02 use 1 GB"), "when data"), 0);
    assert_eq!(count(&text("2026-01-02 use 11 GB"), "when data"), 1);
    assert_eq!(count(&text("2026-01-02 use 1 GB"), "no rollover"), 0);
    assert_eq!(count(&text("2026-02-02 use 1 GB"), "no rollover"), 1);
    assert_eq!(count(&text("2026-01-02 use 1 GB"), "every"), 1);
}

#[test]
fn a_clause_that_only_says_how_others_are_read_is_reached_when_it_makes_a_difference() {
    let text = |lines| {
        plan(
            "pack \"A\" { free; data 1 GB; valid 3 days; used first }; use oldest first; when data runs out: block",
            lines,
        )
    };
    assert_eq!(count(&text("2026-01-02 buy A"), "used first"), 0);
    assert_eq!(count(&text("2026-01-02 buy A; 2026-01-03 use 500 MB"), "used first"), 1);
    assert_eq!(count(&text("2026-01-02 expect 10 GB"), "valid"), 0);
    assert_eq!(count(&text("2026-01-02 buy A"), "valid"), 1);
}

#[test]
fn a_clause_that_has_nothing_to_do_is_reached_when_it_is_come_to() {
    let text = |lines| {
        let two = plan("on plan change: keep all; plan change takes effect now; no rollover", lines);
        format!("plan Q {{ every calendar month: data 20 GB }}\n{two}")
    };
    assert_eq!(count(&text("2026-01-05 use 1 GB"), "on plan change"), 0);
    assert_eq!(count(&text("2026-01-05 change to Q"), "on plan change"), 1);
    assert_eq!(count(&text("2026-01-05 change to Q"), "plan change takes"), 1);
    assert_eq!(count(&text("2026-01-05 use 1 GB"), "plan change takes"), 0);
}

#[test]
fn a_condition_has_two_outcomes() {
    let text = |lines| plan("when recharged, if recharged at least $10: bonus data 1 GB", lines);
    let words = "recharged at least $10";
    assert_eq!(missing(&text("2026-01-05 recharge $10")), of(words, Way::False));
    assert_eq!(missing(&text("2026-01-05 recharge $9")), of(words, Way::True));
    assert_eq!(missing(&text("2026-01-05 recharge $9; 2026-01-06 recharge $10")), []);
    assert_eq!(missing(&text("2026-01-05 use 1 GB")).len(), 2);
}

#[test]
fn a_condition_that_is_turned_around_is_known_by_its_words() {
    let text = |lines| plan("on recharge, unless marked \"m\": bonus data 1 GB", lines);
    assert_eq!(missing(&text("2026-01-05 recharge $9")), of("marked \"m\"", Way::True));
    assert_eq!(missing(&text("2026-01-05 mark \"m\"; 2026-01-06 recharge $9")), of("marked \"m\"", Way::False));
}

#[test]
fn a_cap_is_reached_or_not() {
    let text = |lines| plan("rollover 3 months, bank at most 12 GB refusing the newest; use oldest first", lines);
    let words = "bank at most 12 GB";
    let of_bank = |lines| {
        let mut all = missing(&text(lines));
        all.retain(|(said, _)| said == words);
        all
    };
    assert_eq!(of_bank("2026-01-05 use 1 GB"), [(words.to_owned(), Way::Full), (words.to_owned(), Way::NotFull)]);
    assert_eq!(of_bank("2026-02-05 use 1 GB"), of(words, Way::Full));
    assert_eq!(of_bank("2026-03-05 use 1 GB"), []);
}

#[test]
fn a_limit_is_reached_or_not() {
    let text = |lines| plan("when data runs out: throttle to 64 kbps up to 1 GB a period, then block", lines);
    let words = "up to 1 GB a period";
    assert_eq!(missing(&text("2026-01-05 use 10.5 GB")), of(words, Way::Full));
    assert_eq!(missing(&text("2026-01-05 use 12 GB")), []);
}

#[test]
fn a_window_is_open_or_closed_to_a_use() {
    let text = |lines| {
        plan("pack \"N\" { free; data 1 GB from 22:00 to 06:00; valid 3 days }; when data runs out: block", lines)
    };
    let words = "from 22:00 to 06:00";
    let of_window = |lines| {
        let mut all = missing(&text(lines));
        all.retain(|(said, _)| said == words);
        all
    };
    assert_eq!(of_window("2026-01-05 buy N; 2026-01-05 23:00 use 1 MB"), of(words, Way::Closed));
    assert_eq!(of_window("2026-01-05 buy N; 2026-01-05 12:00 use 1 MB"), of(words, Way::Open));
    assert_eq!(of_window("2026-01-05 buy N; 2026-01-05 23:00 use 1 MB; 2026-01-06 12:00 use 1 MB"), []);
}

#[test]
fn a_key_of_an_order_decides_between_two_lots() {
    let text = |lines| {
        plan(
            "pack \"A\" { free; data 1 GB; valid 30 days }; use packs first, then plan; within each, newest first",
            lines,
        )
    };
    let list = "packs first, then plan";
    assert_eq!(missing(&text("2026-01-05 use 1 GB")).len(), 2);
    assert_eq!(missing(&text("2026-01-05 buy A; 2026-01-06 use 1 MB")), of("newest first", Way::Decided));
    assert_eq!(missing(&text("2026-01-05 buy A; 2026-01-06 buy A; 2026-01-06 use 1 MB")), []);
    assert!(missing(&text("2026-01-05 use 1 GB")).iter().any(|(said, _)| said == list));
}

#[test]
fn settings_names_and_scenarios_are_not_counted() {
    let text = format!("zone Asia/Phnom_Penh; currency USD; 1 GB = 1000 MB\n{}", plan("group \"g\"; no rollover", ""));
    let (clauses, _) = covered(&text.replace("activate; ", "activate "));
    let said: Vec<&str> = clauses.iter().map(|(said, _)| said.as_str()).collect();
    assert_eq!(said, ["plan P", "every calendar month: data 10 GB", "no rollover"]);
}
