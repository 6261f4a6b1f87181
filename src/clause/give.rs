//! # `give`
//!
//! Whether and how units may be given to another account: `give up to 2 GB a month, at least 100 MB, fee $0.10, from earliest
//! expiry, keeping expiry, not rolled data`. Without this clause nothing can be given.
//!
//! - Limits: `at least 100 MB` and `up to 1 GB` a time; `up to 2 GB a month`; `at most 2 times a day`; `leaving at least 500
//!   MB` of the kind; `receiving at most 5 GB a month` by one receiver.
//! - `fee $0.10` is paid by the giver, beside the units.
//! - `from earliest expiry` and other orders say which lots fund it, `not rolled data` which cannot.
//! - When the gift expires: `keeping expiry`, `taking the later expiry`, `valid 30 days`, `valid to the end of the receiver's
//!   period` or `next period`, `valid to the end of the giver's period`.
//! - `only if subscribed at least 90 days` and `unless …` are asked of the giver.
//! - A gift may be given again unless `not again` is said.
//!
//! **Edge.** 4 GB given from a lot of 3 GB and one of 5 GB are two lots with the receiver, each with its own end; half a gift
//! is never made: if the fee cannot be paid or a limit is passed, nothing moves.

use crate::model::{Choice, Eligibility, GiftExpiry, GiftRule, Key, Order, Validity};
use crate::syntax::Rule;
use crate::syntax::tree::{Clause, Node};
use crate::text;
use crate::text::{Origin, Span, Text};
use crate::units::{Kind, Quantity};

use super::read::limit::Measure;
use super::read::{amount, condition, keys, limit, misplaced, parts, selector, validity};
use super::{Context, Example, Lowered, Place, report};

pub(super) const EXAMPLES: &[Example] = &[
    Example {
        place: Place::Plan,
        en: "give up to 2 GB a month, at least 100 MB, fee $0.10, from earliest expiry, keeping expiry, not rolled data",
        zh: "转赠 每月最多 2 GB，至少 100 MB，手续费 $0.10，从 最早到期，保留有效期，非 已累积流量",
    },
    Example {
        place: Place::Plan,
        en: "give data at most 2 times a day, up to 1 GB, leaving at least 500 MB, valid 30 days, not again",
        zh: "转赠 流量 每天最多 2 次，最多 1 GB，须保留 至少 500 MB，30 天有效，不可再赠",
    },
    Example {
        place: Place::Plan,
        en: "give up to 1 GB, receiving at most 5 GB a month, valid to the end of the receiver's next period",
        zh: "转赠 最多 1 GB，接收 每月最多 5 GB，有效 至受方下一周期末",
    },
];

pub(super) fn lower(context: &mut Context<'_>, clause: &Clause) -> Lowered {
    context.no_block(clause)?;
    let mut rule = blank(Origin::Written(clause.sentence.span));
    let mut said = Vec::new();
    for part in parts(&clause.sentence).filter(|part| part.rule != Rule::k_give) {
        one(context, &mut rule, part, &mut said)?;
    }
    context.plan.gift = Some(rule);
    Some(())
}

fn blank(origin: Origin) -> GiftRule {
    GiftRule {
        only_if: Eligibility::default(),
        kind: None,
        at_least: None,
        at_most: None,
        amounts: Vec::new(),
        times: Vec::new(),
        keep: None,
        receive: Vec::new(),
        fee: None,
        not: Vec::new(),
        from: Choice::assumed(Order { keys: vec![Key::EarliestExpiry] }),
        expiry: Choice::assumed(GiftExpiry::Kept),
        again: true,
        origin,
    }
}

