//! What a clause would have done and did not, because something did not hold. It is no entry: nothing happened. Only who
//! asks why hears of it.

use crate::event::AccountId;
use crate::units::{Instant, Kind, Quantity};

use super::OriginId;

/// A clause that was come to and did not do what it says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Miss {
    /// When.
    pub at: Instant,
    /// For whom.
    pub account: AccountId,
    /// The clause.
    pub origin: OriginId,
    /// What was missing.
    pub lack: Lack,
}

/// What did not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lack {
    /// So much was not between the least and the most, or was and should not have been.
    Amount {
        /// What was measured.
        of: Measure,
        /// How much it was.
        was: Quantity,
        /// The least.
        least: Quantity,
        /// The most.
        most: Quantity,
        /// Whether it is to be between them.
        within: bool,
    },
    /// The renewal was made at such a time.
    Renewal {
        /// By the system.
        automatic: bool,
        /// When.
        at: Instant,
        /// When the period was to end.
        end: Instant,
    },
    /// The subscription has not run as long, or longer.
    Subscribed {
        /// Until when it would have run as long.
        then: Instant,
    },
    /// It is before the first instant, or not before the second.
    Dates {
        /// The first.
        from: Instant,
        /// The second.
        to: Instant,
    },
    /// It has been done as often as the limit allows.
    Limit,
    /// The account may not have it.
    Eligibility,
    /// What is written with the clause.
    Condition,
}

/// What was measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    /// The money that was paid in now.
    Recharge,
    /// Units used in the period.
    Used(Kind),
    /// What is owed.
    Owing,
    /// Units that are held.
    Held(Kind),
    /// Money or units of something that happened so far.
    Sum(Kind),
    /// How often something happened so far.
    Times,
    /// Renewals without a break.
    Renewals,
    /// Members of the pool.
    Members,
    /// The number of the period.
    Period,
}
