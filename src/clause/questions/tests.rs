//! The clauses that would answer a question, in every language.

use crate::clause::catalogue;
use crate::model::{Catalogue, Question};
use crate::syntax;
use crate::text::{Lang, Source, Sources};

fn read(text: &str) -> (Catalogue, usize) {
    let mut sources = Sources::default();
    let id = sources.add(Source::new("b.plan", text));
    let (entries, found) = syntax::parse(id, text);
    let (catalogue, more) = catalogue(&[(id, entries)], &sources);
    let errors = found.iter().chain(&more).filter(|one| one.severity == crate::diag::Severity::Error);
    (catalogue, errors.count())
}

/// Plans that leave everything open.
const OPEN: [&str; 4] = [
    "every month: data 20 GB; price 5; rollover 3 months, bank at most 60 GB; night pack \"N\"; grace 7 days; give up to 2 GB a month",
    "rollover 2 months, only if renewed early; on suspension: forfeit rolled data; pack X { 1 GB }; on renewal: bonus 1 GB",
    "every month: nothing",
    "plan A { every 30 days: data 1 GB }\nplan B { every 30 days: data 2 GB }",
];

#[test]
fn every_clause_that_answers_is_read_the_same_in_every_language() {
    let mut seen = Vec::new();
    for text in OPEN {
        let (catalogue, errors) = read(text);
        assert_eq!(errors, 0, "{text}");
        for assumption in catalogue.plans.iter().flat_map(|plan| &plan.assumptions) {
            seen.push(assumption.question);
            for clause in &assumption.clauses {
                let whole = |lang: Lang| {
                    let clause = clause.get(lang);
                    match assumption.question {
                        Question::CapSide => format!("rollover 3 months, bank at most 60 GB {clause}"),
                        Question::GiftFunding | Question::GiftExpiry => format!("give up to 2 GB a month, {clause}"),
                        Question::Validity | Question::Night => format!("data 5 GB {clause}"),
                        _ => clause.to_owned(),
                    }
                };
                let node = |lang: Lang| {
                    let mut sources = Sources::default();
                    let text = whole(lang);
                    let id = sources.add(Source::new("x", text.as_str()));
                    let (entries, found) = syntax::parse(id, &text);
                    assert!(found.is_empty(), "{text}: {found:#?}");
                    let clause = crate::clause::context::clauses_of(&entries.list).next().cloned().unwrap();
                    format!("{:?}", bare(&clause.sentence))
                };
                assert_eq!(node(Lang::En), node(Lang::Zh), "{clause:?}");
            }
        }
    }
    seen.sort();
    seen.dedup();
    assert!(seen.len() >= 17, "only these are asked: {seen:?}");
}

/// The rules of a sentence: words may stand in another order in another language.
fn bare(node: &syntax::tree::Node) -> Vec<String> {
    let (mut rules, mut left) = (Vec::new(), vec![node]);
    while let Some(node) = left.pop() {
        if node.children.is_empty() {
            rules.push(format!("{:?} {}", node.rule, node.text));
        }
        left.extend(&node.children);
    }
    rules.sort();
    rules
}

#[test]
fn only_packs_are_asked_how_long_they_are_valid() {
    let (catalogue, errors) = read("rollover 3 months");
    assert_eq!(errors, 0);
    let asked = |question| catalogue.plans[0].assumptions.iter().any(|one| one.question == question);
    assert!(asked(Question::Amount) && !asked(Question::Validity));
    let (catalogue, _) = read("pack X { 1 GB }");
    assert!(catalogue.plans[0].assumptions.iter().any(|one| one.question == Question::Validity));
}
