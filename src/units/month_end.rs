//! Months later, and what becomes of a day that a month does not have.

use serde::{Deserialize, Serialize};

use super::Day;

/// What the anniversary of the 29th, 30th or 31st is in a month that is too short for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum MonthEnd {
    /// The last day of the month. Monthly from 31 January 2027: 28 February, 31 March, 30 April.
    Clamp,
    /// The 1st of the month after. Monthly from 31 January 2027: 1 March, 31 March, 1 May.
    Spill,
    /// The last day of the month, which then becomes the anchor. Monthly from 31 January 2027: 28 February, 28 March,
    /// 28 April, and so on for ever.
    Drift,
}

impl MonthEnd {
    /// The day `steps` times `months` months after `start`; `None` if it lies beyond the years that dates can have.
    ///
    /// Clamp and spill are computed from the start. Drift looks at every step until the day cannot shrink further,
    /// which is after few steps however many are asked for.
    pub(super) fn months_later(self, start: Day, months: u32, steps: u64) -> Option<Day> {
        let (year, month, day) = start.ymd();
        let first = i64::from(year) * 12 + i64::from(month) - 1;
        let months = i64::from(months);
        let target = months.checked_mul(i64::try_from(steps).ok()?)?.checked_add(first)?;
        let (year, month) = year_and_month(target)?;
        let length = Day::month_length(year, month);
        match self {
            MonthEnd::Spill if day > length => {
                let (year, month) = year_and_month(target + 1)?;
                Day::from_ymd(year, month, 1)
            }
            MonthEnd::Drift => Day::from_ymd(year, month, drifted(first, months, steps, day)),
            MonthEnd::Clamp | MonthEnd::Spill => Day::from_ymd(year, month, day.min(length)),
        }
    }
}

/// The day `months` months before `end`, clamped to the month; `None` if it lies beyond the years that dates can have.
pub(super) fn months_earlier(end: Day, months: u32) -> Option<Day> {
    let (year, month, day) = end.ymd();
    let (year, month) = year_and_month(i64::from(year) * 12 + i64::from(month) - 1 - i64::from(months))?;
    Day::from_ymd(year, month, day.min(Day::month_length(year, month)))
}

/// The year and month of a number of months since January of year 0.
fn year_and_month(number: i64) -> Option<(i16, i8)> {
    Some((i16::try_from(number.div_euclid(12)).ok()?, i8::try_from(number.rem_euclid(12) + 1).ok()?))
}

/// The shortest of the months visited cuts the day for good.
fn drifted(first: i64, months: i64, steps: u64, mut day: i8) -> i8 {
    if months == 0 {
        return day;
    }
    let mut february = false;
    let mut number = first;
    for step in 1..=steps {
        // Every month has 28 days. Twelve steps visit all the months of the year that will ever be visited, and after
        // that only a February can still lose a day.
        if day <= 28 || (step > 12 && !february) {
            break;
        }
        number = number.saturating_add(months);
        let Some((year, month)) = year_and_month(number) else { break };
        february |= month == 2;
        day = day.min(Day::month_length(year, month));
    }
    day
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(year: i16, month: i8, day: i8) -> Day {
        Day::from_ymd(year, month, day).unwrap()
    }

    fn walk(month_end: MonthEnd, start: Day, months: u32) -> String {
        let ends = (1..=6).map(|step| month_end.months_later(start, months, step).unwrap().to_string());
        ends.map(|text| text[2..].to_owned()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn anchors_at_the_end_of_january() {
        let clamp = |of_month| walk(MonthEnd::Clamp, day(2027, 1, of_month), 1);
        assert_eq!(clamp(31), "27-02-28 27-03-31 27-04-30 27-05-31 27-06-30 27-07-31");
        assert_eq!(clamp(30), "27-02-28 27-03-30 27-04-30 27-05-30 27-06-30 27-07-30");
        assert_eq!(clamp(29), "27-02-28 27-03-29 27-04-29 27-05-29 27-06-29 27-07-29");
        let spill = |of_month| walk(MonthEnd::Spill, day(2027, 1, of_month), 1);
        assert_eq!(spill(31), "27-03-01 27-03-31 27-05-01 27-05-31 27-07-01 27-07-31");
        assert_eq!(spill(30), "27-03-01 27-03-30 27-04-30 27-05-30 27-06-30 27-07-30");
        assert_eq!(spill(29), "27-03-01 27-03-29 27-04-29 27-05-29 27-06-29 27-07-29");
        for of_month in [29, 30, 31] {
            let drift = walk(MonthEnd::Drift, day(2027, 1, of_month), 1);
            assert_eq!(drift, "27-02-28 27-03-28 27-04-28 27-05-28 27-06-28 27-07-28");
        }
    }

    #[test]
    fn leap_years() {
        assert_eq!(
            walk(MonthEnd::Clamp, day(2028, 2, 29), 12),
            "29-02-28 30-02-28 31-02-28 32-02-29 33-02-28 34-02-28"
        );
        assert_eq!(
            walk(MonthEnd::Spill, day(2028, 2, 29), 12),
            "29-03-01 30-03-01 31-03-01 32-02-29 33-03-01 34-03-01"
        );
        assert_eq!(walk(MonthEnd::Drift, day(2028, 1, 31), 1), "28-02-29 28-03-29 28-04-29 28-05-29 28-06-29 28-07-29");
        assert_eq!(
            walk(MonthEnd::Spill, day(2026, 12, 31), 2),
            "27-03-01 27-05-01 27-07-01 27-08-31 27-10-31 27-12-31"
        );
        // Every fourth year is a leap year until 2100, which is not.
        let drift = |steps| MonthEnd::Drift.months_later(day(2028, 2, 29), 48, steps).unwrap();
        assert_eq!((drift(17), drift(18), drift(19)), (day(2096, 2, 29), day(2100, 2, 28), day(2104, 2, 28)));
    }

    #[test]
    fn earlier() {
        assert_eq!(months_earlier(day(2027, 3, 31), 1), Some(day(2027, 2, 28)));
        assert_eq!(months_earlier(day(2027, 1, 15), 13), Some(day(2025, 12, 15)));
        assert_eq!(months_earlier(day(2027, 1, 15), u32::MAX), None);
    }

    #[test]
    fn hostile_counts_are_refused_at_once() {
        for month_end in [MonthEnd::Clamp, MonthEnd::Spill, MonthEnd::Drift] {
            assert_eq!(month_end.months_later(day(2027, 1, 31), u32::MAX, 1), None);
            assert_eq!(month_end.months_later(day(2027, 1, 31), u32::MAX, u64::MAX), None);
            assert_eq!(month_end.months_later(day(2028, 2, 29), 0, u64::from(u32::MAX)), Some(day(2028, 2, 29)));
            assert!(month_end.months_later(day(2028, 2, 29), 4_800, 70).is_some());
        }
    }

    proptest! {
        #[test]
        fn drift_is_clamp_repeated(start in 0_i32..80_000, months in 1_u32..60, steps in 1_u64..80) {
            let mut expected = Day(start);
            for _ in 0..steps {
                expected = MonthEnd::Clamp.months_later(expected, months, 1).unwrap();
            }
            prop_assert_eq!(MonthEnd::Drift.months_later(Day(start), months, steps), Some(expected));
        }
    }
}
