//! Clauses that were come to and did not do what they say, with what was missing and by how much.

use crate::ledger::{Entry, Lack, Measure, Miss, Posting};
use crate::model::{Expectation, Moment, PostingKind, Step, StepKind};
use crate::program::{AmountOf, Operation, Routine};
use crate::text;
use crate::text::Text;
use crate::units::{Instant, Kind, Quantity};

use super::super::Stage;
use super::super::expect::sum;
use super::super::words::happened;
use super::nearest::apart;
use super::{Asked, Because, FAR};

/// What was missing since the line before, as far as it has to do with what was expected.
pub(super) fn lacks(stage: &Stage<'_>, asked: &Asked<'_>) -> Vec<Because> {
    let none_held = match asked.expectation {
        Expectation::Balance { amount, .. } => asked.lots.is_empty() && !amount.is_zero(),
        _ => false,
    };
    // Of what is not there at all, what was missing earlier may be the reason too.
    let since = if none_held { asked.at.plus_seconds(-FAR).min(asked.since) } else { asked.since };
    let near = stage.misses().iter().filter(|miss| {
        miss.account == asked.account && since <= miss.at && miss.at <= asked.at && has_to_do(stage, miss, asked)
    });
    let mut reasons: Vec<(Instant, Because)> = Vec::new();
    for miss in near {
        let because = Because { text: words(stage, miss), clause: Some(stage.program.origin(miss.origin)) };
        // Of one clause that was come to several times, the last time is nearest to the line; of one time, all that was missing.
        reasons.retain(|(at, other)| other.clause != because.clause || *at == miss.at && *other != because);
        reasons.push((miss.at, because));
    }
    // The last ones are nearest to the line.
    let many = reasons.len().saturating_sub(2);
    reasons.into_iter().skip(many).map(|(_, because)| because).collect()
}

/// What was refused or not renewed before the lines that are looked at, and no line expects: what goes wrong first makes
/// all the rest wrong.
pub(super) fn before(stage: &Stage<'_>, asked: &Asked<'_>) -> Vec<Because> {
    let told = stage.story.ledger.entries.get(..asked.mark).unwrap_or_default();
    let first = told.iter().find(|entry| {
        let wrong = matches!(entry.posting, Posting::Refused { .. } | Posting::Lapsed { .. });
        wrong && entry.account == asked.account && !is_expected(stage, entry)
    });
    let Some(entry) = first.filter(|_| !matches!(asked.expectation, Expectation::NothingRefused)) else {
        return Vec::new();
    };
    let (at, what) = (stage.moment(entry.at), happened(entry, &stage.format, &stage.zone));
    let said = text!("before that, on {at}: {what}", "此前 {at}：{what}"; at = at, what = what);
    let miss = stage
        .misses()
        .iter()
        .find(|miss| miss.at == entry.at && miss.account == entry.account && matches!(miss.lack, Lack::Amount { .. }));
    let text = match miss.map(|miss| words(stage, miss)) {
        Some(lack) => text!("{said}; {lack}", "{said}；{lack}"; said = said, lack = lack),
        None => said,
    };
    vec![Because { text, clause: stage.clause_of(entry) }]
}

/// Whether some line expects that something is refused then.
fn is_expected(stage: &Stage<'_>, entry: &Entry) -> bool {
    let about = |step: &Step| match (&step.what, &step.at) {
        (StepKind::Expect { expectation: Expectation::Refused { .. }, .. }, Moment::At(at)) => *at == entry.at,
        (StepKind::Expect { expectation: Expectation::Refused { .. }, .. }, _) => true,
        _ => false,
    };
    stage.scenario.steps.iter().any(about)
}

/// Whether a clause that did nothing could have done what was expected.
fn has_to_do(stage: &Stage<'_>, miss: &Miss, asked: &Asked<'_>) -> bool {
    let expected = asked.expectation;
    let routines = stage.program.plans.iter().flat_map(|plan| &plan.routines);
    let mut routines = routines.filter(|routine| routine.origin == miss.origin).peekable();
    // No routine: a price that could not be paid.
    routines.peek().is_none() || routines.any(|routine| does(routine, expected) && grants(stage, routine, asked))
}

