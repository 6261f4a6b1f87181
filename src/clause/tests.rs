use super::*;
use std::collections::BTreeMap;

use crate::diag::{Code, Diagnostic, Severity};
use crate::model::Catalogue;
use crate::syntax;
use crate::text::{Lang, Source, Sources};

/// What a text means, and what is wrong with it.
fn read(name: &str, text: &str) -> (Catalogue, Vec<Diagnostic>) {
    let mut sources = Sources::default();
    let id = sources.add(Source::new(name, text));
    let (entries, mut found) = syntax::parse(id, text);
    let (catalogue, more) = catalogue(&[(id, entries)], &sources);
    found.extend(more);
    (catalogue, found)
}

/// What a text means that has nothing wrong with it.
#[track_caller]
fn meaning(text: &str) -> Catalogue {
    let (catalogue, found) = read("test.plan", text);
    assert!(found.is_empty(), "{text}\n{}", shown(text, &found));
    catalogue
}

/// The codes of what is wrong with a text.
fn codes(text: &str) -> Vec<Code> {
    let (_, found) = read("test.plan", text);
    found.iter().filter(|diagnostic| diagnostic.severity == Severity::Error).map(|diagnostic| diagnostic.code).collect()
}

fn shown(text: &str, found: &[Diagnostic]) -> String {
    let line = |diagnostic: &Diagnostic| {
        let place =
            diagnostic.span().map_or("", |span| text.get(span.start as usize..span.end as usize).unwrap_or("?"));
        let rest = diagnostic.span().map_or("", |span| text.get(span.start as usize..).unwrap_or("?"));
        let rest: String = rest.chars().take(40).collect();
        format!("{:?}: {} at `{place}` before `{rest}`\n", diagnostic.code, diagnostic.message.get(Lang::En))
    };
    found.iter().map(line).collect()
}

/// The model without places, to compare what two texts mean.
fn bare(catalogue: &Catalogue) -> String {
    // Conditions are kept in the words of whoever wrote them.
    let catalogue = Catalogue { conditions: BTreeMap::new(), ..catalogue.clone() };
    let text = format!("{catalogue:#?}");
    let mut kept = String::new();
    let mut skip = 0_usize;
    for line in text.lines() {
        let indent = line.len() - line.trim_start().len();
        if skip > 0 {
            if indent < skip {
                skip = 0;
            }
            continue;
        }
        if line.trim_end().ends_with("Span {") {
            skip = indent + 1;
            kept.push_str("Span");
            continue;
        }
        kept.push_str(line);
        kept.push('\n');
    }
    kept.replace("周末", "weekend").replace("夜间", "night")
}

/// An example as a whole file.
fn file_of(example: &Example, lang: Lang) -> String {
    let text = if lang == Lang::En { example.en } else { example.zh };
    match example.place {
        Place::File => text.to_owned(),
        Place::Operator => format!("operator \"O\" {{\n{text}\n}}\n"),
        Place::Plan => format!("plan \"P\" {{\n{text}\n}}\n"),
        Place::Period => format!("plan \"P\" {{ every month {{\n{text}\n}} }}\n"),
        Place::Pack => format!("plan \"P\" {{ pack \"K\" {{\n{text}\n}} }}\n"),
        Place::Promotion => format!("plan \"P\" {{ every month: data 1 GB }}\npromo \"M\" for \"P\" {{\n{text}\n}}\n"),
        Place::Actions => format!("plan \"P\" {{ on renewal {{\n{text}\n}} }}\n"),
        Place::Scenario => {
            format!("plan \"P\" {{ every month: data 1 GB }}\nscenario \"S\" for \"P\" {{\n{text}\n}}\n")
        }
        Place::Regulation => format!("regulation \"R\" {{\n{text}\n}}\n"),
        Place::Holidays => format!("holidays \"H\" {{\n{text}\n}}\n"),
    }
}

#[test]
fn every_example_is_read_and_means_the_same_in_every_language() {
    let mut wrong = String::new();
    for kind in CLAUSES {
        for example in kind.examples {
            let [en, zh] = Lang::ALL.map(|lang| file_of(example, lang));
            let (english, chinese) = (read("test.plan", &en), read("test.plan", &zh));
            for (text, (_, found)) in [(&en, &english), (&zh, &chinese)] {
                if found.iter().any(|one| one.code != Code::NotProved) {
                    wrong.push_str(&format!("== {} ==\n{text}{}", kind.name, shown(text, found)));
                }
            }
            let (english, chinese) = (bare(&english.0), bare(&chinese.0));
            if english != chinese {
                let differs = english.lines().zip(chinese.lines()).find(|(one, other)| one != other);
                wrong.push_str(&format!("== {} differs ==\n{en}{zh}{differs:?}\n", kind.name));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn every_clause_has_a_page_an_example_and_a_place() {
    for kind in CLAUSES {
        let page = kind.page();
        assert!(page.starts_with("# "), "{} has no title", kind.name);
        assert!(page.contains("**Edge.**"), "{} has no edge", kind.name);
        assert!(!kind.examples.is_empty(), "{} has no example", kind.name);
        assert!(!kind.places.is_empty(), "{} stands nowhere", kind.name);
    }
}

#[test]
fn every_alternative_of_a_sentence_is_a_clause() {
    let mut alternatives: Vec<&str> = syntax::alternatives().collect();
    let mut listed: Vec<String> = CLAUSES.iter().map(|kind| format!("{:?}", kind.rule)).collect();
    alternatives.sort_unstable();
    listed.sort_unstable();
    assert_eq!(alternatives, listed);
}

#[path = "tests/cascades.rs"]
mod cascades;
#[path = "tests/fixed.rs"]
mod fixed;
#[path = "tests/mistakes.rs"]
mod mistakes;
#[path = "tests/people.rs"]
mod people;
