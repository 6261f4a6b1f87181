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
//! It can be agreement to something by name, and last to the end of a span: `with consent to "roaming" for the month`. The most that
//! is charged, or slow, can be left to the customer: `at most $50 a month, or the customer's "limit"`.
//!
//! A part can be for some uses, or hold on some condition: `charge $0.05 per minute begun to same network from 00:00 to 06:00,
//! then charge $0.08 per minute begun`; a use that it is not for passes it over. So can the whole clause: `when data runs out
//! in "EU"`, `when data runs out for members, if marked "Basic"`. What is narrower comes first.
//!
//! `free` lets use through at full speed and costs nothing. `from bonus money` names the money that a charge takes;
//! money that is granted for some uses only (`bonus money $2 to same network`) pays only for charges of such uses. `charge $1
//! for the first minute, then $0.02 per second` has a price of its own for the beginning of each use, and `of each call`
//! begins a new increment with each. `together` counts for everybody in the pool what a limit counts, and increments.
//!
//! A charge for each increment `begun` charges whole increments; without that word half an increment costs half the price.
//!
//! `rounded up to $0.01` (down, `rounded to the nearest $0.01`) rounds each charge: `charge $0.000002 per byte of each session,
//! rounded up to $0.01`.
//!
//! `block the whole use` lets nothing of a use through that cannot be served whole: what has been paid for it is undone, also
//! what has been bought for it. Otherwise what fits is served and the rest is blocked.
//!
//! **Edge.** At $0.50 per 100 MB begun and at most $20 a month, 4.05 GB over are forty increments, $20.00; the last 50 MB
//! are blocked. A condition is judged when the use begins. What is dearer from 500 MB of a day on is a limit, at which a use is split:
//! `limit data to 500 MB a day, then charge $1 per 500 MB begun`.

use crate::model::{Ask, Choice, Depletion, Fallback, Lasts, Limit, LimitSpan, Member, Resort, Scope, Tariff};
use crate::syntax::Rule;
use crate::syntax::tree::{Clause, Node};
use crate::text;
use crate::text::{Origin, Text};
use crate::units::{Kind, Quantity};

use super::read::{amount, condition as read, label, limit, misplaced, parts, scope, selector, time};
use super::{Context, Example, Lowered, Open, Place, report};

pub(super) const EXAMPLES: &[Example] = &[
    Example {
        place: Place::Plan,
        en: "when data runs out: charge $0.20 per MB, at most $50 a month, or the customer's \"limit\", then charge $0.20 per MB, with consent to \"more\" for the month",
        zh: "当 流量 用完：收费 $0.20 每 MB，最多 $50 每月，或 客户设定的 “limit”，然后 收费 $0.20 每 MB，经同意 至 “more” 对 月",
    },
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
    Example {
        place: Place::Plan,
        en: "when voice runs out: charge $0.055 per minute begun of each call to same network from 00:00 to 06:00, then charge $0.08 per minute begun",
        zh: "当通话用完：收费 $0.055 每 分钟 不足整计 每次单独计费 至 网内 从 00:00 到 06:00，然后 收费 $0.08 每 分钟 不足整计",
    },
    Example {
        place: Place::Plan,
        en: "when voice runs out: charge $1.07 for the first minute, then $0.0178 per second",
        zh: "当通话用完：收费 $1.07 首 分钟，然后 $0.0178 每 秒",
    },
    Example {
        place: Place::Plan,
        en: "when data runs out: charge $0.03 per MB from bonus money, then charge $0.025 per MB from recharged money",
        zh: "当流量用完：收费 $0.03 每 MB 从 奖励话费，然后 收费 $0.025 每 MB 从 充值所得话费",
    },
    Example {
        place: Place::Plan,
        en: "when data runs out: charge $0.000002 per byte of each session, rounded up to $0.01; when voice runs out: charge $0.003 per second, rounded to the nearest $0.01",
        zh: "当流量用完：收费 $0.000002 每 字节 每次单独计费，向上取整至 $0.01；当通话用完：收费 $0.003 每 秒，四舍五入至 $0.01",
    },
    Example {
        place: Place::Plan,
        en: "when data runs out for members, if marked \"Basic\": block; when data runs out: free from 00:00 to 08:00, then throttle to 384 kbps",
        zh: "当流量用完 对成员，如果 已标记 “Basic”：阻断；当流量用完：免费 从 00:00 到 08:00，然后 限速 到 384 kbps",
    },
    Example {
        place: Place::Plan,
        en: "when data runs out: charge $0.10 per MB, then block the whole use",
        zh: "当流量用完：收费 $0.10 每 MB，然后 阻断 整次使用",
    },
    Example {
        place: Place::Plan,
        en: "when data runs out in \"EU\": charge $10 per 1 GB, at most $60 a period, together",
        zh: "当流量用完 在 “EU”：收费 $10 每 1 GB，每周期最多 $60，共同计算",
    },
];

