//! The clauses of a plan as they are written.

use crate::check::Subject;
use crate::syntax::Rule;
use crate::syntax::tree::{Clause, Entries, Entry};
use crate::text::Origin;

/// The first clause of a rule in the block of a plan or a pack; in the file, where its plan has no block.
pub(in crate::check) fn first<'s>(subject: &Subject<'s>, origin: Origin, rule: Rule) -> Option<&'s Clause> {
    inside(subject, origin).find(|clause| clause.sentence.rule == rule)
}

/// The clauses in the block of something; those of the file, where it has no block.
pub(in crate::check) fn inside<'s>(subject: &Subject<'s>, origin: Origin) -> impl Iterator<Item = &'s Clause> {
    let around = origin.span().and_then(|span| subject.clause_at(span));
    let entries: &'s Entries =
        around.and_then(|clause| clause.block.as_ref()).map_or(subject.entries, |block| &block.entries);
    let inside = around.is_none_or(|clause| clause.block.is_some());
    entries.list.iter().filter(move |_| inside).filter_map(|entry| match entry {
        Entry::Clause(clause) => Some(clause),
        Entry::Comment(_) | Entry::Broken(_) => None,
    })
}
