//! What a clock on the wall shows.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::Day;

/// Seconds in a day.
const DAY: u32 = 86_400;

/// A wall-clock moment in some zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Local {
    /// The date.
    pub day: Day,
    /// The second of the day by the clock, from 0 and below 86400.
    pub second: u32,
}

impl Local {
    /// A second of a day; 24:00 is the midnight that closes it.
    #[must_use]
    pub const fn on(day: Day, second: u32) -> Local {
        if second >= DAY { Local { day: day.plus(1), second: 0 } } else { Local { day, second } }
    }
}

/// `2026-01-20 22:00`, or `2026-01-20 22:00:05` where the seconds are not zero.
impl fmt::Display for Local {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (hour, minute, second) = (self.second / 3_600, self.second / 60 % 60, self.second % 60);
        write!(formatter, "{} {hour:02}:{minute:02}", self.day)?;
        if second > 0 { write!(formatter, ":{second:02}") } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shows_seconds_only_where_there_are_some() {
        let day = Day::from_ymd(2026, 1, 20).unwrap();
        assert_eq!(Local { day, second: 0 }.to_string(), "2026-01-20 00:00");
        assert_eq!(Local { day, second: 79_205 }.to_string(), "2026-01-20 22:00:05");
    }
}
