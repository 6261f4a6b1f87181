//! The operations of a small program, each with its clause.

use crate::event::{Class, PlanId, ProductId};
use crate::program::{
    AmountOf, Calendar, Carry, CarryId, Chain, ChangeTime, EarlyRenewal, Fallback, Grant, GrantId, Key, Life, Limit,
    LimitAmount, LimitOf, OriginId, Plan, Program, Resort, Scope, ScopeId, Side, Start, Suspension, Users, Watch,
};
use crate::text::{Origin, Source, SourceId, Sources, Span};
use crate::units::{Cycle, Duration, Holidays, Kind, Quantity, Validity, Zone};

use super::super::core;
use super::build::{GB, catalogue};

const TEXT: &str =
    "every calendar month: data 20 GB\nrollover 3 months, bank at most 60 GB\nwhen data runs out: block\n";
const ASSUMED: OriginId = OriginId(0);

fn line(text: &str) -> Origin {
    let start = u32::try_from(TEXT.find(text).unwrap()).unwrap();
    Origin::Written(Span { source: SourceId(0), start, end: start + 1 })
}

fn program() -> Program {
    let grant = Grant {
        product: ProductId(0),
        kind: Kind::Data,
        class: Class::Plan,
        amount: AmountOf::Units(Quantity(20 * GB)),
        at_most: Quantity(u64::MAX),
        held: None,
        kept: None,
        scope: ScopeId::EVERYTHING,
        validity: Validity::Periods(1),
        tie: None,
        start: Start::Granted,
        ends_by: None,
        each: None,
        repeat: None,
        carry: Some(CarryId(0)),
        increment: Quantity(1),
        used_first: false,
        origin: OriginId(1),
    };
    let limit = Limit {
        of: LimitOf::Bank,
        amount: LimitAmount::Units(Kind::Data, Quantity(60 * GB)),
        side: Side::Newest,
        origin: OriginId(2),
    };
    let life = Life::For(Duration::Months(3));
    let calendar =
        Calendar { zone: Zone::utc(), holidays: Holidays::default(), split_records: true, end_at_midnight: false };
    Program {
        plans: vec![plan()],
        grants: vec![grant],
        carries: vec![Carry {
            life,
            test: None,
            limits: vec![limit],
            granted_on: None,
            scope: None,
            rounding: None,
            activation: None,
            origin: OriginId(2),
        }],
        scopes: vec![Scope::default()],
        calendars: vec![calendar],
        origins: vec![Origin::Assumed, line("every"), line("rollover"), line("when")],
        ..Program::default()
    }
}

fn plan() -> Plan {
    let block = Fallback::Block;
    Plan {
        some_changes: Vec::new(),
        change_terms: Vec::new(),
        eligibility: crate::program::Eligibility::default(),
        renews_only_if: crate::program::Eligibility::default(),
        early_only_if: crate::program::Eligibility::default(),
        calendar: 0,
        cycle: Cycle::CalendarMonths(1),
        cycle_origin: OriginId(1),
        price: Quantity::ZERO,
        price_origin: ASSUMED,
        price_steps: Vec::new(),
        product: ProductId(0),
        grants: vec![GrantId(0)],
        granted: [Quantity::ZERO; Kind::COUNT],
        packs: Vec::new(),
        selling: crate::program::Selling::default(),
        scopes: Vec::new(),
        prepaid: true,
        automatic: true,
        early: EarlyRenewal::AtOnce,
        grace: None,
        asks_activation: None,
        rollover_origin: OriginId(2),
        order: vec![Key::Oldest],
        weights: Vec::new(),
        chains: vec![Chain {
            kind: Kind::Data,
            expired_only: false,
            users: Users::All,
            scope: ScopeId::EVERYTHING,
            test: None,
            resorts: vec![Resort { what: block, scope: ScopeId::EVERYTHING, test: None, together: false }],
            origin: OriginId(3),
        }],
        ceilings: Vec::new(),
        increments: Vec::new(),
        tolls: Vec::new(),
        owner_pays: false,
        charge_caps: Vec::new(),
        one_lot: [false; Kind::COUNT],
        blocks_whole: false,
        notices: Vec::new(),
        watch: Watch::default(),
        routines: Vec::new(),
        pool: None,
        gifts: Vec::new(),
        change: ChangeTime::Now,
        suspension: Suspension::ClockRuns,
        suspension_origin: ASSUMED,
        first_period: None,
        recharge_validity: Validity::Forever,
        recharge_tiers: Vec::new(),
        recharge_origin: ASSUMED,
        recharge_product: ProductId(0),
        recharge_carry: None,
        origin: OriginId(1),
        first: crate::event::PlanId(0),
        place: 0,
        retry: None,
        price_billed: false,
        term: None,
        ahead: 1,
        versions: Vec::new(),
        pack_terms: Vec::new(),
    }
}

#[test]
fn operations_with_their_clauses() {
    let mut sources = Sources::default();
    sources.add(Source::new("a.plan", TEXT));
    assert_eq!(core(&program(), PlanId(0), &catalogue("a"), &sources), include_str!("core.txt"));
    assert_eq!(core(&program(), PlanId(9), &catalogue("a"), &sources), "");
}
