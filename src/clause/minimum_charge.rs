//! # `minimum charge`
//!
//! What a customer pays in a period at least: `minimum charge $5 a period`. When the period ends, or the subscription, what is missing to
//! it is charged. Where a period is
//! a month, `a month` says the same. What counts is the bill: the period's price, and everything that was charged in it: packs, use, fees.
//!
//! **Edge.** What the next period costs may be charged already when this one ends: it counts for the next. A first period that is
//! not whole is charged the whole difference. A tax that stands behind it in the text is one on the difference, too.

use crate::model::{Action, Eligibility, FeeAmount, FeeBase, Handler, Trigger};
use crate::syntax::Rule;
use crate::syntax::tree::Clause;
use crate::text;
use crate::text::Origin;
use crate::units::Cycle;

use super::read::amount;
use super::{Context, Example, Lowered, Place, report};

pub(super) const EXAMPLES: &[Example] = &[
    Example { place: Place::Plan, en: "minimum charge $5 a period", zh: "最低消费 $5 每周期" },
    Example { place: Place::Plan, en: "postpaid; minimum charge $12.50", zh: "后付费；最低消费 $12.50" },
];

pub(super) fn lower(context: &mut Context<'_>, clause: &Clause) -> Lowered {
    context.no_block(clause)?;
    let monthly = matches!(
        context.plan.cycle.answer,
        Cycle::Months { count: 1, .. }
            | Cycle::WholeMonths { count: 1, .. }
            | Cycle::BillDay { count: 1, .. }
            | Cycle::CalendarMonths(1)
    );
    let month =
        clause.sentence.children.iter().find(|part| matches!(part.rule, Rule::k_month | Rule::k_calendar_month));
    if let Some(month) = month.filter(|_| !monthly) {
        let message = text!(
            "a bill is made when a period ends, and no period of this plan is a month",
            "账单在周期结束时出账，而本套餐的周期不是一个月"
        );
        return context.report(
            report::bad_value(month.span, message).help(text!("write `a period`, behind `every …`", "请写`每周期`")),
        );
    }
    let to = amount::money(context, clause.sentence.child(Rule::money)?)?;
    let origin = Origin::Written(clause.sentence.span);
    on_the_bill(context, FeeAmount::Missing { to, of: FeeBase::Bill }, origin);
    Some(())
}

/// Charges something when a bill is made: at the end of a period, and of the subscription.
pub(super) fn on_the_bill(context: &mut Context<'_>, amount: FeeAmount, origin: Origin) {
    let product = context.product.id;
    context.plan.handlers.push(Handler {
        trigger: Trigger::AnyOf(vec![Trigger::PeriodEnd, Trigger::Cancellation]),
        between: None,
        eligibility: Eligibility::default(),
        limit: None,
        condition: None,
        actions: vec![Action::Charge { amount, origin }],
        otherwise: Vec::new(),
        product,
        origin,
    });
}
