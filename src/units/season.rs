//! A part of each year.

use serde::{Deserialize, Serialize};

use super::Day;

/// Days of each year: `from 1 June to 31 August each year`. Both count; it may run over the end of the year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Season {
    /// The month and day that it begins on, both from 1.
    pub from: (u32, u32),
    /// The last month and day of it.
    pub to: (u32, u32),
}

impl Season {
    /// Whether a day is one of them.
    #[must_use]
    pub fn contains(self, day: Day) -> bool {
        let (_, month, of_month) = day.ymd();
        let today = (u32::from(month.unsigned_abs()), u32::from(of_month.unsigned_abs()));
        if self.from <= self.to {
            self.from <= today && today <= self.to
        } else {
            self.from <= today || today <= self.to
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ends_count_and_it_may_run_over_new_year() {
        let is = |season: Season, month, day| season.contains(Day::from_ymd(2026, month, day).unwrap());
        let summer = Season { from: (6, 1), to: (8, 31) };
        assert_eq!(
            [is(summer, 5, 31), is(summer, 6, 1), is(summer, 8, 31), is(summer, 9, 1)],
            [false, true, true, false]
        );
        let winter = Season { from: (12, 20), to: (1, 6) };
        assert_eq!(
            [is(winter, 12, 19), is(winter, 12, 20), is(winter, 1, 6), is(winter, 1, 7)],
            [false, true, true, false]
        );
    }
}
