//! Spans of time in which something is counted: by limits, and by conditions that look back.

use crate::units::{Duration, Instant};

/// A span of time in which something is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LimitSpan {
    /// The plan's period.
    Period,
    /// A calendar month.
    Month,
    /// A quarter of a calendar year.
    Quarter,
    /// A calendar year.
    Year,
    /// A calendar week, from Monday.
    Week,
    /// A calendar day.
    Day,
    /// As long as a lot lives, each lot by itself.
    Lot,
    /// One use: a call, a session.
    Use,
    /// The time of this length up to now: what is exactly as long ago counts no more.
    Last(Duration),
    /// From an instant on. Before it nothing is counted.
    Since(Instant),
    /// From an instant to before another. Outside nothing is counted.
    Between(Instant, Instant),
    /// For ever.
    Ever,
    /// Not a time at all: what is held at once. Only for purchases.
    AtOnce,
}
