//! # How debts are repaid
//!
//! `debts are repaid by at most 50% of each recharge`: what is owed for packs `on credit` takes that share of each recharge, and the
//! rest is there to be spent. Unless the plan says so, whole recharges are taken until nothing is owed.
//!
//! **Edge.** The share is rounded down to the smallest unit of money.

use crate::model::Repayment;
use crate::syntax::Rule;
use crate::syntax::tree::Clause;
use crate::text::Origin;

use super::read::amount;
use super::{Context, Example, Lowered, Place};

pub(super) const EXAMPLES: &[Example] = &[Example {
    place: Place::Plan,
    en: "debts are repaid by at most 50% of each recharge",
    zh: "欠款 偿还 由 最多 50% 的 各 充值",
}];

pub(super) fn lower(context: &mut Context<'_>, clause: &Clause) -> Lowered {
    context.no_block(clause)?;
    let percent = clause.sentence.child(Rule::percent)?.child(Rule::decimal)?;
    let share = amount::ratio(context, percent, 100)?;
    context.plan.selling.repayment = Some(Repayment { share, origin: Origin::Written(clause.sentence.span) });
    Some(())
}
