//! How a pack is paid: in units, with certain money, or later.

use crate::model::{Credit, CreditFee, Grant, Price, UnitPrice};
use crate::syntax::Rule;
use crate::syntax::tree::Node;
use crate::text;
use crate::text::{Origin, Span};
use crate::units::{Allowance, Kind, Quantity};

use super::super::{Context, report};
use super::{amount, selector};

/// `price 100 points`, `price $5 of recharged money`.
pub(super) fn unit_price(context: &mut Context<'_>, node: &Node) -> Option<()> {
    let origin = Origin::Written(node.span);
    if let Some(first) = context.items.units.as_ref().and_then(|price| price.origin.span()) {
        return context.report(report::said_twice(first, node.span));
    }
    let amount = node
        .children
        .iter()
        .find(|child| matches!(child.rule, Rule::data_amount | Rule::voice_amount | Rule::count_amount | Rule::money));
    let (kind, amount) = amount::measured(context, amount?)?;
    let from = node.child(Rule::paid_from);
    let mut of = match from.and_then(|from| from.child(Rule::selector)) {
        Some(of) => selector::selector(context, of)?,
        None => crate::model::Selector::default(),
    };
    if of.kind.is_some_and(|said| said != kind) {
        let message = text!("this is an amount of another kind", "这个数量属于别的种类");
        return context.report(report::bad_value(node.span, message));
    }
    of.kind = Some(kind);
    let except = from.is_some_and(|from| from.has(Rule::k_not));
    context.items.units = Some(UnitPrice { of, except, amount, origin });
    context.items.price.get_or_insert(Price { amount: Quantity::ZERO, origin });
    Some(())
}

/// `on credit, fee 15%, due in 7 days`.
pub(super) fn credit(context: &mut Context<'_>, node: &Node) -> Option<()> {
    if let Some(first) = context.items.credit.and_then(|credit| credit.origin.span()) {
        return context.report(report::said_twice(first, node.span));
    }
    let fee = match node.child(Rule::credit_fee) {
        None => CreditFee::Fixed(Quantity::ZERO),
        Some(fee) => match fee.child(Rule::percent) {
            Some(percent) => CreditFee::Share(amount::ratio(context, percent.child(Rule::decimal)?, 100)?),
            None => CreditFee::Fixed(amount::money_or_number(context, fee)?),
        },
    };
    if node.child(Rule::credit_fee).is_some_and(|fee| fee.has(Rule::k_from_the_loan)) {
        context.items.fee_from_loan = node.child(Rule::credit_fee).map(|fee| fee.span);
    }
    let due = match node.child(Rule::credit_due) {
        None => None,
        Some(due) => Some(super::time::length(context, due.child(Rule::length)?)?),
    };
    context.items.credit = Some(Credit { fee, due, origin: Origin::Written(node.span) });
    Some(())
}

/// A fee that is taken from the loan: so much less money is lent, and the price alone is owed.
pub(in super::super) fn take_fee(
    context: &mut Context<'_>,
    (credit, span): (&mut Credit, Span),
    price: Quantity,
    grants: &mut [Grant],
) -> Option<()> {
    let fee = match credit.fee {
        CreditFee::Fixed(fee) => fee,
        CreditFee::Share(share) => share.of(price).unwrap_or(Quantity::MAX),
    };
    credit.fee = CreditFee::Fixed(Quantity::ZERO);
    let mut money = grants.iter_mut().filter(|grant| grant.kind == Kind::Money);
    if let (Some(grant), None) = (money.next(), money.next())
        && let Allowance::Limited(lent) = grant.amount.answer
        && lent > fee
    {
        grant.amount.answer = Allowance::Limited(lent.saturating_sub(fee));
        return Some(());
    }
    let message = text!("there is no money here that the fee could be taken from", "这里没有可扣除手续费的话费");
    let help = text!(
        "say what is lent: `money $5; price $5 on credit, fee 10% from the loan`",
        "请写借出的话费：`话费 $5；价格 $5 赊购，手续费 10% 从借款中扣除`"
    );
    context.report(report::bad_value(span, message).help(help))
}
