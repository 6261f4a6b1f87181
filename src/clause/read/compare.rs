//! Uses that are compared with each other, days of use, and spans in a row: `used more data in "EU" than elsewhere in the last 4
//! months`, `used data in "EU" on at least 10 days this month`, `in each of the last 3 months`.

use crate::event::LabelId;
use crate::model::{Comparison, Condition, Deed, History, LabelScope, LimitSpan, Measure, Past, Scope};
use crate::syntax::Rule;
use crate::syntax::tree::Node;
use crate::text;
use crate::units::{Kind, Quantity};

use super::super::{Context, report};
use super::{amount, condition, label, selector};

/// The most spans in a row that are remembered.
const MOST_SPANS: u32 = 60;

/// `used more data in "EU" than in "home"`, `used data in "EU" on more days than elsewhere`.
pub(super) fn uses(
    context: &mut Context<'_>,
    node: &Node,
    (span, before): (LimitSpan, bool),
    each: Option<u32>,
) -> Option<Condition> {
    let (one, other) = (node.child(Rule::compared)?, node.child(Rule::other_uses)?);
    let (more, less) = (one.child(Rule::more_of), one.child(Rule::less_of));
    let kind = match more.or(less).and_then(Node::first).map(|word| word.rule) {
        Some(Rule::k_more_voice | Rule::k_less_voice) => Some(Kind::Voice),
        Some(Rule::k_more_sms | Rule::k_less_sms) => Some(Kind::Sms),
        Some(_) => Some(Kind::Data),
        None => one.child(Rule::kind).and_then(selector::kind),
    };
    let here = scope(context, one)?;
    let there =
        if other.has(Rule::k_than_elsewhere) { elsewhere(context, &here, other)? } else { than(context, other) };
    let is_less = less.is_some() || one.has(Rule::k_on_fewer_days);
    Some(Condition::Happened(History {
        past: Past { deed: Deed::Used(kind), span, before },
        measure: if more.or(less).is_some() { Measure::Amount } else { Measure::Days },
        comparison: if is_less { Comparison::LessThan } else { Comparison::MoreThan },
        amount: Quantity::ZERO,
        under: Some(Box::new(here)),
        than: Some(Box::new(there)),
        each,
    }))
}

/// `than in "home"`.
fn than(context: &mut Context<'_>, node: &Node) -> Scope {
    let labels = labels(context, node);
    let mut scope = Scope::default();
    match node.first().map(|word| word.rule) {
        Some(Rule::k_than_in) => scope.zone = LabelScope::Only(labels),
        Some(Rule::k_than_not_in) => scope.zone = LabelScope::Except(labels),
        Some(Rule::k_than_for) => scope.app = LabelScope::Only(labels),
        Some(Rule::k_than_marked) => scope.mark = LabelScope::Only(labels),
        Some(Rule::k_than_on) => scope.carrier = LabelScope::Only(labels),
        _ => scope.network = LabelScope::Only(labels),
    }
    scope
}

/// Everything but that: of one list only, or it would not be clear what is left.
fn elsewhere(context: &mut Context<'_>, here: &Scope, node: &Node) -> Option<Scope> {
    let other = |scope: &LabelScope| match scope {
        LabelScope::Any => LabelScope::Any,
        LabelScope::Only(labels) => LabelScope::Except(labels.clone()),
        LabelScope::Except(labels) => LabelScope::Only(labels.clone()),
    };
    let said = [&here.app, &here.zone, &here.network, &here.carrier, &here.mark];
    if said.into_iter().filter(|scope| **scope != LabelScope::Any).count() > 1 {
        let message = text!("elsewhere than where, or for what?", "相对于哪里，还是什么用途？");
        let help = text!("say with what it is compared: `than in \"home\"`", "请写明与什么比较：`比在 \"home\"`");
        return context.report(report::bad_value(node.span, message).help(help));
    }
    Some(Scope {
        windows: Vec::new(),
        app: other(&here.app),
        zone: other(&here.zone),
        network: other(&here.network),
        carrier: other(&here.carrier),
        mark: other(&here.mark),
        ..Scope::default()
    })
}

/// `used data in "EU" on at least 10 days`.
pub(super) fn days(
    context: &mut Context<'_>,
    node: &Node,
    (past, under): (Past, Option<Box<Scope>>),
    each: Option<u32>,
) -> Option<Condition> {
    let comparison = node.child(Rule::comparison).map_or(Comparison::AtLeast, condition::comparison);
    let amount = Quantity(u64::from(amount::count(context, node.child(Rule::integer)?)?));
    Some(Condition::Happened(History { past, measure: Measure::Days, comparison, amount, under, than: None, each }))
}

/// Under which circumstances something was used, if any are said.
pub(super) fn under(context: &mut Context<'_>, node: &Node) -> Option<Option<Scope>> {
    if node.has(Rule::deed_scope) { scope(context, node).map(Some) } else { Some(None) }
}

/// `in each of the last 4 months`, `4 months in a row`.
pub(super) fn each(context: &mut Context<'_>, node: &Node) -> Option<(LimitSpan, u32)> {
    let number = node.child(Rule::integer)?;
    let count = amount::positive(context, number)?;
    if count > MOST_SPANS {
        let message = text!("no more than {MOST_SPANS} in a row are remembered", "最多记住连续 {MOST_SPANS} 个");
        return context.report(report::bad_value(number.span, message));
    }
    let span = match node.child(Rule::each_unit)?.first()?.rule {
        Rule::k_day => LimitSpan::Day,
        Rule::k_week => LimitSpan::Week,
        Rule::k_period => LimitSpan::Period,
        _ => LimitSpan::Month,
    };
    Some((span, count))
}

/// Where and for what, of the parts of a test.
fn scope(context: &mut Context<'_>, node: &Node) -> Option<Scope> {
    let mut scope = Scope::default();
    for part in node.all(Rule::deed_scope) {
        let labels = labels(context, part);
        let place = match () {
            () if part.has(Rule::k_in) => &mut scope.zone,
            () if part.has(Rule::k_for) => &mut scope.app,
            () if part.has(Rule::k_marked) => &mut scope.mark,
            () if part.has(Rule::k_on) => &mut scope.carrier,
            () => &mut scope.network,
        };
        let more = if part.has(Rule::k_not) { LabelScope::Except(labels) } else { LabelScope::Only(labels) };
        let Some(both) = super::scope::both(place, more) else {
            return context.report(report::said_twice(node.span, part.span));
        };
        *place = both;
    }
    Some(scope)
}

fn labels(context: &mut Context<'_>, part: &Node) -> Vec<LabelId> {
    let keywords = [Rule::k_same_network, Rule::k_other_networks, Rule::k_abroad, Rule::k_4g, Rule::k_5g];
    let mut labels: Vec<_> = part.all(Rule::quoted).map(|name| label::named(context, name)).collect();
    if [Rule::k_in, Rule::k_than_in, Rule::k_than_not_in].into_iter().any(|rule| part.has(rule)) {
        let within: Vec<_> = labels.iter().flat_map(|place| context.operator.within(*place)).collect();
        labels.extend(within);
    }
    let words = part.children.iter().filter(|child| keywords.contains(&child.rule));
    labels.extend(words.map(|word| label::of_keyword(context, word)));
    labels
}
