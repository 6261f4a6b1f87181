//! When a line of a scenario happens.

use crate::model::{Landmark, Moment, Side};
use crate::syntax::Rule;
use crate::syntax::tree::Node;
use crate::text;
use crate::text::Span;
use crate::units::{Day, Instant, Local, MonthEnd};

use super::super::{Context, report};
use super::{selector, time};

/// When, and what of it is known before the scenario runs.
pub(in super::super) struct When {
    /// When.
    pub(in super::super) at: Moment,
    /// The same as an instant; where only the run tells, that of the last line that has one.
    pub(in super::super) about: Instant,
    /// The day, if it is known.
    pub(in super::super) day: Option<Day>,
    /// The time of day, if one is written.
    pub(in super::super) time: Option<Span>,
}

impl When {
    /// The time of an event that ends at an instant, if the text tells it.
    pub(in super::super) fn ending(&self, at: Instant) -> Moment {
        match &self.at {
            Moment::At(_) => Moment::At(at),
            other => other.clone(),
        }
    }
}

/// Reads the time at the head of a line about an account.
pub(in super::super) fn read(context: &mut Context<'_>, line: &Node, account: u32) -> Option<When> {
    if let Some(node) = line.child(Rule::date_time) {
        let at = time::moment(context, node)?;
        let day = time::day(context, node.child(Rule::date)?)?;
        let time = node.child(Rule::time).map(|time| time.span);
        return Some(When { at: Moment::At(at), about: at, day: Some(day), time });
    }
    let Some((last, _)) = context.scene.last else { return context.report(nothing_before(line.span)) };
    if let Some(node) = line.child(Rule::later) {
        return later(context, node, last);
    }
    let node = line.child(Rule::around)?;
    let of = match node.child(Rule::selector) {
        Some(of) => Some(selector::selector(context, of)?),
        None => None,
    };
    let side = |after| if node.has(after) { Side::After } else { Side::Before };
    let length = match node.child(Rule::length) {
        Some(length) => Some(time::length(context, length)?),
        None => None,
    };
    let of_period = [Rule::k_at_period_end, Rule::k_before_end, Rule::k_after_period_end];
    let (mark, side) = if of_period.iter().any(|rule| node.has(*rule)) {
        (Landmark::PeriodEnd, side(Rule::k_after_period_end))
    } else {
        (Landmark::Expiry(of), side(Rule::k_after_expiry))
    };
    let apart = length.map(|length| (side, length));
    Some(When { at: Moment::Around { mark, apart, account }, about: last, day: None, time: None })
}

fn later(context: &mut Context<'_>, node: &Node, last: Instant) -> Option<When> {
    let length = time::length(context, node.child(Rule::length)?)?;
    let second = match node.child(Rule::time) {
        Some(time) => Some(time::of_day(context, time)?),
        None => None,
    };
    let time = node.child(Rule::time).map(|time| time.span);
    if context.scene.adrift {
        return Some(When { at: Moment::Later(length, second), about: last, day: None, time });
    }
    let zone = &context.operator.zone.answer;
    let after = length.after(last, zone, MonthEnd::Clamp);
    let day = zone.local(after).day;
    let at = second.map_or(after, |second| zone.instant(Local::on(day, second)));
    Some(When { at: Moment::At(at), about: at, day: Some(day), time })
}

/// A time that is counted from a line that is not there.
pub(in super::super) fn nothing_before(span: Span) -> crate::diag::Diagnostic {
    let message = text!("there is no line before this to count from", "前面没有可以起算的行");
    report::bad_value(span, message)
        .help(text!("begin with a date, such as `2026-01-01 activate`", "请先写日期，例如 `2026-01-01 开通`"))
}