pub(super) fn lower(context: &mut Context<'_>, clause: &Clause) -> Lowered {
    context.no_block(clause)?;
    let sentence = &clause.sentence;
    let said = parts(sentence).filter(|part| !matches!(part.rule, Rule::depletion_head | Rule::colon));
    rule(context, sentence, sentence.child(Rule::depletion_head)?, said)
}

/// What a sentence says of the units of its head, once there are none.
pub(super) fn rule<'n>(
    context: &mut Context<'_>,
    sentence: &Node,
    head: &Node,
    said: impl Iterator<Item = &'n Node>,
) -> Lowered {
    let origin = Origin::Written(sentence.span);
    let kind = kind_of(context, head)?;
    let expired_only = head.has(Rule::k_expires);
    let (mut scope, mut condition) = (Scope::default(), None);
    for part in &head.children {
        match part.rule {
            Rule::only_if | Rule::unless => condition = Some(read::both(condition, read::of_modifier(context, part)?)),
            rule if scope::is_scope(rule) => scope::add(context, &mut scope, part)?,
            _ => {}
        }
    }
    let fallbacks = resorts(context, said, kind)?;
    let fallbacks = Choice::stated(fallbacks, origin);
    let rule = Depletion { kind, expired_only, member: member(head), scope, condition, fallbacks };
    store(context, rule, sentence)?;
    context.open = Open::Depletion;
    Some(())
}

/// What is tried, one after the other.
pub(super) fn resorts<'n>(
    context: &mut Context<'_>,
    said: impl Iterator<Item = &'n Node>,
    kind: Kind,
) -> Option<Vec<Resort>> {
    let mut resorts = Vec::new();
    for part in said {
        one(context, &mut resorts, part, kind)?;
    }
    Some(resorts)
}

fn kind_of(context: &mut Context<'_>, head: &Node) -> Option<Kind> {
    let Some(node) = head.child(Rule::kind) else { return Some(Kind::Data) };
    selector::kind(node).filter(|kind| *kind != Kind::Money).or_else(|| {
        let message = text!("money is not used by itself: it pays for use of something", "钱不会被直接使用：它为某种使用付费");
        let help = text!(
            "say what becomes of that use: `when voice runs out: charge $0.10 per minute, then throttle to 64 kbps`; what is only to be told or done is an event: `when money runs out: notify \"…\"`",
            "请说明这种使用怎么办：`当通话用完：收费 $0.10 按每 分钟，然后 限速 到 64 kbps`；只需通知或执行的请写成事件：`当 话费 用完：通知 \"…\"`"
        );
        context.report(report::bad_value(node.span, message).help(help))
    })
}

/// What runs out, how and for whom, however it is said: "when data runs out" and "when out of data" are about the same.
pub(super) fn subject(head: &Node) -> String {
    let kind = head.child(Rule::kind).map_or("data", |kind| kind.text.as_str());
    let narrower = head.children.iter().filter(|part| is_narrower(part.rule)).map(|part| part.text.as_str());
    let narrower = narrower.collect::<Vec<_>>().join(" ");
    format!("depletion of {kind} {} {:?} {narrower}", head.has(Rule::k_expires), member(head))
}

