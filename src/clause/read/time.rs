//! Lengths of time, dates and times of day.

use crate::syntax::Rule;
use crate::syntax::tree::Node;
use crate::text;
use crate::units::{Cycle, Day, Duration, Instant, Local, MonthEnd};

use super::super::{Context, report};
use super::amount;

/// Seconds in a day.
const DAY: u32 = 86_400;

/// `30 days`, `a month`, `720 hours`.
pub(crate) fn length(context: &mut Context<'_>, node: &Node) -> Option<Duration> {
    let count = number(context, node)?;
    let many = |each: u64| Some(Duration::Seconds(u64::from(count) * each));
    match node.child(Rule::length_unit)?.first()?.rule {
        Rule::k_second => many(1),
        Rule::k_minute => many(60),
        Rule::k_hour => many(3_600),
        Rule::k_day => Some(Duration::Days(count)),
        Rule::k_week => Some(Duration::Days(count * 7)),
        Rule::k_month => Some(Duration::Months(count)),
        _ => Some(Duration::Months(count * 12)),
    }
}

/// `3 periods`, `a period`.
pub(crate) fn periods(context: &mut Context<'_>, node: &Node) -> Option<u32> {
    number(context, node)
}

/// The number in front of a unit: an integer, or `a`.
pub(crate) fn number(context: &mut Context<'_>, node: &Node) -> Option<u32> {
    node.child(Rule::integer).map_or(Some(1), |integer| amount::positive(context, integer))
}

/// How periods follow each other: `month`, `30 days`, `calendar week`.
pub(crate) fn cycle(context: &mut Context<'_>, node: &Node, month_end: MonthEnd) -> Option<Cycle> {
    let count = number(context, node)?;
    let unit = node.child(Rule::length_unit).or_else(|| node.children.last())?;
    let plain = self::plain_cycle(count, unit, month_end)?;
    if let Some(on_day) = node.child(Rule::on_day) {
        return bill_day(context, on_day, plain);
    }
    if node.has(Rule::k_of_whole_days) {
        return Some(match plain {
            Cycle::Months { count, month_end } => Cycle::WholeMonths { count, month_end },
            Cycle::Days(count) => Cycle::CalendarDays(count),
            other => other,
        });
    }
    Some(plain)
}

/// `month on day 15`.
fn bill_day(context: &mut Context<'_>, on_day: &Node, cycle: Cycle) -> Option<Cycle> {
    let number = on_day.child(Rule::integer)?;
    let day = amount::positive(context, number)?;
    let Cycle::Months { count, .. } = cycle else {
        let message = text!("only a month has a day with a number", "只有月才有第几天");
        return context.report(report::bad_value(on_day.span, message));
    };
    match u8::try_from(day) {
        Ok(day) if day <= 31 => Some(Cycle::BillDay { count, day }),
        _ => context.report(report::bad_value(number.span, text!("no month has so many days", "没有哪个月有这么多天"))),
    }
}

fn plain_cycle(count: u32, unit: &Node, month_end: MonthEnd) -> Option<Cycle> {
    let many = |each: u64| Some(Cycle::Seconds(u64::from(count) * each));
    match unit.first().map_or(unit.rule, |keyword| keyword.rule) {
        Rule::k_calendar_month => Some(Cycle::CalendarMonths(count)),
        Rule::k_calendar_quarter => Some(Cycle::CalendarQuarters(count)),
        Rule::k_calendar_year => Some(Cycle::CalendarYears(count)),
        Rule::k_calendar_week => Some(Cycle::CalendarWeeks(count)),
        Rule::k_calendar_day => Some(Cycle::CalendarDays(count)),
        Rule::k_second => many(1),
        Rule::k_minute => many(60),
        Rule::k_hour => many(3_600),
        Rule::k_day => Some(Cycle::Days(count)),
        Rule::k_week => Some(Cycle::Days(count * 7)),
        Rule::k_month => Some(Cycle::Months { count, month_end }),
        _ => Some(Cycle::Months { count: count * 12, month_end }),
    }
}

