//! Which clauses can begin with a word, so that a sentence is tried as these alone: a file of a thousand sentences is read
//! several times as fast. What a clause can begin with is asked of the grammar itself, when the project is built: a program
//! that checks one small file has no time for it. `UPDATE=1 cargo test heads` writes `heads/table.rs`.
//!
//! This decides nothing. The alternatives stay in the order of the rule `sentence`, and a sentence that is none of them is
//! given to that rule, which has the last word.

mod table;

use super::grammar::Rule;
use super::line::{Kind, Line};
use super::words::words;

/// The clauses that a sentence may be, if its first token tells.
pub(super) fn clauses(line: &Line) -> &'static [Rule] {
    match line.tokens.first().map(|token| token.kind) {
        Some(Kind::Word(row)) => {
            // A table that is behind the words tells nothing of those that moved, and nothing wrong.
            let id = words().row(row).map(|word| word.id);
            let known = table::BY_WORD.get(usize::from(row)).filter(|(of, _)| Some(*of) == id);
            known.map_or(&[], |(_, clauses)| clauses)
        }
        Some(Kind::Date) => table::BY_DATE,
        _ => &[],
    }
}

#[cfg(test)]
mod tests;
