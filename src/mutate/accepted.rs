//! `# survives KIND: reason`: changes that no scenario needs to notice, and why.
//!
//! Such a comment holds for what it stands at: above a clause, or at the end of its line, for the clause with its block.
//! Several kinds stand with commas between them, and `change` is every kind. In Chinese it is `# 放过 KIND：原因`.

use crate::syntax::tree::{Comment, Entries, Entry};
use crate::text::Span;

use super::{Kind, Mutant};

/// A comment that accepts changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accepted {
    /// The comment.
    pub comment: Span,
    /// What it holds for.
    pub over: Span,
    /// The kinds.
    pub kinds: Vec<Kind>,
    /// What it names that is no kind.
    pub unknown: Vec<String>,
    /// Why.
    pub reason: String,
}

impl Accepted {
    /// Whether it speaks of a change.
    #[must_use]
    pub fn accepts(&self, mutant: &Mutant) -> bool {
        let is_over = (self.over.start..self.over.end).contains(&mutant.clause.start);
        is_over && !self.reason.is_empty() && self.kinds.contains(&mutant.kind)
    }
}

/// Every such comment of a file.
#[must_use]
pub fn accepted(entries: &Entries) -> Vec<Accepted> {
    let mut found = Vec::new();
    walk(entries, &mut found);
    found
}

fn walk(entries: &Entries, found: &mut Vec<Accepted>) {
    let mut next = None;
    for entry in entries.list.iter().rev() {
        match entry {
            Entry::Comment(comment) => found.extend(next.and_then(|over| read(comment, over))),
            Entry::Broken(_) => {}
            Entry::Clause(clause) => {
                next = Some(clause.span);
                found.extend(clause.comment.as_ref().and_then(|comment| read(comment, clause.span)));
                if let Some(block) = &clause.block {
                    walk(&block.entries, found);
                }
            }
        }
    }
    found.sort_by_key(|one| one.comment);
}

fn read(comment: &Comment, over: Span) -> Option<Accepted> {
    let text = comment.text.trim();
    let rest = ["survives ", "放过 ", "放过"].iter().find_map(|word| text.strip_prefix(word))?;
    let (kinds, reason) = rest.split_once([':', '：']).unwrap_or((rest, ""));
    let names = kinds.split([',', '，', '、']).map(str::trim);
    let (mut known, mut unknown) = (Vec::new(), Vec::new());
    for name in names {
        match (name, Kind::named(name)) {
            ("change", _) => known.extend(Kind::ALL),
            (_, Some(kind)) => known.push(kind),
            (_, None) => unknown.push(name.to_owned()),
        }
    }
    Some(Accepted { comment: comment.span, over, kinds: known, unknown, reason: reason.trim().to_owned() })
}
