//! Limits: `at most 3 times a month`, `at most 50 GB a period`, `up to 1x plan`.

use crate::event::LabelId;
use crate::model::{CapAmount, Chosen, Limit, LimitSpan, Metered};
use crate::syntax::Rule;
use crate::syntax::tree::Node;
use crate::text;
use crate::text::Origin;
use crate::units::{Kind, Quantity, Ratio};

use super::super::{Context, report};
use super::{amount, label, time};

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
    /// So many uses.
    Uses(u32),
    /// Uses that call so many numbers.
    Numbers(u32),
    /// Nothing, unless the customer sets it.
    Open,
}

/// A limit as it was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Written {
    /// On what.
    pub(crate) measure: Measure,
    /// In which span, if one was said.
    pub(crate) span: Option<LimitSpan>,
    /// What customers may set instead.
    pub(crate) chosen: Option<LabelId>,
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
        self.chosen.is_none().then(|| self.limit(Quantity(u64::from(count)), None))
    }

    /// As a limit on an amount of a kind.
    #[must_use]
    pub(crate) fn amount(&self) -> Option<(Kind, Limit)> {
        let Measure::Amount(kind, amount) = self.measure else { return None };
        Some((kind, self.limit(amount, Some(kind))))
    }

    /// As a limit on an amount of this kind, which may be left to the customer altogether.
    #[must_use]
    pub(crate) fn amount_of(&self, kind: Kind) -> Option<Limit> {
        match self.measure {
            Measure::Open => Some(self.limit(Quantity::MAX, Some(kind))),
            _ => self.amount().filter(|(of, _)| *of == kind).map(|(_, limit)| limit),
        }
    }

    /// As a cap on what rolls or is kept.
    #[must_use]
    pub(crate) fn cap(&self) -> Option<CapAmount> {
        match self.measure {
            _ if self.chosen.is_some() => None,
            Measure::Amount(kind, amount) if kind != Kind::Money => Some(CapAmount::Units { kind, amount }),
            Measure::TimesPlan(ratio) => Some(CapAmount::TimesPlan(ratio)),
            Measure::Periods(count) => Some(CapAmount::Periods(count)),
            _ => None,
        }
    }

    /// As a limit on what is used of a kind, and what of it is counted; in a span, if one is said.
    #[must_use]
    pub(crate) fn of_use(&self, kind: Kind) -> Option<(Metered, Limit)> {
        match self.measure {
            Measure::Amount(of, amount) if of == kind => Some((Metered::Amount, self.limit(amount, Some(kind)))),
            Measure::Uses(count) => Some((Metered::Uses, self.limit(Quantity(u64::from(count)), None))),
            Measure::Numbers(count) => Some((Metered::Numbers, self.limit(Quantity(u64::from(count)), None))),
            _ => None,
        }
    }

    fn limit(&self, amount: Quantity, kind: Option<Kind>) -> Limit {
        let chosen = self.chosen.zip(kind).map(|(name, kind)| Chosen { name, kind });
        Limit { amount, span: self.span.unwrap_or(LimitSpan::Ever), chosen, origin: self.origin }
    }
}

/// `at most …`, `once a month`.
pub(crate) fn at_most(context: &mut Context<'_>, node: &Node) -> Option<Written> {
    let measure = match node.child(Rule::limit) {
        Some(limit) => measure(context, limit)?,
        None if node.has(Rule::k_numbers) || node.has(Rule::counted_uses) => uses(context, node)?,
        None if node.has(Rule::chosen) => Measure::Open,
        None => Measure::Times(if node.has(Rule::k_twice) { 2 } else { 1 }),
    };
    let chosen = match measure {
        Measure::Amount(..) | Measure::Open => chosen(context, node, Kind::Data)?.map(|chosen| chosen.name),
        _ => None,
    };
    if let Some(or) = node.child(Rule::or_chosen).filter(|_| chosen.is_none()) {
        let message = text!("what a customer sets is an amount", "客户设定的只能是数量");
        let help = text!(
            "name an amount before it: `at most $50 a month, or the customer's \"limit\"`",
            "请在前面写数量：`每月最多 $50，或 客户设定的 “上限”`"
        );
        return context.report(report::bad_value(or.span, message).help(help));
    }
    let span = match node.child(Rule::span) {
        Some(span) => Some(self::span(context, span)?),
        None => None,
    };
    if span == Some(LimitSpan::AtOnce) && !context.selling {
        let message = text!("only what is bought can be held at once", "只有购买的内容才能同时持有");
        let help = text!("write a time: `a month`, `in 24 hours`", "请写时间：`每月`、`在 24 小时内`");
        return context.report(report::bad_value(node.span, message).help(help));
    }
    Some(Written { measure, span, chosen, origin: Origin::Written(node.span) })
}

