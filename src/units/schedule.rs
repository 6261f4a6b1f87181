//! Times that come again by the calendar.

use serde::{Deserialize, Serialize};

use super::{Day, Instant, Local, Weekday, Zone};

/// When something is done by the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Schedule {
    /// Every day, at a second of the day.
    Daily(u32),
    /// Every week, on a day.
    Weekly(Weekday, u32),
    /// Every month, on a day of it; of a month too short, on its last day.
    Monthly(u32, u32),
    /// Every year, on a day of a month; of a February too short, on its last day.
    Yearly {
        /// The month, from 1.
        month: u32,
        /// The day of it.
        day: u32,
        /// The second of that day.
        second: u32,
    },
    /// Once.
    Once(Instant),
}

/// No schedule but those of a year leaves a longer gap than a month.
const LONGEST_GAP: i32 = 63;

/// No schedule leaves a longer gap than a year.
const LONGEST_YEAR: i32 = 400;

impl Schedule {
    /// The first time after an instant; [`Instant::NEVER`] if none comes.
    #[must_use]
    pub fn next(self, after: Instant, zone: &Zone) -> Instant {
        let second = match self {
            Schedule::Once(at) => return if at > after { at } else { Instant::NEVER },
            Schedule::Daily(second)
            | Schedule::Weekly(_, second)
            | Schedule::Monthly(_, second)
            | Schedule::Yearly { second, .. } => second,
        };
        let gap = if matches!(self, Schedule::Yearly { .. }) { LONGEST_YEAR } else { LONGEST_GAP };
        let today = zone.local(after).day;
        let days = (0..=gap).map(|days| today.plus(days)).filter(|day| self.is_on(*day));
        let mut times = days.map(|day| zone.instant(Local::on(day, second)));
        times.find(|at| *at > after).unwrap_or(Instant::NEVER)
    }

    /// Whether it comes on a day.
    #[must_use]
    pub fn is_on(self, day: Day) -> bool {
        match self {
            Schedule::Daily(_) => true,
            Schedule::Weekly(weekday, _) => day.weekday() == weekday,
            Schedule::Monthly(wanted, _) => {
                let (today, tomorrow) = (day.ymd(), day.plus(1).ymd());
                let number = u32::from(today.2.unsigned_abs());
                number == wanted || (number < wanted && tomorrow.1 != today.1)
            }
            Schedule::Yearly { month, day: wanted, .. } => {
                u32::from(day.ymd().1.unsigned_abs()) == month && Schedule::Monthly(wanted, 0).is_on(day)
            }
            Schedule::Once(_) => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(year: i16, month: i8, day: i8) -> Instant {
        Zone::utc().midnight(Day::from_ymd(year, month, day).unwrap_or(Day(0)))
    }

    #[test]
    fn the_next_time_comes_after_now() {
        let zone = Zone::utc();
        assert_eq!(Schedule::Daily(0).next(on(2026, 1, 1), &zone), on(2026, 1, 2));
        assert_eq!(Schedule::Daily(60).next(on(2026, 1, 1), &zone), on(2026, 1, 1).plus_seconds(60));
        assert_eq!(Schedule::Weekly(Weekday::Monday, 0).next(on(2026, 1, 1), &zone), on(2026, 1, 5));
        assert_eq!(Schedule::Monthly(31, 0).next(on(2026, 2, 1), &zone), on(2026, 2, 28));
        assert_eq!(Schedule::Monthly(31, 0).next(on(2026, 2, 28), &zone), on(2026, 3, 31));
        assert_eq!(Schedule::Once(on(2026, 1, 1)).next(on(2026, 1, 1), &zone), Instant::NEVER);
    }

    #[test]
    fn the_end_of_a_day_is_the_next_midnight() {
        assert_eq!(Schedule::Daily(86_400).next(on(2026, 1, 1), &Zone::utc()), on(2026, 1, 2));
    }
}
