//! Caps on what rolls: `bank at most 60 GB refusing the newest`.

use crate::model::{Cap, CapOf, CapSide, Choice, LimitSpan};
use crate::syntax::Rule;
use crate::syntax::tree::Node;
use crate::text;
use crate::text::Origin;

use super::super::{Context, report};
use super::limit::{self, Written};

/// `bank at most 60 GB`, `plan and bank at most 100 GB`.
pub(crate) fn bank(context: &mut Context<'_>, node: &Node) -> Option<Cap> {
    let measure = limit::measure(context, node.child(Rule::limit)?)?;
    let written = Written { measure, span: None, chosen: None, origin: Origin::Written(node.span) };
    let of = if node.has(Rule::k_plan) { CapOf::BankAndPlan } else { CapOf::Bank };
    cap(context, node, &written, of)
}

/// `at most 50 GB a period` is a cap on what enters; `at most 50 GB`, `up to 1x plan`, `at most 3 periods` on the bank.
pub(crate) fn entry(context: &mut Context<'_>, node: &Node) -> Option<Cap> {
    let written = limit::at_most(context, node)?;
    let of = match written.span {
        None => CapOf::Bank,
        Some(LimitSpan::Period) => CapOf::Entry,
        Some(_) => {
            let message = text!("what rolls is counted at the end of a period", "累积在周期结束时计算");
            let help = text!("write `a period`", "请写 `每 周期`");
            return context.report(report::bad_value(node.span, message).help(help));
        }
    };
    cap(context, node, &written, of)
}

fn cap(context: &mut Context<'_>, node: &Node, written: &Written, of: CapOf) -> Option<Cap> {
    let Some(amount) = written.cap() else {
        let message = text!("this is no measure for what rolls", "这不是累积量的度量");
        let help = text!("write an amount, `3 periods` or `1x plan`", "请写数量、`3 个周期` 或 `1 倍 套餐`");
        return context.report(report::bad_value(node.span, message).help(help));
    };
    Some(Cap { of, amount, side: Choice::assumed(CapSide::RefuseNewest), origin: written.origin })
}

/// `refusing the newest`, `dropping the oldest`: of the cap before it.
pub(crate) fn side(context: &mut Context<'_>, node: &Node, caps: &mut [Cap]) -> Option<()> {
    let side = if node.has(Rule::k_dropping_oldest) { CapSide::DropOldest } else { CapSide::RefuseNewest };
    let Some(cap) = caps.last_mut() else {
        return super::misplaced::modifier(context, node, &text!("a rollover without a limit", "没有上限的累积"));
    };
    if let Some(first) = cap.side.origin.span() {
        return context.report(report::said_twice(first, node.span));
    }
    cap.side = Choice::stated(side, Origin::Written(node.span));
    Some(())
}
