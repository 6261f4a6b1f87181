//! Lengths of time, cycles, spans in which something is counted.

use crate::model::LimitSpan;
use crate::text;
use crate::text::Text;
use crate::units::{Cycle, Duration, MonthEnd};

use super::speech::Speech;
use super::words::counted;

/// A number with the unit it counts: "3", "month", "months", "个月".
struct Count {
    number: u64,
    one: &'static str,
    many: &'static str,
    zh: &'static str,
}

fn count(duration: Duration) -> Count {
    let (number, one, many, zh) = match duration {
        Duration::Months(months) => (u64::from(months), "month", "months", "个月"),
        Duration::Days(days) => (u64::from(days), "day", "days", "天"),
        Duration::Seconds(seconds) if seconds % 3_600 == 0 => (seconds / 3_600, "hour", "hours", "小时"),
        Duration::Seconds(seconds) if seconds % 60 == 0 => (seconds / 60, "minute", "minutes", "分钟"),
        Duration::Seconds(seconds) => (seconds, "second", "seconds", "秒"),
    };
    Count { number, one, many, zh }
}

/// "3 months", 3 个月.
pub(super) fn duration(duration: Duration) -> Text {
    let Count { number, one, many, zh } = count(duration);
    let en = counted(number, one, many);
    text!("{en}", "{number} {zh}")
}

/// "3 more months", 3 个月.
pub(super) fn more(duration: Duration) -> Text {
    let Count { number, one, many, zh } = count(duration);
    let en = if number == 1 { one } else { many };
    text!("{number} more {en}", "{number} {zh}")
}

/// How often a period begins: "every calendar month", 每个自然月. A single period begins once.
pub(super) fn every(cycle: Cycle) -> Text {
    let (number, one, many, zh_one, zh_many) = match cycle {
        Cycle::Months { count, .. } | Cycle::WholeMonths { count, .. } | Cycle::BillDay { count, .. } => {
            (u64::from(count), "month", "months", "月", "个月")
        }
        Cycle::CalendarMonths(count) => (u64::from(count), "calendar month", "calendar months", "个自然月", "个自然月"),
        Cycle::Days(count) => (u64::from(count), "day", "days", "天", "天"),
        Cycle::CalendarDays(count) => (u64::from(count), "calendar day", "calendar days", "个自然日", "个自然日"),
        Cycle::CalendarQuarters(count) => {
            (u64::from(count), "calendar quarter", "calendar quarters", "个季度", "个季度")
        }
        Cycle::CalendarYears(count) => (u64::from(count), "calendar year", "calendar years", "个自然年", "个自然年"),
        Cycle::CalendarWeeks(count) => (u64::from(count), "calendar week", "calendar weeks", "个自然周", "个自然周"),
        Cycle::Seconds(seconds) => {
            let Count { number, one, many, zh } = count(Duration::Seconds(seconds));
            (number, one, many, zh, zh)
        }
        Cycle::Once => return text!("once", "一次性"),
    };
    if number == 1 {
        return text!("every {one}", "每{zh_one}");
    }
    text!("every {number} {many}", "每 {number} {zh_many}")
}

/// How often something is granted again: "each day", 每天.
pub(super) fn each(cycle: Cycle) -> Text {
    match cycle {
        Cycle::CalendarDays(1) => text!("each day", "每天"),
        Cycle::CalendarWeeks(1) => text!("each calendar week", "每个自然周"),
        Cycle::CalendarMonths(1) => text!("each calendar month", "每个自然月"),
        Cycle::Days(7) => text!("each week", "每周"),
        Cycle::Months { count: 1, .. } => text!("each month", "每月"),
        _ => every(cycle),
    }
}

