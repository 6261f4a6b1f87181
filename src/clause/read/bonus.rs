//! How much a bonus is: `100% of plan data`, `10 MB per $1`, `50% of money charged in the day before`.

use crate::model::{Action, BonusAmount, Choice, Grant, RolloverOf, Scope, Selector, Start, Trigger, Validity};
use crate::syntax::Rule;
use crate::syntax::tree::Node;
use crate::text;
use crate::text::Origin;
use crate::units::{Allowance, Kind, Quantity, Ratio};

use super::super::{Context, report};
use super::{amount, history, selector};

/// A bonus of which only the amount is known.
pub(crate) fn of(kind: Kind, amount: Allowance, origin: Origin) -> Grant {
    Grant {
        kind,
        amount: Choice::stated(amount, origin),
        each: None,
        scope: Scope::default(),
        validity: Choice::assumed(Validity::Periods(1)),
        tie: None,
        start: Start::Granted,
        repeat: None,
        rollover: RolloverOf::Plan,
        bonus: true,
        increment: None,
        used_first: false,
        origin,
    }
}

/// `bonus data 100% of plan data`, and other amounts that follow something.
pub(super) fn share(context: &mut Context<'_>, trigger: &Trigger, part: &Node) -> Option<Action> {
    let origin = Origin::Written(part.span);
    let (kind, amount) = match part.child(Rule::percent) {
        None => per(context, trigger, part)?,
        Some(percent) => {
            let ratio = amount::ratio(context, percent.child(Rule::decimal)?, 100)?;
            of_what(context, trigger, part, ratio)?
        }
    };
    let grant = of(kind, Allowance::Limited(Quantity::ZERO), origin);
    let held = match amount {
        BonusAmount::PerHeld { kind, .. } => Some(Box::new(held(context, part, kind)?)),
        _ => None,
    };
    Some(Action::Bonus { grant: Box::new(grant), amount, at_most: None, held, origin })
}

/// Of what is left a bonus is counted: `for each GB of plan data left`.
fn held(context: &mut Context<'_>, part: &Node, kind: Kind) -> Option<Selector> {
    let Some(node) = part.child(Rule::selector) else {
        return Some(Selector { kind: Some(kind), ..Selector::default() });
    };
    let of = selector::selector(context, node)?;
    if of.kind.is_some_and(|said| said != kind) {
        let message = text!("this is an amount of another kind", "这个数量属于别的种类");
        return context.report(report::bad_value(node.span, message));
    }
    Some(Selector { kind: Some(kind), ..of })
}

/// `10 MB per $1` of what is paid in, `1 point per $1 charged this month`.
fn per(context: &mut Context<'_>, trigger: &Trigger, part: &Node) -> Option<(Kind, BonusAmount)> {
    let mut amounts = part.all(Rule::amount);
    let measured = amounts.next()?;
    let (kind, amount) = amount::measured(context, measured)?;
    let said = part.child(Rule::kind).and_then(selector::kind);
    if said.is_some_and(|said| said != kind) {
        let message = text!("this is an amount of another kind", "这个数量属于别的种类");
        return context.report(report::bad_value(measured.span, message));
    }
    if let Some(increment) = part.child(Rule::increment) {
        let (of, _) = amount::scale(context, increment.children.last()?)?;
        let step = super::super::depletion::increment(context, increment, of)?;
        return Some((kind, BonusAmount::PerHeld { amount, step, kind: of }));
    }
    let Some(earned) = part.child(Rule::earned) else {
        let money = part.child(Rule::money)?;
        let step = amount::money(context, money)?;
        at_recharge(context, trigger, part)?;
        not_zero(context, step, money)?;
        return Some((kind, BonusAmount::PerRecharge { amount, step }));
    };
    let each = amounts.next()?;
    let (of, past) = history::earned(context, earned)?;
    let (measure, step) = amount::measured(context, each)?;
    if measure != of {
        let message = text!("what is counted is of another kind", "所计算的属于别的种类");
        return context.report(report::bad_value(each.span, message));
    }
    not_zero(context, step, each)?;
    Some((kind, BonusAmount::PerPast { amount, step, past }))
}

