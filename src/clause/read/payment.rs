//! How a pack is paid: in units, with certain money, or later.

use crate::model::{Credit, CreditFee, Price, UnitPrice};
use crate::syntax::Rule;
use crate::syntax::tree::Node;
use crate::text;
use crate::text::Origin;
use crate::units::Quantity;

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
    let due = match node.child(Rule::credit_due) {
        None => None,
        Some(due) => Some(super::time::length(context, due.child(Rule::length)?)?),
    };
    context.items.credit = Some(Credit { fee, due, origin: Origin::Written(node.span) });
    Some(())
}
