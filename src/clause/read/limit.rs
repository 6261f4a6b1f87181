//! Limits: `at most 3 times a month`, `at most 50 GB a period`, `up to 1x plan`.

use crate::model::{CapAmount, Limit, LimitSpan};
use crate::syntax::Rule;
use crate::syntax::tree::Node;
use crate::text;
use crate::text::Origin;
use crate::units::{Kind, Quantity, Ratio};

use super::super::{Context, report};
use super::{amount, time};

/// What a limit is on, as it was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Measure {
    /// So often.
    Times(u32),
    /// So many units of a kind, or so much money.
    Amount(Kind, Quantity),
    /// A bare number; only where the place says what of.
    Number(u32),
    /// So many periods.
    Periods(u32),
    /// So many times what the plan grants.
    TimesPlan(Ratio),
}

/// A limit as it was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Written {
    /// On what.
    pub(crate) measure: Measure,
    /// In which span, if one was said.
    pub(crate) span: Option<LimitSpan>,
    /// The words.
    pub(crate) origin: Origin,
}

impl Written {
    /// As a limit on a number of times; for ever where no span is said.
    #[must_use]
    pub(crate) fn times(&self) -> Option<Limit> {
        let count = match self.measure {
            Measure::Times(count) | Measure::Number(count) => count,
            _ => return None,
        };
        Some(self.limit(Quantity(u64::from(count))))
    }

    /// As a limit on an amount of a kind.
    #[must_use]
    pub(crate) fn amount(&self) -> Option<(Kind, Limit)> {
        let Measure::Amount(kind, amount) = self.measure else { return None };
        Some((kind, self.limit(amount)))
    }

    /// As a cap on what rolls or is kept.
    #[must_use]
    pub(crate) fn cap(&self) -> Option<CapAmount> {
        match self.measure {
            Measure::Amount(kind, amount) if kind != Kind::Money => Some(CapAmount::Units { kind, amount }),
            Measure::TimesPlan(ratio) => Some(CapAmount::TimesPlan(ratio)),
            Measure::Periods(count) => Some(CapAmount::Periods(count)),
            _ => None,
        }
    }

    fn limit(&self, amount: Quantity) -> Limit {
        Limit { amount, span: self.span.unwrap_or(LimitSpan::Ever), origin: self.origin }
    }
}

/// `at most …`, `once a month`.
pub(crate) fn at_most(context: &mut Context<'_>, node: &Node) -> Option<Written> {
    let measure = match node.child(Rule::limit) {
        Some(limit) => measure(context, limit)?,
        None => Measure::Times(if node.has(Rule::k_twice) { 2 } else { 1 }),
    };
    let span = match node.child(Rule::span) {
        Some(span) => Some(self::span(context, span)?),
        None => None,
    };
    if span == Some(LimitSpan::AtOnce) && !context.selling {
        let message = text!("only what is bought can be held at once", "只有购买的内容才能同时持有");
        let help = text!("write a time: `a month`, `in 24 hours`", "请写时间：`每月`、`在 24 小时内`");
        return context.report(report::bad_value(node.span, message).help(help));
    }
    Some(Written { measure, span, origin: Origin::Written(node.span) })
}

/// A limit on a number of times, or `once`; `None` inside where it is on something else.
pub(crate) fn times_of(context: &mut Context<'_>, part: &Node) -> Option<Option<Limit>> {
    if part.rule == Rule::at_most {
        return at_most(context, part).map(|written| written.times());
    }
    let written = Written { measure: Measure::Times(1), span: None, origin: Origin::Written(part.span) };
    Some(written.times())
}

/// The amount of a limit.
pub(crate) fn measure(context: &mut Context<'_>, limit: &Node) -> Option<Measure> {
    let first = limit.first()?;
    Some(match first.rule {
        Rule::times => Measure::TimesPlan(amount::ratio(context, first.child(Rule::decimal)?, 1)?),
        Rule::integer => Measure::Times(amount::count(context, first)?),
        Rule::periods => Measure::Periods(time::periods(context, first)?),
        Rule::k_once => Measure::Times(1),
        Rule::k_twice => Measure::Times(2),
        Rule::decimal => Measure::Number(amount::count(context, first)?),
        _ => {
            let (kind, amount) = amount::measured(context, first)?;
            Measure::Amount(kind, amount)
        }
    })
}

/// The span that a part names; without one, a period. What is held at once is only for purchases.
pub(crate) fn span_of(context: &mut Context<'_>, part: &Node) -> Option<LimitSpan> {
    let Some(node) = part.child(Rule::span) else { return Some(LimitSpan::Period) };
    match span(context, node)? {
        LimitSpan::AtOnce => {
            let message = crate::text!("this is counted in a time", "这里按时间计数");
            let help = crate::text!("write a time, such as `a day` or `a period`", "请写时间，例如 `每天` 或 `每周期`");
            context.report(super::super::report::bad_value(node.span, message).help(help))
        }
        span => Some(span),
    }
}

/// `a month`, `per day`, `in all`, `in 24 hours`, `since 2020-04-01`, `at once`.
pub(crate) fn span(context: &mut Context<'_>, node: &Node) -> Option<LimitSpan> {
    let last = node.children.last()?;
    Some(match last.rule {
        Rule::k_period => LimitSpan::Period,
        Rule::k_day => LimitSpan::Day,
        Rule::k_week => LimitSpan::Week,
        Rule::k_month | Rule::k_calendar_month => LimitSpan::Month,
        Rule::rolling => LimitSpan::Last(time::length(context, last.child(Rule::length).unwrap_or(last))?),
        Rule::since => LimitSpan::Since(time::moment(context, last.child(Rule::date_time)?)?),
        Rule::from_to_date => {
            let (from, to) = time::from_to(context, last)?;
            LimitSpan::Between(from, to)
        }
        Rule::k_now | Rule::k_at_the_same_time => LimitSpan::AtOnce,
        Rule::k_call | Rule::k_session => LimitSpan::Use,
        _ => LimitSpan::Ever,
    })
}
