//! # `renews automatically`, `renewed by hand`
//!
//! Who renews the plan. `renews automatically` (the default): the system does, at the period's end. `renewed by hand`: only
//! the customer does, before or after it. A condition behind it is asked at each such renewal; where it fails, the plan is
//! not renewed, or the customer is refused.
//!
//! **Edge.** A plan renewed by hand on its last day is renewed early, not on time: only a renewal at the very end is on time.

use crate::model::Eligibility;
use crate::syntax::Rule;
use crate::syntax::tree::{Clause, Node};
use crate::text::Origin;

use super::read::condition;
use super::{Context, Example, Lowered, Place};

pub(super) const EXAMPLES: &[Example] = &[
    Example { place: Place::Plan, en: "renews automatically", zh: "已续订自动" },
    Example { place: Place::Plan, en: "renewed by hand", zh: "手动已续订" },
    Example {
        place: Place::Plan,
        en: "renews automatically, only if money at least $2",
        zh: "已续订自动，仅 如果 话费 至少 $2",
    },
];

pub(super) fn lower(context: &mut Context<'_>, clause: &Clause) -> Lowered {
    context.no_block(clause)?;
    context.plan.renewal.automatic = clause.sentence.has(Rule::k_automatically);
    context.plan.renewal.only_if = conditions(context, &clause.sentence)?;
    Some(())
}

/// What is said behind `only if` and `unless`: all of it must hold.
pub(super) fn conditions(context: &mut Context<'_>, sentence: &Node) -> Option<Eligibility> {
    let mut eligibility = Eligibility::default();
    for part in sentence.children.iter().filter(|part| matches!(part.rule, Rule::only_if | Rule::unless)) {
        let condition = condition::of_modifier(context, part)?;
        eligibility.only_if.push((condition, Origin::Written(part.span)));
    }
    Some(eligibility)
}
