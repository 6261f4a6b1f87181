//! Plans, products and operators that nothing has been said about yet: every choice has its documented answer.

use crate::event::{PlanId, ProductId};
use crate::model::{
    ChangeRule, ChangeTime, Choice, EarlyRenewal, Eligibility, Key, Operator, Order, Plan, Product, ProductKind,
    Renewal, Sale, Selling, Sessions, Suspension, Validity,
};
use crate::text::Origin;
use crate::units::{Currency, Cycle, Gigabyte, Holidays, Zone};

/// Saturday and Sunday, bit 0 being Monday.
const SATURDAY_AND_SUNDAY: u8 = 0b110_0000;

/// An operator of whom nothing is known.
#[must_use]
pub(crate) fn operator(origin: Origin) -> Operator {
    Operator {
        name: None,
        zone: Choice::assumed(Zone::utc()),
        currency: Choice::assumed(Currency::named("USD").unwrap_or(Currency::UNDECLARED)),
        rates: Vec::new(),
        gigabyte: Choice::assumed(Gigabyte::Decimal),
        places: Vec::new(),
        weekend: SATURDAY_AND_SUNDAY,
        holidays: Holidays::default(),
        sessions: Sessions::Split,
        origin,
    }
}

/// A plan that says nothing.
#[must_use]
pub(crate) fn plan(id: PlanId, product: ProductId, origin: Origin) -> Plan {
    Plan {
        id,
        name: String::new(),
        doc: None,
        operator: 0,
        cycle: Choice::assumed(Cycle::CalendarMonths(1)),
        price: None,
        price_steps: Vec::new(),
        product,
        eligibility: Eligibility::default(),
        packs: Vec::new(),
        selling: Selling::default(),
        promotions: Vec::new(),
        rollovers: Choice::assumed(Vec::new()),
        order: Choice::assumed(Order { keys: vec![Key::EarliestExpiry] }),
        weights: Vec::new(),
        depletions: Vec::new(),
        ceilings: Vec::new(),
        increments: Vec::new(),
        tolls: Vec::new(),
        owner_pays: None,
        charge_caps: Vec::new(),
        one_lot: Vec::new(),
        notices: Vec::new(),
        handlers: Vec::new(),
        pool: None,
        gifts: Vec::new(),
        renewal: Renewal {
            prepaid: true,
            automatic: true,
            only_if: Eligibility::default(),
            early: Choice::assumed(EarlyRenewal::AtOnce),
            early_only_if: Eligibility::default(),
            grace: None,
            retry: None,
            price_billed: false,
            term: None,
            ahead: 1,
        },
        change: ChangeRule {
            when: Choice::assumed(ChangeTime::Now),
            decided: false,
            some: Vec::new(),
            terms: Vec::new(),
        },
        suspension: Choice::assumed(Suspension::ClockRuns),
        first_period: None,
        recharge_validity: Validity::Forever,
        recharge_tiers: Vec::new(),
        groups: Vec::new(),
        version: None,
        versions: Vec::new(),
        pack_terms: Vec::new(),
        assumptions: Vec::new(),
        origin,
    }
}

/// A pack that grants nothing.
#[must_use]
pub(crate) fn product(id: ProductId, origin: Origin) -> Product {
    Product {
        id,
        name: String::new(),
        kind: ProductKind::Pack,
        price: None,
        grants: Vec::new(),
        version_of: None,
        versions: Vec::new(),
        eligibility: Eligibility::default(),
        proration: None,
        limits: Vec::new(),
        sale: Sale::default(),
        origin,
    }
}
