//! Conditions: comparisons become ranges, comparisons of plans become a table.

use crate::model::{Catalogue, Comparison, Condition, Plan, PlanComparison, RenewalTiming};
use crate::program::{Range, Test, Timing};
use crate::units::{Allowance, Kind, Quantity};

pub(super) fn test(catalogue: &Catalogue, condition: &Condition) -> Test {
    let all = |conditions: &[Condition]| conditions.iter().map(|condition| test(catalogue, condition)).collect();
    match condition {
        Condition::All(conditions) => Test::All(all(conditions)),
        Condition::Any(conditions) => Test::Any(all(conditions)),
        Condition::Not(condition) => Test::Not(Box::new(test(catalogue, condition))),
        Condition::Renewed(timing) => Test::Renewed(self::timing(timing)),
        Condition::Used { kind, comparison, amount } => Test::Used(*kind, range(*comparison, *amount)),
        Condition::ActivatedThisPeriod => Test::Activated,
        Condition::PeriodsInARow(periods) => Test::InARow(*periods),
        Condition::NotSharing => Test::Alone,
        Condition::Marked(label) => Test::Marked(*label),
        Condition::Plan(comparison) => Test::PlanPair(pairs(catalogue, *comparison)),
        Condition::Recharged { comparison, amount } => Test::Recharged(range(*comparison, *amount)),
    }
}

/// On which side of the period's end a renewal may lie: everything that is said must hold.
fn timing(timing: &RenewalTiming) -> Timing {
    Timing {
        automatic: timing.automatic,
        before: !timing.on_time && !timing.late,
        at_end: !timing.early && !timing.late,
        after: !timing.on_time && !timing.early && !timing.not_late,
        early_by: timing.early_by,
        late_by_at_most: timing.late_by_at_most,
    }
}

fn range(comparison: Comparison, amount: Quantity) -> Range {
    let most = Quantity(u64::MAX);
    // More than the most, or less than nothing: a range that contains no number.
    let none = Range { least: most, most: Quantity::ZERO };
    match comparison {
        Comparison::AtLeast => Range { least: amount, most },
        Comparison::AtMost => Range { least: Quantity::ZERO, most: amount },
        Comparison::Exactly => Range { least: amount, most: amount },
        Comparison::MoreThan => amount.checked_add(Quantity(1)).map_or(none, |least| Range { least, most }),
        Comparison::LessThan => {
            amount.checked_sub(Quantity(1)).map_or(none, |most| Range { least: Quantity::ZERO, most })
        }
    }
}

/// For each plan that is left and each that comes, whether the comparison holds.
fn pairs(catalogue: &Catalogue, comparison: PlanComparison) -> Vec<bool> {
    let mut sizes: Vec<(Quantity, Quantity)> = catalogue.plans.iter().map(|plan| size(catalogue, plan)).collect();
    sizes.sort_unstable();
    sizes.dedup();
    let step = |plan: &Plan| sizes.iter().position(|known| *known == size(catalogue, plan)).unwrap_or(0);
    let holds = |from: &Plan, to: &Plan| {
        let data = |plan: &Plan| size(catalogue, plan).0;
        match comparison {
            PlanComparison::Same => from.id == to.id,
            PlanComparison::Bigger => data(to) > data(from),
            PlanComparison::BiggerOrEqual => data(to) >= data(from),
            PlanComparison::Smaller => data(to) < data(from),
            PlanComparison::EqualOrHigherPrice => size(catalogue, to).1 >= size(catalogue, from).1,
            PlanComparison::AtMostOneSizeSmaller => step(to) + 1 >= step(from),
        }
    };
    catalogue
        .plans
        .iter()
        .flat_map(|from| catalogue.plans.iter().map(move |to| (from, to)))
        .map(|(a, b)| holds(a, b))
        .collect()
}

/// How big a plan is: the data it grants in a period, unlimited being the most; then its price.
fn size(catalogue: &Catalogue, plan: &Plan) -> (Quantity, Quantity) {
    let grants = catalogue.product(plan.product).map_or(&[][..], |product| &product.grants);
    let data = grants.iter().filter(|grant| grant.kind == Kind::Data).map(|grant| match grant.amount.answer {
        Allowance::Limited(amount) => amount.0,
        Allowance::Unlimited => u64::MAX,
    });
    let price = plan.price.map_or(Quantity::ZERO, |price| price.amount);
    (Quantity(data.fold(0, u64::saturating_add)), price)
}
