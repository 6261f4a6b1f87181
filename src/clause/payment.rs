//! # `prepaid`, `postpaid`
//!
//! Where money comes from. `prepaid` (the default): prices and charges are taken from the account's money, and what is not
//! covered is refused. `postpaid`: they are put on the bill, and money paid in has no part in it. `prepaid, the plan's price on the
//! bill`: the price of each period is billed, and packs, use and fees are paid from the account's money.
//!
//! **Edge.** A prepaid renewal that the account's money does not cover fails, and counts as missed.

use crate::syntax::Rule;
use crate::syntax::tree::Clause;

use super::{Context, Example, Lowered, Place};

pub(super) const EXAMPLES: &[Example] = &[
    Example { place: Place::Plan, en: "prepaid", zh: "预付费" },
    Example { place: Place::Plan, en: "postpaid", zh: "后付费" },
    Example {
        place: Place::Plan, en: "prepaid, the plan's price on the bill", zh: "预付费，套餐费 计入账单"
    },
];

pub(super) fn lower(context: &mut Context<'_>, clause: &Clause) -> Lowered {
    context.no_block(clause)?;
    context.plan.renewal.prepaid = clause.sentence.has(Rule::k_prepaid);
    context.plan.renewal.price_billed = clause.sentence.has(Rule::k_on_the_bill);
    Some(())
}
