//! # `recharged money`
//!
//! How long money that is paid in lives: `recharged money valid 30 days`. Without it, for ever. By how much is paid in:
//! `recharged money valid 8 days from $1, 15 days from $2`; the edges are exact, and a recharge of less than the first is
//! refused.
//!
//! **Edge.** Each recharge is a lot of its own with its own end; `when recharged: set expiry of all money to the latest` makes
//! them end together.

use crate::model::Validity;
use crate::syntax::Rule;
use crate::syntax::tree::{Clause, Node};
use crate::text;
use crate::units::Quantity;

use super::read::{amount, validity};
use super::{Context, Example, Lowered, Place, report};

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
        return tiers(context, &clause.sentence);
    }
    context.plan.recharge_validity = validity::validity(context, clause.sentence.child(Rule::validity)?)?;
    Some(())
}

fn tiers(context: &mut Context<'_>, sentence: &Node) -> Lowered {
    let mut tiers: Vec<(Quantity, Validity)> = Vec::new();
    for tier in sentence.all(Rule::recharge_tier) {
        let from = amount::money(context, tier.child(Rule::money)?)?;
        let lives = validity::end(context, tier.child(Rule::validity_end)?)?;
        if tiers.last().is_some_and(|(before, _)| *before >= from) {
            let message = text!("the amounts do not rise", "各档金额没有递增");
            return context.report(report::bad_value(tier.span, message));
        }
        tiers.push((from, lives));
    }
    context.plan.recharge_tiers = tiers;
    Some(())
}
