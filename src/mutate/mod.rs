//! Plans that are almost the same: changes of the kinds people make by mistake, each an edit of the text as it was typed.
//!
//! A change is made from the tokens of one sentence, so that it can stand in a file as if somebody had typed it. Whether it
//! says anything that can be run is found by reading the file with it: what does not is no change at all.

mod accepted;
mod change;
mod edit;
mod kind;
mod place;

use std::collections::BTreeSet;

use crate::syntax::Rule;
use crate::syntax::tree::{Clause, Entries, Entry};
use crate::text::{SourceId, Span};

pub use accepted::{Accepted, accepted};
pub use edit::{Edit, Files};
pub use kind::Kind;

use place::Place;

/// More than these nobody waits for.
const MOST: usize = 200_000;

/// A change.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mutant {
    /// What is typed in the place of what.
    pub edit: Edit,
    /// The clause that it changes, without its block.
    pub clause: Span,
    /// Of which kind it is.
    pub kind: Kind,
}

/// Every change of a file, in the order of its text. What scenarios, promises and regulations say is what plans are
/// compared with, and stays.
#[must_use]
pub fn mutants(source: SourceId, entries: &Entries, text: &str) -> Vec<Mutant> {
    let mut found = BTreeSet::new();
    walk(source, entries, text, &mut found);
    let mut seen = BTreeSet::new();
    found.into_iter().filter(|one| seen.insert(one.edit.clone())).collect()
}

fn walk(source: SourceId, entries: &Entries, text: &str, found: &mut BTreeSet<Mutant>) {
    for entry in &entries.list {
        let Entry::Clause(clause) = entry else { continue };
        if is_said_about(clause) || found.len() >= MOST {
            continue;
        }
        for change in change::CHANGES {
            let mut place = Place::new(source, text, clause);
            change(&mut place);
            found.extend(place.into_mutants());
        }
        if let Some(block) = &clause.block {
            walk(source, &block.entries, text, found);
        }
    }
}

/// Whether a clause says nothing about what is done, only about what is to come of it, or where it stands.
fn is_said_about(clause: &Clause) -> bool {
    matches!(
        clause.sentence.rule,
        Rule::scenario_clause | Rule::promise_clause | Rule::regulation_clause | Rule::import_clause
    )
}
