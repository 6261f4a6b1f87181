//! Conditions: `only if renewed on time and used more than 0`.

use crate::event::PlanId;
use crate::model::{Comparison, Condition, PlanComparison, RenewalTiming};
use crate::syntax::Rule;
use crate::syntax::tree::Node;
use crate::text::Origin;
use crate::units::{Allowance, Instant, Kind, Quantity};

use super::super::{Context, report};
use super::named::Thing;
use super::{amount, history, label, selector, time};

/// The condition of `only if …` or, turned around, of `unless …`.
pub(crate) fn of_modifier(context: &mut Context<'_>, node: &Node) -> Option<Condition> {
    let condition = any(context, node.child(Rule::condition)?.child(Rule::any_of)?)?;
    if node.rule == Rule::unless { Some(Condition::Not(Box::new(condition))) } else { Some(condition) }
}

/// The same for who may have something, each part by itself: what is joined with `and`, or behind `unless` with `or`. A refusal
/// then names the very words. `origin` is the clause, which is named where there is one part only.
pub(crate) fn asked(context: &mut Context<'_>, node: &Node, origin: Origin) -> Option<Vec<(Condition, Origin)>> {
    let all = node.child(Rule::condition)?.child(Rule::any_of)?;
    let alternatives: Vec<&Node> = all.all(Rule::all_of).collect();
    let turned = node.rule == Rule::unless;
    let parts: Vec<&Node> = match alternatives.as_slice() {
        [only] if !turned => only.all(Rule::test).collect(),
        several if turned => several.to_vec(),
        _ => vec![all],
    };
    let is_whole = parts.len() == 1;
    let mut asked = Vec::new();
    for part in parts {
        let condition = match part.rule {
            Rule::test => test(context, part)?,
            Rule::all_of => self::all(context, part)?,
            _ => any(context, part)?,
        };
        let condition = if turned { Condition::Not(Box::new(condition)) } else { condition };
        let origin = if is_whole { origin } else { Origin::Written(part.span) };
        let words = context.sources.slice(part.span).to_owned();
        context.catalogue.conditions.insert(origin, words);
        asked.push((condition, origin));
    }
    Some(asked)
}

/// Both of two conditions, where both may be left out.
#[must_use]
pub(crate) fn both(one: Option<Condition>, other: Condition) -> Condition {
    match one {
        None => other,
        Some(Condition::All(mut all)) => {
            all.push(other);
            Condition::All(all)
        }
        Some(one) => Condition::All(vec![one, other]),
    }
}

/// `A or B`, in a group or not.
fn any(context: &mut Context<'_>, node: &Node) -> Option<Condition> {
    let all = node.children.iter().filter(|child| matches!(child.rule, Rule::all_of | Rule::group_all));
    let list: Option<Vec<Condition>> = all.map(|part| self::all(context, part)).collect();
    Some(single(list?, Condition::Any))
}

fn all(context: &mut Context<'_>, node: &Node) -> Option<Condition> {
    let tests = node.children.iter().filter(|child| matches!(child.rule, Rule::test | Rule::group_test));
    let list: Option<Vec<Condition>> = tests.map(|part| test(context, part)).collect();
    Some(single(list?, Condition::All))
}

fn single(mut list: Vec<Condition>, several: fn(Vec<Condition>) -> Condition) -> Condition {
    match (list.len(), list.pop()) {
        (1, Some(only)) => only,
        (_, last) => {
            list.extend(last);
            several(list)
        }
    }
}

fn test(context: &mut Context<'_>, node: &Node) -> Option<Condition> {
    let part = node.children.iter().find(|child| child.rule != Rule::negation)?;
    let condition = match part.rule {
        Rule::group => any(context, part.child(Rule::group_any)?)?,
        Rule::renewed_test => Condition::Renewed(timings(context, part)?),
        Rule::used_test => used(context, part)?,
        Rule::activated_test => Condition::ActivatedThisPeriod,
        Rule::in_a_row_test => in_a_row(context, part)?,
        Rule::history_test => history::test(context, part)?,
        Rule::held_test => history::held(context, part)?,
        Rule::subscribed_test => Condition::Subscribed {
            comparison: comparison(part.child(Rule::comparison)?),
            length: time::length(context, part.child(Rule::length)?)?,
        },
        Rule::full_period_test => Condition::FullPeriod,
        Rule::members_test => Condition::Members {
            comparison: comparison(part.child(Rule::comparison)?),
            count: amount::count(context, part.child(Rule::integer)?)?,
        },
        Rule::on_plan_test => Condition::OnPlan(plans(context, part)?),
        Rule::from_plans => Condition::From(plans(context, part)?),
        Rule::to_plans => Condition::To(plans(context, part)?),
        Rule::window => Condition::During(super::window::window(context, part)?),
        Rule::suspended_test => Condition::Suspended,
        Rule::period_test => period_number(context, part)?,
        Rule::anniversary_test => Condition::Anniversary {
            of: label::anniversary(context, part.child(Rule::anniversary)?),
            month: part.has(Rule::k_in_the_month_of),
        },
        Rule::dates_test => dates(context, part)?,
        Rule::k_not_sharing => Condition::NotSharing,
        Rule::sharing_test => Condition::Not(Box::new(Condition::NotSharing)),
        Rule::owing_test => owing(context, part)?,
        Rule::recharged_test => recharged(context, part)?,
        Rule::plan_test => Condition::Plan(comparison_of_plans(part.child(Rule::comparison_of_plans)?)),
        _ => Condition::Marked(label::named(context, part.child(Rule::quoted)?)),
    };
    if part.rule != Rule::group {
        context.catalogue.tests.push((part.span, condition.clone()));
    }
    Some(if node.has(Rule::negation) { Condition::Not(Box::new(condition)) } else { condition })
}

