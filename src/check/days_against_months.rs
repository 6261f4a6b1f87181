//! Periods of so many days, and limits by the calendar month; calendar months, and leftovers that live for so many days.

use crate::diag::{Code, Diagnostic, Example, Page, Words};
use crate::model::{Fallback, Life, Limit, LimitSpan, Plan};
use crate::text;
use crate::text::{Origin, Text};
use crate::units::{Cycle, Day, Duration};

use super::{Found, Lint, Look, Subject};

pub(super) const LINT: Lint = Lint {
    code: Code::DaysAgainstMonths,
    page: Page {
        what: Words {
            en: "Days and calendar months do not meet: periods have 28 to 31 days and a limit counts by the month, or periods are calendar months and their leftovers live for so many days.",
            zh: "天数与自然月对不上：周期为 28 至 31 天而上限按月计算，或周期是自然月而结余按天数延续。",
        },
        why: Words {
            en: "The two drift apart: a period soon lies in two months, and some month has two beginnings. Customers see one month and the limit another. Count by the period (`a period`), let periods be calendar months, or let leftovers live for months.",
            zh: "两者会逐渐错开：一个周期很快跨两个月，有的月份会有两次开始。客户看到的月份与限额的月份不同。请按周期计（`每周期`），让周期为自然月，或让结余按月延续。",
        },
        bad: Example::Plan("plan \"P\" {\n  every 30 days: price $5, data 20 GB\n  no rollover\n  pack \"A\" { price $1; data 1 GB; at most 3 a month }\n}\n"),
        instead: Example::Plan("plan \"P\" {\n  every 30 days: price $5, data 20 GB\n  no rollover\n  pack \"A\" { price $1; data 1 GB; at most 3 a period }\n}\n"),
    },
    look: Look::Plan(look),
};

fn look(subject: &Subject<'_>, plan: &Plan, found: &mut Found) {
    if let Cycle::Days(days @ 28..=31) = plan.cycle.answer {
        for limit in limits(subject, plan).filter(|limit| limit.span == LimitSpan::Month) {
            found.all(finding(subject, plan, days, limit.origin));
        }
    }
    if matches!(plan.cycle.answer, Cycle::CalendarMonths(_)) {
        for rule in &plan.rollovers.answer {
            if let Some(Life::For(Duration::Days(days))) = rule.life
                && days.is_multiple_of(30)
            {
                found.all(leftover(subject, plan, (days, rule.origin)));
            }
        }
    }
}

/// Every limit by some span that a plan writes.
fn limits<'p>(subject: &'p Subject<'_>, plan: &'p Plan) -> impl Iterator<Item = &'p Limit> + 'p {
    let packs = subject.packs(plan).flat_map(|pack| &pack.limits);
    let gifts = plan.gifts.iter().flat_map(|gift| [&gift.amounts, &gift.times, &gift.receive, &gift.receive_times]).flatten();
    let resorts = plan.depletions.iter().flat_map(|depletion| &depletion.fallbacks.answer);
    let charged = resorts.filter_map(|resort| match &resort.what {
        Fallback::Charge { limit, .. } | Fallback::Buy { limit, .. } => limit.as_ref(),
        Fallback::Throttle { up_to, .. } | Fallback::Free { up_to } => up_to.as_ref(),
        _ => None,
    });
    let ceilings = plan.ceilings.iter().map(|ceiling| &ceiling.limit);
    packs.chain(gifts).chain(charged).chain(ceilings)
}

/// Leftovers of calendar months that live for so many days: to some day in the middle of a month.
fn leftover(subject: &Subject<'_>, plan: &Plan, (days, origin): (u32, Origin)) -> Option<Diagnostic> {
    let first = Day::from_ymd(2027, 2, 1)?;
    let end = first.plus(i32::try_from(days).ok()?);
    (end.ymd().2 != 1).then_some(())?;
    let (end, months) = (Text::same(end.to_string()), days / 30);
    let unit = if months == 1 { "month" } else { "months" };
    let words = Text::same(subject.words_of(origin));
    Some(
        Diagnostic::new(Code::DaysAgainstMonths, text!("periods are calendar months, and their leftovers live for {days} days", "周期是自然月，而结余延续 {days} 天"))
            .at(origin.span()?, text!("January's leftover ends on {end}", "一月的结余在 {end} 到期"; end = end))
            .at(plan.cycle.origin.span()?, text!("by the calendar month", "按自然月"))
            .why(text!("with `{words}` each month's leftover ends on another day of a month, and not with a period", "按 `{words}`，每个月的结余在不同的日期到期，而不是随周期结束"; words = words))
            .help(text!("write `{months} {unit}`", "请写 `{months} 个月`")),
    )
}

fn finding(subject: &Subject<'_>, plan: &Plan, days: u32, limit: Origin) -> Option<Diagnostic> {
    let words = Text::same(subject.words_of(limit));
    // In so many days both have come round as often as they can.
    let periods = 365 / days;
    let (number, left) = (Text::same(periods.to_string()), Text::same((365 % days).to_string()));
    Some(
        Diagnostic::new(
            Code::DaysAgainstMonths,
            text!("the period has {days} days, and this counts by the calendar month", "周期是 {days} 天，而这里按自然月计算"),
        )
        .at(limit.span()?, text!("by the calendar month", "按自然月"))
        .at(plan.cycle.origin.span()?, text!("{number} periods and {left} days in a year", "一年有 {number} 个周期又 {left} 天"; number = number, left = left))
        .why(text!(
            "a year has 12 months but {number} periods and {left} days: soon `{words}` begins again in the middle of a period",
            "一年有 12 个月，但有 {number} 个周期又 {left} 天：`{words}` 很快会在周期中间重新开始";
            number = number, left = left, words = words
        ))
        .help(text!("write `a period`, or let periods be calendar months", "请写 `每周期`，或让周期为自然月")),
    )
}
