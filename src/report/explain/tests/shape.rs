//! The page as such: places of clauses, marks of assumptions, JSON.

use crate::text::{Lang, Origin, Source, Sources, Span, Text};

use super::super::{Section, Sentence, render, view};
use super::build::catalogue;

fn sections(sources: &mut Sources) -> Vec<Section> {
    let source = sources.add(Source::new("a.plan", "plan A {\n  rollover 3 months\n}\n"));
    let written = Origin::Written(Span { source, start: 11, end: 28 });
    let sentence = |text, origin| Sentence { text: Text::same(text), origin };
    let sentences = vec![sentence("One.", written), sentence("Two.", Origin::Assumed)];
    vec![Section { title: crate::text!("Title", "标题"), sentences }]
}

#[test]
fn assumed_sentences_are_marked_and_clauses_are_named_on_request() {
    let mut sources = Sources::default();
    let sections = sections(&mut sources);
    assert_eq!(render(&sections, Lang::En, None, 80), "Title\n  - One.\n  - Two. (assumed)\n");
    assert_eq!(render(&sections, Lang::Zh, None, 80), "标题\n  - One.\n  - Two.（默认）\n");
    assert_eq!(render(&sections, Lang::En, Some(&sources), 80), "Title\n  - One. [a.plan:2]\n  - Two. (assumed)\n");
}

#[test]
fn the_view_says_where_and_whether() {
    let mut sources = Sources::default();
    let sections = sections(&mut sources);
    let view = view(&catalogue("A").plans[0], &sections, &sources);
    let json = serde_json::to_value(&view).unwrap();
    assert_eq!(json["plan"], "A");
    assert_eq!(json["sections"][0]["title"]["zh"], "标题");
    let first = &json["sections"][0]["sentences"][0];
    assert_eq!(first["clause"], serde_json::json!({ "file": "a.plan", "line": 2, "column": 3 }));
    let second = &json["sections"][0]["sentences"][1];
    assert_eq!((&second["assumed"], &second["clause"]), (&serde_json::json!(true), &serde_json::Value::Null));
}
