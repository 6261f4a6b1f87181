//! # `borrow`
//!
//! Units of the next period are used in this one: `borrow up to 1 GB a period`. In a scenario: `borrow 500 MB`, `expect 500 MB of
//! borrowed data`. What the plan grants at the next renewal is smaller by it, and what is left of that then by the one after. What is
//! borrowed ends with the period.
//!
//! **Edge.** A grant is never less than nothing; what was borrowed more than that is taken from the period after. If the subscription
//! ends, nothing is owed.

use crate::model::Advance;
use crate::syntax::Rule;
use crate::syntax::tree::Clause;
use crate::text;
use crate::text::Origin;

use super::read::{limit, misplaced};
use super::{Context, Example, Lowered, Place, convert};

pub(super) const EXAMPLES: &[Example] =
    &[Example { place: Place::Plan, en: "borrow up to 1 GB a period", zh: "借用 每周期最多 1 GB" }];

pub(super) fn lower(context: &mut Context<'_>, clause: &Clause) -> Lowered {
    context.no_block(clause)?;
    let part = clause.sentence.child(Rule::at_most)?;
    let Some((kind, limit)) = limit::at_most(context, part)?.amount() else {
        return misplaced::modifier(context, part, &text!("what is borrowed", "借用的内容"));
    };
    let origin = Origin::Written(clause.sentence.span);
    let mut grant = convert::made(kind, origin);
    grant.rollover = crate::model::RolloverOf::Never(origin);
    context.plan.selling.advance = Some(Advance { grant, limit, origin });
    Some(())
}
