//! How much a fee is that something charges, and how long a plan lasts.

use crate::event::PlanId;
use crate::text::Origin;
use crate::units::{Duration, Quantity, Ratio, Rounding};

use super::Past;

/// How much a fee is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FeeAmount {
    /// So much.
    Fixed(Quantity),
    /// A share of something.
    Share(FeeShare),
    /// What something is less than so much.
    Missing {
        /// Than so much.
        to: Quantity,
        /// Of this.
        of: FeeBase,
    },
    /// So much for each whole month, week or period that is left of a time.
    EachLeft {
        /// How much.
        each: Quantity,
        /// Of this time.
        of: TermLength,
    },
}

/// A fee that is a share of something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FeeShare {
    /// Which.
    pub share: Ratio,
    /// Of what.
    pub of: FeeBase,
    /// At least so much, unless there is nothing that it could be a share of.
    pub least: Quantity,
    /// At most so much.
    pub most: Option<Quantity>,
    /// How it is rounded; without it, down to the smallest unit of money.
    pub rounding: Option<Rounding>,
}

/// What a fee is counted by. All of it is money.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FeeBase {
    /// What was charged for the period: its price, and everything that was charged in it.
    Bill,
    /// What is owed for what was bought on credit.
    Debts,
    /// What is paid in; nothing where the event is no recharge.
    Recharge,
    /// What has happened in a span.
    Past(Past),
}

/// How long something is agreed upon.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TermLength {
    /// So many periods of the plan, counted from when the account came to it.
    Periods(u32),
    /// So long, counted from the activation.
    Length(Duration),
}

/// How long a plan lasts, and what comes after that.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Term {
    /// How long: it ends with the first period that reaches so far.
    pub length: TermLength,
    /// The plan that comes then; `None`: the subscription ends.
    pub then: Option<PlanId>,
    /// The clause.
    pub origin: Origin,
}
