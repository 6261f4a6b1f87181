//! # `first period`
//!
//! What a first period that is not whole costs and grants: `first period: prorated`, `first period: price prorated, data
//! prorated, rounded up to $0.01`, or in steps: `first period: from day 1 to day 20: 100%, from day 21: 50%`. Without it, price
//! and units are whole.
//!
//! Prorated is in proportion to days: those that are left, today counted, of those that the whole period has. A step counts
//! days from the beginning of the whole period: of a calendar month, the day of the month. A first period begins with the
//! activation, a change of plan that takes effect at once, and a renewal by hand that is not at the period's end.
//!
//! **Edge.** A period that is counted from the day of its start (`month`, `30 days`) is always whole. A day's allowance (`1 GB a
//! day`) is whole, too.

use crate::syntax::tree::Clause;
use crate::text::Origin;

use super::read::proration;
use super::{Context, Example, Lowered, Place};

pub(super) const EXAMPLES: &[Example] = &[
    Example { place: Place::Plan, en: "first period: prorated", zh: "首个周期：按天折算" },
    Example {
        place: Place::Plan,
        en: "first period: price prorated, data prorated, rounded up to $0.01, rounded down to 1 MB",
        zh: "首个周期：价格 按天折算，流量 按天折算，向上取整至 $0.01，向下取整至 1 MB",
    },
    Example {
        place: Place::Plan,
        en: "first period: from day 1 to day 20: 100%, from day 21: 50%",
        zh: "首个周期：从 第 1 天 至 第 20 天：100%，从 第 21 天：50%",
    },
    Example {
        place: Place::Plan,
        en: "first period: price from day 16: 50%, data prorated",
        zh: "首个周期：价格 从 第 16 天：50%，流量 按天折算",
    },
];

pub(super) fn lower(context: &mut Context<'_>, clause: &Clause) -> Lowered {
    context.no_block(clause)?;
    let read = proration::proration(context, &clause.sentence)?;
    context.plan.first_period = Some((read, Origin::Written(clause.sentence.span)));
    Some(())
}