fn not_zero(context: &mut Context<'_>, step: Quantity, node: &Node) -> Option<()> {
    match step.is_zero() {
        true => context.report(report::bad_value(node.span, text!("this cannot be zero", "这里不能为零"))),
        false => Some(()),
    }
}

/// What follows a recharge is granted at a recharge: at any other event it would be nothing.
pub(super) fn at_recharge(context: &mut Context<'_>, trigger: &Trigger, part: &Node) -> Option<()> {
    if *trigger == Trigger::Recharge {
        return Some(());
    }
    let message = text!("nothing is paid in here that this could follow", "这里没有充值可供计算");
    let help = text!(
        "say it of a recharge, `when recharged: …`, or say what is counted and when: `per $1 charged in the month before`",
        "请写在充值之后：`当 充值：…`，或写明计算什么、何时：`按每 $1 上个月 收费`"
    );
    context.report(report::bad_value(part.span, message).help(help))
}

/// A share: of the plan's grant, of a recharge, of a pack, of what has happened.
fn of_what(context: &mut Context<'_>, trigger: &Trigger, part: &Node, ratio: Ratio) -> Option<(Kind, BonusAmount)> {
    let said = part.child(Rule::kind).and_then(selector::kind);
    if let Some(earned) = part.child(Rule::earned) {
        let (kind, past) = history::earned(context, earned)?;
        same_kind(context, said, kind, part)?;
        return Some((kind, BonusAmount::OfPast(ratio, past)));
    }
    if let Some(pack) = part.child(Rule::of_pack) {
        let of = pack.child(Rule::kind).and_then(selector::kind);
        let kind = of.or(said).unwrap_or(Kind::Data);
        same_kind(context, said, kind, part)?;
        let pack = the_pack(context, trigger, pack)?.map(|pack| context.plan.terms_of(pack));
        return Some((kind, BonusAmount::OfPack(ratio, pack)));
    }
    if part.has(Rule::k_recharge) {
        if said.is_some_and(|kind| kind != Kind::Money) {
            let message = text!("a share of a recharge is money", "充值的一部分只能是话费");
            return context.report(report::bad_value(part.span, message).help(text!(
                "say how much for how much: `bonus data 10 MB per $1`",
                "请写明每多少金额赠送多少：`奖励流量 10 MB 按每 $1`"
            )));
        }
        at_recharge(context, trigger, part)?;
        return Some((Kind::Money, BonusAmount::OfRecharge(ratio)));
    }
    let mut kinds = part.all(Rule::kind);
    let kind = kinds.next().and_then(selector::kind).unwrap_or(Kind::Data);
    if let Some(other) = kinds.next().filter(|other| selector::kind(other) != Some(kind)) {
        let message =
            text!("a bonus is a share of what the plan grants of its own kind", "奖励只能是套餐同种单位的一部分");
        return context.report(report::bad_value(other.span, message));
    }
    Some((kind, BonusAmount::OfPlan(ratio)))
}

fn same_kind(context: &mut Context<'_>, said: Option<Kind>, kind: Kind, part: &Node) -> Option<()> {
    if said.is_none_or(|said| said == kind) {
        return Some(());
    }
    let message = text!("a share of something is of its own kind", "某物的一部分与它同种");
    let help = text!(
        "say how much for how much: `bonus 1 point per $1 charged this month`",
        "请写明每多少赠送多少：`奖励 1 积分 按每 $1 本月 收费`"
    );
    context.report(report::bad_value(part.span, message).help(help))
}

/// The pack of that name, or, at a purchase, the one that is bought.
fn the_pack(context: &mut Context<'_>, trigger: &Trigger, node: &Node) -> Option<Option<crate::event::ProductId>> {
    if let Some(name) = node.child(Rule::quoted) {
        return selector::product(context, name).map(Some);
    }
    if matches!(trigger, Trigger::Purchase(_) | Trigger::PurchaseIn(_)) {
        return Some(None);
    }
    let message = text!("no pack is bought here: say which is meant", "这里没有购买包：请说明是哪一个");
    let help = text!("name it: `bonus 100% of \"Weekly\" data`", "请写名称：`奖励 100% 的 “Weekly” 流量`");
    context.report(report::bad_value(node.span, message).help(help))
}
