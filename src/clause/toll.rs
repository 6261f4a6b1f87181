//! # `use of data in "Zone 2" costs $5 a day`
//!
//! What comes before a use, without which it does not happen: a fee, `use of data in "Zone 2" costs $5 a day` (the first use of
//! each day), `use of voice to "premium" costs $0.10` (each call); or a pack, `use in "Zone 2" buys "Day pass"` (whenever
//! nothing of it is held), `use in "Zone 2" buys "Day pass" at $4 once a day`. Then the use is paid as any other. Who cannot pay
//! it, or may not buy the pack, does not use: the whole use is blocked.
//!
//! `the first use of each day in "Zone 2" costs $5` says the same. Without a kind it is of every kind; `data, voice or SMS` lists
//! some. Spans are those of limits: `a call`, `a day`, `a week`, `a period`, `in 24 hours`. `with consent` asks the customer, `if
//! …` and `unless …` say for whom, `for members` for which of a pool, `from recharged money` what pays, and `together` counts
//! for everybody in the pool.
//!
//! **Edge.** Where nothing of the use itself is let through, all that came before it is undone: no fee, no pack. Where a part is, the
//! fee stays, unless the plan blocks uses as a whole. A record that is split pays for the day of each piece.

use crate::event::ProductId;
use crate::model::{Ask, Comparison, Condition, Limit, LimitSpan, Scope, Selector, Toll, TollWhat};
use crate::syntax::Rule;
use crate::syntax::tree::{Clause, Node};
use crate::text;
use crate::text::Origin;
use crate::units::{Kind, Quantity};

use super::read::{amount, condition, limit, misplaced, parts, scope, selector};
use super::{Context, Example, Lowered, Place, depletion, report};

pub(super) const EXAMPLES: &[Example] = &[
    Example {
        place: Place::Plan,
        en: "use of data, voice or SMS in \"Zone 2\" costs $5 a day, unless marked \"Traveller\"",
        zh: "使用 的 流量、通话 或 短信 在 “Zone 2” 须付 $5 每天，除非 已标记 “Traveller”",
    },
    Example {
        place: Place::Plan,
        en: "use of voice to \"premium\" costs $0.10, with consent",
        zh: "使用 的 通话 至 “premium” 须付 $0.10，经同意",
    },
    Example {
        place: Place::Plan,
        en: "pack \"Day pass\": $5, unlimited data in \"Zone 2\", valid 24 hours; use of data in \"Zone 2\" buys \"Day pass\"",
        zh: "包 “Day pass”：$5，无限流量 在 “Zone 2”，有效 24 小时；使用 的 流量 在 “Zone 2” 购买 “Day pass”",
    },
    Example {
        place: Place::Plan,
        en: "the first use of each day in \"Zone 2\" costs $5 from recharged money",
        zh: "首用 每天 在 “Zone 2” 须付 $5 从 充值所得话费",
    },
];

pub(super) fn lower(context: &mut Context<'_>, clause: &Clause) -> Lowered {
    context.no_block(clause)?;
    let sentence = &clause.sentence;
    let origin = Origin::Written(sentence.span);
    let what = what(context, sentence)?;
    let span = span(context, sentence, &what)?;
    let mut toll = Toll {
        kinds: kinds(context, sentence)?,
        scope: Scope::default(),
        member: depletion::member(sentence),
        condition: None,
        limit: span.map(|(span, at)| Limit { amount: Quantity(1), span, chosen: None, origin: at }),
        what,
        consent: Ask::No,
        together: false,
        origin,
    };
    for part in parts(sentence) {
        about(context, &mut toll, part)?;
    }
    if let (TollWhat::Pack { product, .. }, None) = (&toll.what, toll.limit) {
        let unless_held = not_held(*product);
        toll.condition = Some(condition::both(toll.condition.take(), unless_held));
    }
    context.plan.tolls.push(toll);
    Some(())
}

