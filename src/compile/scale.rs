//! The rank of each plan on each scale, so that comparing two plans is comparing two numbers.

use crate::model::{Catalogue, Plan, PlanComparison};
use crate::program::{Ranks, Scale, Step};
use crate::units::{Allowance, Kind, Quantity};

/// The ranks of all plans.
pub(super) fn ranks(catalogue: &Catalogue) -> Vec<Ranks> {
    let plans = &catalogue.plans;
    let mut ranks = vec![Ranks::default(); plans.len()];
    for scale in Scale::ALL {
        let places: Vec<(u64, Quantity)> = plans.iter().map(|plan| place(catalogue, scale, plan)).collect();
        let mut known = places.clone();
        known.sort_unstable();
        known.dedup();
        for (of_plan, place) in ranks.iter_mut().zip(places) {
            let below = known.partition_point(|other| *other < place);
            of_plan.0[scale as usize] = u32::try_from(below).unwrap_or(u32::MAX);
        }
    }
    ranks
}

/// What decides a plan's place on a scale.
fn place(catalogue: &Catalogue, scale: Scale, plan: &Plan) -> (u64, Quantity) {
    let price = plan.price.map_or(Quantity::ZERO, |price| price.amount);
    match scale {
        // Whatever version it is, it is the same plan.
        Scale::Identity => (u64::from(plan.first_version().0), Quantity::ZERO),
        Scale::Data => (data(catalogue, plan), Quantity::ZERO),
        Scale::Price => (0, price),
        Scale::Length => (plan.cycle.answer.length(), Quantity::ZERO),
        Scale::Size => (data(catalogue, plan), price),
    }
}

/// The data that a period grants, unlimited being the most.
fn data(catalogue: &Catalogue, plan: &Plan) -> u64 {
    let grants = catalogue.product(plan.product).map_or(&[][..], |product| &product.grants);
    let data = grants.iter().filter(|grant| grant.kind == Kind::Data).map(|grant| match grant.amount.answer {
        Allowance::Limited(amount) => amount.0,
        Allowance::Unlimited => u64::MAX,
    });
    data.fold(0, u64::saturating_add)
}

/// What a comparison asks of the ranks.
pub(super) fn step(comparison: PlanComparison) -> Step {
    const UP: (i64, i64) = (1, i64::MAX);
    const DOWN: (i64, i64) = (i64::MIN, -1);
    const LEVEL: (i64, i64) = (0, 0);
    const NOT_DOWN: (i64, i64) = (0, i64::MAX);
    let (scale, (least, most)) = match comparison {
        PlanComparison::Same => (Scale::Identity, LEVEL),
        PlanComparison::Bigger => (Scale::Data, UP),
        PlanComparison::BiggerOrEqual => (Scale::Data, NOT_DOWN),
        PlanComparison::Smaller => (Scale::Data, DOWN),
        PlanComparison::SameSize => (Scale::Data, LEVEL),
        PlanComparison::HigherPrice => (Scale::Price, UP),
        PlanComparison::SamePrice => (Scale::Price, LEVEL),
        PlanComparison::LowerPrice => (Scale::Price, DOWN),
        PlanComparison::EqualOrHigherPrice => (Scale::Price, NOT_DOWN),
        PlanComparison::SameValidity => (Scale::Length, LEVEL),
        PlanComparison::LongerValidity => (Scale::Length, UP),
        PlanComparison::ShorterValidity => (Scale::Length, DOWN),
        PlanComparison::AtMostOneSizeSmaller => (Scale::Size, (-1, i64::MAX)),
    };
    Step { scale, least, most }
}
