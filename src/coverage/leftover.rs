//! Rules for leftovers where nothing is ever left that they could be about.

use crate::model::{Action, Catalogue, Grant, Plan, RolloverOf};
use crate::syntax::Rule;
use crate::text::Origin;
use crate::units::{Allowance, Kind, Validity};

use super::Unit;
use super::written::Written;

/// Whether a clause says what becomes of leftovers, and none of its plans ever has one.
pub(super) fn is_of_nothing(clause: &Written<'_>, units: &[Unit<'_>]) -> bool {
    if clause.sentence.rule != Rule::rollover_clause {
        return false;
    }
    let plans = units.iter().flat_map(|unit| unit.catalogue.plans.iter().map(|plan| (unit.catalogue, plan)));
    let mut ruled = plans.filter(|(_, plan)| is_ruled_by(plan, clause)).peekable();
    let products = units.iter().flat_map(|unit| &unit.catalogue.products);
    let mut own = products.flat_map(|product| &product.grants).filter(|grant| rules_itself(grant, clause)).peekable();
    (ruled.peek().is_some() || own.peek().is_some())
        && ruled.all(|(catalogue, plan)| !has_leftovers(catalogue, plan))
        && own.all(|grant| !ends_with_something_left(grant))
}

/// Whether a clause is the rule of one grant alone: `pack "Night" { unlimited data; no rollover }`.
fn rules_itself(grant: &Grant, clause: &Written<'_>) -> bool {
    let origin = match &grant.rollover {
        RolloverOf::Plan => return false,
        RolloverOf::Never(origin) => *origin,
        RolloverOf::Own(rule) => rule.origin,
    };
    origin.span().is_some_and(|span| clause.says(span))
}

fn is_ruled_by(plan: &Plan, clause: &Written<'_>) -> bool {
    let says = |origin: Origin| origin.span().is_some_and(|span| clause.says(span));
    says(plan.rollovers.origin) || plan.rollovers.answer.iter().any(|rule| says(rule.origin))
}

fn has_leftovers(catalogue: &Catalogue, plan: &Plan) -> bool {
    let products = std::iter::once(&plan.product).chain(&plan.packs).chain(&plan.promotions);
    let sold = products.filter_map(|product| catalogue.product(*product)).flat_map(|product| &product.grants);
    let given = plan.handlers.iter().flat_map(|handler| handler.actions.iter().chain(&handler.otherwise));
    let given = given.filter_map(|action| match action {
        Action::Bonus { grant, .. } => Some(&**grant),
        _ => None,
    });
    sold.chain(given).any(leaves)
}

/// Whether something of it may be left when it ends, and the plan's rules are asked about it.
fn leaves(grant: &Grant) -> bool {
    ends_with_something_left(grant) && grant.rollover == RolloverOf::Plan
}

fn ends_with_something_left(grant: &Grant) -> bool {
    grant.kind != Kind::Money
        && grant.amount.answer != Allowance::Unlimited
        && (grant.validity.answer != Validity::Forever || grant.tie.is_some())
}
