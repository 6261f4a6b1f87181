//! # `renewal is charged …`
//!
//! `renewal is charged 3 hours before the period's end`: the system's renewal is paid so long before the running period ends. The
//! next period begins in its turn, and counts as renewed on time. Without the clause it is paid at the very end.
//!
//! **Edge.** Where it cannot be charged then, that is refused, and tried once more at the end. A period that is shorter than this
//! is paid at its end. What the customer has renewed by hand is not charged again.

use crate::model::{Action, Eligibility, Handler, Request};
use crate::syntax::Rule;
use crate::syntax::tree::Clause;
use crate::text::Origin;

use super::read::trigger;
use super::{Context, Example, Lowered, Place};

pub(super) const EXAMPLES: &[Example] = &[Example {
    place: Place::Plan,
    en: "renewal is charged 3 hours before the period's end",
    zh: "续期 收费 周期结束前 3 小时",
}];

pub(super) fn lower(context: &mut Context<'_>, clause: &Clause) -> Lowered {
    context.no_block(clause)?;
    let origin = Origin::Written(clause.sentence.span);
    let trigger = trigger::before_end(context, clause.sentence.child(Rule::before_end)?)?;
    context.plan.handlers.push(Handler {
        trigger,
        between: None,
        eligibility: Eligibility::default(),
        limit: None,
        condition: None,
        actions: vec![Action::Ask { request: Request::PayAhead, origin }],
        otherwise: Vec::new(),
        product: context.plan.product,
        origin,
    });
    Some(())
}
