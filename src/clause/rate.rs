//! # `1 USD = 4000 KHR`
//!
//! What another currency is worth in the operator's own: an amount may then be stated in either, `price 1000 KHR` where the
//! currency is USD is $0.25. What is charged, held and told is in the operator's currency always.
//!
//! **Edge.** A rate is a clause and stays as it is until the file is changed; there is none by itself. What is not a whole number
//! of millionths is rounded down. Where no currency is said, it is the one on the left.

use crate::model::{Choice, Rate};
use crate::syntax::Rule;
use crate::syntax::tree::{Clause, Node};
use crate::text;
use crate::text::Origin;
use crate::units::{Currency, Quantity};

use super::read::amount;
use super::{Context, Example, Lowered, Place, report};

pub(super) const EXAMPLES: &[Example] = &[
    Example { place: Place::Operator, en: "currency USD; 1 USD = 4000 KHR", zh: "货币 USD；1 USD = 4000 KHR" },
    Example { place: Place::File, en: "1.25 USD = 5000 KHR", zh: "1.25 USD = 5000 KHR" },
];

pub(super) fn lower(context: &mut Context<'_>, clause: &Clause) -> Lowered {
    context.no_block(clause)?;
    let origin = Origin::Written(clause.sentence.span);
    let mut sides = clause.sentence.all(Rule::money);
    let (one, other) = (side(context, sides.next()?)?, side(context, sides.next()?)?);
    let same = |rate: &&Rate| {
        let pair = (rate.one.0, rate.other.0);
        pair == (one.0, other.0) || pair == (other.0, one.0)
    };
    if let Some(first) = context.operator.rates.iter().find(same).and_then(|rate| rate.origin.span()) {
        return context.report(report::said_twice(first, clause.sentence.span));
    }
    if one.0 == other.0 {
        let message = text!("a rate is between two currencies", "汇率是两种货币之间的");
        return context.report(report::bad_value(clause.sentence.span, message));
    }
    if context.operator.currency.is_assumed() {
        context.operator.currency = Choice::stated(one.0, origin);
    }
    context.operator.rates.push(Rate { one, other, origin });
    concerns_own(context)
}

/// A rate between two other currencies would say nothing.
pub(super) fn concerns_own(context: &mut Context<'_>) -> Lowered {
    let own = context.operator.currency.answer;
    let idle = |rate: &&Rate| rate.one.0 != own && rate.other.0 != own;
    let Some(span) = context.operator.rates.iter().find(idle).and_then(|rate| rate.origin.span()) else {
        return Some(());
    };
    let name = own.code();
    let message =
        text!("this rate says nothing about {name}, the operator's currency", "这个汇率与运营商的货币 {name} 无关");
    let help =
        text!("say what each of them is worth in {name}: `1 {name} = …`", "请写明各自折合多少 {name}：`1 {name} = …`");
    context.report(report::bad_value(span, message).help(help))
}

/// The currency and the amount of one side.
fn side(context: &mut Context<'_>, node: &Node) -> Option<(Currency, Quantity)> {
    let code = node.child(Rule::currency_code).or_else(|| node.child(Rule::currency_sign))?;
    let amount = amount::decimal(context, node.child(Rule::decimal)?, 1_000_000)?;
    let named = amount::code_of(&code.text).and_then(Currency::named);
    match (named, amount.is_zero()) {
        (Some(currency), false) => Some((currency, amount)),
        (_, true) => context.report(report::bad_value(node.span, text!("this cannot be zero", "这里不能为零"))),
        (None, _) => {
            let name = &code.text;
            let message = text!("`{name}` is not a currency", "`{name}` 不是货币");
            context.report(report::bad_value(code.span, message))
        }
    }
}
