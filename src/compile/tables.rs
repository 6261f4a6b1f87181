//! The tables of a program while they grow.

use std::collections::BTreeMap;

use crate::event::{PlanId, ProductId};
use crate::model::{self, Catalogue, Class, Product, ProductKind, Sessions};
use crate::program::{ASSUMED, Calendar, Carry, CarryId, Grant, GrantId, OriginId, Plan, Program, Scope, ScopeId};
use crate::text::Origin;

use super::limits::Counted;
use super::scale::ranks;

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
    /// For each product, the place of the first plan that sells it.
    sellers: BTreeMap<ProductId, usize>,
    /// Where limits are counted, by their words: versions of a plan and plans that are like each other share them.
    pub(super) counters: BTreeMap<Counted, usize>,
    /// The numbers of the origins: there is at least one for each plan, too many to search.
    origins: BTreeMap<Origin, OriginId>,
    /// The numbers of the scopes, for the same reason.
    scopes: BTreeMap<Scope, ScopeId>,
}

impl<'m> Tables<'m> {
    pub(super) fn new(catalogue: &'m Catalogue) -> Tables<'m> {
        let calendars = catalogue.operators.iter().map(|operator| Calendar {
            zone: operator.zone.answer.clone(),
            holidays: operator.holidays.clone(),
            split_records: operator.sessions != Sessions::ByStart,
            end_at_midnight: operator.sessions == Sessions::AtMidnight,
        });
        let program = Program {
            ranks: ranks(catalogue),
            calendars: calendars.collect(),
            scopes: vec![Scope::default()],
            origins: vec![Origin::Assumed],
            ..Program::default()
        };
        Tables {
            catalogue,
            program,
            rules: Vec::new(),
            own_rules: Vec::new(),
            grants: Vec::new(),
            sellers: sellers(catalogue),
            counters: BTreeMap::new(),
            origins: BTreeMap::new(),
            scopes: BTreeMap::from([(Scope::default(), ScopeId::EVERYTHING)]),
        }
    }

    pub(super) fn finish(self) -> Program {
        self.program
    }

    /// The number of a clause.
    pub(super) fn origin(&mut self, origin: Origin) -> OriginId {
        if origin == Origin::Assumed {
            return ASSUMED;
        }
        let list = &mut self.program.origins;
        *self.origins.entry(origin).or_insert_with(|| OriginId(push(list, origin)))
    }

    pub(super) fn scope(&mut self, scope: Scope) -> ScopeId {
        let list = &mut self.program.scopes;
        *self.scopes.entry(scope.clone()).or_insert_with(|| ScopeId(push(list, scope)))
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

    /// The first plan that sells a product.
    pub(super) fn seller(&self, product: ProductId) -> Option<&'m model::Plan> {
        self.sellers.get(&product).and_then(|place| self.catalogue.plans.get(*place))
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

fn sellers(catalogue: &Catalogue) -> BTreeMap<ProductId, usize> {
    let mut sellers = BTreeMap::new();
    for (place, plan) in catalogue.plans.iter().enumerate() {
        let terms = plan.pack_terms.iter().map(|(_, terms)| terms);
        let later = terms.clone().filter_map(|terms| catalogue.product(*terms));
        let later = later.flat_map(|terms| terms.versions.iter().map(|(_, version)| version));
        for product in std::iter::once(&plan.product).chain(&plan.packs).chain(terms).chain(later) {
            sellers.entry(*product).or_insert(place);
        }
    }
    sellers
}

/// The class of the lots that a product mints.
pub(super) fn class_of(product: &Product) -> Class {
    match product.kind {
        ProductKind::Plan => Class::Plan,
        ProductKind::Pack if product.sale.credit.is_some() => Class::Borrowed,
        ProductKind::Pack => Class::Pack,
        ProductKind::Promotion => Class::Bonus,
        ProductKind::Recharge => Class::Recharge,
    }
}

fn push<T>(list: &mut Vec<T>, item: T) -> u32 {
    list.push(item);
    u32::try_from(list.len() - 1).unwrap_or(u32::MAX)
}
