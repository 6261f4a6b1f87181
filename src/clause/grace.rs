//! # `grace`
//!
//! `grace 7 days, dormant`: how long after its end a period can still be renewed so that the leftover is saved. Until then
//! the leftover is `usable`, or `dormant`: it cannot be used, and comes back with the renewal. Any rollover that needs a renewal
//! waits like this, `while renewed` or for so many periods; what lives for a length of time needs none.
//!
//! **Edge.** A renewal 7 days later to the second is too late: the grace has just ended.

use crate::model::{Choice, Grace};
use crate::syntax::Rule;
use crate::syntax::tree::{Clause, Node};
use crate::text::Origin;

use super::read::time;
use super::{Context, Example, Lowered, Place, report};

pub(super) const EXAMPLES: &[Example] = &[
    Example { place: Place::Plan, en: "grace 7 days, dormant", zh: "宽限期 7 天，休眠" },
    Example { place: Place::Plan, en: "grace of 1 month, usable", zh: "宽限期 1 个月，可用" },
];

pub(super) fn lower(context: &mut Context<'_>, clause: &Clause) -> Lowered {
    context.no_block(clause)?;
    set(context, &clause.sentence)
}

/// Sets the plan's grace; a rollover's `within grace of …` does the same.
pub(super) fn set(context: &mut Context<'_>, part: &Node) -> Option<()> {
    let origin = Origin::Written(part.span);
    let length = time::length(context, part.child(Rule::length)?)?;
    if let Some(first) = context.plan.renewal.grace.and_then(|grace| grace.origin.span()) {
        return context.report(report::said_twice(first, part.span));
    }
    let usable = match part.child(Rule::grace_use) {
        Some(said) => Choice::stated(said.has(Rule::k_usable), Origin::Written(said.span)),
        None => Choice::assumed(false),
    };
    context.plan.renewal.grace = Some(Grace { length, usable, origin });
    Some(())
}
