//! # How much may be owed
//!
//! `debts at most $10`: how much may be owed in all for packs `on credit`, price and fees together. A purchase that would go over it is refused.
//! How many loans there may be is said of the packs: `"loans" at most 2 at the same time`, `only if owing nothing`.
//!
//! **Edge.** What is owed already stays as it is, also where it is more.

use crate::model::DebtLimit;
use crate::syntax::Rule;
use crate::syntax::tree::Clause;
use crate::text::Origin;

use super::read::amount;
use super::{Context, Example, Lowered, Place};

pub(super) const EXAMPLES: &[Example] =
    &[Example { place: Place::Plan, en: "debts at most $10", zh: "欠款 最多 $10" }];

pub(super) fn lower(context: &mut Context<'_>, clause: &Clause) -> Lowered {
    context.no_block(clause)?;
    let most = amount::money(context, clause.sentence.child(Rule::money)?)?;
    context.plan.selling.debt_limit = Some(DebtLimit { most, origin: Origin::Written(clause.sentence.span) });
    Some(())
}
