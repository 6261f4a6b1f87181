//! Lengths of time.

use serde::{Deserialize, Serialize};

use super::month_end::months_earlier;
use super::{Day, Instant, Local, MonthEnd, Zone};

/// A length of time as people say it. Months and days depend on the calendar and the zone, seconds do not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Duration {
    /// So many months, at the same wall clock. A year is 12.
    Months(u32),
    /// So many days, at the same wall clock. A week is 7.
    Days(u32),
    /// So many seconds exactly. An hour is 3600.
    Seconds(u64),
}

impl Duration {
    /// The moment this long after another; [`Instant::MAX`] if that is beyond it. `NEVER` stays `NEVER`.
    ///
    /// In New York, 1 day after 2026-03-07 12:00 is 12:00 the next day, 23 hours later; 24 hours after it is 13:00. A
    /// wall clock in a gap is taken as [`Zone::instant`] says. A single step has nothing to drift from, so
    /// [`MonthEnd::Drift`] gives here what [`MonthEnd::Clamp`] does.
    #[must_use]
    pub fn after(self, start: Instant, zone: &Zone, month_end: MonthEnd) -> Instant {
        if start == Instant::NEVER || self.is_zero() {
            return start;
        }
        let local = zone.local(start);
        let day = match self {
            Duration::Seconds(seconds) => return start.plus_seconds(i64::try_from(seconds).unwrap_or(i64::MAX)),
            Duration::Days(days) => local.day.0.checked_add_unsigned(days).map(Day),
            Duration::Months(months) => month_end.months_later(local.day, months, 1),
        };
        day.map_or(Instant::MAX, |day| zone.instant(Local { day, ..local }))
    }

    /// The moment this long before another; [`Instant::MIN`] if that is beyond it. `NEVER` stays `NEVER`.
    ///
    /// A month before 31 March is the last day of February, so going back and forth again may not return.
    #[must_use]
    pub fn before(self, end: Instant, zone: &Zone) -> Instant {
        if end == Instant::NEVER || self.is_zero() {
            return end;
        }
        let local = zone.local(end);
        let day = match self {
            Duration::Seconds(seconds) => {
                return end.plus_seconds(i64::try_from(seconds).map_or(i64::MIN, |seconds| -seconds));
            }
            Duration::Days(days) => local.day.0.checked_sub_unsigned(days).map(Day),
            Duration::Months(months) => months_earlier(local.day, months),
        };
        day.map_or(Instant::MIN, |day| zone.instant(Local { day, ..local }))
    }

    /// About how long, to tell the shorter of two: a month counts as the 2629746 seconds of an average one, so that it
    /// is longer than 30 days and shorter than 31.
    #[must_use]
    pub fn approximate_seconds(self) -> u64 {
        match self {
            Duration::Months(months) => u64::from(months) * 2_629_746,
            Duration::Days(days) => u64::from(days) * 86_400,
            Duration::Seconds(seconds) => seconds,
        }
    }

    /// So many times as long; what is too long to count is the longest there is.
    #[must_use]
    pub const fn times(self, count: u32) -> Duration {
        match self {
            Duration::Months(months) => Duration::Months(months.saturating_mul(count)),
            Duration::Days(days) => Duration::Days(days.saturating_mul(count)),
            Duration::Seconds(seconds) => Duration::Seconds(seconds.saturating_mul(count as u64)),
        }
    }

    /// No time at all leads to the same moment, also to one whose wall clock comes twice.
    const fn is_zero(self) -> bool {
        matches!(self, Duration::Months(0) | Duration::Days(0) | Duration::Seconds(0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::testing::{at, zone};

    fn after(zone: &Zone, duration: Duration, start: &str) -> String {
        zone.local(duration.after(at(zone, start), zone, MonthEnd::Clamp)).to_string()
    }

    #[test]
    fn a_day_is_not_24_hours() {
        let zone = zone("America/New_York");
        let start = at(&zone, "2026-03-07 12:00");
        let day = Duration::Days(1).after(start, &zone, MonthEnd::Clamp);
        assert_eq!(day.seconds_since(start), 23 * 3_600);
        assert_eq!(zone.local(day).to_string(), "2026-03-08 12:00");
        assert_eq!(after(&zone, Duration::Seconds(86_400), "2026-03-07 12:00"), "2026-03-08 13:00");
        assert_eq!(Duration::Days(1).before(day, &zone), start);
        // Into the gap.
        assert_eq!(after(&zone, Duration::Days(1), "2026-03-07 02:30"), "2026-03-08 03:30");
        // Into the fold: the earlier 01:30, 24 hours later.
        let night = at(&zone, "2026-10-31 01:30");
        assert_eq!(Duration::Days(1).after(night, &zone, MonthEnd::Clamp), night.plus_seconds(86_400));
        // Out of the second pass of the fold, by nothing.
        let second_pass = at(&zone, "2026-11-01 01:30").plus_seconds(3_600);
        for nothing in [Duration::Days(0), Duration::Months(0), Duration::Seconds(0)] {
            assert_eq!(nothing.after(second_pass, &zone, MonthEnd::Clamp), second_pass);
            assert_eq!(nothing.before(second_pass, &zone), second_pass);
        }
    }

    #[test]
    fn months() {
        let zone = zone("Asia/Phnom_Penh");
        assert_eq!(after(&zone, Duration::Months(1), "2027-01-31 08:15"), "2027-02-28 08:15");
        assert_eq!(after(&zone, Duration::Months(12), "2028-02-29 00:00"), "2029-02-28 00:00");
        let start = at(&zone, "2027-01-31 00:00");
        assert_eq!(Duration::Months(1).after(start, &zone, MonthEnd::Spill), at(&zone, "2027-03-01 00:00"));
        assert_eq!(Duration::Months(1).after(start, &zone, MonthEnd::Drift), at(&zone, "2027-02-28 00:00"));
        assert_eq!(Duration::Months(1).before(at(&zone, "2027-03-31 00:00"), &zone), at(&zone, "2027-02-28 00:00"));
    }

    #[test]
    fn the_edges_of_time() {
        let zone = zone("America/New_York");
        for hostile in [Duration::Months(u32::MAX), Duration::Days(u32::MAX), Duration::Seconds(u64::MAX)] {
            for month_end in [MonthEnd::Clamp, MonthEnd::Spill, MonthEnd::Drift] {
                assert_eq!(hostile.after(Instant(0), &zone, month_end), Instant::MAX);
                assert_eq!(hostile.after(Instant::NEVER, &zone, month_end), Instant::NEVER);
            }
            assert_eq!(hostile.before(Instant(0), &zone), Instant::MIN);
            assert_eq!(hostile.before(Instant::NEVER, &zone), Instant::NEVER);
        }
        assert_eq!(Duration::Months(1).after(Instant::MAX, &zone, MonthEnd::Clamp), Instant::MAX);
    }

    #[test]
    fn about_how_long() {
        let month = Duration::Months(1).approximate_seconds();
        assert!(Duration::Days(30).approximate_seconds() < month && month < Duration::Days(31).approximate_seconds());
        assert_eq!(Duration::Seconds(5).approximate_seconds(), 5);
    }
}
