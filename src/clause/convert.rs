//! # `convert`
//!
//! Units of one kind become units of another: `convert voice to data, 1 minute = 10.24 MB, in steps of 100 minutes, of plan voice and
//! rolled voice, at most 500 minutes a period, fee $0.10, in "home"`. To money and points too: `convert data to money, 25 GB = $10,
//! in steps of 25 GB`. In a scenario: `convert 100 minutes to data`, `expect converted 100 minutes`, `expect 1 GB of converted data`.
//!
//! `of …` says which units can be converted; `from newest` which of them go first, otherwise those that end first. What they
//! become is `converted`, and lives to the end of the period unless `valid …` says otherwise.
//!
//! **Edge.** Converted units are rounded down to the smallest unit; what would become nothing is refused, and so is an amount that
//! is no whole number of steps.

use crate::model::{Choice, Conversion, Grant, Key, Order, RolloverOf, Scope, Start, Validity};
use crate::syntax::Rule;
use crate::syntax::tree::{Clause, Node};
use crate::text;
use crate::text::{Origin, Text};
use crate::units::{Allowance, Kind, Quantity};

use super::read::items::{self, About};
use super::read::limit::{self, Measure};
use super::read::{amount, keys, misplaced, parts, selector};
use super::{Context, Example, Lowered, Place, report};

pub(super) const EXAMPLES: &[Example] = &[
    Example {
        place: Place::Plan,
        en: "convert voice to data, 1 minute = 10.24 MB, in steps of 100 minutes, of plan voice, at most 500 minutes a period, fee $0.10",
        zh: "兑换 语音 至 流量，1 分钟 = 10.24 MB，每份为 100 分钟，每周期最多 500 分钟，手续费 $0.10，的 套餐语音",
    },
    Example {
        place: Place::Plan,
        en: "convert data to money, 25 GB = $10, in steps of 25 GB, valid for ever, from newest",
        zh: "兑换 流量 至 话费，25 GB = $10，每份为 25 GB，有效 永久，从 最新",
    },
];

pub(super) fn lower(context: &mut Context<'_>, clause: &Clause) -> Lowered {
    context.no_block(clause)?;
    let sentence = &clause.sentence;
    let mut kinds = sentence.all(Rule::kind);
    let (from, to) = (kind(context, kinds.next()?)?, kind(context, kinds.next()?)?);
    let Some(rate) = sentence.child(Rule::convert_rate) else {
        let message = text!("it is not said how much becomes how much", "没有说明兑换比例");
        let help = text!("write the rate: `1 minute = 10.24 MB`", "请写比例：`1 分钟 = 10.24 MB`");
        return context.report(report::missing(sentence.span, message).help(help));
    };
    let mut sides = rate.all(Rule::amount);
    let rate = (of_kind(context, sides.next()?, from)?, of_kind(context, sides.next()?, to)?);
    if rate.0.is_zero() {
        let message = text!("nothing becomes nothing", "零不能兑换");
        return context.report(report::bad_value(sentence.span, message));
    }
    let origin = Origin::Written(sentence.span);
    let mut rule = Conversion {
        from,
        grant: made(to, origin),
        rate,
        step: None,
        of: Vec::new(),
        amounts: Vec::new(),
        times: Vec::new(),
        fee: Quantity::ZERO,
        order: Order { keys: vec![Key::EarliestExpiry] },
        origin,
    };
    let mut about = About::default();
    for part in parts(sentence)
        .filter(|part| !matches!(part.rule, Rule::k_convert | Rule::kind | Rule::k_to | Rule::convert_rate))
    {
        one(context, &mut rule, &mut about, part)?;
    }
    rule.grant.validity = about.validity.unwrap_or(rule.grant.validity);
    rule.grant.start = about.start.unwrap_or(rule.grant.start);
    rule.grant.rollover = about.rollover.unwrap_or(RolloverOf::Plan);
    (rule.grant.used_first, rule.grant.scope) = (about.used_first, about.scope);
    context.plan.selling.conversions.push(rule);
    Some(())
}

fn one(context: &mut Context<'_>, rule: &mut Conversion, about: &mut About, part: &Node) -> Option<()> {
    match part.rule {
        Rule::in_steps => rule.step = Some(of_kind(context, part.child(Rule::amount)?, rule.from)?),
        Rule::of_part => rule.of = selector::selectors(context, part.child(Rule::selectors)?)?,
        Rule::fee => rule.fee = amount::money_or_number(context, part)?,
        Rule::give_from => rule.order = Order { keys: keys::keys(context, part)? },
        Rule::at_most => {
            let written = limit::at_most(context, part)?;
            match written.measure {
                Measure::Times(_) => rule.times.extend(written.times()),
                Measure::Amount(kind, _) if kind == rule.from => {
                    rule.amounts.extend(written.amount().map(|(_, limit)| limit));
                }
                _ => return misplaced::modifier(context, part, &what()),
            }
        }
        one if items::about_rule(one) => items::about_part(context, about, part)?,
        _ => return misplaced::modifier(context, part, &what()),
    }
    Some(())
}

/// What units are made to the end of the period, whoever makes them.
pub(super) fn made(kind: Kind, origin: Origin) -> Grant {
    Grant {
        kind,
        amount: Choice::stated(Allowance::Limited(Quantity::ZERO), origin),
        each: None,
        scope: Scope::default(),
        validity: Choice::stated(Validity::Periods(1), origin),
        tie: None,
        start: Start::Granted,
        repeat: None,
        rollover: RolloverOf::Plan,
        bonus: false,
        increment: None,
        used_first: false,
        origin,
    }
}

fn kind(context: &mut Context<'_>, node: &Node) -> Option<Kind> {
    selector::kind(node).or_else(|| {
        let message =
            text!("say which units: data, voice, SMS, money or points", "请说明哪种单位：流量、语音、短信、话费或积分");
        context.report(report::bad_value(node.span, message))
    })
}

fn of_kind(context: &mut Context<'_>, node: &Node, wanted: Kind) -> Option<Quantity> {
    let (kind, amount) = amount::measured(context, node)?;
    if kind == wanted {
        return Some(amount);
    }
    let message = text!("this is an amount of another kind", "这个数量属于别的种类");
    context.report(report::bad_value(node.span, message))
}

fn what() -> Text {
    text!("a conversion", "兑换")
}
