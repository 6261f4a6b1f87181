//! Recurring times of use.

use serde::{Deserialize, Serialize};

use super::zone::DAY;
use super::{DayFilter, Holidays, Instant, Local, Zone};

/// A recurring time of use, by the wall clock: `22:00 to 06:00`, `Sat and Sun`.
///
/// From inclusive, until exclusive. If `to` is not after `from` the window runs past midnight and belongs to the day it
/// starts on: `Fri 22:00 to 06:00` contains Saturday 05:59 and not Friday 05:59. Hence `from` and `to` both 0 is the
/// whole day, and both 06:00 is 24 hours from 06:00.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Window {
    /// The days on which it starts.
    pub days: DayFilter,
    /// The second of the day at which it starts.
    pub from: u32,
    /// The second of the day at which it ends; 86400 is the midnight that closes the day.
    pub to: u32,
}

impl Window {
    /// Whether it is open when the clock shows that.
    #[inline]
    #[must_use]
    pub fn contains(&self, local: Local, holidays: &Holidays) -> bool {
        let Local { day, second } = local;
        if self.from < self.to {
            (self.from..self.to).contains(&second) && self.days.contains(day, holidays)
        } else {
            (second >= self.from && self.days.contains(day, holidays))
                || (second < self.to && self.days.contains(day.plus(-1), holidays))
        }
    }

    /// The first instant after `at` at which it may open or close: where the clock comes to `from` or to `to`, or is
    /// put forward or back. At most 24 hours later, unless `at` is [`Instant::MAX`] or later: then never.
    ///
    /// It need not open or close there: the day may not be one of its days. Where the clock is put forward over an edge,
    /// that edge is when it is put forward. Where it is put back, the window may open or close a second time.
    #[must_use]
    pub fn next_edge(&self, at: Instant, zone: &Zone) -> Instant {
        if at >= Instant::MAX {
            return Instant::NEVER;
        }
        let (offset, until) = zone.offset_until(at);
        let second = at.0.rem_euclid(DAY) + offset;
        let seconds_to = |edge: u32| match (i64::from(edge) - second).rem_euclid(DAY) {
            0 => DAY,
            seconds => seconds,
        };
        let next = at.0.saturating_add(seconds_to(self.from).min(seconds_to(self.to)));
        Instant(next.min(until).min(Instant::MAX.0))
    }
}

#[cfg(test)]
mod tests;
