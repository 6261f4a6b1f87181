//! How much of some clauses was reached, in whole numbers.

use super::{Clause, Reached};

/// So many of so many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Share {
    /// So many were reached
    pub reached: usize,
    /// of so many that can be,
    pub of: usize,
    /// besides so many that cannot.
    pub cannot: usize,
}

/// How much was reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sum {
    /// Of the clauses.
    pub clauses: Share,
    /// Of the outcomes of what is asked in them.
    pub outcomes: Share,
}

impl Share {
    /// One more.
    fn add(&mut self, by: &Reached, cannot: bool) {
        if by.is_empty() && cannot {
            self.cannot += 1;
            return;
        }
        self.of += 1;
        self.reached += usize::from(!by.is_empty());
    }

    fn plus(self, other: Share) -> Share {
        Share { reached: self.reached + other.reached, of: self.of + other.of, cannot: self.cannot + other.cannot }
    }

    /// The whole percent that are reached, rounded down: only everything is 100 %. Of nothing everything is.
    #[must_use]
    pub const fn percent(self) -> usize {
        match (self.reached * 100).checked_div(self.of) {
            Some(percent) => percent,
            None => 100,
        }
    }

    /// Whether at least so many percent are reached.
    #[must_use]
    pub const fn is_at_least(self, percent: usize) -> bool {
        self.reached * 100 >= self.of * percent
    }
}

impl Sum {
    /// Of some clauses.
    #[must_use]
    pub fn of(clauses: &[Clause]) -> Sum {
        let mut sum = Sum::default();
        for clause in clauses {
            sum.clauses.add(&clause.by, clause.cannot.is_some());
            clause.outcomes.iter().for_each(|outcome| sum.outcomes.add(&outcome.by, outcome.cannot.is_some()));
        }
        sum
    }

    /// Both together.
    #[must_use]
    pub fn plus(self, other: Sum) -> Sum {
        Sum { clauses: self.clauses.plus(other.clauses), outcomes: self.outcomes.plus(other.outcomes) }
    }
}
