//! What a promise or a regulation says.

use crate::model::{PromiseKind, Selector};
use crate::syntax::Rule;
use crate::syntax::tree::Node;
use crate::text;

use super::super::{Context, report};
use super::{amount, limit, selector, time};

/// What an `assertion` of the grammar says.
pub(in super::super) fn read(context: &mut Context<'_>, node: &Node) -> Option<PromiseKind> {
    let node = node.first()?;
    match node.rule {
        Rule::no_waste => Some(PromiseKind::EarliestPays),
        Rule::no_charge_without_consent => Some(PromiseKind::NoChargeWithoutConsent),
        Rule::no_free_units => Some(PromiseKind::NothingForNothing { kind: selector::kind(node.child(Rule::kind)?) }),
        Rule::charge_limit => charge_limit(context, node),
        Rule::notices_at => {
            let shares: Option<Vec<u64>> = node.all(Rule::percent).map(|share| percent(context, share)).collect();
            Some(PromiseKind::NoticesAt(shares?))
        }
        Rule::stays_usable => Some(PromiseKind::StaysUsable {
            of: of(context, node)?,
            at_least: time::length(context, node.child(Rule::length)?)?,
            while_renewed: node.has(Rule::k_while),
        }),
        Rule::held_limit => held_limit(context, node),
        Rule::rolls_at_least => rolls(context, node),
        _ => None,
    }
}

fn of(context: &mut Context<'_>, node: &Node) -> Option<Selector> {
    selector::selector(context, node.child(Rule::selector)?)
}

fn charge_limit(context: &mut Context<'_>, node: &Node) -> Option<PromiseKind> {
    let amount = amount::money(context, node.child(Rule::money)?)?;
    let span = limit::span(context, node.child(Rule::span)?)?;
    Some(PromiseKind::ChargesAtMost { amount, span })
}

fn held_limit(context: &mut Context<'_>, node: &Node) -> Option<PromiseKind> {
    let of = of(context, node)?;
    let measure = node.child(Rule::amount)?;
    let (kind, amount) = amount::measured(context, measure)?;
    if of.kind.is_some_and(|said| said != kind) {
        let words = node.child(Rule::selector).map_or(node.span, |selector| selector.span);
        let message = text!("this unit is of another kind than what is spoken of", "这个单位与所说的种类不符");
        return context.report(
            report::bad_value(measure.span, message).at(words, text!("this is another kind", "这是另一种")).help(
                text!(
                    "write an amount of the same kind: `data held never above 80 GB`",
                    "请写同一种类的量：`流量持有不超过 80 GB`"
                ),
            ),
        );
    }
    Some(PromiseKind::HeldNeverAbove { of: Selector { kind: Some(kind), ..of }, amount })
}

fn rolls(context: &mut Context<'_>, node: &Node) -> Option<PromiseKind> {
    let how: Vec<&Node> = node.all(Rule::rolls_how).filter_map(Node::first).collect();
    for (place, part) in how.iter().enumerate() {
        if let Some(first) = how.iter().take(place).find(|other| other.rule == part.rule) {
            return context.report(report::said_twice(first.span, part.span));
        }
    }
    let says = |rule| how.iter().any(|part| part.rule == rule);
    let valid_more_than = match node.child(Rule::valid_more_than) {
        Some(valid) => Some(time::length(context, valid.child(Rule::length)?)?),
        None => None,
    };
    Some(PromiseKind::RollsOver {
        of: of(context, node)?,
        purchased: node.has(Rule::k_purchased),
        capped: node.has(Rule::k_capped),
        valid_more_than,
        at_least: often(context, node)?,
        free: says(Rule::k_free),
        without_action: says(Rule::k_without_action),
        same_terms: says(Rule::k_same_terms),
    })
}

/// `rolls over` alone is at least once.
fn often(context: &mut Context<'_>, node: &Node) -> Option<u32> {
    let Some(number) = node.child(Rule::how_often).and_then(|often| often.child(Rule::integer)) else { return Some(1) };
    match number.text.parse() {
        Ok(often) if often > 0 => Some(often),
        _ => {
            let message = text!("so often cannot be meant", "不可能是这个次数");
            let help = text!("write `at least once` or a small number of times", "请写 `至少一次` 或较小的次数");
            context.report(report::bad_value(number.span, message).help(help))
        }
    }
}

/// A whole share of a hundred.
pub(in super::super) fn percent(context: &mut Context<'_>, node: &Node) -> Option<u64> {
    let number = node.child(Rule::decimal)?;
    match number.text.parse() {
        Ok(share @ 1..=100) => Some(share),
        _ => {
            let message = text!("a notice goes out at a share between 1% and 100%", "通知比例应在 1% 到 100% 之间");
            let help = text!("write whole shares: `50%, 80% and 100%`", "请写整数比例：`50%、80% 和 100%`");
            context.report(report::bad_value(node.span, message).help(help))
        }
    }
}
