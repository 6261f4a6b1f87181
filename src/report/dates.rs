//! Days and moments in words.

use crate::text;
use crate::text::Text;
use crate::units::{Day, Instant, Local, Zone};

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Days and moments in words. The year is said only where it is not the one the reader has in mind.
#[derive(Debug, Clone, Copy)]
pub(super) struct Dates<'a> {
    zone: &'a Zone,
    year: i16,
}

impl<'a> Dates<'a> {
    /// The year in mind is that of a moment: the first of the simulation.
    pub(super) fn new(zone: &'a Zone, in_mind: Instant) -> Dates<'a> {
        Dates { zone, year: zone.local(in_mind).day.ymd().0 }
    }

    /// `1 May`, `1 May 12:30`, `1 Jan 2027`; of what does not come: `never`.
    pub(super) fn at(&self, at: Instant) -> Text {
        if at == Instant::NEVER {
            return text!("never", "永不");
        }
        let Local { day, second } = self.zone.local(at);
        let (day, time) = (self.day(day), clock(second));
        text!("{day}{time}", "{day}{time}"; day = day)
    }

    /// `1 May`, `1 Jan 2027`.
    pub(super) fn day(&self, day: Day) -> Text {
        if day.ymd().0 == self.year { short(day) } else { full(day) }
    }

    /// The day of a moment, without its time.
    pub(super) fn day_of(&self, at: Instant) -> Text {
        self.day(self.zone.local(at).day)
    }

    /// `until 1 May`; of what never ends: `without end`.
    pub(super) fn until(&self, at: Instant) -> Text {
        if at == Instant::NEVER {
            return text!("without end", "长期有效");
        }
        text!("until {at}", "至{at}"; at = self.at(at))
    }

    /// `January's`, `January 2027's`, for what belongs to a month.
    pub(super) fn of_month(&self, at: Instant) -> Text {
        let (year, number, _) = self.zone.local(at).day.ymd();
        let month = month(number);
        if year == self.year {
            text!("{month}'s", "{number}月的")
        } else {
            text!("{month} {year}'s", "{year}年{number}月的")
        }
    }
}

/// `1 May 2026`, whatever year is in mind.
pub(super) fn full(day: Day) -> Text {
    let (year, month, of_month) = day.ymd();
    let short = short_month(month);
    text!("{of_month} {short} {year}", "{year}年{month}月{of_month}日")
}

fn short(day: Day) -> Text {
    let (_, month, of_month) = day.ymd();
    let short = short_month(month);
    text!("{of_month} {short}", "{month}月{of_month}日")
}

/// Nothing at midnight, which is what a day means by itself.
fn clock(second: u32) -> String {
    let (hour, minute, rest) = (second / 3_600, second / 60 % 60, second % 60);
    match (second, rest) {
        (0, _) => String::new(),
        (_, 0) => format!(" {hour:02}:{minute:02}"),
        _ => format!(" {hour:02}:{minute:02}:{rest:02}"),
    }
}

/// `May`.
pub(super) fn month(number: i8) -> &'static str {
    usize::try_from(number).ok().and_then(|number| MONTHS.get(number.wrapping_sub(1))).copied().unwrap_or_default()
}

fn short_month(number: i8) -> &'static str {
    month(number).get(..3).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_no_more_than_needed() {
        let zone = Zone::named("Asia/Phnom_Penh").unwrap();
        let day = |year, month, day| zone.midnight(Day::from_ymd(year, month, day).unwrap());
        let dates = Dates::new(&zone, day(2026, 1, 1));
        let both = |text: Text| format!("{} | {}", text.en, text.zh);
        assert_eq!(both(dates.at(day(2026, 5, 1))), "1 May | 5月1日");
        assert_eq!(
            both(dates.at(day(2027, 1, 31).plus_seconds(45_005))),
            "31 Jan 2027 12:30:05 | 2027年1月31日 12:30:05"
        );
        assert_eq!(both(dates.until(day(2026, 9, 1))), "until 1 Sep | 至9月1日");
        assert_eq!(both(dates.until(Instant::NEVER)), "without end | 长期有效");
        assert_eq!(both(dates.of_month(day(2026, 12, 31))), "December's | 12月的");
        assert_eq!(both(dates.of_month(day(2025, 12, 31))), "December 2025's | 2025年12月的");
        assert_eq!(both(full(Day::from_ymd(2026, 1, 1).unwrap())), "1 Jan 2026 | 2026年1月1日");
    }
}
