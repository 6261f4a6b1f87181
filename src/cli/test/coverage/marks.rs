//! What is written beside each line of a file.

use std::collections::BTreeMap;

use crate::coverage::{Clause, Reached};
use crate::text::Source;

use super::words::{Missing, missing};

/// What is said of a line on which clauses begin.
#[derive(Debug, Clone, Default)]
pub(super) struct Mark<'c> {
    /// How many scenarios reach it: of several clauses on a line, the one that the fewest reach.
    pub(super) count: Option<usize>,
    /// Which.
    pub(super) by: Option<&'c Reached>,
    /// No scenario can reach it.
    pub(super) cannot: bool,
    /// What was not reached.
    pub(super) missing: Vec<Missing>,
}

/// The lines of a file on which something is to be marked, from 1.
pub(super) fn marks<'c>(source: &Source, clauses: &'c [Clause]) -> BTreeMap<u32, Mark<'c>> {
    let mut lines: BTreeMap<u32, Mark<'c>> = BTreeMap::new();
    let mut begin: BTreeMap<u32, usize> = BTreeMap::new();
    for clause in clauses {
        *begin.entry(source.position(clause.span.start).line).or_default() += 1;
        let mark = lines.entry(source.position(clause.span.start).line).or_default();
        let cannot = clause.by.is_empty() && clause.cannot.is_some();
        let count = clause.by.len();
        // What cannot be reached is no gap, and hides none beside it.
        if !cannot && (mark.cannot || mark.count.is_none_or(|known| count < known)) || mark.count.is_none() {
            (mark.count, mark.by, mark.cannot) = (Some(count), Some(&clause.by), cannot);
        }
        for one in missing(clause) {
            lines.entry(source.position(one.span.start).line).or_default().missing.push(one);
        }
    }
    for (line, mark) in &mut lines {
        mark.gather(begin.get(line).copied().unwrap_or(0));
    }
    lines
}

impl Mark<'_> {
    /// Of a line on which no clause was reached that is said once; on others the clauses are named.
    fn gather(&mut self, clauses: usize) {
        let wholes = self.missing.iter().filter(|one| one.whole).count();
        let all_alike = self.missing.windows(2).all(|pair| matches!(pair, [one, other] if one.text == other.text));
        if clauses > 1 && wholes == clauses && all_alike {
            self.missing.truncate(1);
        } else if clauses > 1 {
            self.missing.iter_mut().for_each(|one| one.whole = false);
        }
    }
}
