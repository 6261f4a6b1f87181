//! How much a fee is: `$1`, `6% of money charged in the day before`, `what is missing to $5 of the bill`, `$10 for each period left of
//! 12 periods`.

use crate::model::{FeeAmount, FeeBase, FeeShare, TermLength, Trigger};
use crate::syntax::Rule;
use crate::syntax::tree::Node;
use crate::text;
use crate::units::{Duration, Kind, Quantity};

use super::super::{Context, report};
use super::{amount, bonus, history, price, time};

/// The fee of an action, and what it follows.
pub(super) fn amount(context: &mut Context<'_>, trigger: &Trigger, node: &Node) -> Option<FeeAmount> {
    if let Some(percent) = node.child(Rule::percent) {
        let share = amount::ratio(context, percent.child(Rule::decimal)?, 100)?;
        let of = base(context, trigger, node)?;
        let mut fee = FeeShare { share, of, least: Quantity::ZERO, most: None, rounding: None };
        for bound in node.all(Rule::fee_bound) {
            let limit = amount::money(context, bound.child(Rule::money)?)?;
            if bound.has(Rule::k_at_least) { fee.least = limit } else { fee.most = Some(limit) }
        }
        if let Some(rounding) = node.child(Rule::rounding) {
            fee.rounding = Some(price::money_rounding(context, rounding)?);
        }
        return Some(FeeAmount::Share(fee));
    }
    if node.has(Rule::k_missing_to) {
        let to = amount::money(context, node.child(Rule::money)?)?;
        return Some(FeeAmount::Missing { to, of: base(context, trigger, node)? });
    }
    if let Some(left) = node.child(Rule::each_left) {
        let of = term_length(context, node.child(Rule::term_length)?)?;
        let each = amount::money(context, node.child(Rule::money)?)?;
        same_unit(context, left, of)?;
        return Some(FeeAmount::EachLeft { each, of });
    }
    Some(FeeAmount::Fixed(amount::money_or_number(context, node)?))
}

fn base(context: &mut Context<'_>, trigger: &Trigger, node: &Node) -> Option<FeeBase> {
    if node.has(Rule::k_the_bill) {
        return Some(FeeBase::Bill);
    }
    if node.has(Rule::k_debt) {
        return Some(FeeBase::Debts);
    }
    let Some(earned) = node.child(Rule::earned) else {
        bonus::at_recharge(context, trigger, node)?;
        return Some(FeeBase::Recharge);
    };
    let (kind, past) = history::earned(context, earned)?;
    if kind != Kind::Money {
        let message = text!("a fee is a share of money", "费用只能是金额的一部分");
        let help = text!(
            "say what is charged: `6% of money charged in the day before`",
            "请写收费的金额：`6% 的 话费 收费 昨天`"
        );
        return context.report(report::bad_value(earned.span, message).help(help));
    }
    Some(FeeBase::Past(past))
}

/// `12 periods`, `24 months`.
pub(in super::super) fn term_length(context: &mut Context<'_>, node: &Node) -> Option<TermLength> {
    match (node.child(Rule::periods), node.child(Rule::length)) {
        (Some(periods), _) => time::periods(context, periods).map(TermLength::Periods),
        (None, Some(length)) => time::length(context, length).map(TermLength::Length),
        (None, None) => None,
    }
}

/// What is counted of a time is what the time is said in: months of `12 months`, periods of `12 periods`.
pub(in super::super) fn same_unit(context: &mut Context<'_>, left: &Node, of: TermLength) -> Option<()> {
    let unit = left.child(Rule::length_unit).and_then(|unit| unit.first()).map(|unit| unit.rule);
    let fits = match of {
        TermLength::Periods(_) => unit.is_none(),
        TermLength::Length(Duration::Months(_)) => unit == Some(Rule::k_month),
        TermLength::Length(Duration::Days(days)) if days % 7 == 0 => unit == Some(Rule::k_week),
        TermLength::Length(Duration::Days(_)) => unit == Some(Rule::k_day),
        TermLength::Length(Duration::Seconds(_)) => unit == Some(Rule::k_hour),
    };
    if fits {
        return Some(());
    }
    let message = text!("the time is not said in these units", "时间不是以此单位表示的");
    let help = text!(
        "say both in the same: `$10 for each period left of 12 periods`, `$10 for each month left of 12 months`",
        "请使用同一单位：`$10 对 各 周期 剩余 的 12 个周期`、`$10 对 各 月 剩余 的 12 个月`"
    );
    context.report(report::bad_value(left.span, message).help(help))
}