/// When and by whom a renewal is made: everything that is said of it must hold.
pub(crate) fn timings(context: &mut Context<'_>, node: &Node) -> Option<RenewalTiming> {
    let mut timing = RenewalTiming::default();
    for part in node.all(Rule::timing) {
        one_timing(context, &mut timing, part)?;
    }
    if timing.early || timing.early_by.is_some() || timing.on_time {
        context.noted.early.get_or_insert(node.span);
    }
    Some(timing)
}

fn one_timing(context: &mut Context<'_>, timing: &mut RenewalTiming, node: &Node) -> Option<()> {
    let first = node.first()?;
    match first.rule {
        Rule::k_automatically => timing.automatic = Some(true),
        Rule::k_by_hand => timing.automatic = Some(false),
        Rule::k_on_time => timing.on_time = true,
        Rule::k_on_time_or_early => timing.not_late = true,
        Rule::k_early | Rule::k_before_expiry => timing.early = true,
        Rule::k_late | Rule::k_after_expiry => timing.late = true,
        Rule::early_by => timing.early_by = Some(time::length(context, first.child(Rule::length)?)?),
        // "within 7 days after expiry" admits a renewal that is not late at all.
        Rule::within_late => timing.late_by_at_most = Some(time::length(context, first.child(Rule::length)?)?),
        _ => {
            timing.late = true;
            timing.late_by_at_most = Some(time::length(context, node.child(Rule::length)?)?);
        }
    }
    Some(())
}

fn used(context: &mut Context<'_>, node: &Node) -> Option<Condition> {
    let comparison = comparison(node.child(Rule::comparison)?);
    let allowance = node.child(Rule::allowance)?;
    let said = node.child(Rule::kind).and_then(selector::kind);
    if let Some(number) = allowance.child(Rule::decimal) {
        // Of nothing the unit does not matter: "used more than 0".
        let zero = amount::decimal(context, number, 1)?;
        if zero != Quantity::ZERO {
            let message = crate::text!("a number of what?", "这个数是什么单位？");
            return context.report(report::bad_value(number.span, message));
        }
        return Some(Condition::Used { kind: said.unwrap_or(Kind::Data), comparison, amount: zero });
    }
    let (kind, amount) = match amount::allowance(context, allowance)? {
        (kind, Allowance::Limited(amount)) => (kind, amount),
        (kind, Allowance::Unlimited) => (kind, Quantity::MAX),
    };
    Some(Condition::Used { kind, comparison, amount })
}

/// `in the first 6 periods`, `from the 13th period`, `in period 2`.
fn period_number(context: &mut Context<'_>, node: &Node) -> Option<Condition> {
    if let Some(place) = node.child(Rule::period_place) {
        let from = super::price::place(context, place)?;
        return Some(Condition::PeriodNumber { from, to: node.has(Rule::k_in).then_some(from) });
    }
    let to = match node.child(Rule::integer) {
        Some(integer) => amount::positive(context, integer)?,
        None => 1,
    };
    Some(Condition::PeriodNumber { from: 1, to: Some(to) })
}

/// `from 2026-01-01 to 2026-03-31`, `until 2026-04-01`, `from 2026-04-01`.
pub(super) fn dates(context: &mut Context<'_>, node: &Node) -> Option<Condition> {
    if let Some(season) = node.child(Rule::season) {
        return super::season::season(context, season).map(Condition::Season);
    }
    if let Some(both) = node.child(Rule::from_to_date) {
        let (from, to) = time::from_to(context, both)?;
        return Some(Condition::Between(from, to));
    }
    let at = time::moment(context, node.child(Rule::date_time)?)?;
    Some(match node.has(Rule::k_until) {
        true => Condition::Between(Instant::MIN, at),
        false => Condition::Between(at, Instant::NEVER),
    })
}

