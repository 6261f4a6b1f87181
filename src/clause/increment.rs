//! # `use of data is counted by 30 kB`
//!
//! Each use counts in whole increments, one that is begun in full: `use of data is counted by 30 kB`, `use of voice is
//! counted by minute`. Then it is paid, charged or blocked as any use of that amount. Without it use counts as it is.
//!
//! It can be for some uses: `use of data in "abroad" is counted by 100 kB`; of several clauses the first that fits decides, those
//! for some uses before the one for all. The first increment can be of another size: `calls are counted by 60 s, then by 1 s`.
//!
//! In a pack, or behind a grant, it says in which increments these units pay, whatever else does: `pack "b1" { voice 70 s; voice is
//! counted by minute }`, `data 1 GB, counted by 100 kB`. A lot with less than one increment left cannot pay, and keeps what it has.
//!
//! **Edge.** A record that is split at a boundary is one use: the whole of it is rounded up, and then split.

use crate::model::{Increment, Scope};
use crate::syntax::Rule;
use crate::syntax::tree::Clause;
use crate::text;
use crate::text::Origin;
use crate::units::{Kind, Quantity};

use super::read::{scope, selector};
use super::{Context, Example, Lowered, Place, depletion, report};

pub(super) const EXAMPLES: &[Example] = &[
    Example { place: Place::Plan, en: "use of data is counted by 30 kB", zh: "使用 的 流量 计量单位 30 kB" },
    Example {
        place: Place::Plan,
        en: "use of voice is counted by minute begun",
        zh: "使用 的 通话 计量单位 分钟 不足整计",
    },
    Example {
        place: Place::Plan,
        en: "use of data in \"abroad\" is counted by 100 kB; use of data is counted by 10 kB",
        zh: "使用 的 流量 在 “abroad” 计量单位 100 kB；使用 的 流量 计量单位 10 kB",
    },
    Example {
        place: Place::Pack,
        en: "$1; 10 minutes; voice is counted by minute",
        zh: "$1；10 分钟；通话 计量单位 分钟",
    },
    Example {
        place: Place::Plan,
        en: "voice to other networks is counted by 60 s, then by 1 s",
        zh: "通话 至 网外 计量单位 60 秒，然后 由 1 秒",
    },
];

/// In a pack or a period it is said of what these grant.
fn of_pack(context: &mut Context<'_>, clause: &Clause, (kind, increment): (Kind, Quantity)) -> Lowered {
    let sentence = &clause.sentence;
    let narrower =
        sentence.children.iter().find(|part| scope::is_scope(part.rule) || part.rule == Rule::later_increment);
    if let Some(narrower) = narrower {
        let message = text!(
            "what a pack grants is counted in one increment, whatever it is used for",
            "包内的额度只能用一种计量单位"
        );
        let help = text!(
            "say it in the plan: `use of data in \"abroad\" is counted by 30 kB`",
            "请写在套餐中：`使用 的 流量 在 “国外” 计量单位 30 kB`"
        );
        return context.report(report::bad_value(narrower.span, message).help(help));
    }
    if let Some((.., first)) = context.items.increments.iter().find(|(known, ..)| *known == kind) {
        return context.report(report::said_twice(*first, sentence.span));
    }
    context.items.increments.push((kind, increment, sentence.span));
    Some(())
}

pub(super) fn lower(context: &mut Context<'_>, clause: &Clause) -> Lowered {
    context.no_block(clause)?;
    let sentence = &clause.sentence;
    let node = sentence.child(Rule::kind)?;
    let Some(kind) = selector::kind(node).filter(|kind| *kind != Kind::Money) else {
        let message = text!("say which use: of data, voice, SMS or points", "请说明是流量、语音、短信还是积分");
        return context.report(report::bad_value(node.span, message));
    };
    let one = depletion::increment(context, sentence.child(Rule::increment)?, kind)?;
    let later = match sentence.child(Rule::later_increment) {
        Some(later) => Some(depletion::increment(context, later.child(Rule::increment)?, kind)?),
        None => None,
    };
    if context.place != Place::Plan {
        return of_pack(context, clause, (kind, one));
    }
    let mut scope = Scope::default();
    for part in sentence.children.iter().filter(|part| scope::is_scope(part.rule)) {
        scope::add(context, &mut scope, part)?;
    }
    if let Some(first) = context.plan.increments.iter().find(|known| known.kind == kind && known.scope == scope) {
        let first = first.origin.span().unwrap_or(sentence.span);
        return context.report(report::said_twice(first, sentence.span));
    }
    let origin = Origin::Written(sentence.span);
    let increment = Increment { kind, scope, first: later.map(|_| one), per: later.unwrap_or(one), origin };
    context.plan.increments.push(increment);
    // Those for some uses come before those for all.
    context.plan.increments.sort_by_key(|increment| increment.scope == Scope::default());
    Some(())
}
