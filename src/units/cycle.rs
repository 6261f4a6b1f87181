//! How periods follow each other.

use serde::{Deserialize, Serialize};

use super::month_end::months_earlier;
use super::zone::DAY;
use super::{Day, Instant, Local, MonthEnd, Zone};

/// How a plan's periods follow each other.
///
/// The first period of a calendar cycle is cut short: of its months, days or weeks the first is what is left of the one
/// in which the anchor lies. Two calendar months from 20 November end on 1 January. A cycle of no length (a count of zero) has one period, which never
/// ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Cycle {
    /// Anniversaries: the same day of the month and the same wall clock.
    Months {
        /// How many months a period has.
        count: u32,
        /// What a day is in a month too short for it.
        month_end: MonthEnd,
    },
    /// Anniversaries at midnight: to the 00:00 that opens the same day of the month.
    WholeMonths {
        /// How many months a period has.
        count: u32,
        /// What a day is in a month too short for it.
        month_end: MonthEnd,
    },
    /// To the 00:00 that opens a certain day of the month, or the last day of a shorter one.
    BillDay {
        /// How many months a period has; the first is what is left of one.
        count: u32,
        /// Which day of the month, from 1 to 31.
        day: u8,
    },
    /// To the 1st of a month, 00:00.
    CalendarMonths(u32),
    /// To the 1st of January, April, July or October, 00:00.
    CalendarQuarters(u32),
    /// To the 1st of January, 00:00.
    CalendarYears(u32),
    /// So many days, at the same wall clock.
    Days(u32),
    /// To a midnight.
    CalendarDays(u32),
    /// To a Monday, 00:00.
    CalendarWeeks(u32),
    /// So many seconds exactly.
    Seconds(u64),
    /// A single period, which never ends.
    Once,
}

impl Cycle {
    /// The end of the period numbered `index`, 0 being the one that begins at `anchor`. [`Instant::NEVER`] if that is
    /// later than [`Instant::MAX`].
    ///
    /// Ends are computed from the anchor and not from each other, except by [`MonthEnd::Drift`]. They never decrease.
    /// Two may be equal where a zone left out a whole day, as Apia did on 2011-12-30: the period of that day is empty.
    #[must_use]
    pub fn end(self, anchor: Instant, index: u32, zone: &Zone) -> Instant {
        if self.is_endless() || anchor == Instant::NEVER {
            return Instant::NEVER;
        }
        match self.end_seconds(anchor, u64::from(index), zone) {
            Some(seconds) if seconds <= Instant::MAX.0 => Instant(seconds.max(Instant::MIN.0)),
            _ => Instant::NEVER,
        }
    }

    /// How long a full period is, roughly, to compare plans by: a month counts 30 days, and one that never ends most.
    #[must_use]
    pub fn length(self) -> u64 {
        const DAYS: u64 = 86_400;
        match self {
            Cycle::Months { count, .. }
            | Cycle::WholeMonths { count, .. }
            | Cycle::BillDay { count, .. }
            | Cycle::CalendarMonths(count) => u64::from(count) * 30 * DAYS,
            Cycle::CalendarQuarters(count) => u64::from(count) * 90 * DAYS,
            Cycle::CalendarYears(count) => u64::from(count) * 360 * DAYS,
            Cycle::Days(count) | Cycle::CalendarDays(count) => u64::from(count) * DAYS,
            Cycle::CalendarWeeks(count) => u64::from(count) * 7 * DAYS,
            Cycle::Seconds(count) => count,
            Cycle::Once => u64::MAX,
        }
    }

