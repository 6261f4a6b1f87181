//! # `use of SMS is counted …`
//!
//! How many units of a lot one unit of use takes: `use of SMS to abroad is counted 4 times`, `use of data for YouTube is
//! counted twice`, `use of voice from 18:00 to 22:00 is counted twice`. Of several such clauses the first that fits a use
//! decides.
//!
//! **Edge.** A lot with less left than one unit of use takes cannot pay for it, and keeps what it has. What no lot pays is
//! charged, slowed or blocked once, not so many times.

use crate::model::{Scope, Weight};
use crate::syntax::Rule;
use crate::syntax::tree::{Clause, Node};
use crate::text;
use crate::text::Origin;

use super::read::{parts, scope, selector};
use super::{Context, Example, Lowered, Place, report};

pub(super) const EXAMPLES: &[Example] = &[
    Example {
        place: Place::Plan, en: "use of SMS to abroad is counted 4 times", zh: "短信的使用 至 国际 计为 4 倍"
    },
    Example {
        place: Place::Plan,
        en: "use of data for YouTube is counted twice",
        zh: "流量的使用 用于 YouTube 计为 两次",
    },
];

pub(super) fn lower(context: &mut Context<'_>, clause: &Clause) -> Lowered {
    context.no_block(clause)?;
    let sentence = &clause.sentence;
    let head = sentence.child(Rule::weight_head)?;
    let kind =
        selector::kind(head.child(Rule::kind)?).filter(|kind| *kind != crate::units::Kind::Money).or_else(|| {
            let message =
                text!("say what is used: data, voice, SMS or points", "请说明使用什么：流量、语音、短信或积分");
            context.report(report::bad_value(head.span, message))
        })?;
    let times = times(context, sentence.child(Rule::multiple)?)?;
    let mut limits = Scope::default();
    for part in parts(sentence).filter(|part| scope::is_scope(part.rule)) {
        scope::add(context, &mut limits, part)?;
    }
    let origin = Origin::Written(sentence.span);
    context.plan.weights.push(Weight { kind, scope: limits, times, origin });
    Some(())
}

fn times(context: &mut Context<'_>, node: &Node) -> Option<u64> {
    if node.has(Rule::k_once) {
        return Some(1);
    }
    if node.has(Rule::k_twice) {
        return Some(2);
    }
    let number = node.child(Rule::integer)?;
    let most = 1_000_000;
    number.text.parse().ok().filter(|times| (1..=most).contains(times)).or_else(|| {
        let message = text!("a use can be counted from 1 to {most} times", "使用可计为 1 至 {most} 倍");
        let help = text!(
            "what is not counted at all is granted: `unlimited data for YouTube`",
            "完全不计量的，请写 `不限量流量 用于 YouTube`"
        );
        context.report(report::bad_value(number.span, message).help(help))
    })
}