/// What a period is.
pub(super) fn period(cycle: Cycle) -> Text {
    match cycle {
        Cycle::Months { count, month_end: _ } => {
            text!("A period lasts {length}, counted from the day the plan starts.",
                "每个周期为 {length}，从套餐生效之日算起。"; length = duration(Duration::Months(count)))
        }
        Cycle::WholeMonths { count, month_end: _ } => {
            text!("A period lasts {length}, counted in whole days: it ends with the day before the same date.",
                "每个周期为 {length}，按整天计算：至相同日期的前一天结束为止。"; length = duration(Duration::Months(count)))
        }
        Cycle::BillDay { count, day } => {
            let length = duration(Duration::Months(count));
            let th = super::words::ordinal(u32::from(day));
            text!("A period lasts {length} and begins with the {th} day of a month. The first one is shorter if the plan starts part-way through.",
                "每个周期为 {length}，从每月 {day} 日开始；中途开通的，首个周期较短。"; length = length)
        }
        Cycle::CalendarMonths(count) => {
            calendar(count, "calendar month", "calendar months", "个自然月", "the last day of a month", "月末")
        }
        Cycle::CalendarDays(count) => calendar(count, "calendar day", "calendar days", "个自然日", "midnight", "午夜"),
        Cycle::CalendarQuarters(count) => {
            calendar(count, "calendar quarter", "calendar quarters", "个季度", "the last day of a quarter", "季末")
        }
        Cycle::CalendarYears(count) => {
            calendar(count, "calendar year", "calendar years", "个自然年", "31 December", "12 月 31 日")
        }
        Cycle::CalendarWeeks(count) => {
            calendar(count, "calendar week", "calendar weeks", "个自然周", "the end of a Sunday", "周日结束")
        }
        Cycle::Days(days) => from_the_start(Duration::Days(days)),
        Cycle::Seconds(seconds) => from_the_start(Duration::Seconds(seconds)),
        Cycle::Once => text!("There is one period, and it does not end.", "只有一个周期，长期有效。"),
    }
}

fn from_the_start(length: Duration) -> Text {
    text!("A period lasts {length}, counted from the moment the plan starts.",
        "每个周期为 {length}，从套餐生效之时算起。"; length = duration(length))
}

fn calendar(count: u32, one: &str, many: &str, zh: &str, end: &str, zh_end: &str) -> Text {
    let en = if count == 1 { format!("a {one}") } else { format!("{count} {many}") };
    text!(
        "A period is {en}: it ends with {end}. The first one is shorter if the plan starts part-way through.",
        "每个周期为 {count} {zh}，至{zh_end}为止；中途开通的，首个周期较短。"
    )
}

/// What is done in a month that is too short for the day, where that matters.
pub(super) fn month_end(cycle: Cycle) -> Option<Text> {
    let month_end = match cycle {
        Cycle::Months { count: _, month_end } | Cycle::WholeMonths { count: _, month_end } => month_end,
        Cycle::BillDay { day, .. } if day > 28 => MonthEnd::Clamp,
        Cycle::BillDay { .. }
        | Cycle::CalendarMonths(_)
        | Cycle::Days(_)
        | Cycle::CalendarDays(_)
        | Cycle::CalendarQuarters(_)
        | Cycle::CalendarYears(_)
        | Cycle::CalendarWeeks(_)
        | Cycle::Seconds(_)
        | Cycle::Once => return None,
    };
    Some(match month_end {
        MonthEnd::Clamp => text!(
            "In a month without that day, the last day of the month counts.",
            "当月没有这一天的，以当月最后一天为准。"
        ),
        MonthEnd::Spill => text!(
            "In a month without that day, the first day of the next month counts.",
            "当月没有这一天的，以下月 1 日为准。"
        ),
        MonthEnd::Drift => text!(
            "In a month without that day, the last day of the month counts, and from then on that day.",
            "当月没有这一天的，以当月最后一天为准，此后也按这一天计算。"
        ),
    })
}

