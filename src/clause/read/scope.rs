//! Where, when and for what units can be used.

use crate::event::LabelId;
use crate::model::{LabelScope, Scope};
use crate::syntax::Rule;
use crate::syntax::tree::Node;

use super::super::{Context, report};
use super::{label, window};

/// Whether a rule is a part of a scope.
#[must_use]
pub(crate) fn is_scope(rule: Rule) -> bool {
    matches!(rule, Rule::window | Rule::in_zone | Rule::for_app | Rule::to_network | Rule::on_network | Rule::with_mark)
}

/// Adds one part to a scope. Two windows are open when either is; two lists of zones are a mistake.
pub(crate) fn add(context: &mut Context<'_>, scope: &mut Scope, part: &Node) -> Option<()> {
    if part.rule == Rule::window {
        let window = window::window(context, part)?;
        context.catalogue.windows.push((part.span, window));
        scope.windows.push(window);
        return Some(());
    }
    let labels = labels(context, part);
    let place = match part.rule {
        Rule::in_zone => &mut scope.zone,
        Rule::for_app => &mut scope.app,
        Rule::with_mark => &mut scope.mark,
        Rule::on_network => &mut scope.carrier,
        _ => &mut scope.network,
    };
    let more = if part.has(Rule::k_not) { LabelScope::Except(labels) } else { LabelScope::Only(labels) };
    let Some(both) = both(place, more) else {
        let message = crate::text!("where or for what this can be used is said twice", "使用范围说了两次");
        let help = crate::text!(
            "name all of them in one list: `for A, B and C`; what is left out stands behind `not`: `in \"EU\", not in \"Malta\"`",
            "请写成一个列表：`用于 A、B 和 C`；除外的写在`非`之后：`在 \"EU\"，非 在 \"Malta\"`"
        );
        return context.report(report::bad_value(part.span, message).help(help));
    };
    *place = both;
    Some(())
}

/// Both of two: `in "EU", not in "Malta"`, `not in A, not in B`. Nothing if they are two lists of what is admitted, or if
/// the one leaves nothing of the other.
pub(super) fn both(one: &LabelScope, other: LabelScope) -> Option<LabelScope> {
    let without = |all: &[LabelId], less: &[LabelId]| {
        let rest: Vec<LabelId> = all.iter().filter(|label| !less.contains(label)).copied().collect();
        (!rest.is_empty()).then_some(LabelScope::Only(rest))
    };
    match (one, other) {
        (LabelScope::Any, other) => Some(other),
        (LabelScope::Only(all), LabelScope::Except(less)) => without(all, &less),
        (LabelScope::Except(less), LabelScope::Only(all)) => without(&all, less),
        (LabelScope::Except(some), LabelScope::Except(more)) => {
            Some(LabelScope::Except(some.iter().copied().chain(more).collect()))
        }
        (one, LabelScope::Any) => Some(one.clone()),
        (LabelScope::Only(_), LabelScope::Only(_)) => None,
    }
}

/// A word of the language that is neither in quotes nor has a capital is no place and no use: it was meant as what it says.
fn report_words(context: &mut Context<'_>, names: &Node) {
    let bare = names.all(Rule::name).filter(|name| name.has(Rule::word));
    for name in bare.filter(|name| crate::syntax::words().number(&name.text).is_some()) {
        let typed = context.sources.slice(name.span).to_owned();
        if typed.starts_with(char::is_uppercase) {
            continue;
        }
        let message = crate::text!(
            "`{typed}` is a word of the language, and no place or use",
            "`{typed}` 是语言里的词，不是地点或用途"
        );
        let help = crate::text!(
            "if it is a name, put it in quotes: \"{typed}\"; if not, write it as a part of its own, in front",
            "如果它是名称，请加引号：\"{typed}\"；否则请把它单独写在前面"
        );
        context.report::<()>(report::bad_value(name.span, message).help(help));
    }
}

fn labels(context: &mut Context<'_>, part: &Node) -> Vec<LabelId> {
    let mut labels = Vec::new();
    if let Some(names) = part.child(Rule::names) {
        report_words(context, names);
        labels.extend(names.all(Rule::name).map(|name| label::named(context, name)));
        if part.rule == Rule::in_zone {
            let within: Vec<LabelId> = labels.iter().flat_map(|place| context.operator.within(*place)).collect();
            labels.extend(within);
        }
    }
    labels.extend(part.all(Rule::quoted).map(|name| label::named(context, name)));
    let keywords = [Rule::k_same_network, Rule::k_other_networks, Rule::k_abroad, Rule::k_4g, Rule::k_5g];
    let words = part.children.iter().filter(|child| keywords.contains(&child.rule));
    labels.extend(words.map(|word| label::of_keyword(context, word)));
    labels
}
