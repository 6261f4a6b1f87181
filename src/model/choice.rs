//! Choices, made by the plan or answered by the documentation.

use crate::text::{Origin, Text};

/// What a plan can leave open. Each has a documented answer, in `docs/semantics.md`, that a simulation goes on with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Question {
    /// In which time zone do days begin?
    Zone,
    /// How many megabytes are a gigabyte?
    Gigabyte,
    /// In which currency are prices?
    Currency,
    /// How long is a period?
    Cycle,
    /// What does a period, a pack or a promotion grant?
    Amount,
    /// What does a pack or the plan cost?
    Price,
    /// How long is a pack valid?
    Validity,
    /// Which hours has the night?
    Night,
    /// Which lot pays first?
    Order,
    /// What happens when nothing is left?
    Depletion,
    /// What becomes of leftovers?
    Rollover,
    /// Over a cap, is the newest refused or the oldest dropped?
    CapSide,
    /// What is one month after the 31st?
    MonthEnd,
    /// What does a purchase do to the expiry of what is there?
    PurchaseExpiry,
    /// Which lots fund a gift?
    GiftFunding,
    /// When does a gift expire?
    GiftExpiry,
    /// Are units usable in the grace time?
    Grace,
    /// What does a plan change forfeit?
    Change,
    /// What does a suspension do to units?
    Suspension,
    /// Does an early renewal start at once?
    EarlyRenewal,
    /// What becomes of those who have an earlier version?
    Existing,
}

/// A choice with its answer, and who gave it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice<T> {
    /// The answer.
    pub answer: T,
    /// The clause that gives it, or [`Origin::Assumed`].
    pub origin: Origin,
}

impl<T> Choice<T> {
    /// An answer that the plan gives.
    pub fn stated(answer: T, origin: Origin) -> Choice<T> {
        Choice { answer, origin }
    }

    /// The documented answer to what the plan leaves open.
    pub fn assumed(answer: T) -> Choice<T> {
        Choice { answer, origin: Origin::Assumed }
    }

    /// Whether the plan leaves it open.
    pub fn is_assumed(&self) -> bool {
        self.origin == Origin::Assumed
    }
}

/// A question that a plan leaves open although its outcome depends on it, with the answer that is assumed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assumption {
    /// The question.
    pub question: Question,
    /// What makes the question arise: the clause whose outcome depends on it.
    pub because: Origin,
    /// The question in words: "which lot pays first".
    pub asks: Text,
    /// The answer that is assumed, in words.
    pub answer: Text,
    /// The clauses that would answer it, each as it would be written in the plan; the assumed answer first.
    pub clauses: Vec<Text>,
}
