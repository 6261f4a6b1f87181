//! # `prorated`
//!
//! A pack that is bought within a period costs, and gives, the part of it that is left: `prorated to the end of the period`, or
//! `price prorated to the end of the period` alone. It is in proportion to days, today counted.
//!
//! **Edge.** On the first day of a period the pack is whole. A step of rounding is said behind it: `rounded up to $0.01`.

use crate::syntax::tree::Clause;

use super::read::proration;
use super::{Context, Example, Lowered, Place};

pub(super) const EXAMPLES: &[Example] = &[
    Example { place: Place::Pack, en: "prorated to the end of the period", zh: "按天折算 至 周期末" },
    Example {
        place: Place::Pack,
        en: "price prorated to the end of the period, rounded up to $0.01",
        zh: "价格 按天折算 至 周期末，向上取整至 $0.01",
    },
];

pub(super) fn lower(context: &mut Context<'_>, clause: &Clause) -> Lowered {
    context.no_block(clause)?;
    context.items.proration = Some(proration::proration(context, &clause.sentence)?);
    Some(())
}
