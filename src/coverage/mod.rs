//! What the scenarios of plans reach: each clause, and both outcomes of what is asked.
//!
//! A clause is reached by a scenario if something happened under it, or something in it was asked, or, where a clause only says
//! how others are to be read, if the scenario would end otherwise without it. What is asked are conditions (they held, they did
//! not), limits and caps (reached, not reached), windows (open, closed) and the keys of an order (one decided).
//!
//! It is measured on the reference engine: that gives the same ledger as the engine people use, and need not be fast, so
//! that nobody pays for what is only looked at here.

mod conditions;
mod dead;
mod effect;
mod leftover;
mod limits;
mod parts;
mod sum;
mod tally;
mod written;

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use crate::diag::Code;
use crate::model::{Catalogue, Scenario};
use crate::syntax::tree::Entries;
use crate::text::{SourceId, Sources, Span};
use crate::verify::scenario;

pub use sum::{Share, Sum};
pub use tally::Tally;

/// Scenarios, by number.
pub type Reached = BTreeSet<usize>;

/// One clause, and what reached it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clause {
    /// Its sentence, without a block.
    pub span: Span,
    /// The scenarios that reached it.
    pub by: Reached,
    /// What is asked in it.
    pub outcomes: Vec<Outcome>,
    /// Why no scenario can reach it.
    pub cannot: Option<Cannot>,
}

/// One way in which something that is asked can come out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// The words that ask.
    pub span: Span,
    /// What asks, and which way.
    pub way: Way,
    /// The scenarios in which it came out so.
    pub by: Reached,
    /// Why it cannot come out so.
    pub cannot: Option<Cannot>,
}

/// Why no scenario can reach something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cannot {
    /// The lints know it.
    Found(Code),
    /// It is about a change of plan, and there is no other plan.
    NoOtherPlan,
    /// It is about leftovers, and there never are any.
    NothingLeft,
}

/// How something came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Way {
    /// A condition held.
    True,
    /// A condition did not hold.
    False,
    /// A limit, or a cap, was reached.
    Full,
    /// A limit, or a cap, was not reached.
    NotFull,
    /// A window was open to a use.
    Open,
    /// A window was closed to a use.
    Closed,
    /// A key of an order told two lots apart.
    Decided,
}

/// A file that is read with others, and its own scenarios. Those of files that it imports are run there.
#[derive(Debug)]
pub struct Unit<'u> {
    /// What its scenarios are about.
    pub catalogue: &'u Catalogue,
    /// It and what it imports, as they are written.
    pub files: Vec<(SourceId, &'u Entries)>,
    /// Their texts.
    pub sources: &'u Sources,
    /// What its scenarios came to.
    pub stories: Vec<Story<'u>>,
}

/// A scenario that was run.
#[derive(Debug, Clone, Copy)]
pub struct Story<'u> {
    /// By this number it is known.
    pub number: usize,
    /// The scenario.
    pub scenario: &'u Scenario,
    /// What it came to.
    pub outcome: &'u scenario::Outcome,
}

/// What the scenarios of some units reached of a file. `dead` is what the lints know to be out of reach.
#[must_use]
pub fn of_file(
    (source, entries): (SourceId, &Entries),
    tally: &Tally,
    units: &[Unit<'_>],
    dead: &[(Code, Span)],
) -> Vec<Clause> {
    let mut found = Vec::new();
    let clauses = written::clauses(source, entries);
    let whole = dead::whole(&clauses, dead);
    for clause in clauses {
        let outcomes = tally.outcomes(&clause);
        let mut by = tally.acted(&clause);
        by.extend(outcomes.iter().flat_map(|outcome| outcome.by.iter().copied()));
        if by.is_empty() {
            by = effect::of(&clause, tally, units);
        }
        found.push(Clause { span: clause.span, by, outcomes, cannot: None });
        if let Some(found) = found.last_mut() {
            dead::mark(found, &clause, (dead, &whole), units);
        }
    }
    found
}
