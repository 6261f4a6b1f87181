//! # `each use is paid by one lot`
//!
//! A use is paid by the first lot that can pay all of it, and never by two: `each use is paid by one lot`, `each use of SMS is
//! paid by one lot`. Where none can pay all of it, none does, and it is charged, slowed or blocked as a whole.
//!
//! **Edge.** A record that is split at a boundary is as many uses as it has pieces. Whoever blocks what is left over in the end
//! may want to block all of the use: `when data runs out: block the whole use`.

use crate::model::OneLot;
use crate::syntax::Rule;
use crate::syntax::tree::Clause;
use crate::text;
use crate::text::Origin;
use crate::units::Kind;

use super::read::selector;
use super::{Context, Example, Lowered, Place, report};

pub(super) const EXAMPLES: &[Example] = &[
    Example { place: Place::Plan, en: "each use is paid by one lot", zh: "各 使用 支付自 一 份" },
    Example {
        place: Place::Plan, en: "each use of data is paid by one lot", zh: "各 使用 的 流量 支付自 一 份"
    },
];

pub(super) fn lower(context: &mut Context<'_>, clause: &Clause) -> Lowered {
    context.no_block(clause)?;
    let sentence = &clause.sentence;
    let kind = match sentence.child(Rule::kind) {
        None => None,
        Some(node) => match selector::kind(node).filter(|kind| *kind != Kind::Money) {
            None => {
                let message = text!("say which use: of data, voice, SMS or points", "请说明是流量、语音、短信还是积分");
                return context.report(report::bad_value(node.span, message));
            }
            kind => kind,
        },
    };
    if let Some(first) = context.plan.one_lot.iter().find(|known| known.kind == kind) {
        let first = first.origin.span().unwrap_or(sentence.span);
        return context.report(report::said_twice(first, sentence.span));
    }
    context.plan.one_lot.push(OneLot { kind, origin: Origin::Written(sentence.span) });
    Some(())
}
