//! # `place`
//!
//! A name for several places: `place "EU": "France", "Spain"`. What is usable `in "EU"` is usable in France and in Spain, and what is
//! `not in "EU"` in neither. A group may have groups that stand before it among its places.
//!
//! **Edge.** A use `in "EU"` is one that says no more; only what is for the whole group pays for it.

use crate::event::LabelId;
use crate::syntax::Rule;
use crate::syntax::tree::Clause;
use crate::text;

use super::read::label;
use super::{Context, Example, Lowered, Place, report};

pub(super) const EXAMPLES: &[Example] = &[
    Example {
        place: Place::Operator, en: "place \"EU\": \"France\", \"Spain\"", zh: "地点 “EU”：“France”、“Spain”"
    },
    Example { place: Place::File, en: "place Asia: Japan, Thailand", zh: "地点 Asia：Japan、Thailand" },
];

pub(super) fn lower(context: &mut Context<'_>, clause: &Clause) -> Lowered {
    context.no_block(clause)?;
    let sentence = &clause.sentence;
    let name = sentence.child(Rule::name)?;
    let group = label::named(context, name);
    if context.operator.places.iter().any(|(known, _)| *known == group) {
        let message = text!("this place is said twice", "这个地点说了两次");
        return context.report(report::bad_value(name.span, message));
    }
    let mut places: Vec<LabelId> = Vec::new();
    for member in sentence.child(Rule::name_list)?.all(Rule::name) {
        let member = label::named(context, member);
        places.push(member);
        places.extend(context.operator.within(member));
    }
    context.operator.places.push((group, places));
    Some(())
}
