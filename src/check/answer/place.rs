//! Where a clause can be put into a text.

use crate::check::Subject;
use crate::diag::Edit;
use crate::model::Plan;
use crate::syntax::Rule;
use crate::syntax::tree::{Clause, Entry};
use crate::text::{Origin, Span};

/// A setting: into the operator's block, or to the top of the file.
pub(super) fn of_operator(subject: &Subject<'_>, plan: &Plan, clause: &str) -> Option<Edit> {
    let operator = subject.catalogue.operator_of(plan)?;
    let Origin::Written(span) = operator.origin else { return at_top(subject, clause) };
    match subject.clause_at(span) {
        Some(written) if written.sentence.rule == Rule::operator_clause => match &written.block {
            Some(block) => in_block(subject, block.span, clause),
            None => Some(with_new_block(subject, written, clause)),
        },
        _ if span.source == subject.source => at_top(subject, clause),
        // The operator is in another file: that one has to say it.
        _ => None,
    }
}

/// A clause of a plan: at the end of its block, or, where the file is the plan, at the end of the file.
pub(super) fn in_plan(subject: &Subject<'_>, plan: &Plan, clause: &str) -> Option<Edit> {
    let span = plan.origin.span().filter(|span| span.source == subject.source)?;
    match subject.clause_at(span).filter(|written| written.sentence.rule == Rule::plan_clause) {
        Some(written) => match &written.block {
            Some(block) => in_block(subject, block.span, clause),
            None => Some(with_new_block(subject, written, clause)),
        },
        None => at_end(subject, clause),
    }
}

/// The block of the clause that begins at a place.
pub(super) fn block_at(subject: &Subject<'_>, place: Span) -> Option<Span> {
    let clause = subject.clause_at(place)?;
    clause.block.as_ref().map(|block| block.span)
}

/// A clause at the end of a block, on a line of its own if the brace that closes it stands on one.
pub(super) fn in_block(subject: &Subject<'_>, block: Span, clause: &str) -> Option<Edit> {
    let brace = block.end.checked_sub(1)?;
    let before = subject.text().get(..brace as usize)?;
    let inside = before.trim_end();
    let blanks = before.get(inside.len()..)?;
    let at = |length: usize| {
        Some(Span { source: block.source, start: u32::try_from(length).ok()?, end: u32::try_from(length).ok()? })
    };
    if let Some(line) = blanks.rfind('\n') {
        let indent = indent(subject, block, inside);
        return Some(Edit { span: at(inside.len() + line + 1)?, text: format!("{indent}{clause}\n") });
    }
    let separator = if inside.ends_with(['{', '｛', ';', '；']) { " " } else { "; " };
    Some(Edit { span: at(inside.len())?, text: format!("{separator}{clause}") })
}

/// How far the last line of a block is indented, or, where there is none, two cells more than the block's head.
fn indent(subject: &Subject<'_>, block: Span, inside: &str) -> String {
    let line = inside.rsplit('\n').next().unwrap_or("");
    let blanks = |line: &str| line.chars().take_while(|character| matches!(character, ' ' | '\t')).collect::<String>();
    let opening = subject.text().get(..block.start as usize).unwrap_or("").rsplit('\n').next().unwrap_or("");
    let is_empty = inside.len() <= block.start as usize + 1;
    // The last line may be the end of a block inside: it stands where its head does.
    if is_empty || line.trim_start().starts_with(opening.trim_start()) {
        format!("{}  ", blanks(opening))
    } else {
        blanks(line)
    }
}

fn with_new_block(subject: &Subject<'_>, written: &Clause, clause: &str) -> Edit {
    let head = subject.text().get(..written.span.start as usize).unwrap_or("").rsplit('\n').next().unwrap_or("");
    let indent: String = head.chars().take_while(|character| matches!(character, ' ' | '\t')).collect();
    Edit { span: written.sentence.span.after(), text: format!(" {{\n{indent}  {clause}\n{indent}}}") }
}

/// Behind the settings that the file begins with; or before everything but its first comments.
fn at_top(subject: &Subject<'_>, clause: &str) -> Option<Edit> {
    let clauses = || {
        subject.entries.list.iter().filter_map(|entry| match entry {
            Entry::Clause(clause) => Some(clause),
            Entry::Comment(_) | Entry::Broken(_) => None,
        })
    };
    let is_setting = |clause: &&Clause| {
        matches!(
            clause.sentence.rule,
            Rule::zone_clause
                | Rule::currency_clause
                | Rule::gigabyte_clause
                | Rule::import_clause
                | Rule::sessions_clause
        )
    };
    let text = subject.text();
    let at = |byte: usize| u32::try_from(byte).ok().map(|byte| Span { source: subject.source, start: byte, end: byte });
    if let Some(last) = clauses().take_while(is_setting).last() {
        return Some(Edit { span: at(last.span.end as usize)?, text: format!("\n{clause}") })
            .filter(|_| is_last_of_line(text, last))
            .or_else(|| Some(Edit { span: at(last.span.end as usize)?, text: format!("; {clause}") }));
    }
    let first = clauses().next()?;
    let before = text.get(..first.span.start as usize)?;
    // What is said right above a clause is about that clause, and stays there.
    let mut start = before.rfind('\n').map_or(0, |end| end + 1);
    while let Some(above) = before.get(..start.saturating_sub(1)) {
        let line = above.rfind('\n').map_or(0, |end| end + 1);
        if start == 0 || !above.get(line..).is_some_and(|line| line.trim_start().starts_with(['#', '＃'])) {
            break;
        }
        start = line;
    }
    let apart = if first.block.is_some() { "\n" } else { "" };
    Some(Edit { span: at(start)?, text: format!("{clause}\n{apart}") })
}

fn is_last_of_line(text: &str, clause: &Clause) -> bool {
    let behind = text.get(clause.span.end as usize..).unwrap_or("");
    behind.lines().next().is_none_or(|rest| rest.trim().is_empty())
}

fn at_end(subject: &Subject<'_>, clause: &str) -> Option<Edit> {
    let text = subject.text();
    let end = u32::try_from(text.len()).ok()?;
    let line = if text.is_empty() || text.ends_with('\n') { "" } else { "\n" };
    Some(Edit { span: Span { source: subject.source, start: end, end }, text: format!("{line}{clause}\n") })
}
