//! # `give`
//!
//! Whether and how units may be given to another account: `give up to 2 GB a month, at least 100 MB, fee $0.10, from earliest
//! expiry, keeping expiry, not rolled data`. Without this clause nothing can be given.
//!
//! - Limits: `at least 100 MB` and `up to 1 GB` a time; `up to 2 GB a month`; `at most 2 times a day`; `leaving at least 500
//!   MB` of the kind; `receiving at most 5 GB a month` by one receiver, `receiving at most 2 times a month`.
//! - `give 100 MB, 500 MB or 1 GB`: only these amounts. `leaving at least 500 MB of plan data` is of those units alone.
//! - `fee $0.10` is paid by the giver, beside the units; by size, `fee $0.10 from 100 MB, $0.50 from 1 GB`.
//! - `from earliest expiry` and other orders say which lots fund it, `not rolled data` which cannot.
//! - `in steps of 100 MB`; `at most 50% of plan data a month`; `only recharged money` and `not bonus money` say what may be given.
//! - To whom: `only to members` (of the same group), `to accounts marked "prepaid"`, `to accounts not marked "corporate"`, `to at most 2 receivers a month`. There may be
//!   several `give`; the first that fits the kind and the receiver decides: `give data to members; give data up to 1 GB a month`.
//! - When the gift expires: `keeping expiry`, `taking the later expiry`, `valid 30 days` and other validities, by amount `valid 1 day from 100 MB, 7 days from 1 GB`, `valid to the end of the receiver's
//!   period` or `next period`, `valid to the end of the giver's period`.
//! - `only if subscribed at least 90 days` and `unless …` are asked of the giver.
//! - A gift may be given again unless `not again` is said.
//!
//! **Edge.** 4 GB given from a lot of 3 GB and one of 5 GB are two lots with the receiver, each with its own end; half a gift
//! is never made: if the fee cannot be paid or a limit is passed, nothing moves.

use crate::model::{Choice, Eligibility, GiftExpiry, GiftRule, GiftTo, Key, Limit, LimitSpan, Order, Validity};
use crate::syntax::Rule;
use crate::syntax::tree::{Clause, Node};
use crate::text;
use crate::text::{Origin, Span, Text};
use crate::units::{Allowance, Kind, Quantity};

use super::read::limit::Measure;
use super::read::{amount, condition, keys, label, limit, misplaced, parts, selector, validity};
use super::{Context, Example, Lowered, Place, report};

pub(super) const EXAMPLES: &[Example] = &[
    Example {
        place: Place::Plan,
        en: "give up to 1 GB, to accounts not marked \"corporate\"",
        zh: "转赠 最多 1 GB，给 账户 非 已标记 “corporate”",
    },
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
    Example {
        place: Place::Plan,
        en: "give data to members, keeping expiry; give data in steps of 100 MB, at most 50% of plan data a month, to at most 2 receivers a month, only plan data, valid 2 calendar months",
        zh: "转赠 流量 给 成员，保留有效期；转赠 流量 每份为 100 MB，每月最多 50% 的 套餐流量，每月最多 2 接收人，仅 套餐流量，有效 2 个自然月",
    },
    Example {
        place: Place::Plan,
        en: "give 100 MB, 500 MB or 1 GB, fee $0.10 from 100 MB, $0.30 from 1 GB, valid 1 day from 100 MB, 7 days from 1 GB, receiving at most 2 times a month",
        zh: "转赠 100 MB，500 MB 或 1 GB，手续费 $0.10 从 100 MB，$0.30 从 1 GB，有效 1 天 从 100 MB，7 天 从 1 GB，接收 每月最多 2 次",
    },
    Example {
        place: Place::Plan,
        en: "give data up to 1 GB, leaving at least 500 MB of plan data, keeping expiry",
        zh: "转赠 流量 最多 1 GB，须保留 至少 500 MB 的 套餐流量，保留有效期",
    },
    Example {
        place: Place::Plan,
        en: "give money up to $3, in steps of $1, leaving at least $1, fee $0.10, to accounts marked \"prepaid\", not bonus money",
        zh: "转赠 话费 最多 $3，每份为 $1，须保留 至少 $1，手续费 $0.10，给 账户 已标记 “prepaid”，非 奖励话费",
    },
];

