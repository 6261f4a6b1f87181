//! A condition that is turned round or forgotten, and conditions that are joined the other way.

use crate::mutate::Kind;
use crate::mutate::place::Place;
use crate::syntax::Rule;
use crate::syntax::tree::Node;
use crate::text::Span;

pub(super) fn changes(place: &mut Place<'_>) {
    for (node, above) in place.nodes() {
        match node.rule {
            Rule::only_if | Rule::unless => {
                if let Some(condition) = node.child(Rule::condition) {
                    turned(place, node, condition);
                }
                place.drop(Kind::Condition, node);
            }
            Rule::and_condition => place.drop(Kind::Condition, node),
            Rule::negation => {
                let until =
                    above.last().and_then(|test| test.children.get(1)).map_or(node.span.end, |next| next.span.start);
                place.replace(Kind::Condition, Span { end: until, ..node.span }, "");
            }
            Rule::test | Rule::group_test if !node.has(Rule::negation) => {
                let word = if place.typed(node.span).is_ascii() { "not " } else { "不" };
                place.replace(Kind::Condition, Span { end: node.span.start, ..node.span }, word);
            }
            Rule::any_of | Rule::all_of | Rule::group_any | Rule::group_all => joined(place, node),
            _ => {}
        }
    }
}

/// Only if for unless.
fn turned(place: &mut Place<'_>, node: &Node, condition: &Node) {
    let head = Span { end: condition.span.start, ..node.span };
    let other = match (node.rule, place.typed(head).is_ascii()) {
        (Rule::only_if, true) => "unless ",
        (Rule::only_if, false) => "除非",
        (_, true) => "only if ",
        (_, false) => "如果",
    };
    place.replace(Kind::Condition, head, other);
}

/// And for or, and one of several left out.
fn joined(place: &mut Place<'_>, node: &Node) {
    let is_test = |child: &&Node| !matches!(child.rule, Rule::k_and | Rule::k_or);
    let tests: Vec<&Node> = node.children.iter().filter(is_test).collect();
    for child in &node.children {
        match child.rule {
            Rule::k_and => place.exchange(Kind::Condition, child, Rule::k_or),
            Rule::k_or => place.exchange(Kind::Condition, child, Rule::k_and),
            _ => {}
        }
    }
    for pair in tests.windows(2) {
        let [one, other] = pair else { continue };
        place.replace(Kind::Condition, Span { end: other.span.start, ..one.span }, "");
        place.replace(Kind::Condition, Span { start: one.span.end, ..other.span }, "");
    }
}
