//! # `minimum term`
//!
//! What it costs to leave too early: `minimum term 12 months, leaving fee $100`, `minimum term 12 periods, leaving fee $10 for each period
//! left`. Who cancels within the time is charged; periods and months that are left are whole ones, the one that runs not counted. What a
//! change of plan costs is said by an event: `on plan change to smaller, if in the first 12 periods: charge $10 for each period left of 12
//! periods`.
//!
//! **Edge.** Where the account's money does not cover the fee, that is refused, and the subscription ends all the same. Periods count
//! from when the account came to the plan, other lengths from the activation.

use crate::model::{Action, Comparison, Condition, Eligibility, FeeAmount, Handler, TermLength, Trigger};
use crate::syntax::Rule;
use crate::syntax::tree::Clause;
use crate::text::Origin;

use super::read::{amount, fee};
use super::{Context, Example, Lowered, Place};

pub(super) const EXAMPLES: &[Example] = &[
    Example {
        place: Place::Plan,
        en: "minimum term 12 months, leaving fee $100",
        zh: "最短合约期 12 个月，提前终止费 $100",
    },
    Example {
        place: Place::Plan,
        en: "minimum term 24 periods, leaving fee $10 for each period left",
        zh: "最短合约期 24 个周期，提前终止费 $10 对 各 周期 剩余",
    },
];

pub(super) fn lower(context: &mut Context<'_>, clause: &Clause) -> Lowered {
    context.no_block(clause)?;
    let sentence = &clause.sentence;
    let origin = Origin::Written(sentence.span);
    let length = fee::term_length(context, sentence.child(Rule::term_length)?)?;
    let each = amount::money(context, sentence.child(Rule::money)?)?;
    let amount = match sentence.child(Rule::each_left) {
        Some(left) => {
            fee::same_unit(context, left, length)?;
            FeeAmount::EachLeft { each, of: length }
        }
        None => FeeAmount::Fixed(each),
    };
    let within = match length {
        TermLength::Periods(periods) => Condition::PeriodNumber { from: 1, to: Some(periods) },
        TermLength::Length(length) => Condition::Subscribed { comparison: Comparison::LessThan, length },
    };
    let product = context.product.id;
    context.plan.handlers.push(Handler {
        trigger: Trigger::Cancellation,
        between: None,
        eligibility: Eligibility::default(),
        limit: None,
        condition: Some(within),
        actions: vec![Action::Charge { amount, origin }],
        otherwise: Vec::new(),
        product,
        origin,
    });
    Some(())
}
