//! # `slow data`
//!
//! From an amount on, use is slow and otherwise goes on as before: it is paid by the same units, or charged:
//! `slow data to 256 kbps after 15 GB a period`. So a plan of unlimited data has tiers: `unlimited data; slow data to 512
//! kbps after 20 GB a period; slow data to 128 kbps after 520 GB a period`. Without a span the amount is of a period;
//! without `after`, use is slow from the start.
//!
//! Each line is counted by itself, `together` counts everybody in the pool. It can be for some uses (`slow data in
//! "abroad" to 64 kbps after 1 GB a day`), some people (`for members`), or on a condition.
//!
//! **Edge.** Everything that is let through counts, also what is charged for or throttled; what is blocked does not. Of
//! several speeds the slowest holds.

use crate::model::{Beyond, Ceiling, Limit, LimitSpan, Metered, Scope, Selector};
use crate::syntax::Rule;
use crate::syntax::tree::{Clause, Node};
use crate::text;
use crate::text::Origin;
use crate::units::{Kind, Quantity};

use super::read::{amount, limit, parts, selector};
use super::{Context, Example, Lowered, Place, depletion, limit_use, report};

pub(super) const EXAMPLES: &[Example] = &[
    Example {
        place: Place::Plan,
        en: "slow data to 256 kbps after 15 GB a period for each member",
        zh: "放慢 流量 至 256 kbps 用满 15 GB 每周期 对 每个 成员",
    },
    Example {
        place: Place::Plan,
        en: "slow data in \"abroad\" to 64 kbps after 1 GB a day, together, unless marked \"Gold\"",
        zh: "放慢 流量 在 “abroad” 至 64 kbps 用满 1 GB 每天，共同计算，除非 已标记 “Gold”",
    },
    Example { place: Place::Plan, en: "slow data for Video to 2 Mbps", zh: "放慢 流量 用于 Video 至 2 Mbps" },
];

pub(super) fn lower(context: &mut Context<'_>, clause: &Clause) -> Lowered {
    context.no_block(clause)?;
    let sentence = &clause.sentence;
    let kind = sentence.child(Rule::kind).and_then(selector::kind).unwrap_or(Kind::Data);
    if kind == Kind::Money {
        let message = text!("money has no speed: what it pays for has", "钱没有速度：它支付的使用才有");
        let help = text!(
            "write what use is slow: `slow data to 2 Mbps after 5 GB a period`; by what it is charged, `charges at most $5 a period, then throttle to 2 Mbps`",
            "请写放慢什么使用：`放慢 流量 至 2 Mbps 用满 5 GB 每周期`；按收费则写 `收费 最多 $5 每周期，然后 限速 到 2 Mbps`"
        );
        return context.report(report::bad_value(sentence.span, message).help(help));
    }
    let mut ceiling = Ceiling {
        kind,
        of: Selector { kind: Some(kind), ..Selector::default() },
        scope: Scope::default(),
        member: depletion::member(sentence),
        condition: None,
        limit: after(context, sentence, kind)?,
        metered: Metered::Amount,
        together: false,
        beyond: Beyond::Slow { bits_per_second: depletion::speed(context, sentence)? },
        origin: Origin::Written(sentence.span),
    };
    let said = parts(sentence).filter(|part| !matches!(part.rule, Rule::k_throttle | Rule::k_throttled));
    for part in said {
        limit_use::about(context, &mut ceiling, part)?;
    }
    limit_use::store(context, ceiling)
}

/// `after 15 GB a period`; without it, from the start.
fn after(context: &mut Context<'_>, sentence: &Node, kind: Kind) -> Option<Limit> {
    let mut said = sentence.all(Rule::after_amount);
    let Some(after) = said.next() else {
        let origin = Origin::Written(sentence.span);
        return Some(Limit { amount: Quantity::ZERO, span: LimitSpan::Period, chosen: None, origin });
    };
    if let Some(again) = said.next() {
        return context.report(report::said_twice(after.span, again.span));
    }
    let chosen = limit::chosen(context, after, kind)?;
    let Some(written) = after.child(Rule::amount) else {
        // Until it is set, nothing is slow.
        let span = limit::span_of(context, after)?;
        return Some(Limit { amount: Quantity::MAX, span, chosen, origin: Origin::Written(after.span) });
    };
    let (of, most) = amount::measured(context, written)?;
    if of != kind {
        let message = text!("this is an amount of another kind", "这个数量属于别的种类");
        let help = text!("name an amount of what is slowed: `after 15 GB`", "请写被放慢的那种数量：`用满 15 GB`");
        return context.report(report::bad_value(written.span, message).help(help));
    }
    let span = limit::span_of(context, after)?;
    Some(Limit { amount: most, span, chosen, origin: Origin::Written(after.span) })
}
