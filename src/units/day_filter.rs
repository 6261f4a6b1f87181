//! Sets of days.

use serde::{Deserialize, Serialize};

use super::{Day, HolidayUse, Holidays, Weekday};

/// A set of days, by weekday and by whether they are holidays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct DayFilter {
    /// One bit a weekday, bit 0 being Monday. Without meaning if `holidays` is [`HolidayUse::Only`].
    pub weekdays: u8,
    /// What holidays change.
    pub holidays: HolidayUse,
}

impl DayFilter {
    /// All days.
    pub const EVERY_DAY: DayFilter = DayFilter { weekdays: 0b111_1111, holidays: HolidayUse::Ignore };

    /// Just these weekdays, holidays or not.
    #[must_use]
    pub fn weekdays(days: &[Weekday]) -> DayFilter {
        let weekdays = days.iter().fold(0, |bits, day| bits | 1 << day.index());
        DayFilter { weekdays, holidays: HolidayUse::Ignore }
    }

    /// Whether the day belongs to the set.
    #[must_use]
    pub fn contains(self, day: Day, holidays: &Holidays) -> bool {
        let weekday = self.weekdays >> day.weekday().index() & 1 == 1;
        match self.holidays {
            HolidayUse::Ignore => weekday,
            HolidayUse::Include => weekday || holidays.contains(day),
            HolidayUse::Exclude => weekday && !holidays.contains(day),
            HolidayUse::Only => holidays.contains(day),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weekdays_and_holidays() {
        // From Monday 2026-01-19; Wednesday and Sunday are holidays.
        let monday = Day::from_ymd(2026, 1, 19).unwrap();
        let holidays = Holidays::new(vec![monday.plus(2), monday.plus(6)]);
        let shown = |filter: DayFilter| -> String {
            (0..7).map(|day| if filter.contains(monday.plus(day), &holidays) { 'x' } else { '.' }).collect()
        };
        let weekend = DayFilter::weekdays(&[Weekday::Saturday, Weekday::Sunday]);
        assert_eq!(weekend.weekdays, 0b110_0000);
        assert_eq!(shown(DayFilter::EVERY_DAY), "xxxxxxx");
        assert_eq!(shown(weekend), ".....xx");
        assert_eq!(shown(DayFilter { holidays: HolidayUse::Include, ..weekend }), "..x..xx");
        assert_eq!(shown(DayFilter { holidays: HolidayUse::Exclude, ..weekend }), ".....x.");
        assert_eq!(shown(DayFilter { holidays: HolidayUse::Only, ..weekend }), "..x...x");
        assert_eq!(shown(DayFilter { weekdays: 0, holidays: HolidayUse::Include }), "..x...x");
    }
}