fn in_a_row(context: &mut Context<'_>, node: &Node) -> Option<Condition> {
    let count = match node.child(Rule::integer) {
        Some(integer) => amount::positive(context, integer)?,
        None => time::periods(context, node.child(Rule::periods)?)?,
    };
    Some(Condition::PeriodsInARow(count))
}

/// `owing nothing`, `owing at most $0.60`.
fn owing(context: &mut Context<'_>, node: &Node) -> Option<Condition> {
    if node.has(Rule::k_nothing) {
        return Some(Condition::Owing { comparison: Comparison::Exactly, amount: Quantity::ZERO });
    }
    let comparison = comparison(node.child(Rule::comparison)?);
    Some(Condition::Owing { comparison, amount: amount::money_or_number(context, node)? })
}

/// `recharged at least $5`, `recharged by "card"`.
pub(crate) fn recharged(context: &mut Context<'_>, node: &Node) -> Option<Condition> {
    if let Some(way) = node.child(Rule::quoted) {
        return Some(Condition::RechargedBy(label::named(context, way)));
    }
    let comparison = comparison(node.child(Rule::comparison)?);
    Some(Condition::Recharged { comparison, amount: amount::money_or_number(context, node)? })
}

/// Which changes of plan are meant: `from "A" to bigger`; `None` is every one.
pub(crate) fn which_change(context: &mut Context<'_>, node: &Node) -> Option<Option<Condition>> {
    let mut which = None;
    for part in &node.children {
        let condition = match part.rule {
            Rule::from_plans => Condition::From(plans(context, part)?),
            Rule::to_plans => Condition::To(plans(context, part)?),
            Rule::comparison_of_plans => Condition::Plan(comparison_of_plans(part)),
            _ => continue,
        };
        which = Some(both(which, condition));
    }
    Some(which)
}

/// The plans of those names, and those of the groups of those names, also those that are read later.
pub(crate) fn plans(context: &mut Context<'_>, node: &Node) -> Option<Vec<PlanId>> {
    let mut plans = Vec::new();
    for name in node.child(Rule::plan_names)?.all(Rule::quoted) {
        match context.named.plan_group(&context.name_of(name)) {
            Some(group) => plans.extend_from_slice(group),
            None => {
                let named = plan(context, name)?;
                plans.extend(context.named.versions_of(named));
            }
        }
    }
    Some(plans)
}

pub(crate) fn plan(context: &mut Context<'_>, node: &Node) -> Option<PlanId> {
    let wanted = context.name_of(node);
    match context.named.plans.find(&wanted).copied() {
        Some(id) => Some(id),
        None => context.unknown(Thing::Plan, &wanted, node.span),
    }
}

/// `at least`, `more than`, …
pub(super) fn comparison(node: &Node) -> Comparison {
    match node.first().map(|first| first.rule) {
        Some(Rule::k_more_than) => Comparison::MoreThan,
        Some(Rule::k_less_than) => Comparison::LessThan,
        Some(Rule::k_at_most) => Comparison::AtMost,
        Some(Rule::k_exactly) => Comparison::Exactly,
        _ => Comparison::AtLeast,
    }
}

/// `bigger or equal`, `smaller`, …
#[must_use]
pub(crate) fn comparison_of_plans(node: &Node) -> PlanComparison {
    match node.first().map(|first| first.rule) {
        Some(Rule::k_same_size) => PlanComparison::SameSize,
        Some(Rule::k_same_price) => PlanComparison::SamePrice,
        Some(Rule::k_higher_price) => PlanComparison::HigherPrice,
        Some(Rule::k_lower_price) => PlanComparison::LowerPrice,
        Some(Rule::k_same_validity) => PlanComparison::SameValidity,
        Some(Rule::k_longer_validity) => PlanComparison::LongerValidity,
        Some(Rule::k_shorter_validity) => PlanComparison::ShorterValidity,
        Some(Rule::k_bigger) => PlanComparison::Bigger,
        Some(Rule::k_bigger_or_equal) => PlanComparison::BiggerOrEqual,
        Some(Rule::k_smaller) => PlanComparison::Smaller,
        Some(Rule::k_equal_or_higher_price) => PlanComparison::EqualOrHigherPrice,
        Some(Rule::k_at_most_one_size_smaller) => PlanComparison::AtMostOneSizeSmaller,
        _ => PlanComparison::Same,
    }
}
