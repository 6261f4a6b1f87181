//! # `operator`
//!
//! `operator Smart { … }` says what all plans of an operator share: the time zone its days begin in, the currency of
//! its prices, how many megabytes its gigabyte has, which days are its weekend and its holidays, and how a session that
//! crosses a boundary is charged. A plan belongs to it by `plan "X" by Smart`.
//!
//! What it does not say is assumed, and `check` reports it for each plan whose outcome depends on it.
//!
//! **Edge.** The same clauses at the top of a file, or inside a plan, describe an operator without a name: that of the
//! file's plans, or of that one plan. An operator that is declared twice, in whichever files, is an error at the second.

use crate::model::Operator;
use crate::syntax::Rule;
use crate::syntax::tree::Clause;
use crate::text;
use crate::text::Origin;

use super::read::blank;
use super::{Context, Example, Lowered, Place, report};

pub(super) const EXAMPLES: &[Example] = &[
    Example {
        place: Place::File,
        en: "operator Smart { zone Asia/Phnom_Penh; currency USD; 1 GB = 1024 MB; weekend Sat, Sun }",
        zh: "运营商 Smart { 时区 Asia/Phnom_Penh；货币 USD；1 GB = 1024 MB；周末 周六、周日 }",
    },
    Example {
        place: Place::File,
        en: "operator \"Du Mobile\" { zone Asia/Dubai; weekend Fri and Sat; sessions are charged by their start }",
        zh: "运营商 “Du Mobile” { 时区 Asia/Dubai；周末 周五和周六；会话按开始时间计费 }",
    },
];

pub(super) fn lower(context: &mut Context<'_>, clause: &Clause) -> Lowered {
    let node = clause.sentence.child(Rule::name)?;
    let name = context.name_of(node);
    let operator = Operator { name: Some(name.clone()), ..blank::operator(Origin::Written(clause.span)) };
    let outside = std::mem::replace(&mut context.operator, operator);
    context.block(clause, Place::Operator);
    let read = std::mem::replace(&mut context.operator, outside);
    // A second one is read too, so that every mistake in it is reported, but not kept.
    let places = &context.named.operators;
    let known = places.find(&name).and_then(|place| context.catalogue.operators.get(*place));
    if let Some(first) = known.and_then(|known| known.origin.span()) {
        let message = text!("there are two operators `{name}`", "有两个名为 `{name}` 的运营商");
        return context.report(report::two_names(message, node.span, first));
    }
    context.named.operators.add(&name, context.catalogue.operators.len());
    context.catalogue.operators.push(read);
    Some(())
}

#[cfg(test)]
mod tests;
