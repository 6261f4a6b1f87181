//! # `when data runs out`
//!
//! What happens to a use that no lot can pay: `block`, `throttle to 128 kbps up to 5 GB`, `charge $0.50 per 100 MB begun, at
//! most $20 a month`, `buy "Extra" at $1.50, at most 3 times a period`, tried in this order, each with what the one before
//! left; after the last, block. `owe it, at most 1 GB` lets the use through and keeps what is owed in mind: the next units
//! that come (a pack, a gift, the new period's grant) pay for it before they pay for anything else. What is still owed when
//! a new period begins is forgiven, unless it is owed `across periods`. `with consent`, or `with consent for 24 hours`, asks the customer before a charge or a
//! purchase.
//!
//! `when data expires` is for units whose time was over before they were used up; `when data runs out` for both, unless
//! that is said as well. `for members` speaks of those the plan is shared with, `for subscriber` of the one whose plan it is.
//!
//! **Edge.** At $0.50 per 100 MB begun and at most $20 a month, 4.05 GB over are forty increments, $20.00; the last 50 MB
//! are blocked.

use crate::model::{Ask, Choice, Depletion, Fallback, Limit, Member};
use crate::syntax::Rule;
use crate::syntax::tree::{Clause, Node};
use crate::text;
use crate::text::{Origin, Text};
use crate::units::{Duration, Kind, Quantity};

use super::read::{amount, limit, misplaced, parts, selector, time};
use super::{Context, Example, Lowered, Open, Place, report};

pub(super) const EXAMPLES: &[Example] = &[
    Example { place: Place::Plan, en: "when data runs out: block", zh: "当流量用完：阻断" },
    Example { place: Place::Plan, en: "when out of data: block", zh: "当用光流量：阻断" },
    Example {
        place: Place::Plan, en: "when no data left: throttle to 64 kbps", zh: "当没有流量剩余：限速 到 64 kbps"
    },
    Example {
        place: Place::Plan,
        en: "when data runs out for members: throttle to 128 kbps up to 5 GB, then block",
        zh: "当流量用完 对成员：限速 到 128 kbps 最多 5 GB，然后阻断",
    },
    Example {
        place: Place::Plan,
        en: "when data runs out: charge $0.50 per 100 MB begun, at most $20 a month, with consent for 24 hours, then block",
        zh: "当流量用完：收费 $0.50 每 100 MB 不足整计，每月最多 $20，经同意 24 小时，然后阻断",
    },
    Example {
        place: Place::Plan,
        en: "pack \"Extra\": price $2, data 1 GB; when data runs out: buy \"Extra\" at $1.50, at most 3 times a period",
        zh: "包 “Extra”：价格 $2，流量 1 GB；当流量用完：购买 “Extra” 价格 $1.50，每周期最多 3 次",
    },
    Example {
        place: Place::Plan,
        en: "when data runs out: owe it, at most 1 GB, across periods, then block",
        zh: "当流量用完：先欠，最多 1 GB，跨周期，然后阻断",
    },
    Example {
        place: Place::Plan, en: "when data expires: charge $0.01 per MB", zh: "当流量到期：收费 $0.01 按每 MB"
    },
];

pub(super) fn lower(context: &mut Context<'_>, clause: &Clause) -> Lowered {
    context.no_block(clause)?;
    let sentence = &clause.sentence;
    let origin = Origin::Written(sentence.span);
    let head = sentence.child(Rule::depletion_head)?;
    let kind = kind_of(context, head)?;
    let expired_only = head.has(Rule::k_expires);
    let member = member(head);
    let mut fallbacks = Vec::new();
    for part in parts(sentence).filter(|part| !matches!(part.rule, Rule::depletion_head | Rule::colon)) {
        one(context, &mut fallbacks, part, kind)?;
    }
    let rule = Depletion { kind, expired_only, member, fallbacks: Choice::stated(fallbacks, origin) };
    store(context, rule, sentence)?;
    context.open = Open::Depletion;
    Some(())
}

fn kind_of(context: &mut Context<'_>, head: &Node) -> Option<Kind> {
    let Some(node) = head.child(Rule::kind) else { return Some(Kind::Data) };
    selector::kind(node).or_else(|| {
        let message = text!("say what runs out: data, voice, SMS or points", "请说明什么用完：流量、语音、短信或积分");
        context.report(report::bad_value(node.span, message))
    })
}

/// What runs out, how and for whom, however it is said: "when data runs out" and "when out of data" are about the same.
pub(super) fn subject(head: &Node) -> String {
    let kind = head.child(Rule::kind).map_or("data", |kind| kind.text.as_str());
    format!("depletion of {kind} {} {:?}", head.has(Rule::k_expires), member(head))
}

fn member(head: &Node) -> Member {
    match head.child(Rule::for_whom) {
        Some(whom) if whom.has(Rule::k_member) => Member::Others,
        Some(_) => Member::Owner,
        None => Member::Everybody,
    }
}

/// Adds a rule; behind what `beyond the bank` has put there.
fn store(context: &mut Context<'_>, rule: Depletion, sentence: &Node) -> Option<()> {
    let same = |other: &&mut Depletion| {
        (other.kind, other.expired_only, other.member) == (rule.kind, rule.expired_only, rule.member)
    };
    let beyond = context.beyond;
    match context.plan.depletions.iter_mut().find(same) {
        Some(other) if beyond.is_some_and(|beyond| other.fallbacks.origin == beyond) => {
            other.fallbacks.answer.extend(rule.fallbacks.answer);
            other.fallbacks.origin = rule.fallbacks.origin;
            Some(())
        }
        Some(other) => {
            let first = other.fallbacks.origin.span().unwrap_or(sentence.span);
            context.report(report::said_twice(first, sentence.span))
        }
        None => {
            context.plan.depletions.push(rule);
            Some(())
        }
    }
}

