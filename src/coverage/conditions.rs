//! Every condition of a catalogue, with the clause it is in; and what is inside a condition.

use crate::model::{Action, Catalogue, Condition, Eligibility, Plan, Product, RolloverOf};
use crate::text::Origin;

/// Every condition, each with the place it is known by.
pub(super) fn all(catalogue: &Catalogue) -> Vec<(&Condition, Origin)> {
    let mut list = Vec::new();
    catalogue.plans.iter().for_each(|plan| of_plan(plan, &mut list));
    catalogue.products.iter().for_each(|product| of_product(product, &mut list));
    list
}

fn of_plan<'c>(plan: &'c Plan, list: &mut Vec<(&'c Condition, Origin)>) {
    let mut asked: Vec<&Eligibility> = vec![&plan.eligibility, &plan.renewal.only_if, &plan.renewal.early_only_if];
    asked.extend(plan.change.terms.iter().map(|terms| &terms.only_if));
    asked.extend(plan.gifts.iter().map(|gift| &gift.only_if));
    asked.extend(plan.handlers.iter().map(|handler| &handler.eligibility));
    asked.into_iter().for_each(|eligibility| of_eligibility(eligibility, list));
    let mut add = |condition: &'c Option<Condition>, origin| {
        list.extend(condition.iter().map(|condition| (condition, origin)));
    };
    for handler in &plan.handlers {
        add(&handler.condition, handler.origin);
        for action in handler.actions.iter().chain(&handler.otherwise) {
            if let Action::Bonus { grant, .. } = action
                && let RolloverOf::Own(rule) = &grant.rollover
            {
                add(&rule.condition, rule.origin);
            }
        }
    }
    plan.rollovers.answer.iter().for_each(|rule| add(&rule.condition, rule.origin));
    for rule in &plan.depletions {
        add(&rule.condition, rule.fallbacks.origin);
        rule.fallbacks.answer.iter().for_each(|resort| add(&resort.condition, rule.fallbacks.origin));
    }
    plan.ceilings.iter().for_each(|rule| add(&rule.condition, rule.origin));
    plan.tolls.iter().for_each(|rule| add(&rule.condition, rule.origin));
    plan.price_steps.iter().for_each(|step| add(&step.only_if, step.origin));
    plan.change.terms.iter().for_each(|terms| add(&terms.of, terms.origin));
    list.extend(plan.change.some.iter().map(|(condition, _)| (condition, plan.change.when.origin)));
}

fn of_product<'c>(product: &'c Product, list: &mut Vec<(&'c Condition, Origin)>) {
    of_eligibility(&product.eligibility, list);
    let steps = product.sale.price_steps.iter();
    list.extend(steps.filter_map(|step| Some((step.only_if.as_ref()?, step.origin))));
    for grant in &product.grants {
        if let RolloverOf::Own(rule) = &grant.rollover {
            list.extend(rule.condition.iter().map(|condition| (condition, rule.origin)));
        }
    }
}

fn of_eligibility<'c>(eligibility: &'c Eligibility, list: &mut Vec<(&'c Condition, Origin)>) {
    let both = eligibility.only_if.iter().chain(&eligibility.on_sale);
    list.extend(both.map(|(condition, origin)| (condition, *origin)));
}

/// Adds what is equal to a condition, itself or inside another.
pub(super) fn equal<'c>(wanted: &Condition, inside: &'c Condition, found: &mut Vec<&'c Condition>) {
    if inside == wanted {
        found.push(inside);
        return;
    }
    match inside {
        Condition::All(parts) | Condition::Any(parts) => parts.iter().for_each(|part| equal(wanted, part, found)),
        Condition::Not(part) => equal(wanted, part, found),
        _ => {}
    }
}

/// A condition without what turns it around, and whether it was turned.
pub(super) fn plain(condition: &Condition) -> (&Condition, bool) {
    match condition {
        Condition::Not(inner) => {
            let (inner, turned) = plain(inner);
            (inner, !turned)
        }
        other => (other, false),
    }
}