fn what(context: &mut Context<'_>, sentence: &Node) -> Option<TollWhat> {
    let Some(buys) = sentence.child(Rule::buy_pack) else {
        return Some(TollWhat::Fee { amount: amount::money_or_number(context, sentence)?, from: None });
    };
    let price = match buys.child(Rule::money) {
        Some(money) => Some(amount::money(context, money)?),
        None => None,
    };
    Some(TollWhat::Pack { product: selector::product(context, buys.child(Rule::name)?)?, price })
}

/// In which span it comes once: of a fee that names none, in each use; of a pack, whenever it is not held.
fn span(context: &mut Context<'_>, sentence: &Node, what: &TollWhat) -> Option<Option<(LimitSpan, Origin)>> {
    let origin = Origin::Written(sentence.span);
    let mut said = sentence.all(Rule::span).chain(sentence.all(Rule::at_most));
    let Some(part) = said.next() else {
        return Some(matches!(what, TollWhat::Fee { .. }).then_some((LimitSpan::Use, origin)));
    };
    if let Some(again) = said.next() {
        return context.report(report::said_twice(part.span, again.span));
    }
    if part.rule == Rule::span {
        let span = limit::span(context, part)?;
        return timed(context, part, span).map(|()| Some((span, origin)));
    }
    match limit::at_most(context, part)?.times() {
        Some(limit) if limit.amount == Quantity(1) => {
            timed(context, part, limit.span).map(|()| Some((limit.span, origin)))
        }
        _ => misplaced::modifier(context, part, &text!("what comes before a use", "使用前的收费")),
    }
}

fn timed(context: &mut Context<'_>, part: &Node, span: LimitSpan) -> Option<()> {
    if span != LimitSpan::AtOnce {
        return Some(());
    }
    let message = text!("this is counted in a time", "这里按时间计数");
    let help = text!("write a time, such as `a day` or `a period`", "请写时间，例如 `每天` 或 `每周期`");
    context.report(report::bad_value(part.span, message).help(help))
}

fn kinds(context: &mut Context<'_>, sentence: &Node) -> Option<Vec<Kind>> {
    let mut kinds = Vec::new();
    for node in sentence.all(Rule::kind) {
        match selector::kind(node).filter(|kind| *kind != Kind::Money) {
            Some(kind) if !kinds.contains(&kind) => kinds.push(kind),
            Some(_) => {}
            None => {
                let message = text!("say which use: of data, voice, SMS or points", "请说明是流量、语音、短信还是积分");
                return context.report(report::bad_value(node.span, message));
            }
        }
    }
    kinds.sort_unstable();
    Some(kinds)
}

fn about(context: &mut Context<'_>, toll: &mut Toll, part: &Node) -> Option<()> {
    match part.rule {
        Rule::only_if | Rule::unless => {
            let more = condition::of_modifier(context, part)?;
            toll.condition = Some(condition::both(toll.condition.take(), more));
        }
        Rule::consent => toll.consent = depletion::ask(context, part)?,
        Rule::k_together => toll.together = true,
        Rule::charge_from => {
            let mut of = selector::selector(context, part.child(Rule::selector)?)?;
            of.kind = Some(Kind::Money);
            match &mut toll.what {
                TollWhat::Fee { from, .. } => *from = Some(of),
                TollWhat::Pack { .. } => {
                    return misplaced::modifier(context, part, &text!("a purchase", "购买"));
                }
            }
        }
        rule if scope::is_scope(rule) => scope::add(context, &mut toll.scope, part)?,
        Rule::fee
        | Rule::of_part
        | Rule::at_least
        | Rule::validity
        | Rule::start
        | Rule::within
        | Rule::no_rollover
        | Rule::k_used_first
        | Rule::k_once => {
            return misplaced::modifier(context, part, &text!("what comes before a use", "使用前的收费"));
        }
        _ => {}
    }
    Some(())
}

/// That nothing of a pack is held.
fn not_held(product: ProductId) -> Condition {
    let of = Selector { product: Some(product), ..Selector::default() };
    Condition::Not(Box::new(Condition::Held { of, comparison: Comparison::MoreThan, amount: Quantity::ZERO }))
}