pub(super) fn lower(context: &mut Context<'_>, clause: &Clause) -> Lowered {
    context.no_block(clause)?;
    let mut rule = blank(Origin::Written(clause.sentence.span));
    let mut said = Vec::new();
    for part in parts(&clause.sentence).filter(|part| part.rule != Rule::k_give) {
        one(context, &mut rule, part, &mut said)?;
    }
    // Behind a rule for everybody, another of the same kind would never be asked.
    let for_all = |other: &&GiftRule| other.to == GiftTo::Anyone && (other.kind == rule.kind);
    if let Some(first) = context.plan.gifts.iter().find(for_all).and_then(|first| first.origin.span()) {
        return context.report(report::said_twice(first, clause.sentence.span));
    }
    context.plan.gifts.push(rule);
    Some(())
}

fn blank(origin: Origin) -> GiftRule {
    GiftRule {
        sizes: Vec::new(),
        receive_times: Vec::new(),
        fees: Vec::new(),
        validities: Vec::new(),
        keep_of: None,
        only_if: Eligibility::default(),
        kind: None,
        to: GiftTo::Anyone,
        receivers: Vec::new(),
        step: None,
        only: Vec::new(),
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
        Rule::give_of => {
            let only = selector::selectors(context, part.child(Rule::selectors)?)?;
            rule.kind = only.iter().find_map(|of| of.kind);
            rule.only.extend(only);
        }
        Rule::at_most => at_most(context, rule, part)?,
        Rule::at_least => rule.at_least = Some(amount_of(context, rule, part)?),
        Rule::k_to_anyone => rule.to = GiftTo::Anyone,
        Rule::give_leaving => {
            rule.keep = Some(amount_of(context, rule, part)?);
            rule.keep_of = match part.child(Rule::selector) {
                Some(of) => Some(selector::selector(context, of)?),
                None => None,
            };
        }
        Rule::give_sizes => {
            for size in part.all(Rule::amount) {
                let (kind, amount) = amount::measured(context, size)?;
                same_kind(context, rule, kind, size)?;
                rule.sizes.push(amount);
            }
        }
        Rule::give_fees => {
            for step in part.all(Rule::give_fee) {
                let fee = amount::money(context, step.child(Rule::money)?)?;
                let from = amount_of(context, rule, step)?;
                rises(context, rule.fees.last().map(|(before, _)| *before), from, step)?;
                rule.fees.push((from, fee));
            }
        }
        Rule::give_validities => {
            for step in part.all(Rule::give_lasts) {
                let lives = validity::end(context, step.child(Rule::validity_end)?)?;
                let from = amount_of(context, rule, step)?;
                rises(context, rule.validities.last().map(|(before, _)| *before), from, step)?;
                if matches!(lives, Validity::Periods(_)) {
                    return misplaced::modifier(context, part, &what());
                }
                rule.validities.push((from, lives));
            }
            if rule.expiry.is_assumed() {
                rule.expiry = Choice::stated(GiftExpiry::Kept, origin);
            }
        }
        Rule::give_to => {
            rule.to = match part.child(Rule::quoted) {
                Some(mark) if part.has(Rule::k_not) => GiftTo::NotMarked(label::named(context, mark)),
                Some(mark) => GiftTo::Marked(label::named(context, mark)),
                None => GiftTo::Group,
            };
        }
        Rule::give_receivers => {
            let most = amount::positive(context, part.child(Rule::integer)?)?;
            let span = span_of(context, part, LimitSpan::Ever)?;
            rule.receivers.push(Limit { amount: Quantity(u64::from(most)), span, chosen: None, origin });
        }
        Rule::give_step => rule.step = Some(amount_of(context, rule, part)?),
        Rule::give_only => rule.only.extend(selector::selectors(context, part.child(Rule::selectors)?)?),
        Rule::give_share => {
            let ratio = amount::ratio(context, part.child(Rule::percent)?.child(Rule::decimal)?, 100)?;
            let kind = part.child(Rule::kind).and_then(selector::kind).unwrap_or(Kind::Data);
            same_kind(context, rule, kind, part)?;
            let span = span_of(context, part, LimitSpan::Period)?;
            // What the plan grants is known when all of it has been read.
            context.gift_shares.push((context.plan.gifts.len(), rule.amounts.len(), ratio));
            rule.amounts.push(Limit { amount: Quantity::ZERO, span, chosen: None, origin });
        }
        Rule::fee => rule.fee = Some(amount::money_or_number(context, part)?),
        Rule::give_not => rule.not.extend(selector::selectors(context, part.child(Rule::selectors)?)?),
        Rule::give_from => {
            let keys = keys::keys(context, part)?;
            rule.from = Choice::stated(Order { keys }, origin);
        }
        Rule::give_receive => {
            let written = limit::at_most(context, part.child(Rule::at_most)?)?;
            if let Some(limit) = written.times().filter(|_| matches!(written.measure, Measure::Times(_))) {
                rule.receive_times.push(limit);
                return Some(());
            }
            let Some((kind, limit)) = written.amount() else { return misplaced::modifier(context, part, &what()) };
            same_kind(context, rule, kind, part)?;
            rule.receive.push(limit);
        }
        Rule::give_expiry => rule.expiry = Choice::stated(expiry(part), origin),
        Rule::validity => {
            let validity = validity::validity(context, part)?;
            if matches!(validity, Validity::Periods(_)) {
                let message = text!("a gift has no such validity", "转赠没有这种有效期");
                let help = text!("write `valid 30 days` or `keeping expiry`", "请写 `有效 30 天` 或 `保留有效期`");
                return context.report(report::bad_value(part.span, message).help(help));
            }
            rule.expiry = Choice::stated(GiftExpiry::Valid(validity), origin);
        }
        Rule::only_if | Rule::unless => {
            rule.only_if.only_if.extend(condition::asked(context, part, origin)?);
        }
        Rule::k_not_again => rule.again = false,
        _ => return misplaced::modifier(context, part, &what()),
    }
    Some(())
}