fn one(context: &mut Context<'_>, rule: &mut GiftRule, part: &Node, said: &mut Vec<(Rule, Span)>) -> Option<()> {
    once(context, part, said)?;
    let origin = Origin::Written(part.span);
    match part.rule {
        Rule::kind => rule.kind = selector::kind(part),
        Rule::at_most => at_most(context, rule, part)?,
        Rule::at_least => rule.at_least = Some(amount_of(context, rule, part)?),
        Rule::give_leaving => rule.keep = Some(amount_of(context, rule, part)?),
        Rule::fee => rule.fee = Some(amount::money_or_number(context, part)?),
        Rule::give_not => rule.not.extend(selector::selectors(context, part.child(Rule::selectors)?)?),
        Rule::give_from => {
            let keys = keys::keys(context, part)?;
            rule.from = Choice::stated(Order { keys }, origin);
        }
        Rule::give_receive => {
            let written = limit::at_most(context, part.child(Rule::at_most)?)?;
            let Some((kind, limit)) = written.amount() else { return misplaced::modifier(context, part, &what()) };
            same_kind(context, rule, kind, part)?;
            rule.receive.push(limit);
        }
        Rule::give_expiry => rule.expiry = Choice::stated(expiry(part), origin),
        Rule::validity => {
            let Validity::For(length) = validity::validity(context, part)? else {
                let message = text!("a gift has no such validity", "转赠没有这种有效期");
                let help = text!("write `valid 30 days` or `keeping expiry`", "请写 `有效 30 天` 或 `保留有效期`");
                return context.report(report::bad_value(part.span, message).help(help));
            };
            rule.expiry = Choice::stated(GiftExpiry::For(length), origin);
        }
        Rule::only_if | Rule::unless => {
            let condition = condition::of_modifier(context, part)?;
            rule.only_if.only_if.push((condition, origin));
        }
        Rule::k_not_again => rule.again = false,
        _ => return misplaced::modifier(context, part, &what()),
    }
    Some(())
}

/// Everything but limits and exceptions is said once; both ways to say when a gift expires are one thing.
fn once(context: &mut Context<'_>, part: &Node, said: &mut Vec<(Rule, Span)>) -> Option<()> {
    if matches!(part.rule, Rule::at_most | Rule::give_not | Rule::give_receive | Rule::only_if | Rule::unless) {
        return Some(());
    }
    let rule = if part.rule == Rule::validity { Rule::give_expiry } else { part.rule };
    if let Some((_, first)) = said.iter().find(|(other, _)| *other == rule) {
        return context.report(report::said_twice(*first, part.span));
    }
    said.push((rule, part.span));
    Some(())
}

fn at_most(context: &mut Context<'_>, rule: &mut GiftRule, part: &Node) -> Option<()> {
    let written = limit::at_most(context, part)?;
    match (written.measure, written.span) {
        (Measure::Times(_), _) => rule.times.extend(written.times()),
        (Measure::Amount(kind, amount), None) => {
            same_kind(context, rule, kind, part)?;
            rule.at_most = Some(rule.at_most.map_or(amount, |other| other.min(amount)));
        }
        (Measure::Amount(kind, _), Some(_)) => {
            same_kind(context, rule, kind, part)?;
            rule.amounts.extend(written.amount().map(|(_, limit)| limit));
        }
        _ => return misplaced::modifier(context, part, &what()),
    }
    Some(())
}

fn amount_of(context: &mut Context<'_>, rule: &mut GiftRule, part: &Node) -> Option<Quantity> {
    let Some(measure) = part.child(Rule::amount) else {
        let message = text!("an amount of what?", "数量的单位是什么？");
        return context.report(
            report::bad_value(part.span, message).help(text!("say the unit: `100 MB`", "请写上单位：`100 MB`")),
        );
    };
    let (kind, amount) = amount::measured(context, measure)?;
    same_kind(context, rule, kind, part)?;
    Some(amount)
}

/// The amounts of one clause are of one kind, and that is what may be given.
fn same_kind(context: &mut Context<'_>, rule: &mut GiftRule, kind: Kind, part: &Node) -> Option<()> {
    if *rule.kind.get_or_insert(kind) == kind {
        return Some(());
    }
    let message = text!("this is of another kind than the rest of the clause", "这与条款其余部分的种类不同");
    context.report(report::bad_value(part.span, message))
}

fn expiry(part: &Node) -> GiftExpiry {
    match part.children.last().map(|last| last.rule) {
        Some(Rule::k_later_expiry) => GiftExpiry::Later,
        Some(Rule::k_receiver_period) => GiftExpiry::ReceiverPeriods(1),
        Some(Rule::k_receiver_next_period) => GiftExpiry::ReceiverPeriods(2),
        Some(Rule::k_giver_period) => GiftExpiry::GiverPeriod,
        _ => GiftExpiry::Kept,
    }
}

fn what() -> Text {
    text!("a gift", "转赠")
}