    /// Whether an instant is a boundary of the calendar, so that a period that begins there is not cut short. Of cycles
    /// that count from their own beginning every instant is one.
    #[must_use]
    pub fn is_boundary(self, at: Instant, zone: &Zone) -> bool {
        let day = zone.local(at).day;
        let first = match self {
            Cycle::CalendarMonths(_) => day.ymd().2 == 1,
            Cycle::CalendarQuarters(_) => first_of(day, 3) == Some(day),
            Cycle::CalendarYears(_) => first_of(day, 12) == Some(day),
            Cycle::CalendarWeeks(_) => day.weekday().index() == 0,
            Cycle::CalendarDays(_) => true,
            Cycle::BillDay { day: bill_day, .. } => {
                let (year, month, _) = day.ymd();
                Day::from_ymd(year, month, 1).is_some_and(|first| day_of_month(first, bill_day) == day)
            }
            Cycle::Months { .. } | Cycle::WholeMonths { .. } | Cycle::Days(_) | Cycle::Seconds(_) | Cycle::Once => {
                return true;
            }
        };
        first && zone.midnight(day) == at
    }

    /// How many days a period has when it is whole: the first of a calendar cycle may be cut short, and counts as long as it
    /// would be. Zero if it does not end.
    #[must_use]
    pub fn whole_days(self, anchor: Instant, index: u32, zone: &Zone) -> u32 {
        let day = |at| zone.local(at).day;
        let end = self.end(anchor, index, zone);
        if end == Instant::NEVER {
            return 0;
        }
        let last = day(end);
        let days =
            |count: u32, each: i32| Some(last.plus(i32::try_from(count).ok()?.checked_mul(each)?.checked_neg()?));
        let first = match (index.checked_sub(1), self) {
            (Some(before), _) => Some(day(self.end(anchor, before, zone))),
            (None, Cycle::CalendarMonths(count)) => months_earlier(last, count),
            (None, Cycle::CalendarQuarters(count)) => months_earlier(last, count.saturating_mul(3)),
            (None, Cycle::CalendarYears(count)) => months_earlier(last, count.saturating_mul(12)),
            (None, Cycle::CalendarWeeks(count)) => days(count, 7),
            (None, Cycle::CalendarDays(count)) => days(count, 1),
            (None, Cycle::BillDay { count, day }) => {
                let (year, month, _) = last.ymd();
                let month = Day::from_ymd(year, month, 1).and_then(|first| months_earlier(first, count));
                month.map(|month| day_of_month(month, day))
            }
            (None, _) => Some(day(anchor)),
        };
        first.map_or(0, |first| u32::try_from(last.0.saturating_sub(first.0)).unwrap_or(0))
    }

    /// Without the edges of time; `None` for what is far beyond them.
    fn end_seconds(self, anchor: Instant, index: u64, zone: &Zone) -> Option<i64> {
        let local = zone.local(anchor);
        let same_clock = |day| zone.seconds(Local { day, ..local });
        match self {
            Cycle::Once => None,
            Cycle::Seconds(count) => anchor.0.checked_add_unsigned(count.checked_mul(index + 1)?),
            Cycle::Days(count) => days_later(local.day, count, index + 1).map(same_clock),
            Cycle::Months { count, month_end } => month_end.months_later(local.day, count, index + 1).map(same_clock),
            Cycle::WholeMonths { count, month_end } => {
                month_end.months_later(local.day, count, index + 1).map(|day| zone.midnight_seconds(day))
            }
            Cycle::BillDay { count, day } => {
                let (year, month, _) = self.first_boundary(anchor, local.day, zone)?.ymd();
                let first = Day::from_ymd(year, month, 1)?;
                let of_month = MonthEnd::Clamp.months_later(first, 1, boundaries(count, index)?)?;
                Some(zone.midnight_seconds(day_of_month(of_month, day)))
            }
            Cycle::CalendarDays(count) => {
                let first = self.first_boundary(anchor, local.day, zone)?;
                days_later(first, 1, boundaries(count, index)?).map(|day| zone.midnight_seconds(day))
            }
            Cycle::CalendarWeeks(count) => {
                let first = self.first_boundary(anchor, local.day, zone)?;
                days_later(first, 7, boundaries(count, index)?).map(|day| zone.midnight_seconds(day))
            }
            Cycle::CalendarMonths(count) | Cycle::CalendarQuarters(count) | Cycle::CalendarYears(count) => {
                let each = match self {
                    Cycle::CalendarQuarters(_) => 3,
                    Cycle::CalendarYears(_) => 12,
                    _ => 1,
                };
                let first = self.first_boundary(anchor, local.day, zone)?;
                let steps = boundaries(count, index)?;
                MonthEnd::Clamp.months_later(first, each, steps).map(|day| zone.midnight_seconds(day))
            }
        }
    }

