//! Plans by hand.

use crate::event::{PlanId, ProductId};
use crate::model::{
    Catalogue, ChangeRule, ChangeTime, Choice, Depletion, EarlyRenewal, Fallback, Grant, Key, Life, Member, Operator,
    Order, Plan, Price, Product, ProductKind, Renewal, Rollover, RolloverOf, Sale, Scope, Selector, Selling, Sessions,
    Start, Suspension, Validity,
};
use crate::text::{Lang, Origin, SourceId, Span};
use crate::units::{Allowance, Currency, Cycle, Gigabyte, Holidays, Kind, Quantity, Zone};

use super::super::{explain, render};

pub(super) const GB: u64 = 1_000_000_000;
/// Somebody wrote it.
pub(super) const HERE: Origin = Origin::Written(Span { source: SourceId(0), start: 0, end: 1 });

pub(super) fn stated<T>(answer: T) -> Choice<T> {
    Choice::stated(answer, HERE)
}

/// An operator in Phnom Penh, a plan without a clause, its product, numbered 0.
pub(super) fn catalogue(name: &str) -> Catalogue {
    let operator = Operator {
        name: None,
        zone: stated(Zone::named("Asia/Phnom_Penh").unwrap()),
        currency: stated(Currency::named("USD").unwrap()),
        rates: Vec::new(),
        gigabyte: stated(Gigabyte::Decimal),
        places: Vec::new(),
        weekend: 0b110_0000,
        holidays: Holidays::default(),
        sessions: Sessions::Split,
        origin: HERE,
    };
    let product = product(0, name, ProductKind::Plan);
    Catalogue { operators: vec![operator], plans: vec![plan(name)], products: vec![product], ..Catalogue::default() }
}

fn plan(name: &str) -> Plan {
    Plan {
        id: PlanId(0),
        name: name.to_owned(),
        doc: None,
        operator: 0,
        cycle: stated(Cycle::CalendarMonths(1)),
        price: None,
        price_steps: Vec::new(),
        product: ProductId(0),
        eligibility: crate::model::Eligibility::default(),
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
            only_if: crate::model::Eligibility::default(),
            early: Choice::assumed(EarlyRenewal::AtOnce),
            early_only_if: crate::model::Eligibility::default(),
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
        origin: HERE,
    }
}

pub(super) fn product(id: u32, name: &str, kind: ProductKind) -> Product {
    let (name, id) = (name.to_owned(), ProductId(id));
    Product {
        id,
        name,
        kind,
        price: None,
        grants: Vec::new(),
        proration: None,
        limits: Vec::new(),
        version_of: None,
        versions: Vec::new(),
        eligibility: crate::model::Eligibility::default(),
        sale: Sale::default(),
        origin: HERE,
    }
}

pub(super) fn price(millionths: u64) -> Price {
    Price { amount: Quantity(millionths), origin: HERE }
}

pub(super) fn grant(kind: Kind, amount: u64) -> Grant {
    Grant {
        kind,
        amount: stated(Allowance::Limited(Quantity(amount))),
        scope: Scope::default(),
        validity: stated(Validity::Periods(1)),
        tie: None,
        start: Start::Granted,
        each: None,
        repeat: None,
        rollover: RolloverOf::Plan,
        bonus: false,
        increment: None,
        used_first: false,
        origin: HERE,
    }
}

pub(super) fn rollover(life: Life) -> Rollover {
    Rollover {
        of: Selector::default(),
        life: Some(life),
        condition: None,
        caps: Vec::new(),
        granted_on: None,
        usable: None,
        rounding: None,
        activation: None,
        origin: HERE,
    }
}

pub(super) fn runs_out(kind: Kind, fallbacks: Vec<Fallback>) -> Depletion {
    let fallbacks = stated(fallbacks.into_iter().map(Into::into).collect());
    let scope = crate::model::Scope::default();
    Depletion { kind, expired_only: false, member: Member::Everybody, scope, condition: None, fallbacks }
}

pub(super) fn page(catalogue: &Catalogue, lang: Lang) -> String {
    render(&explain(catalogue, &catalogue.plans[0]), lang, None, 80)
}
