//! What is said about plans in general, outside of any: which operator's words it is in.

use crate::model::Operator;
use crate::text::{Origin, SourceId};

use super::super::Context;
use super::blank;

/// Reads something that speaks of all plans: it knows every pack, and counts as the operator of the file's plans does.
/// Where plans have several operators, or none is in sight, it counts as nobody in particular: 1 GB is 1000 MB.
pub(in super::super) fn all<T>(
    context: &mut Context<'_>,
    source: SourceId,
    read: impl FnOnce(&mut Context<'_>) -> Option<T>,
) -> Option<T> {
    let operator = operator(context, source).unwrap_or_else(|| blank::operator(Origin::Assumed));
    let packs = context.catalogue.plans.iter().flat_map(|plan| plan.packs.iter().copied()).collect();
    let outside = std::mem::replace(&mut context.operator, operator);
    let plan = context.plan.clone();
    context.plan.packs = packs;
    let read = read(context);
    context.operator = outside;
    context.plan = plan;
    read
}

/// The operator of the plans of a file; of all plans and operators, if the file has no plan.
fn operator(context: &Context<'_>, source: SourceId) -> Option<Operator> {
    let catalogue = &context.catalogue;
    let here = catalogue.plans.iter().filter(|plan| plan.origin.span().is_some_and(|span| span.source == source));
    let mut places: Vec<usize> = here.map(|plan| plan.operator).collect();
    if places.is_empty() {
        places = (0..catalogue.operators.len()).collect();
    }
    places.dedup();
    match places.as_slice() {
        [only] => catalogue.operators.get(*only).cloned(),
        _ => None,
    }
}
