//! When the lines of a scenario happen: dates, times that only the run tells, and series.

use crate::units::{DayFilter, Duration, Instant};

use super::Selector;

/// When a line happens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Moment {
    /// Then.
    At(Instant),
    /// So long after the line before, and on that day at a second of it.
    Later(Duration, Option<u32>),
    /// At, before or after something of the account that only the run tells.
    Around {
        /// What.
        mark: Landmark,
        /// On which side of it, and how far from it; `None` is the very moment.
        apart: Option<(Side, Duration)>,
        /// The account.
        account: u32,
    },
}

/// Something in an account's time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Landmark {
    /// The end of the running period.
    PeriodEnd,
    /// The earliest end of the lots that fit; `None` is of all.
    Expiry(Option<Selector>),
}

/// A side of a landmark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Before it.
    Before,
    /// After it.
    After,
}

/// How something comes again: from the line before on, and until the scenario ends unless something else is said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Series {
    /// On which beat.
    pub every: Beat,
    /// At which second of the day; `None` is the time of the line before, and noon where that is midnight.
    pub second: Option<u32>,
    /// It does not come before this.
    pub from: Option<Instant>,
    /// It does not come at this or later.
    pub until: Option<Instant>,
    /// It comes so often.
    pub times: Option<u32>,
}

/// The beat of a series.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Beat {
    /// Each of these days.
    Days(DayFilter),
    /// Each time so long has passed, counted from the first.
    Length(Duration),
}
