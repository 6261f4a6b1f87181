//! The tables of a program while they grow.

use crate::event::PlanId;
use crate::model::{Catalogue, Class, Product, ProductKind, Sessions};
use crate::program::{ASSUMED, Calendar, Carry, CarryId, Grant, GrantId, OriginId, Plan, Program, Scope, ScopeId};
use crate::text::Origin;

/// The tables of a program while they grow.
pub(super) struct Tables<'m> {
    pub(super) catalogue: &'m Catalogue,
    pub(super) program: Program,
    /// For each plan, its rules of rollover in the order of the text; `None` is a rule that says no.
    pub(super) rules: Vec<Vec<Option<CarryId>>>,
    /// For each product, its own rules in the order of its grants.
    pub(super) own_rules: Vec<Vec<Option<CarryId>>>,
    /// For each product, its grants.
    pub(super) grants: Vec<Vec<GrantId>>,
}

impl<'m> Tables<'m> {
    pub(super) fn new(catalogue: &'m Catalogue) -> Tables<'m> {
        let calendars = catalogue.operators.iter().map(|operator| Calendar {
            zone: operator.zone.answer.clone(),
            holidays: operator.holidays.clone(),
            split_records: operator.sessions == Sessions::Split,
        });
        let program = Program {
            calendars: calendars.collect(),
            scopes: vec![Scope::default()],
            origins: vec![Origin::Assumed],
            ..Program::default()
        };
        Tables { catalogue, program, rules: Vec::new(), own_rules: Vec::new(), grants: Vec::new() }
    }

    pub(super) fn finish(self) -> Program {
        self.program
    }

    /// The number of a clause.
    pub(super) fn origin(&mut self, origin: Origin) -> OriginId {
        if origin == Origin::Assumed {
            return ASSUMED;
        }
        OriginId(place_of(&mut self.program.origins, origin))
    }

    pub(super) fn scope(&mut self, scope: Scope) -> ScopeId {
        ScopeId(place_of(&mut self.program.scopes, scope))
    }

    pub(super) fn add_carry(&mut self, carry: Carry) -> CarryId {
        CarryId(push(&mut self.program.carries, carry))
    }

    pub(super) fn add_grant(&mut self, grant: Grant) -> GrantId {
        GrantId(push(&mut self.program.grants, grant))
    }

    pub(super) fn add_plan(&mut self, plan: Plan) {
        self.program.plans.push(plan);
    }

    /// A new place to count in.
    pub(super) fn counter(&mut self) -> usize {
        self.program.counters += 1;
        self.program.counters - 1
    }

    /// The rules of a plan's grants of some product.
    pub(super) fn rules_of(&self, plan: PlanId) -> &[Option<CarryId>] {
        self.rules.get(plan.0 as usize).map_or(&[], Vec::as_slice)
    }
}

/// The class of the lots that a product mints.
pub(super) fn class_of(product: &Product) -> Class {
    match product.kind {
        ProductKind::Plan => Class::Plan,
        ProductKind::Pack => Class::Pack,
        ProductKind::Promotion => Class::Bonus,
        ProductKind::Recharge => Class::Recharge,
    }
}

fn push<T>(list: &mut Vec<T>, item: T) -> u32 {
    list.push(item);
    u32::try_from(list.len() - 1).unwrap_or(u32::MAX)
}

fn place_of<T: PartialEq>(list: &mut Vec<T>, item: T) -> u32 {
    match list.iter().position(|known| *known == item) {
        Some(place) => u32::try_from(place).unwrap_or(u32::MAX),
        None => push(list, item),
    }
}
