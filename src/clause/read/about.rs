//! What is said about plans in general, outside of any: which operator's words it is in.

use crate::text::{Origin, SourceId};

use super::super::Context;
use super::blank;
use super::named::Sight;

/// Reads something that speaks of all plans: it knows every pack, and counts as the operator of the file's plans does.
/// Where plans have several operators, or none is in sight, it counts as nobody in particular: 1 GB is 1000 MB.
pub(in super::super) fn all<T>(
    context: &mut Context<'_>,
    source: SourceId,
    read: impl FnOnce(&mut Context<'_>) -> Option<T>,
) -> Option<T> {
    let home = operator(context, source).and_then(|place| context.catalogue.operators.get(place).cloned());
    let operator = home.unwrap_or_else(|| blank::operator(Origin::Assumed));
    let outside = std::mem::replace(&mut context.operator, operator);
    let sight = std::mem::replace(&mut context.sight, Sight { plan: None, others: true });
    let read = read(context);
    context.operator = outside;
    context.sight = sight;
    read
}

/// The operator of the plans of a file; of all plans and operators, if the file has no plan.
fn operator(context: &mut Context<'_>, source: SourceId) -> Option<usize> {
    if let Some(known) = context.named.homes.get(&source) {
        return *known;
    }
    let catalogue = &context.catalogue;
    let here = context.named.plans_of.get(&source).into_iter().flatten();
    let mut places: Vec<usize> = here.filter_map(|id| catalogue.plan(*id)).map(|plan| plan.operator).collect();
    if places.is_empty() {
        places = (0..catalogue.operators.len()).collect();
    }
    places.dedup();
    let only = if let [only] = places.as_slice() { Some(*only) } else { None };
    context.named.homes.insert(source, only);
    only
}
