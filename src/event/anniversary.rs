//! Days of a customer that come again each year: the birthday, the day of the activation.

use serde::{Deserialize, Serialize};

use crate::units::{Day, Instant, Schedule, Zone};

use super::LabelId;

/// A day that comes again each year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Anniversary {
    /// That of the activation.
    Activation,
    /// That of a date that is set on the account.
    Named(LabelId),
}

/// The first time of a yearly day after an instant, at a second of the day: never on the day itself that it is counted from.
#[must_use]
pub fn next_anniversary(of: Day, second: u32, after: Instant, zone: &Zone) -> Instant {
    let that_day_is_over = zone.midnight(of.plus(1)).plus_seconds(-1);
    yearly(of, second).next(after.max(that_day_is_over), zone)
}

/// Whether a day is one on which it comes again. Of 29 February that is the 28th where there is none.
#[must_use]
pub fn is_anniversary(of: Day, today: Day) -> bool {
    today > of && yearly(of, 0).is_on(today)
}

/// Whether a day lies in the month in which it comes again.
#[must_use]
pub fn is_in_its_month(of: Day, today: Day) -> bool {
    let (first, now) = (of.ymd(), today.ymd());
    now.0 > first.0 && now.1 == first.1
}

fn yearly(of: Day, second: u32) -> Schedule {
    let (_, month, day) = of.ymd();
    Schedule::Yearly { month: u32::from(month.unsigned_abs()), day: u32::from(day.unsigned_abs()), second }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i16, month: i8, day: i8) -> Day {
        Day::from_ymd(year, month, day).unwrap()
    }

    #[test]
    fn it_comes_each_year_and_not_on_the_day_itself() {
        let zone = Zone::utc();
        let next = |after: Day| zone.local(next_anniversary(day(2024, 2, 29), 0, zone.midnight(after), &zone)).day;
        assert_eq!(next(day(2024, 2, 29)), day(2025, 2, 28));
        assert_eq!(next(day(2027, 3, 1)), day(2028, 2, 29));
        assert!(
            is_anniversary(day(2024, 2, 29), day(2026, 2, 28)) && !is_anniversary(day(2024, 2, 29), day(2024, 2, 29))
        );
        assert!(
            is_in_its_month(day(2024, 2, 29), day(2025, 2, 1)) && !is_in_its_month(day(2024, 2, 29), day(2024, 2, 1))
        );
    }
}