    /// The first day whose midnight is a boundary of a calendar cycle and comes after the anchor.
    fn first_boundary(self, anchor: Instant, day: Day, zone: &Zone) -> Option<Day> {
        let first = self.next_boundary(day)?;
        // Where clocks are put back over midnight it comes twice and the first counts, so that an anchor in the second
        // pass of the evening before (St. John's, 2009-10-31 23:30) is already past it.
        if zone.midnight_seconds(first) > anchor.0 { Some(first) } else { self.next_boundary(first) }
    }

    /// The first boundary day of a calendar cycle that is later than the day.
    fn next_boundary(self, day: Day) -> Option<Day> {
        match self {
            Cycle::CalendarMonths(_) => {
                let (year, month, _) = day.ymd();
                MonthEnd::Clamp.months_later(Day::from_ymd(year, month, 1)?, 1, 1)
            }
            Cycle::CalendarQuarters(_) => MonthEnd::Clamp.months_later(first_of(day, 3)?, 3, 1),
            Cycle::CalendarYears(_) => MonthEnd::Clamp.months_later(first_of(day, 12)?, 12, 1),
            Cycle::BillDay { day: bill_day, .. } => {
                let (year, month, _) = day.ymd();
                let first = Day::from_ymd(year, month, 1)?;
                let this = day_of_month(first, bill_day);
                if this > day {
                    Some(this)
                } else {
                    Some(day_of_month(MonthEnd::Clamp.months_later(first, 1, 1)?, bill_day))
                }
            }
            Cycle::CalendarWeeks(_) => {
                let since_monday = i32::try_from(day.weekday().index()).ok()?;
                Some(day.plus(7 - since_monday))
            }
            _ => Some(day.plus(1)),
        }
    }

    /// Whether its one period never ends. Periods of no length could never be walked to the end of.
    const fn is_endless(self) -> bool {
        match self {
            Cycle::Months { count, .. }
            | Cycle::WholeMonths { count, .. }
            | Cycle::BillDay { count, .. }
            | Cycle::CalendarMonths(count)
            | Cycle::CalendarQuarters(count)
            | Cycle::CalendarYears(count)
            | Cycle::Days(count)
            | Cycle::CalendarDays(count)
            | Cycle::CalendarWeeks(count) => count == 0,
            Cycle::Seconds(count) => count == 0,
            Cycle::Once => true,
        }
    }
}

/// The first day of the block of so many months of the year that a day lies in: of its quarter, of its year.
#[must_use]
pub fn first_of(day: Day, months: i8) -> Option<Day> {
    let (year, month, _) = day.ymd();
    Day::from_ymd(year, (month - 1) / months * months + 1, 1)
}

/// A day of the month that begins on a day, or its last one.
fn day_of_month(first: Day, day: u8) -> Day {
    let (year, month, _) = first.ymd();
    let length = i32::from(Day::month_length(year, month));
    first.plus(i32::from(day).clamp(1, length) - 1)
}

/// How many calendar boundaries lie between the first one after the anchor and the end of a period: with three months a
/// period, the month of the anchor is the first of them.
fn boundaries(count: u32, index: u64) -> Option<u64> {
    u64::from(count).checked_mul(index + 1)?.checked_sub(1)
}

/// The day `steps` times `count` days later, or `None` if it is later than any that matters.
fn days_later(start: Day, count: u32, steps: u64) -> Option<Day> {
    let days = u64::from(count).checked_mul(steps)?;
    // Keeps the day's seconds far from overflow too.
    (days <= (Instant::MAX.0 - Instant::MIN.0).unsigned_abs() / DAY.unsigned_abs() + 1)
        .then(|| u32::try_from(days).ok().and_then(|days| start.0.checked_add_unsigned(days)))
        .flatten()
        .map(Day)
}

#[cfg(test)]
mod tests;