/// Whether what a routine would have granted may be what is not there: it fits what is spoken of, or makes the difference.
fn grants(stage: &Stage<'_>, routine: &Routine, asked: &Asked<'_>) -> bool {
    let Expectation::Balance { of, amount, .. } = asked.expectation else { return true };
    let by = Quantity(amount.0.abs_diff(sum(asked.lots.iter().map(|lot| lot.left)).0));
    let is_named = of.product.is_some() || of.group.is_some();
    routine.operations.iter().any(|operation| match operation {
        Operation::Grant(id) => stage.program.grants.get(id.0 as usize).is_some_and(|grant| {
            let fits = of.class.is_none_or(|class| class == grant.class)
                && of.product.is_none_or(|product| product == grant.product)
                && of.rolled != Some(true);
            let makes_it = match grant.amount {
                AmountOf::Units(units) => units == by,
                _ => of.class.is_some(),
            };
            fits && (is_named || makes_it)
        }),
        _ => true,
    })
}

fn does(routine: &Routine, expected: &Expectation) -> bool {
    let any = |wanted: fn(&Operation) -> bool| routine.operations.iter().any(wanted);
    let units = |operation: &Operation| {
        !matches!(
            operation,
            Operation::Notify(_) | Operation::Mark(..) | Operation::Charge(..) | Operation::PriceOff(..)
        )
    };
    match expected {
        Expectation::Balance { .. } | Expectation::Unlimited { .. } | Expectation::Lost { .. } => any(units),
        Expectation::Notices(_) | Expectation::Notice { .. } => {
            any(|operation| matches!(operation, Operation::Notify(_)))
        }
        Expectation::ChargedInAll(_) => any(|operation| matches!(operation, Operation::Charge(..))),
        Expectation::PeriodUntil(_) => any(|operation| matches!(operation, Operation::Ask(..))),
        Expectation::Posted { posting, .. } => match posting {
            PostingKind::Charged | PostingKind::Reduced => {
                any(|operation| matches!(operation, Operation::Charge(..) | Operation::PriceOff(..)))
            }
            PostingKind::Noticed => any(|operation| matches!(operation, Operation::Notify(_))),
            PostingKind::Granted => any(|operation| matches!(operation, Operation::Grant(_) | Operation::Refill(..))),
            PostingKind::Forfeited => any(|operation| {
                matches!(operation, Operation::Forfeit(..) | Operation::Shrink(..) | Operation::Cut(..))
            }),
            _ => any(units),
        },
        _ => false,
    }
}

fn words(stage: &Stage<'_>, miss: &Miss) -> Text {
    let at = stage.moment(miss.at);
    match miss.lack {
        Lack::Amount { of, was, least, most, within } => amount(stage, of, was, (least, most, within)),
        Lack::Renewal { automatic, at, end } => renewal(automatic, at.seconds_since(end)),
        Lack::Subscribed { then } if then > miss.at => {
            let (apart, then) = (apart(then.seconds_since(miss.at)), stage.moment(then));
            text!("the subscription runs long enough only from {then}, {apart} later", "{then} 才在网满时长，还差 {apart}"; then = then, apart = apart)
        }
        Lack::Subscribed { then } => {
            let (apart, then) = (apart(miss.at.seconds_since(then)), stage.moment(then));
            text!("the subscription ran too long for it from {then} on, {apart} earlier", "{then} 起在网时间已超过，早 {apart}"; then = then, apart = apart)
        }
        Lack::Dates { from, .. } if miss.at < from => {
            let (apart, from) = (apart(from.seconds_since(miss.at)), stage.moment(from));
            text!("it holds from {from}, and this was {apart} before that", "{from} 起才有效，早了 {apart}"; from = from, apart = apart)
        }
        Lack::Dates { to, .. } if to == miss.at => {
            text!("it ended on {to}, this very instant", "恰在 {to} 这一刻结束"; to = stage.moment(to))
        }
        Lack::Dates { to, .. } => {
            let (apart, to) = (apart(miss.at.seconds_since(to)), stage.moment(to));
            text!("it ended on {to}, {apart} before", "已于 {to} 结束，晚了 {apart}"; to = to, apart = apart)
        }
        Lack::Limit => text!("on {at} it had been done as often as its limit allows", "{at} 已达到次数上限"; at = at),
        Lack::Eligibility => text!("on {at} the account was not one that it is for", "{at} 时账户不符合条件"; at = at),
        Lack::Condition => text!("its condition did not hold on {at}", "{at} 时条件不成立"; at = at),
    }
}