/// How a grant is repeated: `a day`, `each week`, `every 24 hours`. A day begins at midnight and so do the weeks and
/// months of the calendar; anything else is counted from the first.
pub(crate) fn repeat(context: &mut Context<'_>, node: &Node) -> Option<Cycle> {
    if let Some(length) = node.child(Rule::length) {
        let cycle = match self::length(context, length)? {
            Duration::Seconds(seconds) => Cycle::Seconds(seconds),
            Duration::Days(days) => Cycle::Days(days),
            Duration::Months(count) => Cycle::Months { count, month_end: MonthEnd::Clamp },
        };
        if matches!(cycle, Cycle::Seconds(seconds) if seconds < 3_600) {
            let message = text!("nothing is granted again more often than once an hour", "重复发放最短为每小时一次");
            return context.report(report::bad_value(length.span, message));
        }
        return Some(cycle);
    }
    match node.children.last()?.rule {
        Rule::k_day | Rule::k_calendar_day | Rule::k_daily => Some(Cycle::CalendarDays(1)),
        Rule::k_calendar_week => Some(Cycle::CalendarWeeks(1)),
        Rule::k_calendar_month => Some(Cycle::CalendarMonths(1)),
        Rule::k_week | Rule::k_weekly => Some(Cycle::Days(7)),
        _ => Some(Cycle::Months { count: 1, month_end: MonthEnd::Clamp }),
    }
}

/// `2026-01-20`.
pub(crate) fn day(context: &mut Context<'_>, date: &Node) -> Option<Day> {
    let mut parts = date.text.split('-').map(str::parse::<i16>);
    let mut next = || parts.next()?.ok();
    let ymd = next().zip(next()).zip(next());
    let known = ymd.and_then(|((year, month), day)| {
        Day::from_ymd(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).filter(|_| (1900..2200).contains(&year))
    });
    let written = &date.text;
    known.or_else(|| {
        context.report(report::bad_value(date.span, text!("there is no date {written}", "没有 {written} 这一天")).help(
            text!(
                "dates are year-month-day, from 1900-01-01 to 2199-12-31",
                "日期写成 年-月-日，从 1900-01-01 到 2199-12-31"
            ),
        ))
    })
}

/// `22:00`: the second of the day. `24:00` is the midnight that closes it.
pub(crate) fn of_day(context: &mut Context<'_>, time: &Node) -> Option<u32> {
    let mut parts = time.text.split(':').map(str::parse::<u32>);
    let hour = parts.next()?.ok();
    let minute = parts.next()?.ok();
    let second = parts.next().map_or(Some(0), Result::ok);
    let known = hour.zip(minute).zip(second).and_then(|((hour, minute), second)| {
        let at = hour.checked_mul(3_600)?.checked_add(minute * 60 + second)?;
        (minute < 60 && second < 60 && at <= DAY).then_some(at)
    });
    let written = &time.text;
    known.or_else(|| {
        let message = text!("there is no time {written}", "没有 {written} 这个时刻");
        let help =
            text!("a day goes from `00:00` to `24:00`, an hour to `59`", "一天从 `00:00` 到 `24:00`，分钟最大为 `59`");
        context.report(report::bad_value(time.span, message).help(help))
    })
}

/// `2026-01-20`, `2026-01-20 09:30`, in the operator's zone.
pub(crate) fn moment(context: &mut Context<'_>, node: &Node) -> Option<Instant> {
    let day = day(context, node.child(Rule::date)?)?;
    let second = match node.child(Rule::time) {
        Some(time) => of_day(context, time)?,
        None => 0,
    };
    context.noted.dates.get_or_insert(node.span);
    Some(context.operator.zone.answer.instant(Local::on(day, second)))
}

/// The midnight that opens a date, in the operator's zone.
pub(crate) fn midnight(context: &mut Context<'_>, date: &Node) -> Option<Instant> {
    let day = day(context, date)?;
    context.noted.dates.get_or_insert(date.span);
    Some(context.operator.zone.answer.midnight(day))
}

/// `from 2026-04-14 to 2026-04-16`: from the first midnight to the one that closes the last day; `until` ends before it.
pub(crate) fn from_to(context: &mut Context<'_>, node: &Node) -> Option<(Instant, Instant)> {
    let mut dates = node.all(Rule::date);
    let (first, last) = (dates.next()?, dates.next()?);
    let from = midnight(context, first)?;
    let closing = day(context, last)?.plus(i32::from(node.has(Rule::k_to)));
    let to = context.operator.zone.answer.midnight(closing);
    if to <= from {
        let message = text!("this ends before it begins", "结束早于开始");
        return context.report(report::bad_value(last.span, message));
    }
    Some((from, to))
}
