//! When units can be used: `on weekends from 22:00 to 06:00`.

use crate::syntax::Rule;
use crate::syntax::tree::Node;
use crate::units::{DayFilter, HolidayUse, Window};

use super::super::Context;
use super::{days, time};

/// The hours of the night where nobody says which: 22:00 to 06:00.
pub(crate) const NIGHT: (u32, u32) = (22 * 3_600, 6 * 3_600);

/// A window as it is written. `at night` leaves the hours open.
pub(crate) fn window(context: &mut Context<'_>, node: &Node) -> Option<Window> {
    if node.has(Rule::k_at_night) || node.has(Rule::k_night) {
        context.noted.night.get_or_insert(node.span);
        return Some(Window { days: DayFilter::EVERY_DAY, from: NIGHT.0, to: NIGHT.1 });
    }
    let mut days = node.child(Rule::on_days).map_or(DayFilter::EVERY_DAY, |on_days| self::on_days(context, on_days));
    // "on weekdays from 22:00 to 06:00, except holidays"
    if node.has(Rule::except_holidays) {
        days.holidays = HolidayUse::Exclude;
    }
    let (from, to) = match node.child(Rule::from_to_time) {
        Some(hours) => self::hours(context, hours)?,
        None => (0, 0),
    };
    Some(Window { days, from, to })
}

fn hours(context: &mut Context<'_>, node: &Node) -> Option<(u32, u32)> {
    let mut times = node.all(Rule::time);
    let (from, to) = (times.next()?, times.next()?);
    Some((time::of_day(context, from)?, time::of_day(context, to)?))
}

/// `on weekends and holidays`: the days of each part together.
pub(crate) fn on_days(context: &Context<'_>, node: &Node) -> DayFilter {
    let mut weekdays = 0;
    let mut with_holidays = false;
    for set in node.all(Rule::day_set) {
        match set.first().map(|first| first.rule) {
            Some(Rule::k_holiday) => with_holidays = true,
            _ => weekdays |= day_set(context, set),
        }
    }
    let holidays = match (with_holidays, node.has(Rule::except_holidays)) {
        (_, true) => HolidayUse::Exclude,
        (true, false) if weekdays == 0 => HolidayUse::Only,
        (true, false) => HolidayUse::Include,
        (false, false) => HolidayUse::Ignore,
    };
    DayFilter { weekdays, holidays }
}

/// The weekdays of `weekends`, `weekdays`, `Mon to Fri`. The operator says which days its weekend has.
fn day_set(context: &Context<'_>, set: &Node) -> u8 {
    match set.first() {
        Some(first) if first.rule == Rule::k_weekend => context.operator.weekend,
        Some(first) if first.rule == Rule::k_weekday => !context.operator.weekend & days::EVERY_DAY,
        Some(first) => days::range(first),
        None => 0,
    }
}

/// The window that a word before `pack` stands for: `weekend pack`.
#[must_use]
pub(crate) fn of_word(context: &Context<'_>, keyword: Rule) -> Window {
    let whole = |weekdays, holidays| Window { days: DayFilter { weekdays, holidays }, from: 0, to: 0 };
    let weekend = context.operator.weekend;
    match keyword {
        Rule::k_weekend => whole(weekend, HolidayUse::Ignore),
        Rule::k_weekday => whole(!weekend & days::EVERY_DAY, HolidayUse::Ignore),
        Rule::k_holiday => whole(days::EVERY_DAY, HolidayUse::Only),
        _ => Window { days: DayFilter::EVERY_DAY, from: NIGHT.0, to: NIGHT.1 },
    }
}