/// `the recharge was $9.99, $0.01 less than $10.00`.
fn amount(stage: &Stage<'_>, of: Measure, was: Quantity, (least, most, within): (Quantity, Quantity, bool)) -> Text {
    let unit = |amount: Quantity| match of {
        Measure::Recharge | Measure::Owing => stage.amount(Kind::Money, amount),
        Measure::Used(kind) | Measure::Held(kind) | Measure::Sum(kind) => stage.amount(kind, amount),
        Measure::Times | Measure::Renewals | Measure::Members | Measure::Period => Text::same(amount.0.to_string()),
    };
    let so_much = unit(was);
    let so_much = match of {
        Measure::Recharge => text!("the recharge was {so_much}", "充值为 {so_much}"; so_much = so_much),
        Measure::Used(_) => text!("{so_much} were used in the period", "周期内使用 {so_much}"; so_much = so_much),
        Measure::Owing => text!("{so_much} were owed", "欠款为 {so_much}"; so_much = so_much),
        Measure::Held(Kind::Money) => text!("the account had {so_much}", "账户有 {so_much}"; so_much = so_much),
        Measure::Held(_) => text!("there were {so_much}", "当时有 {so_much}"; so_much = so_much),
        Measure::Sum(_) | Measure::Times => text!("it was {so_much} so far", "到此为 {so_much}"; so_much = so_much),
        Measure::Renewals => {
            text!("there were {so_much} renewals in a row", "连续续订 {so_much} 次"; so_much = so_much)
        }
        Measure::Members => text!("there were {so_much} members", "成员为 {so_much} 名"; so_much = so_much),
        Measure::Period => text!("it was period {so_much}", "当时是第 {so_much} 个周期"; so_much = so_much),
    };
    let less = |bound: Quantity| {
        let (by, bound) = (unit(Quantity(bound.0.saturating_sub(was.0))), unit(bound));
        text!("{so_much}, {by} less than {bound}", "{so_much}，比 {bound} 少 {by}"; so_much = so_much.clone(), by = by, bound = bound)
    };
    let more = |bound: Quantity| {
        let (by, bound) = (unit(Quantity(was.0.saturating_sub(bound.0))), unit(bound));
        text!("{so_much}, {by} more than {bound}", "{so_much}，比 {bound} 多 {by}"; so_much = so_much.clone(), by = by, bound = bound)
    };
    match (within, was < least, was > most) {
        (true, true, _) => less(least),
        (true, _, true) => more(most),
        _ => so_much,
    }
}

/// `the renewal came 2 days late`.
fn renewal(automatic: bool, late: i64) -> Text {
    let by = match automatic {
        true => text!("the system's renewal", "系统续订"),
        false => text!("the customer's renewal", "用户续订"),
    };
    let apart = apart(late.abs());
    match late {
        0 => text!("{by} came at the very end of the period", "{by}恰在周期结束时"; by = by),
        late if late > 0 => {
            text!("{by} came {apart} after the period's end", "{by}在周期结束后 {apart}"; by = by, apart = apart)
        }
        _ => text!("{by} came {apart} before the period's end", "{by}在周期结束前 {apart}"; by = by, apart = apart),
    }
}
