//! The words of limits and caps: of what fills up.

use crate::syntax::Rule;
use crate::syntax::tree::Node;
use crate::text::Span;

use super::written::Written;

/// The limits in a clause, and whether they surely are some: `at most 1 GB` may also be said of a single gift, which fills
/// nothing.
pub(super) fn of(clause: &Written<'_>) -> Vec<(Span, bool)> {
    if clause.sentence.rule == Rule::limit_use_clause {
        let parts = [Rule::amount, Rule::counted_uses, Rule::k_numbers, Rule::chosen];
        let amount = clause.sentence.children.iter().find(|part| parts.contains(&part.rule));
        // Of nothing there is never some room.
        return amount.iter().filter(|part| !part.text.starts_with("0 ")).map(|part| (part.span, true)).collect();
    }
    let nodes = clause.all(&[Rule::at_most, Rule::bank_limit, Rule::after_amount]);
    nodes.into_iter().map(|node| (node.span, is_sure(clause, node))).collect()
}

fn is_sure(clause: &Written<'_>, node: &Node) -> bool {
    node.rule != Rule::at_most
        || clause.sentence.rule == Rule::limit_clause
        || node.has(Rule::span)
        || node.has(Rule::k_once)
        || node.has(Rule::k_twice)
}
