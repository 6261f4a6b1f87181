//! Whether enough is reached.

use crate::coverage::Clause;
use crate::diag::{Code, Diagnostic};
use crate::text;

use super::Coverage;
use super::words::missing;

/// What is to be said if fewer than so many percent of the clauses are reached: what is missing first is shown.
pub(crate) fn missed(coverage: &Coverage<'_>, percent: usize) -> Option<Diagnostic> {
    let share = coverage.sum().clauses;
    if share.is_at_least(percent) {
        return None;
    }
    let (reached, of, have) = (share.reached, share.of, share.percent());
    let message = text!(
        "the scenarios reach {reached} of {of} clauses, {have}%; {percent}% were asked for",
        "场景到达 {of} 条条款中的 {reached} 条，即 {have}%；要求 {percent}%"
    );
    let is_gap = |clause: &&Clause| clause.by.is_empty() && clause.cannot.is_none();
    let mut gaps = coverage.files.iter().flat_map(|file| &file.clauses).filter(is_gap);
    let first = gaps.next();
    let others = gaps.count();
    let found = Diagnostic::new(Code::NotCovered, message).help(match others {
        0 => text!("write a scenario in which this clause acts", "请编写使这一条款起作用的场景"),
        _ => text!(
            "write a scenario in which this clause acts; `--coverage=gaps` shows the other {others}",
            "请编写使这一条款起作用的场景；`--coverage=gaps` 会列出其余 {others} 条"
        ),
    });
    Some(match first.and_then(|clause| Some((clause.span, missing(clause).into_iter().next()?.text))) {
        Some((span, text)) => found.at(span, text),
        None => found,
    })
}
