//! How long units live, and when their life begins.

use crate::model::{Start, Tie, Validity};
use crate::syntax::Rule;
use crate::syntax::tree::Node;
use crate::text;

use super::super::{Context, report};
use super::{amount, days, selector, time};

/// `valid 30 days`, `valid to the end of the period`, `for ever`.
pub(crate) fn validity(context: &mut Context<'_>, node: &Node) -> Option<Validity> {
    if let Some(tie) = node.child(Rule::tie) {
        let message = text!("this cannot end with a pack", "这里不能随包结束");
        let help = text!("only what a pack, a period or a bonus grants can", "只有包、周期或奖励发放的额度可以");
        return context.report(report::bad_value(tie.span, message).help(help));
    }
    if let Some(length) = node.child(Rule::length) {
        return Some(Validity::For(time::length(context, length)?));
    }
    match node.child(Rule::validity_end) {
        Some(end) => self::end(context, end),
        None => Some(Validity::Forever),
    }
}

/// `to the end of "Base"`, `while "Base" is held`.
pub(crate) fn tie(context: &mut Context<'_>, node: &Node) -> Option<Tie> {
    let to = match selector::pack_or_group(context, node.child(Rule::quoted)?)? {
        selector::Named::Product(product) => vec![product],
        selector::Named::Group(group) => group.packs,
    };
    Some(Tie { to, while_held: node.has(Rule::k_held) })
}

/// `30 days`, `to the end of the period`, `until 2026-05-01`.
pub(crate) fn end(context: &mut Context<'_>, end: &Node) -> Option<Validity> {
    let first = end.first()?;
    match first.rule {
        Rule::to_end_of => to_end_of(context, first.child(Rule::end_of_what)?),
        Rule::k_until => Some(Validity::Until(time::moment(context, end.child(Rule::date_time)?)?)),
        Rule::periods => Some(Validity::Periods(time::periods(context, first)?)),
        Rule::length => Some(Validity::For(time::length(context, first)?)),
        Rule::k_for_ever => Some(Validity::Forever),
        _ => {
            let count = time::number(context, end)?;
            let days = end.has(Rule::k_calendar_day);
            Some(if days { Validity::ToEndOfDay(count) } else { Validity::CalendarMonths(count) })
        }
    }
}

/// `day 30`, `the period`, `3 periods`, `the month`, `2026-05-01`.
pub(crate) fn to_end_of(context: &mut Context<'_>, what: &Node) -> Option<Validity> {
    if let Some(date) = what.child(Rule::date) {
        let day = time::day(context, date)?.plus(1);
        context.noted.dates.get_or_insert(date.span);
        return Some(Validity::Until(context.operator.zone.answer.midnight(day)));
    }
    if let Some(periods) = what.child(Rule::periods) {
        return Some(Validity::Periods(time::periods(context, periods)?));
    }
    if let Some(weekday) = what.child(Rule::weekday) {
        return Some(Validity::ToEndOfWeekday(days::weekday(weekday)?));
    }
    match what.children.iter().map(|child| child.rule).find(|rule| *rule != Rule::k_nth) {
        Some(Rule::integer | Rule::k_day) => {
            let day = what.child(Rule::integer).map_or(Some(1), |integer| amount::positive(context, integer))?;
            Some(Validity::ToEndOfDay(day))
        }
        Some(Rule::k_month | Rule::k_calendar_month) => Some(Validity::CalendarMonths(1)),
        Some(Rule::k_calendar_quarter) => Some(Validity::CalendarQuarters(1)),
        Some(Rule::k_next_calendar_quarter) => Some(Validity::CalendarQuarters(2)),
        Some(Rule::k_year | Rule::k_calendar_year) => Some(Validity::CalendarYears(1)),
        Some(Rule::k_next_calendar_year) => Some(Validity::CalendarYears(2)),
        Some(Rule::k_next_calendar_month) => Some(Validity::CalendarMonths(2)),
        Some(Rule::k_week | Rule::k_calendar_week) => Some(Validity::CalendarWeeks(1)),
        Some(Rule::k_next_calendar_week) => Some(Validity::CalendarWeeks(2)),
        Some(Rule::k_next_period) => Some(Validity::Periods(2)),
        _ => Some(Validity::Periods(1)),
    }
}

/// `starts at first use within 7 days`, `starts when the one before ends`, `starts on 2026-05-01`.
pub(crate) fn start(context: &mut Context<'_>, node: &Node) -> Option<Start> {
    // In Chinese order the words stand in the sentence itself.
    let when = node.child(Rule::start_when).unwrap_or(node);
    if when.has(Rule::k_at_first_use) {
        let within = match when.child(Rule::within) {
            Some(within) => Some(time::length(context, within.child(Rule::length)?)?),
            None => None,
        };
        return Some(Start::FirstUse { within });
    }
    if when.has(Rule::k_next_session) {
        return Some(Start::NextSession { if_without: when.has(Rule::k_if_began_without) });
    }
    if when.has(Rule::k_after_previous) {
        return Some(Start::AfterPrevious);
    }
    if when.has(Rule::k_now) {
        return Some(Start::Granted);
    }
    let Some(date) = when.child(Rule::date_time) else {
        return context
            .report(report::bad_value(node.span, text!("it is not said when this starts", "没有说明何时开始")));
    };
    Some(Start::At(time::moment(context, date)?))
}