impl Speech<'_> {
    /// Where something is counted: "in a calendar month", 每个自然月.
    pub(super) fn span(&self, span: LimitSpan) -> Text {
        match span {
            LimitSpan::Period => text!("in a period", "每个周期"),
            LimitSpan::Month => text!("in a calendar month", "每个自然月"),
            LimitSpan::Quarter => text!("in a calendar quarter", "每个季度"),
            LimitSpan::Year => text!("in a calendar year", "每个自然年"),
            LimitSpan::Week => text!("in a calendar week", "每个自然周"),
            LimitSpan::Day => text!("in a day", "每天"),
            LimitSpan::Use => text!("for each call or session", "每次"),
            LimitSpan::Last(length) => text!("in any {length}", "任意 {length}内"; length = duration(length)),
            LimitSpan::Since(from) => text!("from {from} on", "自{from}起"; from = self.beginning(from)),
            LimitSpan::Between(from, to) => {
                text!("from {from} to {to}", "自{from}至{to}"; from = self.beginning(from), to = self.ending(to))
            }
            LimitSpan::Lot => text!("as long as it lasts, each by itself", "在其有效期内各自"),
            LimitSpan::Ever => text!("in all", "总共"),
            LimitSpan::AtOnce => text!("at the same time", "同时"),
        }
    }

    /// The span that a condition looks back on; `before` is the one before that of now.
    pub(super) fn past(&self, span: LimitSpan, before: bool) -> Text {
        match (span, before) {
            (LimitSpan::Period, false) => text!("in that period", "在该周期内"),
            (LimitSpan::Period, true) => text!("in the period before", "在上一周期内"),
            (LimitSpan::Month, false) => text!("in this calendar month", "在本月"),
            (LimitSpan::Month, true) => text!("in the calendar month before", "在上个月"),
            (LimitSpan::Quarter, false) => text!("in this calendar quarter", "在本季度"),
            (LimitSpan::Quarter, true) => text!("in the calendar quarter before", "在上个季度"),
            (LimitSpan::Year, false) => text!("in this calendar year", "在今年"),
            (LimitSpan::Year, true) => text!("in the calendar year before", "在去年"),
            (LimitSpan::Week, false) => text!("in this calendar week", "在本周"),
            (LimitSpan::Week, true) => text!("in the calendar week before", "在上周"),
            (LimitSpan::Day, false) => text!("on this day", "在当天"),
            (LimitSpan::Day, true) => text!("on the day before", "在前一天"),
            (LimitSpan::Last(length), _) => {
                text!("in the last {length}", "在最近 {length}内"; length = duration(length))
            }
            (LimitSpan::Since(from), _) => text!("since {from}", "自{from}以来"; from = self.beginning(from)),
            (LimitSpan::Between(..), _) => self.span(span),
            (LimitSpan::Ever | LimitSpan::AtOnce | LimitSpan::Use | LimitSpan::Lot, _) => text!("so far", "迄今"),
        }
    }
}

/// "in each of the last 4 calendar months".
pub(super) fn in_each(span: LimitSpan, count: u32) -> Text {
    let (en, zh) = match span {
        LimitSpan::Month => ("calendar months", "个自然月"),
        LimitSpan::Week => ("calendar weeks", "个自然周"),
        LimitSpan::Day => ("days", "天"),
        _ => ("periods", "个周期"),
    };
    let spans = Text { en: en.to_owned(), zh: zh.to_owned() };
    text!("in each of the last {count} {spans}", "在最近连续 {count} {spans}的每一个"; spans = spans)
}

/// "once", "twice", "3 times"; 1 次.
pub(super) fn times(number: u64) -> Text {
    match number {
        1 => text!("once", "1 次"),
        2 => text!("twice", "2 次"),
        _ => text!("{number} times", "{number} 次"),
    }
}

/// "until the end of the next period", "for 3 more periods".
pub(super) fn more_periods(number: u32) -> Text {
    match number {
        1 => text!("until the end of the next period", "至下个周期结束"),
        _ => text!("for {number} more periods", "{number} 个周期"),
    }
}