/// Puts narrower rules first: the first that fits kind, cause and member decides.
pub(super) fn sort(rules: &mut [Depletion]) {
    rules.sort_by_key(|rule| (!rule.expired_only, rule.member == Member::Everybody));
}

fn one(context: &mut Context<'_>, fallbacks: &mut Vec<Fallback>, part: &Node, kind: Kind) -> Option<()> {
    let fallback = match part.rule {
        Rule::k_block => Fallback::Block,
        Rule::throttle => Fallback::Throttle { bits_per_second: speed(context, part)?, up_to: None },
        Rule::overage_charge => charge(context, part, kind)?,
        Rule::owe => Fallback::Owe { at_most: None, across_periods: false, origin: Origin::Written(part.span) },
        Rule::buy_pack => Fallback::Buy {
            product: selector::product(context, part.child(Rule::name)?)?,
            price: match part.child(Rule::money) {
                Some(money) => Some(amount::money(context, money)?),
                None => None,
            },
            limit: None,
            consent: Ask::No,
            origin: Origin::Written(part.span),
        },
        _ => return modify(context, fallbacks.last_mut(), part, kind),
    };
    fallbacks.push(fallback);
    Some(())
}

/// A modifier of the fallback before it.
pub(super) fn modify(
    context: &mut Context<'_>,
    fallback: Option<&mut Fallback>,
    part: &Node,
    kind: Kind,
) -> Option<()> {
    match (part.rule, fallback) {
        (Rule::at_most, Some(Fallback::Throttle { up_to, .. })) => {
            let written = limit::at_most(context, part)?;
            match written.amount() {
                Some((of, limit)) if of == kind => *up_to = Some(limit.amount),
                _ => return misplaced::modifier(context, part, &text!("a slower speed", "限速")),
            }
        }
        (Rule::at_most, Some(Fallback::Owe { at_most, .. })) => {
            let written = limit::at_most(context, part)?;
            match written.amount() {
                Some((of, limit)) if of == kind && written.span.is_none() => *at_most = Some(limit.amount),
                _ => return misplaced::modifier(context, part, &text!("what is owed", "欠用")),
            }
        }
        (Rule::k_across_periods, Some(Fallback::Owe { across_periods, .. })) => *across_periods = true,
        (Rule::at_most, Some(Fallback::Charge { limit, .. })) => {
            let written = limit::at_most(context, part)?;
            match written.amount() {
                Some((Kind::Money, at_most)) => *limit = once(context, *limit, at_most, part)?,
                _ => return misplaced::modifier(context, part, &text!("a charge", "收费")),
            }
        }
        (Rule::at_most | Rule::k_once, Some(Fallback::Buy { limit, .. })) => {
            let at_most = match part.rule {
                Rule::k_once => Some(Limit {
                    amount: Quantity(1),
                    span: crate::model::LimitSpan::Ever,
                    origin: Origin::Written(part.span),
                }),
                _ => limit::at_most(context, part)?.times(),
            };
            match at_most {
                Some(at_most) => *limit = once(context, *limit, at_most, part)?,
                None => return misplaced::modifier(context, part, &text!("a purchase", "购买")),
            }
        }
        (Rule::consent, Some(Fallback::Charge { consent, .. } | Fallback::Buy { consent, .. })) => {
            *consent = ask(context, part)?;
        }
        _ => return misplaced::modifier(context, part, &what()),
    }
    Some(())
}

fn once(context: &mut Context<'_>, known: Option<Limit>, limit: Limit, part: &Node) -> Option<Option<Limit>> {
    match known.and_then(|known| known.origin.span()) {
        Some(first) => context.report(report::said_twice(first, part.span)),
        None => Some(Some(limit)),
    }
}

fn ask(context: &mut Context<'_>, part: &Node) -> Option<Ask> {
    let Some(length) = part.child(Rule::length) else { return Some(Ask::Yes) };
    let length: Duration = time::length(context, length)?;
    Some(Ask::YesFor(length))
}

fn charge(context: &mut Context<'_>, part: &Node, kind: Kind) -> Option<Fallback> {
    let price = amount::money_or_number(context, part)?;
    let increment = part.child(Rule::increment)?;
    let (of, scale) = amount::scale(context, increment.children.last()?)?;
    let per = match increment.child(Rule::decimal) {
        Some(number) => amount::decimal(context, number, scale)?,
        None => Quantity(scale),
    };
    if of != kind || per.is_zero() {
        let message = text!("what runs out cannot be charged in this", "用完的单位不能这样计费");
        let help = text!(
            "charge for a number of the units that run out: `charge $0.50 per 100 MB` of data, `per minute` of voice",
            "按用完的单位计费：流量写 `收费 $0.50 按每 100 MB`，通话写 `按每 分钟`"
        );
        return context.report(report::bad_value(increment.span, message).help(help));
    }
    Some(Fallback::Charge { price, per, limit: None, consent: Ask::No })
}

pub(super) fn speed(context: &mut Context<'_>, part: &Node) -> Option<u64> {
    let rate = part.child(Rule::rate)?;
    let scale = if rate.has(Rule::k_mbps) { 1_000_000 } else { 1_000 };
    amount::decimal(context, rate.child(Rule::decimal)?, scale).map(|speed| speed.0)
}

fn what() -> Text {
    text!("what happens at the end of units", "用完后的处理")
}
