//! # `charges at most $1 a day`
//!
//! How much use is charged in all, whatever its kind: `charges at most $1 a day, then free`, `charges for data and voice at most $50 a
//! month, then block`. What counts is what use beyond the allowance is charged, by `when … runs out: charge …` and `voice $0.10 per
//! minute`; prices of periods and packs, fees and what comes before a use do not.
//!
//! Behind `then` stands what happens to use that would be charged more: `free` lets it through at no charge, so that the last charge is
//! only what is missing to the cap; `throttle to 128 kbps` lets it through slowly; `block` stops it. Without it, what stands behind the
//! charge in `when … runs out` is tried next, and after that it is blocked. It can be left to the customer: `charges at most the
//! customer's "limit" a month`, which is no cap until it is set. Each line is counted by itself, `together` counts everybody in the pool.
//!
//! **Edge.** A use that crosses the cap is split there. `when charges reach $5 in a month: bar all` is an event: it comes when the use that
//! has reached $5 is over.

use crate::model::{BeyondCap, ChargeCap, LimitSpan};
use crate::syntax::Rule;
use crate::syntax::tree::{Clause, Node};
use crate::text;
use crate::text::Origin;
use crate::units::{Kind, Kinds};

use super::read::{limit, misplaced, selector};
use super::{Context, Example, Lowered, Place, depletion, report};

pub(super) const EXAMPLES: &[Example] = &[
    Example {
        place: Place::Plan, en: "charges at most $1 a day, then free", zh: "收费 最多 $1 每天，然后 免费"
    },
    Example {
        place: Place::Plan,
        en: "charges for data and voice at most $50 a month, or the customer's \"limit\", together, then block",
        zh: "收费 对 流量 和 语音 最多 $50 每月，或 客户设定的 “limit”，共同计算，然后 阻断",
    },
    Example {
        place: Place::Plan,
        en: "charges for data at most the customer's \"spend cap\" a month, then throttle to 128 kbps",
        zh: "收费 对 流量 最多 客户设定的 “spend cap” 每月，然后 限速 到 128 kbps",
    },
];

pub(super) fn lower(context: &mut Context<'_>, clause: &Clause) -> Lowered {
    context.no_block(clause)?;
    let sentence = &clause.sentence;
    let kinds = kinds(context, sentence)?;
    let part = sentence.child(Rule::at_most)?;
    let Some(limit) = limit::at_most(context, part)?.amount_of(Kind::Money) else {
        return misplaced::modifier(context, part, &text!("what use is charged", "使用的收费"));
    };
    if limit.span == LimitSpan::AtOnce {
        let message = text!("charges are counted in a time", "收费按时间计数");
        let help = text!("write a time, such as `a day` or `a period`", "请写时间，例如 `每天` 或 `每周期`");
        return context.report(report::bad_value(part.span, message).help(help));
    }
    let beyond = match beyond(sentence) {
        Some(throttle) if throttle.rule == Rule::throttle => {
            Some(BeyondCap::Slow { bits_per_second: depletion::speed(context, throttle)? })
        }
        Some(part) if part.rule == Rule::k_free => Some(BeyondCap::Free),
        Some(_) => Some(BeyondCap::Block),
        None => None,
    };
    let (together, origin) = (sentence.has(Rule::k_together), Origin::Written(sentence.span));
    context.plan.charge_caps.push(ChargeCap { kinds, limit, together, beyond, origin });
    Some(())
}

/// What stands behind `then`; of several the first.
fn beyond(sentence: &Node) -> Option<&Node> {
    sentence.children.iter().find(|part| matches!(part.rule, Rule::k_free | Rule::throttle | Rule::k_block))
}

/// The kinds that are named; all that can be charged if none is.
fn kinds(context: &mut Context<'_>, sentence: &Node) -> Option<Kinds> {
    let mut kinds = Kinds::default();
    for node in sentence.all(Rule::kind) {
        let Some(kind) = selector::kind(node).filter(|kind| *kind != Kind::Money) else {
            let message = text!("say which use: of data, voice, SMS or points", "请说明是流量、语音、短信还是积分");
            return context.report(report::bad_value(node.span, message));
        };
        kinds = kinds.with(kind);
    }
    let all = || Kind::ALL.into_iter().filter(|kind| *kind != Kind::Money).collect();
    Some(if kinds == Kinds::default() { all() } else { kinds })
}
