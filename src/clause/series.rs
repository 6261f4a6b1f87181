//! # A series in a scenario
//!
//! `every day use 300 MB` happens from the line before it on, beside the lines that follow, until the scenario ends; `, 6
//! times`, `for 6 months`, `until 2026-05-01` and `from 2026-02-01` say otherwise. Its beat is `every day`, `every 3 days`, `each month`, `every
//! Monday`, `weekends`, `weekdays`, `every 2 hours`.
//!
//! A series of days or months happens at the time that it says (`every day at 20:00`), or else at that of the line before, and
//! where that is midnight at noon, so that a day's use belongs to that day. Months are counted from the first: of 31 January the
//! second is on 28 February and the third on 31 March.
//!
//! **Edge.** At one instant what stands first in the text comes first. A series that has an end goes on to it, if need be behind the
//! last line; one without ends with the last line. All series of a scenario together happen 100,000 times at most.

use crate::event::Event;
use crate::model::{Beat, Moment, Series, Step, StepKind};
use crate::syntax::Rule;
use crate::syntax::tree::{Clause, Node};
use crate::text;
use crate::text::{Origin, Span};
use crate::units::{Duration, Instant, MonthEnd};

use super::read::moment::{When, nothing_before};
use super::read::{amount, happening, time, who, window};
use super::{Context, Example, Lowered, Place, report};

pub(super) const EXAMPLES: &[Example] = &[
    Example {
        place: Place::Scenario,
        en: "2026-01-01 activate\nevery day use 300 MB",
        zh: "2026-01-01 开通\n每天使用 300 MB",
    },
    Example {
        place: Place::Scenario,
        en: "2026-01-01 activate\neach month use 4 GB, 6 times",
        zh: "2026-01-01 开通\n每月使用 4 GB，6 次",
    },
    Example {
        place: Place::Scenario,
        en: "2026-01-01 activate\ndaily use 300 MB for 2 weeks",
        zh: "2026-01-01 开通\n按日使用 300 MB，对 2 周",
    },
    Example {
        place: Place::Scenario,
        en: "2026-01-01 activate\nweekends at 20:00 use 2 GB",
        zh: "2026-01-01 开通\n周末 20:00 使用 2 GB",
    },
    Example {
        place: Place::Scenario,
        en: "2026-01-01 activate\nevery 3 days recharge $1, from 2026-02-01, until 2026-05-01",
        zh: "2026-01-01 开通\n每 3 天充值 $1，从 2026-02-01，直到 2026-05-01",
    },
];

pub(super) fn lower(context: &mut Context<'_>, clause: &Clause) -> Lowered {
    context.no_block(clause)?;
    let line = &clause.sentence;
    let account = match line.child(Rule::account) {
        Some(node) => who::account(context, node)?,
        None => who::unnamed(context, line.span)?,
    };
    let series = series(context, line)?;
    let last = context.scene.last.map(|(at, _)| at);
    let Some(about) = series.from.max(last) else { return context.report(nothing_before(line.span)) };
    if let Some(until) = series.until.filter(|until| *until <= about) {
        return context.report(never(context, line, until));
    }
    let head = line.child(Rule::series_head)?;
    let day = Some(context.operator.zone.answer.local(about).day);
    let time = head.child(Rule::at_time).map(|time| time.span);
    let node = line.child(Rule::happening)?;
    let event = happening::event(context, node, account, &When { at: Moment::At(about), about, day, time })?;
    let series = at_the_end_of(context, series, &event);
    let begins = match last {
        None => Moment::At(about),
        Some(last) if !context.scene.adrift => Moment::At(last),
        Some(_) => Moment::Later(Duration::Seconds(0), None),
    };
    let origin = Origin::Written(line.span);
    context.scene.steps.push(Step { at: begins, what: StepKind::Series(event, series), origin });
    Some(())
}

fn series(context: &mut Context<'_>, line: &Node) -> Option<Series> {
    let head = line.child(Rule::series_head)?;
    let mut series = Series { every: beat(context, head)?, second: None, from: None, until: None, times: None };
    if let Some(time) = head.child(Rule::at_time) {
        series.second = Some(time.child(Rule::time).map_or(Some(0), |time| time::of_day(context, time))?);
    }
    let mut seen: Vec<(Rule, Span)> = Vec::new();
    for part in line.all(Rule::series_part) {
        let says = part
            .children
            .iter()
            .find(|child| !matches!(child.rule, Rule::integer | Rule::date_time | Rule::length))?
            .rule;
        if let Some((_, first)) = seen.iter().find(|(other, _)| *other == says) {
            return context.report(report::said_twice(*first, part.span));
        }
        seen.push((says, part.span));
        match says {
            Rule::k_for => {
                let length = time::length(context, part.child(Rule::length)?)?;
                let zone = &context.operator.zone.answer;
                let begins = series.from.or(context.scene.last.map(|(at, _)| at));
                series.until = begins.map(|begins| length.after(begins, zone, MonthEnd::Clamp));
            }
            Rule::k_times => series.times = Some(amount::positive(context, part.child(Rule::integer)?)?),
            Rule::k_from => series.from = Some(time::moment(context, part.child(Rule::date_time)?)?),
            _ => series.until = Some(time::moment(context, part.child(Rule::date_time)?)?),
        }
    }
    Some(series)
}

fn beat(context: &mut Context<'_>, head: &Node) -> Option<Beat> {
    let named = [
        (Rule::k_daily, Duration::Days(1)),
        (Rule::k_weekly, Duration::Days(7)),
        (Rule::k_monthly, Duration::Months(1)),
    ];
    if let Some((_, length)) = named.into_iter().find(|(word, _)| head.has(*word)) {
        return Some(Beat::Length(length));
    }
    if head.has(Rule::day_set) {
        return Some(Beat::Days(window::on_days(context, head)));
    }
    if let Some(length) = head.child(Rule::length) {
        return time::length(context, length).map(Beat::Length);
    }
    // "every day" has no number.
    time::length(context, head).map(Beat::Length)
}

/// A record from 21:00 to 23:00 happens when it ends.
fn at_the_end_of(context: &Context<'_>, series: Series, event: &Event) -> Series {
    let crate::event::Happening::Use { since: Some(_), .. } = event.what else { return series };
    Series { second: Some(context.operator.zone.answer.local(event.at).second), ..series }
}

fn never(context: &Context<'_>, line: &Node, until: Instant) -> crate::diag::Diagnostic {
    let until = context.operator.zone.answer.local(until);
    let message = text!(
        "this never happens: it ends on {until}, before it begins",
        "这永远不会发生：它到 {until} 为止，早于开始"
    );
    report::bad_value(line.span, message).help(text!("mend a date, or move the line", "请改正日期，或移动这一行"))
}
