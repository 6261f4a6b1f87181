//! When a lot ends.

use crate::units::{Cycle, Day, Instant, MonthEnd, Validity};

use super::World;

impl World<'_> {
    /// When a lot of this validity ends that starts at an instant. Validity in periods needs a running period; without
    /// one it has no end.
    pub(super) fn end_of(&self, account: usize, validity: Validity, start: Instant) -> Instant {
        let zone = &self.calendar_of(account).zone;
        match validity {
            Validity::For(length) => length.after(start, zone, MonthEnd::Clamp),
            Validity::ToEndOfDay(days) => {
                let first = zone.local(start).day;
                let days = i32::try_from(days.max(1)).unwrap_or(i32::MAX);
                zone.midnight(Day(first.0.saturating_add(days))).min(Instant::MAX)
            }
            Validity::ToEndOfWeekday(weekday) => {
                zone.midnight(zone.local(start).day.this_or_next(weekday).plus(1)).min(Instant::MAX)
            }
            Validity::CalendarMonths(months) => Cycle::CalendarMonths(months.max(1)).end(start, 0, zone),
            Validity::CalendarQuarters(count) => Cycle::CalendarQuarters(count.max(1)).end(start, 0, zone),
            Validity::CalendarYears(count) => Cycle::CalendarYears(count.max(1)).end(start, 0, zone),
            Validity::CalendarWeeks(weeks) => Cycle::CalendarWeeks(weeks.max(1)).end(start, 0, zone),
            Validity::Periods(periods) => self.period_end(account, periods),
            Validity::Until(end) => end,
            Validity::Forever => Instant::NEVER,
        }
    }

    /// The end of the n-th period of an account, counting the one that runs.
    pub(super) fn period_end(&self, account: usize, periods: u32) -> Instant {
        let state = &self.accounts[account];
        match periods {
            _ if !state.is_running() => Instant::NEVER,
            0 | 1 => state.end,
            _ => {
                let index = state.index.saturating_add(periods - 1);
                self.plan_of(account).cycle.end(state.anchor, index, &self.calendar_of(account).zone)
            }
        }
    }
}
