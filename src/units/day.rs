//! Civil dates.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::Weekday;

/// A civil date: the number of days since 1970-01-01, in the proleptic Gregorian calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(transparent)]
pub struct Day(pub i32);

/// Days in 400 years, after which the calendar repeats.
const ERA: i32 = 146_097;
/// Days from 0000-03-01 to 1970-01-01. Counting years from March puts the leap day last.
const MARCH_OF_YEAR_ZERO: i32 = 719_468;

impl Day {
    /// This day, or the first such day of the week after it.
    #[must_use]
    pub fn this_or_next(self, weekday: Weekday) -> Day {
        let days = (weekday.index() + Weekday::ALL.len() - self.weekday().index()) % Weekday::ALL.len();
        self.plus(i32::try_from(days).unwrap_or(0))
    }

    /// The day of a date like 2026-01-31, of the years 1900 to 2199.
    #[must_use]
    pub fn written(text: &str) -> Option<Day> {
        let mut parts = text.splitn(3, '-');
        let mut number = || parts.next().filter(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
        let (year, month, day) = (number(), number(), number());
        let year = year.filter(|year| year.len() == 4)?.parse().ok()?;
        Day::from_ymd(year, month?.parse().ok()?, day?.parse().ok()?).filter(|_| (1900..2200).contains(&year))
    }

    /// The date so written, or `None` if there is none: 2026-02-29 is not a date, 2028-02-29 is.
    #[must_use]
    pub fn from_ymd(year: i16, month: i8, day: i8) -> Option<Day> {
        if !(1..=12).contains(&month) || day < 1 || day > Self::month_length(year, month) {
            return None;
        }
        let (month, day) = (i32::from(month), i32::from(day));
        let year = i32::from(year) - i32::from(month <= 2);
        let (era, year_of_era) = (year.div_euclid(400), year.rem_euclid(400));
        let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        Some(Day(era * ERA + day_of_era - MARCH_OF_YEAR_ZERO))
    }

    /// Year, month (from 1) and day of the month (from 1).
    ///
    /// A date beyond the years an `i16` holds counts as the nearest one that does fit (32767-12-31 and -32768-01-01).
    #[must_use]
    pub fn ymd(self) -> (i16, i8, i8) {
        let shifted = i64::from(self.0) + i64::from(MARCH_OF_YEAR_ZERO);
        let (era, day_of_era) = (shifted.div_euclid(i64::from(ERA)), shifted.rem_euclid(i64::from(ERA)));
        let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let march_month = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * march_month + 2) / 5 + 1;
        let month = if march_month < 10 { march_month + 3 } else { march_month - 9 };
        let year = year_of_era + era * 400 + i64::from(month <= 2);
        match (i16::try_from(year), i8::try_from(month), i8::try_from(day)) {
            (Ok(year), Ok(month), Ok(day)) => (year, month, day),
            _ if year > 0 => (i16::MAX, 12, 31),
            _ => (i16::MIN, 1, 1),
        }
    }

    /// The day of the week.
    #[must_use]
    pub const fn weekday(self) -> Weekday {
        // 1970-01-01 was a Thursday, the day numbered 3.
        match (self.0.rem_euclid(7) + 3) % 7 {
            0 => Weekday::Monday,
            1 => Weekday::Tuesday,
            2 => Weekday::Wednesday,
            3 => Weekday::Thursday,
            4 => Weekday::Friday,
            5 => Weekday::Saturday,
            _ => Weekday::Sunday,
        }
    }

    /// The date so many days later, or earlier if negative; stops at the ends of `i32`.
    #[must_use]
    pub const fn plus(self, days: i32) -> Day {
        Day(self.0.saturating_add(days))
    }

    /// How many days a month (1 to 12) has.
    pub(super) const fn month_length(year: i16, month: i8) -> i8 {
        match month {
            4 | 6 | 9 | 11 => 30,
            2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
            2 => 28,
            _ => 31,
        }
    }
}

/// `2026-01-20`.
impl fmt::Display for Day {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.ymd();
        write!(formatter, "{year:04}-{month:02}-{day:02}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(year: i16, month: i8, day: i8) -> Day {
        Day::from_ymd(year, month, day).unwrap()
    }

    #[test]
    fn known_dates() {
        assert_eq!(day(1970, 1, 1), Day(0));
        assert_eq!(day(2200, 1, 1).0, 84_006);
        assert_eq!(day(1970, 1, 1).weekday(), Weekday::Thursday);
        assert_eq!(day(2026, 1, 20).weekday(), Weekday::Tuesday);
        assert_eq!(day(1969, 12, 28).weekday(), Weekday::Sunday);
        assert_eq!(day(2026, 1, 20).to_string(), "2026-01-20");
        assert_eq!(day(2026, 1, 31).plus(1), day(2026, 2, 1));
        assert_eq!(Day(i32::MAX).plus(1), Day(i32::MAX));
        assert_eq!(Day(i32::MAX).ymd(), (i16::MAX, 12, 31));
        assert_eq!(Day(i32::MIN).ymd(), (i16::MIN, 1, 1));
    }

    #[test]
    fn dates_that_are_not() {
        for (year, month, of_month) in
            [(2026, 2, 29), (2100, 2, 29), (2026, 4, 31), (2026, 0, 1), (2026, 13, 1), (2026, 1, 0), (2026, -1, -1)]
        {
            assert_eq!(Day::from_ymd(year, month, of_month), None, "{year}-{month}-{of_month}");
        }
        assert!(Day::from_ymd(2028, 2, 29).is_some() && Day::from_ymd(2000, 2, 29).is_some());
    }

    proptest! {
        #[test]
        fn agrees_with_jiff(number in -700_000_i32..2_900_000) {
            let theirs = jiff::civil::date(1970, 1, 1) + jiff::Span::new().days(number);
            let (year, month, of_month) = Day(number).ymd();
            prop_assert_eq!((year, month, of_month), (theirs.year(), theirs.month(), theirs.day()));
            prop_assert_eq!(Day::from_ymd(year, month, of_month), Some(Day(number)));
            let weekday = i8::try_from(Day(number).weekday().index()).unwrap();
            prop_assert_eq!(weekday, theirs.weekday().to_monday_zero_offset());
        }
    }
}
