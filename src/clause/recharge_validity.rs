//! # `recharged money`
//!
//! How long money that is paid in lives: `recharged money valid 30 days`. Without it, for ever. By how much is paid in:
//! `recharged money valid 8 days from $1, 15 days from $2`; the edges are exact, and a recharge of less than the first is
//! refused.
//!
//! **Edge.** Each recharge is a lot of its own with its own end; `when recharged: set expiry of all money to the latest` makes
//! them end together.

use crate::syntax::Rule;
use crate::syntax::tree::Clause;

use super::read::{any_price, validity};
use super::{Context, Example, Lowered, Place};

pub(super) const EXAMPLES: &[Example] = &[
    Example { place: Place::Plan, en: "recharged money valid 30 days", zh: "充值所得话费 有效 30 天" },
    Example {
        place: Place::Plan,
        en: "recharged money valid 8 days from $1, 15 days from $2, 40 days from $5",
        zh: "充值所得话费 有效 8 天 从 $1，15 天 从 $2，40 天 从 $5",
    },
    Example { place: Place::Plan, en: "recharged money never expires", zh: "充值所得余额 永不过期" },
];

pub(super) fn lower(context: &mut Context<'_>, clause: &Clause) -> Lowered {
    context.no_block(clause)?;
    if clause.sentence.has(Rule::recharge_tier) {
        context.plan.recharge_tiers = any_price::lives(context, &clause.sentence)?;
        return Some(());
    }
    context.plan.recharge_validity = validity::validity(context, clause.sentence.child(Rule::validity)?)?;
    Some(())
}
