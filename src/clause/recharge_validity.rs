//! # `recharged money`
//!
//! How long money that is paid in lives: `recharged money valid 30 days`. Without it, for ever.
//!
//! **Edge.** Each recharge is a lot of its own with its own end; `when recharged: set expiry of all money to the latest` makes
//! them end together.

use crate::syntax::Rule;
use crate::syntax::tree::Clause;

use super::read::validity;
use super::{Context, Example, Lowered, Place};

pub(super) const EXAMPLES: &[Example] = &[
    Example { place: Place::Plan, en: "recharged money valid 30 days", zh: "充值所得话费 有效 30 天" },
    Example { place: Place::Plan, en: "recharged money never expires", zh: "充值所得余额 永不过期" },
];

pub(super) fn lower(context: &mut Context<'_>, clause: &Clause) -> Lowered {
    context.no_block(clause)?;
    context.plan.recharge_validity = validity::validity(context, clause.sentence.child(Rule::validity)?)?;
    Some(())
}
