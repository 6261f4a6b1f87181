//! Promises and regulations: what is to hold of a plan. They are read and kept here; a prover judges them.

use crate::text::Origin;
use crate::units::{Duration, Instant, Kind, Quantity};

use super::{LimitSpan, Selector};

/// A promise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Promise {
    /// What people call it.
    pub name: String,
    /// What it says.
    pub kind: PromiseKind,
    /// The clause.
    pub origin: Origin,
}

/// What a promise says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PromiseKind {
    /// Units stay usable for so long.
    StaysUsable {
        /// Which.
        of: Selector,
        /// How long at least.
        at_least: Duration,
        /// Only as long as the plan is renewed.
        while_renewed: bool,
    },
    /// Charges stay within a limit.
    ChargesAtMost {
        /// How much.
        amount: Quantity,
        /// In which span.
        span: LimitSpan,
    },
    /// What is held stays within a limit.
    HeldNeverAbove {
        /// Of what.
        of: Selector,
        /// How much.
        amount: Quantity,
    },
    /// No use is paid by a lot while one that ends earlier could pay.
    EarliestPays,
    /// No sequence of actions adds units without a payment.
    NothingForNothing {
        /// Of which kind; `None` is every kind but money.
        kind: Option<Kind>,
    },
    /// Notices go out at these shares of each lot, in percent.
    NoticesAt(Vec<u64>),
    /// No charge beyond the allowance without consent.
    NoChargeWithoutConsent,
    /// Units roll over at least so often.
    RollsOver {
        /// Which.
        of: Selector,
        /// Only those that were paid for.
        purchased: bool,
        /// Only those that are not unlimited.
        capped: bool,
        /// Only those that are valid for more than this.
        valid_more_than: Option<Duration>,
        /// How often at least.
        at_least: u32,
        /// Without a fee.
        free: bool,
        /// Without the customer doing anything.
        without_action: bool,
        /// On the terms of the first grant.
        same_terms: bool,
    },
}

/// A regulation: promises that the law makes for every plan of a country.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Regulation {
    /// What people call it.
    pub name: String,
    /// The country, ISO 3166 alpha-2.
    pub country: Option<String>,
    /// From when it is in force.
    pub from: Option<Instant>,
    /// What it demands.
    pub demands: Vec<Promise>,
    /// The block.
    pub origin: Origin,
}
