//! Every condition of a plan, and what can be said of one.

use crate::check::Subject;
use crate::model::{Comparison, Condition, Plan};
use crate::text::Origin;
use crate::units::{Duration, Quantity};

/// Every condition of a plan, each with its clause.
pub(in crate::check) fn all<'p>(subject: &'p Subject<'_>, plan: &'p Plan) -> Vec<(&'p Condition, Origin)> {
    let mut list = Vec::new();
    let eligible = subject.packs(plan).map(|pack| &pack.eligibility);
    let renewal = [&plan.eligibility, &plan.renewal.only_if, &plan.renewal.early_only_if];
    let terms = plan.change.terms.iter().map(|terms| &terms.only_if);
    let gifts = plan.gifts.iter().map(|gift| &gift.only_if);
    for eligibility in eligible.chain(renewal).chain(terms).chain(gifts) {
        list.extend(eligibility.only_if.iter().map(|(condition, origin)| (condition, *origin)));
    }
    let mut add = |condition: &'p Option<Condition>, origin| {
        list.extend(condition.iter().map(|condition| (condition, origin)));
    };
    plan.handlers.iter().for_each(|handler| add(&handler.condition, handler.origin));
    plan.rollovers.answer.iter().for_each(|rule| add(&rule.condition, rule.origin));
    plan.depletions.iter().for_each(|rule| add(&rule.condition, rule.fallbacks.origin));
    plan.ceilings.iter().for_each(|rule| add(&rule.condition, rule.origin));
    plan.tolls.iter().for_each(|rule| add(&rule.condition, rule.origin));
    plan.notices.iter().for_each(|notice| add(&notice.only_if, notice.origin));
    plan.price_steps.iter().for_each(|step| add(&step.only_if, step.origin));
    list
}

/// What must hold, and what must not, for a condition to hold.
pub(in crate::check) fn gather<'c>(condition: &'c Condition, holds: bool, sure: &mut Vec<(&'c Condition, bool)>) {
    match (condition, holds) {
        (Condition::All(all), true) | (Condition::Any(all), false) => {
            all.iter().for_each(|one| gather(one, holds, sure));
        }
        (Condition::Not(inner), _) => gather(inner, !holds, sure),
        _ => sure.push((condition, holds)),
    }
}

/// What a condition counts, and from how much to how much it holds.
pub(in crate::check) fn range((condition, holds): (&Condition, bool)) -> Option<(Condition, u64, u64)> {
    if let (Condition::PeriodNumber { from, to }, true) = (condition, holds) {
        let counted = Condition::PeriodNumber { from: 1, to: None };
        return Some((counted, u64::from(*from), to.map_or(u64::MAX, u64::from)));
    }
    let mut counted = condition.clone();
    let (comparison, amount) = counted_by(&mut counted)?;
    let (low, high) = match (comparison, holds) {
        (Comparison::MoreThan, true) | (Comparison::AtMost, false) => (amount.checked_add(1)?, u64::MAX),
        (Comparison::AtLeast, true) | (Comparison::LessThan, false) => (amount, u64::MAX),
        (Comparison::LessThan, true) | (Comparison::AtLeast, false) => (0, amount.checked_sub(1)?),
        (Comparison::AtMost, true) | (Comparison::MoreThan, false) => (0, amount),
        (Comparison::Exactly, true) => (amount, amount),
        (Comparison::Exactly, false) => return None,
    };
    Some((counted, low, high))
}

/// Takes the number out of a condition, and how it is compared.
fn counted_by(condition: &mut Condition) -> Option<(Comparison, u64)> {
    Some(match condition {
        Condition::Held { comparison, amount, of } => {
            of.origin = None;
            (std::mem::replace(comparison, Comparison::AtLeast), std::mem::replace(amount, Quantity::ZERO).0)
        }
        Condition::Used { comparison, amount, .. }
        | Condition::Owing { comparison, amount }
        | Condition::Recharged { comparison, amount } => {
            (std::mem::replace(comparison, Comparison::AtLeast), std::mem::replace(amount, Quantity::ZERO).0)
        }
        Condition::Happened(history) if history.than.is_none() => (
            std::mem::replace(&mut history.comparison, Comparison::AtLeast),
            std::mem::replace(&mut history.amount, Quantity::ZERO).0,
        ),
        Condition::Members { comparison, count } => {
            (std::mem::replace(comparison, Comparison::AtLeast), u64::from(std::mem::take(count)))
        }
        Condition::Subscribed { comparison, length } => {
            let amount = match length {
                Duration::Months(count) | Duration::Days(count) => u64::from(std::mem::take(count)),
                Duration::Seconds(count) => std::mem::take(count),
            };
            (std::mem::replace(comparison, Comparison::AtLeast), amount)
        }
        _ => return None,
    })
}