/// `10 calls`, `5 different numbers`.
fn uses(context: &mut Context<'_>, node: &Node) -> Option<Measure> {
    match node.child(Rule::counted_uses) {
        Some(uses) => amount::count(context, uses.child(Rule::integer)?).map(Measure::Uses),
        None => amount::count(context, node.child(Rule::integer)?).map(Measure::Numbers),
    }
}

/// A limit on uses of a kind, or on the numbers that are called: which kind, where that is said, and what is counted. What is
/// used of numbers in a time that moves would have to be remembered for ever.
pub(crate) fn metered(
    context: &mut Context<'_>,
    node: &Node,
    (kind, span): (Kind, LimitSpan),
) -> Option<(Metered, Quantity)> {
    let measure = uses(context, node)?;
    fits_use(context, node, (measure, kind, span))?;
    match measure {
        Measure::Uses(count) => Some((Metered::Uses, Quantity(u64::from(count)))),
        Measure::Numbers(count) => Some((Metered::Numbers, Quantity(u64::from(count)))),
        _ => None,
    }
}

/// Whether uses of a kind can be counted like this.
pub(crate) fn fits_use(
    context: &mut Context<'_>,
    node: &Node,
    (measure, kind, span): (Measure, Kind, LimitSpan),
) -> Option<()> {
    let of = node.child(Rule::counted_uses).and_then(|uses| uses.children.last()).map(|word| word.rule);
    if of == Some(Rule::k_voice) && kind != Kind::Voice {
        let message = text!("calls are uses of voice", "“通话”只能用于语音");
        let help = text!(
            "of other units, say `sessions` or `uses`: `at most 3 sessions a day`",
            "其他种类请写 `会话`：`每天最多 3 会话`"
        );
        return context.report(report::bad_value(node.span, message).help(help));
    }
    if matches!(measure, Measure::Numbers(_)) && matches!(span, LimitSpan::Last(_) | LimitSpan::Use | LimitSpan::AtOnce)
    {
        let message = text!("numbers are counted in a day, a week, a month or a period", "号码按天、周、月或周期计数");
        let help = text!(
            "write such a time: `at most 5 different numbers a month`",
            "请写这样的时间：`每月 最多 5 个不同号码`"
        );
        return context.report(report::bad_value(node.span, message).help(help));
    }
    Some(())
}

/// A limit on a number of times, or `once`; `None` inside where it is on something else.
pub(crate) fn times_of(context: &mut Context<'_>, part: &Node) -> Option<Option<Limit>> {
    if part.rule == Rule::at_most {
        return at_most(context, part).map(|written| written.times());
    }
    let written = Written { measure: Measure::Times(1), span: None, chosen: None, origin: Origin::Written(part.span) };
    Some(written.times())
}

/// `or the customer's "roaming limit"`: what customers may set instead, where that is said.
pub(crate) fn chosen(context: &mut Context<'_>, part: &Node, kind: Kind) -> Option<Option<Chosen>> {
    let said = part.child(Rule::chosen).or_else(|| part.child(Rule::or_chosen)?.child(Rule::chosen));
    let Some(said) = said else { return Some(None) };
    if let Some(again) =
        part.all(Rule::or_chosen).find(|again| again.child(Rule::chosen).is_some_and(|chosen| chosen.span != said.span))
    {
        return context.report(report::said_twice(said.span, again.span));
    }
    let name = label::named(context, said.child(Rule::quoted)?);
    Some(Some(Chosen { name, kind }))
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
        Rule::k_calendar_quarter => LimitSpan::Quarter,
        Rule::k_year | Rule::k_calendar_year => LimitSpan::Year,
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
