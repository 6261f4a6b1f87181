//! How long something that was granted lives.

use super::{Duration, Instant, Weekday};

/// How long a lot lives, from its start.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Validity {
    /// For a length of time: `valid 30 days`, `valid 720 hours`, `valid 1 month`.
    For(Duration),
    /// To the midnight that closes the n-th day, the day of the start being the first: `valid to the end of day 30`.
    ToEndOfDay(u32),
    /// To the n-th first of a month, 00:00: `valid 1 calendar month`.
    CalendarMonths(u32),
    /// To the n-th first day of a quarter, 00:00: `valid to the end of the quarter`.
    CalendarQuarters(u32),
    /// To the n-th 1st of January, 00:00: `valid to the end of the year`.
    CalendarYears(u32),
    /// To the n-th Monday, 00:00: `valid to the end of the week`.
    CalendarWeeks(u32),
    /// To the midnight that closes the next such day, the day of the start included: `valid to the end of Sunday`.
    ToEndOfWeekday(Weekday),
    /// To the end of the plan's period, or of the n-th period counting this one: `valid to the end of the period`.
    Periods(u32),
    /// To an instant: `valid until 2026-05-01`.
    Until(Instant),
    /// For ever: `valid for ever`.
    Forever,
}