/// Everything but limits and exceptions is said once; both ways to say when a gift expires are one thing.
fn once(context: &mut Context<'_>, part: &Node, said: &mut Vec<(Rule, Span)>) -> Option<()> {
    let several = [Rule::give_of, Rule::at_most, Rule::give_not, Rule::give_only, Rule::give_share, Rule::give_receive];
    if several.contains(&part.rule) || matches!(part.rule, Rule::only_if | Rule::unless) {
        return Some(());
    }
    let rule = if part.rule == Rule::validity { Rule::give_expiry } else { part.rule };
    if let Some((_, first)) = said.iter().find(|(other, _)| *other == rule) {
        return context.report(report::said_twice(*first, part.span));
    }
    said.push((rule, part.span));
    Some(())
}

/// Steps are written from the smallest on.
fn rises(context: &mut Context<'_>, before: Option<Quantity>, from: Quantity, part: &Node) -> Option<()> {
    if before.is_none_or(|before| before < from) {
        return Some(());
    }
    let message = text!("the amounts do not rise", "各档数量没有递增");
    context.report(report::bad_value(part.span, message))
}

/// The span that is said, or else another.
fn span_of(context: &mut Context<'_>, part: &Node, otherwise: LimitSpan) -> Option<LimitSpan> {
    part.child(Rule::span).map_or(Some(otherwise), |span| limit::span(context, span))
}

/// Limits that are a share of what the plan grants, once that is known.
pub(super) fn shares(context: &mut Context<'_>) {
    for (gift, limit, ratio) in std::mem::take(&mut context.gift_shares) {
        let Some(rule) = context.plan.gifts.get_mut(gift) else { continue };
        let of_kind = context.product.grants.iter().filter(|grant| Some(grant.kind) == rule.kind);
        let granted = of_kind.map(|grant| match grant.amount.answer {
            Allowance::Limited(amount) => amount.0,
            Allowance::Unlimited => 0,
        });
        let whole = Quantity(granted.fold(0, u64::saturating_add));
        if let Some(limit) = rule.amounts.get_mut(limit) {
            limit.amount = ratio.of(whole).unwrap_or(Quantity::MAX);
        }
    }
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
