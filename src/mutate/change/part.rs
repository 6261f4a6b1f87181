//! A part of a sentence that is forgotten: a cap, a fee, a time, a place.

use crate::mutate::Kind;
use crate::mutate::place::Place;
use crate::syntax::Rule;

pub(super) fn changes(place: &mut Place<'_>) {
    let clause = place.clause;
    let whole = clause.sentence.span;
    // What is a sentence by itself is forgotten as a clause.
    for child in clause.sentence.children.iter().filter(|child| child.span != whole) {
        let kind = match child.rule {
            // These have changes of their own.
            Rule::only_if | Rule::unless | Rule::comma | Rule::colon => continue,
            Rule::at_most | Rule::at_least | Rule::bank_limit | Rule::share_cap | Rule::span => Kind::Cap,
            _ => Kind::Part,
        };
        place.drop(kind, child);
        // Where a part is several, each of them may be forgotten.
        if matches!(child.rule, Rule::selectors | Rule::within_each | Rule::season | Rule::window | Rule::on_days) {
            for one in &child.children {
                place.drop(Kind::Part, one);
            }
        }
    }
}
