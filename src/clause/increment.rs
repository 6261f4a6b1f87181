//! # `use of data is counted by 30 kB`
//!
//! Each use counts in whole increments, one that is begun in full: `use of data is counted by 30 kB`, `use of voice is
//! counted by minute`. Then it is paid, charged or blocked as any use of that amount. Without it use counts as it is.
//!
//! **Edge.** A record that is split at a boundary is one use: the whole of it is rounded up, and then split.

use crate::model::Increment;
use crate::syntax::Rule;
use crate::syntax::tree::Clause;
use crate::text;
use crate::text::Origin;
use crate::units::Kind;

use super::read::selector;
use super::{Context, Example, Lowered, Place, depletion, report};

pub(super) const EXAMPLES: &[Example] = &[
    Example { place: Place::Plan, en: "use of data is counted by 30 kB", zh: "使用 的 流量 计量单位 30 kB" },
    Example {
        place: Place::Plan,
        en: "use of voice is counted by minute begun",
        zh: "使用 的 通话 计量单位 分钟 不足整计",
    },
];

pub(super) fn lower(context: &mut Context<'_>, clause: &Clause) -> Lowered {
    context.no_block(clause)?;
    let sentence = &clause.sentence;
    let node = sentence.child(Rule::kind)?;
    let Some(kind) = selector::kind(node).filter(|kind| *kind != Kind::Money) else {
        let message = text!("say which use: of data, voice, SMS or points", "请说明是流量、语音、短信还是积分");
        return context.report(report::bad_value(node.span, message));
    };
    let per = depletion::increment(context, sentence.child(Rule::increment)?, kind)?;
    if let Some(first) = context.plan.increments.iter().find(|known| known.kind == kind) {
        let first = first.origin.span().unwrap_or(sentence.span);
        return context.report(report::said_twice(first, sentence.span));
    }
    context.plan.increments.push(Increment { kind, per, origin: Origin::Written(sentence.span) });
    Some(())
}
