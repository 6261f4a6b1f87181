//! How much a fee is, and how long a plan lasts.

use crate::event::PlanId;
use crate::units::{Duration, Quantity, Ratio, Rounding};

use super::OriginId;

/// How much a fee is. A price could not say it: it follows what has been charged (minimum-spend, vat-on-bill), what is paid in
/// (topup-service-fee), or the time that is left (early-termination).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FeeAmount {
    /// So much.
    Fixed(Quantity),
    /// A share of something, at least so much of anything, at most so much.
    Share {
        /// Which.
        share: Ratio,
        /// Of what.
        of: FeeBase,
        /// At least.
        least: Quantity,
        /// At most.
        most: Quantity,
        /// How it is rounded; without it, down to the smallest unit.
        rounding: Option<Rounding>,
    },
    /// What something is less than so much.
    Missing(Quantity, FeeBase),
    /// So much for each whole month, week or period that is left of a time.
    EachLeft(Quantity, TermLength),
}

/// What a fee is counted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FeeBase {
    /// What was charged for the period.
    Bill,
    /// What is owed for what was bought on credit.
    Debts,
    /// What is paid in.
    Recharge,
    /// What a fact has counted, so many spans back.
    Fact(usize, i64),
}

/// How long something is agreed upon.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TermLength {
    /// So many periods of the plan.
    Periods(u32),
    /// So long after the activation.
    Length(Duration),
}

/// How long a plan lasts: it ends with the first period that reaches so far. No action at a period's end could say it: the
/// renewal comes before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Term {
    /// How long.
    pub length: TermLength,
    /// The plan that comes then; without one the subscription ends.
    pub then: Option<PlanId>,
    /// The clause.
    pub origin: OriginId,
}