fn is_narrower(rule: Rule) -> bool {
    matches!(rule, Rule::only_if | Rule::unless) || scope::is_scope(rule)
}

/// For whom a clause is: `for members`, `for subscriber`; `for each member` is for everybody.
pub(super) fn member(head: &Node) -> Member {
    match head.child(Rule::for_whom) {
        Some(whom) if whom.has(Rule::k_each) || whom.has(Rule::k_every) => Member::Everybody,
        Some(whom) if whom.has(Rule::k_member) => Member::Others,
        Some(_) => Member::Owner,
        None => Member::Everybody,
    }
}

/// Adds a rule; behind what `beyond the bank` has put there.
fn store(context: &mut Context<'_>, rule: Depletion, sentence: &Node) -> Option<()> {
    let same = |other: &&mut Depletion| {
        (other.kind, other.expired_only, other.member) == (rule.kind, rule.expired_only, rule.member)
            && (&other.scope, &other.condition) == (&rule.scope, &rule.condition)
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
    rules.sort_by_key(|rule| {
        let anywhere = rule.scope == Scope::default();
        (!rule.expired_only, rule.member == Member::Everybody, rule.condition.is_none(), anywhere)
    });
}

fn one(context: &mut Context<'_>, resorts: &mut Vec<Resort>, part: &Node, kind: Kind) -> Option<()> {
    let fallback = match part.rule {
        Rule::k_block => Fallback::Block,
        Rule::block_whole => Fallback::BlockWhole,
        Rule::k_free => Fallback::Free { up_to: None },
        Rule::throttle => Fallback::Throttle { bits_per_second: speed(context, part)?, up_to: None },
        Rule::overage_charge | Rule::use_price => charge(context, part, kind)?,
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
        _ => return about(context, resorts.last_mut(), part, kind),
    };
    resorts.push(fallback.into());
    Some(())
}

/// What is said of the resort before it: when it is tried, or more of what it does.
fn about(context: &mut Context<'_>, resort: Option<&mut Resort>, part: &Node, kind: Kind) -> Option<()> {
    let Some(resort) = resort else { return misplaced::modifier(context, part, &what()) };
    match part.rule {
        Rule::only_if | Rule::unless => {
            let condition = read::of_modifier(context, part)?;
            resort.condition = Some(read::both(resort.condition.take(), condition));
            Some(())
        }
        rule if scope::is_scope(rule) => scope::add(context, &mut resort.scope, part),
        Rule::k_together => {
            resort.together = true;
            Some(())
        }
        _ => modify(context, Some(&mut resort.what), part, kind),
    }
}

/// A modifier of the fallback before it.
pub(super) fn modify(
    context: &mut Context<'_>,
    fallback: Option<&mut Fallback>,
    part: &Node,
    kind: Kind,
) -> Option<()> {
    match (part.rule, fallback) {
        (Rule::at_most, Some(Fallback::Throttle { up_to, .. } | Fallback::Free { up_to })) => {
            let written = limit::at_most(context, part)?;
            let span = written.span.unwrap_or(LimitSpan::Period);
            match written.amount_of(kind) {
                Some(limit) => *up_to = once(context, *up_to, Limit { span, ..limit }, part)?,
                None => return misplaced::modifier(context, part, &text!("a slower speed", "限速")),
            }
        }
        (Rule::at_most, Some(Fallback::Owe { at_most, .. })) => {
            let written = limit::at_most(context, part)?;
            match written.amount() {
                Some((of, limit)) if of == kind && written.span.is_none() && limit.chosen.is_none() => {
                    *at_most = Some(limit.amount);
                }
                _ => return misplaced::modifier(context, part, &text!("what is owed", "欠用")),
            }
        }
        (Rule::k_across_periods, Some(Fallback::Owe { across_periods, .. })) => *across_periods = true,
        (Rule::at_most, Some(Fallback::Charge { limit, .. })) => {
            let written = limit::at_most(context, part)?;
            match written.amount_of(Kind::Money) {
                Some(at_most) => *limit = once(context, *limit, at_most, part)?,
                None => return misplaced::modifier(context, part, &text!("a charge", "收费")),
            }
        }
        (Rule::at_most | Rule::k_once, Some(Fallback::Buy { limit, .. })) => {
            let at_most = match part.rule {
                Rule::k_once => Some(Limit {
                    amount: Quantity(1),
                    span: LimitSpan::Ever,
                    chosen: None,
                    origin: Origin::Written(part.span),
                }),
                _ => limit::at_most(context, part)?.times(),
            };
            match at_most {
                Some(at_most) => *limit = once(context, *limit, at_most, part)?,
                None => return misplaced::modifier(context, part, &text!("a purchase", "购买")),
            }
        }
        (Rule::charge_from, Some(Fallback::Charge { tariff, .. })) => {
            let mut of = selector::selector(context, part.child(Rule::selector)?)?;
            of.kind = Some(Kind::Money);
            tariff.from = Some(of);
        }
        (Rule::rounding, Some(Fallback::Charge { tariff, .. })) => {
            let (kind, rounding) = amount::rounding(context, part)?;
            if kind != Kind::Money {
                let message = text!("a charge is rounded to an amount of money", "收费应取整至一个金额");
                return context.report(report::bad_value(part.span, message));
            }
            tariff.rounding = Some(rounding);
        }
        (Rule::k_each_use, Some(Fallback::Charge { tariff, .. })) => tariff.each_use = true,
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

pub(super) fn ask(context: &mut Context<'_>, part: &Node) -> Option<Ask> {
    let to = part.child(Rule::quoted).map(|name| label::named(context, name));
    let span = part.children.last().and_then(|last| match last.rule {
        Rule::k_day => Some(LimitSpan::Day),
        Rule::k_week => Some(LimitSpan::Week),
        Rule::k_month => Some(LimitSpan::Month),
        Rule::k_period => Some(LimitSpan::Period),
        _ => None,
    });
    let lasts = match (part.child(Rule::length), span) {
        (Some(length), _) => Lasts::For(time::length(context, length)?),
        (None, Some(span)) => Lasts::In(span),
        (None, None) => Lasts::Ever,
    };
    Some(Ask::Yes { to, lasts })
}

fn charge(context: &mut Context<'_>, part: &Node, kind: Kind) -> Option<Fallback> {
    let later = part.child(Rule::later_price)?;
    let price = amount::money_or_number(context, later)?;
    let per = match later.child(Rule::increment) {
        Some(part) => increment(context, part, kind)?,
        // `$0.10 each`: a message is one.
        None if kind == Kind::Sms => Quantity(1),
        None => {
            let message = text!("each of what?", "每个什么？");
            let help = text!(
                "name the unit: `$0.10 per minute`, `$1 per 100 MB`",
                "请写明单位：`$0.10 按每 分钟`、`$1 按每 100 MB`"
            );
            return context.report(report::bad_value(later.span, message).help(help));
        }
    };
    let mut tariff = Tariff { in_proportion: !later.has(Rule::k_begun), ..Tariff::default() };
    if let Some(first) = part.child(Rule::increment) {
        tariff.first = Some((amount::money_or_number(context, part)?, increment(context, first, kind)?));
        tariff.each_use = true;
    }
    Some(Fallback::Charge { price, per, limit: None, consent: Ask::No, tariff })
}

/// `100 MB`, `minute`.
pub(super) fn increment(context: &mut Context<'_>, increment: &Node, kind: Kind) -> Option<Quantity> {
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
    Some(per)
}

pub(super) fn speed(context: &mut Context<'_>, part: &Node) -> Option<u64> {
    let rate = part.child(Rule::rate)?;
    let scale = if rate.has(Rule::k_mbps) { 1_000_000 } else { 1_000 };
    amount::decimal(context, rate.child(Rule::decimal)?, scale).map(|speed| speed.0)
}

fn what() -> Text {
    text!("what happens at the end of units", "用完后的处理")
}
