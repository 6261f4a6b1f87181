//! The names that stand in a file.

use crate::syntax::Rule;
use crate::syntax::tree::{Entries, Entry, Node};
use crate::text::Span;

/// Everything in quotation marks, in the order of the text.
pub(in crate::check) fn quoted(entries: &Entries) -> Vec<Span> {
    let mut found = Vec::new();
    below(entries, &mut |node| {
        if node.rule == Rule::quoted {
            found.push(node.span);
        }
    });
    found.sort_unstable();
    found
}

/// Every name, in quotation marks or not, in the order of the text.
pub(in crate::check) fn all(entries: &Entries) -> Vec<Span> {
    let mut found = Vec::new();
    below(entries, &mut |node| {
        if matches!(node.rule, Rule::quoted | Rule::word) {
            found.push(node.span);
        }
    });
    found.sort_unstable();
    found.dedup();
    found
}

/// A name without its quotation marks.
pub(in crate::check) fn unquoted(written: &str) -> &str {
    crate::text::names::unquoted(written)
}

/// The name around a place, of some that are in the order of the text.
pub(in crate::check) fn around(names: &[Span], at: u32) -> Option<Span> {
    let behind = names.partition_point(|name| name.start <= at);
    names.get(behind.checked_sub(1)?).copied().filter(|name| at < name.end)
}

/// Goes through every part of every sentence.
pub(in crate::check) fn below<'e>(entries: &'e Entries, look: &mut impl FnMut(&'e Node)) {
    for entry in &entries.list {
        let Entry::Clause(clause) = entry else { continue };
        parts(&clause.sentence, look);
        if let Some(block) = &clause.block {
            below(&block.entries, look);
        }
    }
}

fn parts<'e>(node: &'e Node, look: &mut impl FnMut(&'e Node)) {
    look(node);
    for child in &node.children {
        parts(child, look);
    }
}
