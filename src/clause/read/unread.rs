//! What could not be read, and may have declared what other clauses speak of: one mistake is one message.
//!
//! A name that nothing has is not reported where it stands in something that could not be read, or where a file could not
//! be imported. That loses nothing: about each of these there is a report already.

use std::collections::BTreeSet;

use crate::syntax::tree::{Clause, Entries, Entry};
use crate::syntax::{Rule, words};
use crate::text::{Lang, SourceId, Sources, Span};

/// Bytes that are looked through, for all names together; beyond them any name is taken to stand there.
const MOST_BYTES: usize = 64 << 20;

/// What could not be read.
#[derive(Debug, Clone, Default)]
pub(crate) struct Unread {
    /// The texts, in lower case.
    parts: Vec<String>,
    /// The files they are in.
    files: BTreeSet<SourceId>,
    /// Whether one of them is an import.
    import: bool,
    searched: usize,
}

impl Unread {
    /// What the files have of it.
    #[must_use]
    pub(crate) fn of(files: &[(SourceId, &Entries)], sources: &Sources) -> Unread {
        let mut unread = Unread::default();
        let mut lists: Vec<&Entries> = files.iter().map(|(_, entries)| *entries).collect();
        while let Some(entries) = lists.pop() {
            for entry in &entries.list {
                match entry {
                    Entry::Broken(span) => unread.add(*span, sources),
                    Entry::Clause(clause) => lists.extend(clause.block.iter().map(|block| &block.entries)),
                    Entry::Comment(_) => {}
                }
            }
        }
        unread
    }

    /// Adds a clause that could be read, but not understood, if it is one that declares something.
    pub(crate) fn refused(&mut self, clause: &Clause, sources: &Sources) {
        let declares = [
            Rule::import_clause,
            Rule::operator_clause,
            Rule::holidays_clause,
            Rule::plan_clause,
            Rule::pack_clause,
            Rule::beyond_clause,
            Rule::promo_clause,
            Rule::accounts_clause,
            Rule::members_clause,
        ];
        if declares.contains(&clause.sentence.rule) {
            self.add(clause.sentence.span, sources);
        }
    }

    fn add(&mut self, span: Span, sources: &Sources) {
        let text = sources.slice(span).trim().to_lowercase();
        self.import |= is_import(&text);
        self.files.insert(span.source);
        self.parts.push(text);
    }

    /// Whether something of that name may be declared there.
    pub(crate) fn may_declare(&mut self, wanted: &str) -> bool {
        if self.import {
            return true;
        }
        let wanted = wanted.to_lowercase();
        self.parts.iter().any(|text| {
            self.searched = self.searched.saturating_add(text.len());
            self.searched > MOST_BYTES || text.contains(&wanted)
        })
    }

    /// Whether a plan of that file may be declared there, or imported.
    #[must_use]
    pub(crate) fn may_hide_plan(&self, source: SourceId) -> bool {
        self.import || self.files.contains(&source)
    }
}

/// Whether a sentence begins with the word for an import, in any language.
fn is_import(text: &str) -> bool {
    let Some(word) = words().by_id("import") else { return false };
    Lang::ALL.iter().flat_map(|lang| word.spellings(*lang)).any(|spelling| text.starts_with(spelling))
}
