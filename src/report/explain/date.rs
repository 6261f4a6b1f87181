//! Dates in full, as people write them.

use crate::report::dates::month;
use crate::text;
use crate::text::Text;
use crate::units::{Day, Instant, Local, Season};

use super::speech::Speech;

/// "1 May 2026", 2026年5月1日.
pub(super) fn day(day: Day) -> Text {
    let (year, number, of_month) = day.ymd();
    let name = month(number);
    text!("{of_month} {name} {year}", "{year}年{number}月{of_month}日")
}

/// Days of one year, those that follow each other together: "1 May, 14 to 16 April", 5月1日、4月14–16日.
pub(super) fn runs(days: &[Day]) -> Vec<Text> {
    let runs = days.chunk_by(|one, next| one.plus(1) == *next);
    runs.filter_map(|run| {
        let ((_, first, from), (_, last, to)) = (run.first()?.ymd(), run.last()?.ymd());
        let (first_name, last_name) = (month(first), month(last));
        Some(match (run.len(), first == last) {
            (1, _) => text!("{from} {first_name}", "{first}月{from}日"),
            (2, true) => text!("{from} and {to} {first_name}", "{first}月{from}、{to}日"),
            (_, true) => text!("{from} to {to} {first_name}", "{first}月{from}–{to}日"),
            (_, false) => {
                text!("{from} {first_name} to {to} {last_name}", "{first}月{from}日–{last}月{to}日")
            }
        })
    })
    .collect()
}

/// "that is between 1 June and 31 August of any year"; or its opposite.
pub(super) fn in_season(season: Season, holds: bool) -> Text {
    let day_of = |(number, of_month): (u32, u32)| {
        let name = month(i8::try_from(number).unwrap_or(1));
        text!("{of_month} {name}", "{number}月{of_month}日")
    };
    let (from, to) = (day_of(season.from), day_of(season.to));
    match holds {
        true => text!("that is from {from} to {to} of a year", "当时为每年{from}至{to}"; from = from, to = to),
        false => text!("that is not from {from} to {to} of a year", "当时不在每年{from}至{to}"; from = from, to = to),
    }
}

/// "22:00"; the end of a day is "midnight".
pub(super) fn clock(second: u32) -> Text {
    let (hour, minute, rest) = (second / 3_600, second / 60 % 60, second % 60);
    match (second, rest) {
        (0, _) => text!("midnight", "0:00"),
        (86_400, _) => text!("midnight", "24:00"),
        (_, 0) => text!("{hour:02}:{minute:02}", "{hour}:{minute:02}"),
        _ => text!("{hour:02}:{minute:02}:{rest:02}", "{hour}:{minute:02}:{rest:02}"),
    }
}

impl Speech<'_> {
    /// An instant at which something begins: "14 April 2026", with the time of day where it is not midnight.
    pub(super) fn beginning(&self, at: Instant) -> Text {
        let local = self.local(at);
        if local.second == 0 { day(local.day) } else { with_clock(local) }
    }

    /// An instant before which something ends. At midnight it is the day before that counts whole, which is said
    /// because "until 1 May" is understood both ways.
    pub(super) fn ending(&self, at: Instant) -> Text {
        let local = self.local(at);
        if local.second > 0 {
            return with_clock(local);
        }
        text!("the end of {day}", "{day}（含当天）"; day = day(local.day.plus(-1)))
    }

    /// "from 14 April 2026 to the end of 16 April 2026"; the edges of time are not said.
    pub(super) fn between(&self, from: Instant, to: Instant) -> Option<Text> {
        let (start, end) = (self.beginning(from), self.ending(to));
        match (from <= Instant::MIN, to >= Instant::MAX) {
            (true, true) => None,
            (true, false) => Some(text!("until {end}", "至{end}"; end = end)),
            (false, true) => Some(text!("from {start} on", "从{start}起"; start = start)),
            (false, false) if self.local(to) == (Local { second: 0, day: self.local(from).day.plus(1) }) => {
                Some(text!("on {start}", "{start}当天"; start = start))
            }
            (false, false) => Some(text!("from {start} to {end}", "从{start}至{end}"; start = start, end = end)),
        }
    }

    fn local(&self, at: Instant) -> Local {
        self.zone.local(at)
    }
}

fn with_clock(local: Local) -> Text {
    let (day, clock) = (day(local.day), clock(local.second));
    text!("{day}, {clock}", "{day} {clock}"; day = day, clock = clock)
}
