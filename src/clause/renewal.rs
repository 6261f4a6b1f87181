//! # `renews automatically`, `renewed by hand`
//!
//! Who renews the plan. `renews automatically` (the default): the system does, at the period's end. `renewed by hand`: only
//! the customer does, before or after it.
//!
//! **Edge.** A plan renewed by hand on its last day is renewed early, not on time: only a renewal at the very end is on time.

use crate::syntax::Rule;
use crate::syntax::tree::Clause;

use super::{Context, Example, Lowered, Place};

pub(super) const EXAMPLES: &[Example] = &[
    Example { place: Place::Plan, en: "renews automatically", zh: "已续订自动" },
    Example { place: Place::Plan, en: "renewed by hand", zh: "手动已续订" },
];

pub(super) fn lower(context: &mut Context<'_>, clause: &Clause) -> Lowered {
    context.no_block(clause)?;
    context.plan.renewal.automatic = clause.sentence.has(Rule::k_automatically);
    Some(())
}
