//! Clauses that an expectation means: `by rollover`, `by "valid 30 days"`.

use crate::model::How;
use crate::syntax::Rule;
use crate::syntax::tree::{Clause, Node};
use crate::text;
use crate::text::Span;

use super::super::context::clauses_of;
use super::super::{Context, report};

/// So many bytes of clauses are looked through for all expectations together.
const MOST_BYTES: usize = 64 << 20;

/// Those of a kind, or those that have the words in them. Who means a clause that no plan has mistyped it.
pub(super) fn how(context: &mut Context<'_>, node: &Node) -> Option<How> {
    let quoted = node.child(Rule::quoted).map(|quoted| context.name_of(quoted));
    let wanted = quoted.as_deref().map(str::to_lowercase);
    let clauses = match &wanted {
        Some(wanted) => meant(context, |context, clause| {
            let text = context.sources.slice(clause.sentence.span);
            context.looked_through += text.len();
            text.to_lowercase().contains(wanted)
        }),
        None => {
            meant(context, |_, clause| matches!(clause.sentence.rule, Rule::rollover_clause | Rule::leftover_clause))
        }
    };
    if context.looked_through > MOST_BYTES {
        let message = text!("too many clauses are looked for by their words", "按文字查找的条款太多");
        let help = text!("split the scenarios into several files", "请把场景分到几个文件里");
        return context.report(report::bad_value(node.span, message).help(help));
    }
    let words = quoted.map_or_else(|| "rollover".to_owned(), |words| format!("“{words}”"));
    if !clauses.is_empty() {
        return Some(How::Under { words, clauses });
    }
    if context.unread.may_declare(wanted.as_deref().unwrap_or("rollover")) {
        return context.withhold();
    }
    let message = text!("there is no such clause", "没有这样的条款");
    let why = text!("nothing can happen under a clause that no plan has", "没有写的条款不会引起任何事");
    let help = text!(
        "write words as they stand in the clause: `by \"valid 30 days\"`",
        "请写条款里原有的文字：`由 \"有效期 30 天\"`"
    );
    context.report(report::bad_value(node.span, message).why(why).help(help))
}

/// The clauses of all files that are meant, but for what is said about plans.
fn meant(context: &mut Context<'_>, mut is_meant: impl FnMut(&mut Context<'_>, &Clause) -> bool) -> Vec<Span> {
    let files = context.files;
    let mut found = Vec::new();
    let mut lists: Vec<_> = files.iter().map(|(_, entries)| &entries.list).collect();
    while let Some(list) = lists.pop() {
        for clause in clauses_of(list) {
            if matches!(clause.sentence.rule, Rule::scenario_clause | Rule::promise_clause | Rule::regulation_clause) {
                continue;
            }
            if context.looked_through <= MOST_BYTES && is_meant(context, clause) {
                found.push(clause.sentence.span);
            }
            lists.extend(clause.block.iter().map(|block| &block.entries.list));
        }
    }
    found
}
