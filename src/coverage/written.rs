//! The clauses of a file that can be reached.

use crate::syntax::Rule;
use crate::syntax::tree::{self, Entries, Entry, Node};
use crate::text::{SourceId, Span};

/// A clause as it is written.
#[derive(Debug)]
pub(super) struct Written<'e> {
    /// Its sentence.
    pub(super) span: Span,
    /// The sentence and its block.
    pub(super) whole: Span,
    /// The clause with a block around it, or the clause itself where it has none around it.
    pub(super) around: Span,
    pub(super) sentence: &'e Node,
}

/// Every clause that could be reached, in the order of the text. Settings, names and scenarios are none.
pub(super) fn clauses(source: SourceId, entries: &Entries) -> Vec<Written<'_>> {
    let mut list = Vec::new();
    let file = Span { source, start: 0, end: u32::MAX };
    walk(entries, file, &mut list);
    list
}

fn walk<'e>(entries: &'e Entries, around: Span, list: &mut Vec<Written<'e>>) {
    for entry in &entries.list {
        let Entry::Clause(clause) = entry else { continue };
        if is_counted(clause) {
            let (span, sentence) = (clause.sentence.span, &clause.sentence);
            list.push(Written { span, whole: clause.span, around, sentence });
        }
        if let Some(block) = clause.block.as_ref().filter(|_| clause.sentence.rule != Rule::scenario_clause) {
            // What a file or an operator says for all its plans is in no block of its own.
            let is_home = clause.sentence.rule == Rule::operator_clause;
            walk(&block.entries, if is_home { around } else { clause.span }, list);
        }
    }
}

fn is_counted(clause: &tree::Clause) -> bool {
    !matches!(
        clause.sentence.rule,
        Rule::import_clause
            | Rule::operator_clause
            | Rule::promise_clause
            | Rule::regulation_clause
            | Rule::zone_clause
            | Rule::currency_clause
            | Rule::rate_clause
            | Rule::gigabyte_clause
            | Rule::places_clause
            | Rule::weekend_clause
            | Rule::sessions_clause
            | Rule::holidays_clause
            | Rule::holiday_clause
            | Rule::demand_clause
            | Rule::group_clause
            | Rule::scenario_clause
    )
}

/// Whether a place is in another.
pub(super) fn inside(span: Span, around: Span) -> bool {
    span.source == around.source && around.start <= span.start && span.end <= around.end
}

impl Written<'_> {
    /// Whether something stands in the sentence, or is known by the clause as a whole.
    pub(super) fn says(&self, span: Span) -> bool {
        span == self.whole || inside(span, self.span)
    }

    /// The parts that a rule matched, wherever they are in the sentence, but not inside one another.
    pub(super) fn all(&self, wanted: &[Rule]) -> Vec<&Node> {
        let mut found = Vec::new();
        gather(self.sentence, wanted, &mut found);
        found
    }
}

fn gather<'e>(node: &'e Node, wanted: &[Rule], found: &mut Vec<&'e Node>) {
    for child in &node.children {
        if wanted.contains(&child.rule) { found.push(child) } else { gather(child, wanted, found) }
    }
}
