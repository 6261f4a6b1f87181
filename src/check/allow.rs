//! `# allow rollover::CODE: reason`: what a plan says on purpose is not reported.
//!
//! Such a comment holds for what it stands at: above a clause, for the clause with its block; at the end of a line, for
//! what begins on the line, also with its block; at the head of a file, if an empty line comes before the first clause, for
//! the whole file. In Chinese it is `# 允许 rollover::CODE：原因`. Several codes stand with commas between them.
//!
//! The reason is required, for whoever reads the plan next. Errors cannot be allowed: what cannot be run has no meaning that
//! somebody could want. A comment that allows nothing any more is a finding itself.

mod report;
mod words;

use crate::diag::{Code, Diagnostic, Severity};
use crate::syntax::tree::{Clause, Comment, Entries, Entry};
use crate::text::Span;

use super::Subject;
use words::Written;

/// Nobody means this many of them, and each is compared with each finding.
const MOST: usize = 1_000;

/// What a file allows, and what of it was needed.
#[derive(Debug, Default)]
pub struct Allowances {
    list: Vec<Allowance>,
}

/// A comment that allows something.
#[derive(Debug)]
struct Allowance {
    /// The comment.
    comment: Span,
    /// What it holds for; `None` is the whole file.
    over: Option<Span>,
    /// What it says.
    written: Written,
    /// Which of its codes have been found, in their order.
    needed: Vec<bool>,
}

impl Allowances {
    /// What the comments of a file allow.
    #[must_use]
    pub fn of(subject: &Subject<'_>) -> Allowances {
        // Most files allow nothing, and are not walked through.
        if !["allow", "Allow", "允许"].iter().any(|word| subject.text().contains(word)) {
            return Allowances::default();
        }
        let first = subject.entries.list.iter().find_map(place).map_or(u32::MAX, |span| span.start);
        let mut reading = Reading { subject, first, list: Vec::new() };
        reading.entries(subject.entries, None);
        reading.list.sort_by_key(|allowance| allowance.comment);
        Allowances { list: reading.list }
    }

    /// Whether a finding is one that the file allows. From then on what allows it is needed.
    pub fn allow(&mut self, code: Code, place: Option<Span>) -> bool {
        let mut is_allowed = false;
        if code.severity() == Severity::Error {
            return false;
        }
        for allowance in &mut self.list {
            let holds = match (allowance.over, place) {
                (None, _) => true,
                (Some(over), Some(place)) => (over.start..over.end.max(over.start + 1)).contains(&place.start),
                (Some(_), None) => false,
            };
            for (named, needed) in allowance.written.codes.iter().zip(&mut allowance.needed) {
                if holds && named.code == Some(code) {
                    (*needed, is_allowed) = (true, true);
                }
            }
        }
        is_allowed
    }

    /// What is wrong with the comments themselves; asked when everything else has been found.
    #[must_use]
    pub fn findings(&self, subject: &Subject<'_>) -> Vec<Diagnostic> {
        self.list.iter().flat_map(|allowance| report::findings(subject, allowance)).collect()
    }
}

/// Where an entry is, unless it is a comment.
fn place(entry: &Entry) -> Option<Span> {
    match entry {
        Entry::Clause(clause) => Some(clause.span),
        Entry::Broken(span) => Some(*span),
        Entry::Comment(_) => None,
    }
}

struct Reading<'r, 's> {
    subject: &'r Subject<'s>,
    /// Where the first clause of the file begins.
    first: u32,
    list: Vec<Allowance>,
}

impl Reading<'_, '_> {
    /// Comments among entries, and those behind clauses. `head` is the clause whose block they stand in.
    fn entries(&mut self, entries: &Entries, head: Option<&Clause>) {
        let mut next = None;
        for entry in entries.list.iter().rev() {
            match entry {
                Entry::Comment(comment) => self.add(comment, |this| this.over(comment, next, head)),
                Entry::Clause(clause) => {
                    if let Some(comment) = &clause.comment {
                        self.add(comment, |this| Some(this.line_of(comment).to(clause.span)));
                    }
                    if let Some(block) = &clause.block {
                        self.entries(&block.entries, Some(clause));
                    }
                }
                Entry::Broken(_) => {}
            }
            next = place(entry).or(next);
        }
    }

    /// What a comment that is not behind a clause holds for; `None` is the whole file.
    fn over(&self, comment: &Comment, next: Option<Span>, head: Option<&Clause>) -> Option<Span> {
        // Behind the brace that opens a block, it is about the head.
        let opened = head.and_then(|head| Some((head.span, head.block.as_ref()?.span.start)));
        if let Some((head, _)) = opened.filter(|(_, brace)| self.line_of(comment).start <= *brace) {
            return Some(head);
        }
        let is_above_all = comment.span.start < self.first;
        match next {
            Some(next) if is_above_all && self.has_empty_line(comment.span.end, next.start) => None,
            // All that begins on the line below.
            Some(next) => Some(next.to(self.line_at(next.start))),
            None => (!is_above_all).then_some(comment.span),
        }
    }

    fn has_empty_line(&self, end: u32, start: u32) -> bool {
        let between = self.subject.text().get(end as usize..start as usize).unwrap_or("");
        let lines: Vec<&str> = between.split('\n').collect();
        // Before the first end of a line is the comment's own line, behind the last one that of the clause.
        lines.get(1..lines.len().saturating_sub(1)).is_some_and(|lines| lines.iter().any(|line| line.trim().is_empty()))
    }

    /// From the beginning of the line of a comment to its end.
    fn line_of(&self, comment: &Comment) -> Span {
        let before = self.subject.text().get(..comment.span.start as usize).unwrap_or("");
        let start = before.rfind('\n').map_or(0, |end| end + 1);
        Span { start: u32::try_from(start).unwrap_or(0), ..comment.span }
    }

    /// From a place to the end of its line.
    fn line_at(&self, start: u32) -> Span {
        let behind = self.subject.text().get(start as usize..).unwrap_or("");
        let length = u32::try_from(behind.find('\n').unwrap_or(behind.len())).unwrap_or(0);
        Span { source: self.subject.source, start, end: start.saturating_add(length) }
    }

    fn add(&mut self, comment: &Comment, over: impl Fn(&Self) -> Option<Span>) {
        if self.list.len() >= MOST {
            return;
        }
        if let Some(written) = words::read(self.subject.words(comment.span), comment.span) {
            let needed = vec![false; written.codes.len()];
            self.list.push(Allowance { comment: comment.span, over: over(self), written, needed });
        }
    }
}

#[cfg(test)]
mod tests;
