//! Labels of apps, zones and networks: names that plans and uses share.

use crate::event::{Anniversary, LabelId};
use crate::syntax::Rule;
use crate::syntax::tree::Node;
use crate::text;
use crate::text::{Span, Text};

use super::super::Context;
use super::name;

/// The name of a network that has a keyword: the same whatever language the keyword was written in.
fn keyword(rule: Rule) -> &'static str {
    match rule {
        Rule::k_same_network => "same network",
        Rule::k_other_networks => "other networks",
        Rule::k_abroad => "abroad",
        Rule::k_4g => "4G",
        Rule::k_5g => "5G",
        _ => "",
    }
}

/// The label of a keyword.
pub(in super::super) fn of_keyword(context: &mut Context<'_>, node: &Node) -> LabelId {
    context.catalogue.labels.intern(keyword(node.rule))
}

/// `the birthday`, `the day of activation`, `the customer's "wedding"`.
pub(in super::super) fn anniversary(context: &mut Context<'_>, node: &Node) -> Anniversary {
    match node.child(Rule::quoted) {
        Some(name) => Anniversary::Named(named(context, name)),
        None if node.has(Rule::k_birthday) => Anniversary::Named(birthday(context)),
        None => Anniversary::Activation,
    }
}

/// The name that the birthday is kept under, in any language.
pub(in super::super) fn birthday(context: &mut Context<'_>) -> LabelId {
    context.catalogue.labels.intern("birthday")
}

/// The label that a use carries. One that no plan speaks of is all right, it is just not what any lot is for; but one
/// that is a slip away from one that a plan does speak of is that one, misspelt, unless it stands in quotation marks.
pub(in super::super) fn of_use(context: &mut Context<'_>, node: &Node) -> Option<LabelId> {
    let wanted = context.name_of(node);
    if node.child(Rule::quoted).is_none() {
        let what = text!("app, place or network", "应用、地点或网络");
        misspelt(context, &what, &wanted, node.span)?;
    }
    Some(context.catalogue.labels.intern(&wanted))
}

/// The label of a mark on an account. Marks always stand in quotation marks.
pub(in super::super) fn of_mark(context: &mut Context<'_>, node: &Node) -> Option<LabelId> {
    let wanted = context.name_of(node);
    misspelt(context, &text!("mark", "标记"), &wanted, node.span)?;
    Some(context.catalogue.labels.intern(&wanted))
}

/// Reports a name that is a slip away from a label that is known.
fn misspelt(context: &mut Context<'_>, what: &Text, wanted: &str, span: Span) -> Option<()> {
    let labels = &context.catalogue.labels;
    if labels.find(wanted).is_some() || wanted.chars().count() <= 3 {
        return Some(());
    }
    match context.named.guesses.nearest(wanted, labels.iter()) {
        Some(near) => {
            let report = name::misspelt(what, (wanted, span), near);
            context.report(report)
        }
        None => Some(()),
    }
}

/// The label that a plan speaks of, new or known.
pub(in super::super) fn named(context: &mut Context<'_>, node: &Node) -> LabelId {
    let name = context.name_of(node);
    context.catalogue.labels.intern(&name)
}
