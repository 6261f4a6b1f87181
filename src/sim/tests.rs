//! What needs no plan to be seen: events that are wrong. What the engine does with events that are right is compared
//! with the reference engine in `tests/differential.rs`, and shown in `policies/examples`.

use super::*;
use crate::event::{Circumstances, Class, Happening, PlanId, ProductId};
use crate::ledger::Ledger;
use crate::program::{
    ASSUMED, AmountOf, Calendar, ChangeTime, EarlyRenewal, Grant, GrantId, Key, Plan, Product, Scope, ScopeId, Start,
    Suspension, Watch,
};
use crate::text::Origin;
use crate::units::{Cycle, Holidays, Validity, Zone};

/// A plan that grants an amount of data once and for ever.
fn program(amount: Quantity) -> Program {
    let grant = Grant {
        product: ProductId(0),
        kind: Kind::Data,
        class: Class::Plan,
        amount: AmountOf::Units(amount),
        at_most: Quantity(u64::MAX),
        held: None,
        kept: None,
        scope: ScopeId::EVERYTHING,
        validity: Validity::Forever,
        tie: None,
        start: Start::Granted,
        each: None,
        repeat: None,
        carry: None,
        ends_by: None,
        increment: Quantity(1),
        used_first: false,
        origin: ASSUMED,
    };
    let mut granted = [Quantity::ZERO; Kind::COUNT];
    granted[Kind::Data.index()] = amount;
    let plan = Plan {
        some_changes: Vec::new(),
        change_terms: Vec::new(),
        eligibility: crate::program::Eligibility::default(),
        renews_only_if: crate::program::Eligibility::default(),
        early_only_if: crate::program::Eligibility::default(),
        calendar: 0,
        cycle: Cycle::Days(1),
        cycle_origin: ASSUMED,
        price: Quantity::ZERO,
        price_origin: ASSUMED,
        price_steps: Vec::new(),
        product: ProductId(0),
        grants: vec![GrantId(0)],
        granted,
        packs: Vec::new(),
        selling: crate::program::Selling::default(),
        scopes: Vec::new(),
        prepaid: false,
        automatic: true,
        early: EarlyRenewal::AtOnce,
        grace: None,
        asks_activation: None,
        rollover_origin: ASSUMED,
        order: vec![Key::Oldest],
        weights: Vec::new(),
        chains: Vec::new(),
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
        origin: ASSUMED,
        first: PlanId(0),
        place: 0,
        retry: None,
        price_billed: false,
        term: None,
        ahead: 1,
        versions: Vec::new(),
        pack_terms: Vec::new(),
    };
    let product = Product {
        any_price: None,
        versions: Vec::new(),
        eligibility: crate::program::Eligibility::default(),
        price: Quantity::ZERO,
        price_origin: ASSUMED,
        price_steps: Vec::new(),
        grants: vec![GrantId(0)],
        proration: None,
        limits: Vec::new(),
        offer: crate::program::Offer::default(),
        origin: ASSUMED,
    };
    let calendar =
        Calendar { zone: Zone::utc(), holidays: Holidays::default(), split_records: true, end_at_midnight: false };
    Program {
        plans: vec![plan],
        products: vec![product],
        grants: vec![grant],
        scopes: vec![Scope::default()],
        calendars: vec![calendar],
        origins: vec![Origin::Assumed],
        ..Program::default()
    }
}

const OPENING: Opening = Opening { plan: PlanId(0), member_of: None };

fn event(at: i64, what: Happening) -> Event {
    Event { at: Instant(at), account: AccountId(0), what }
}

fn used(amount: u64, since: Option<i64>) -> Happening {
    let circumstances = Circumstances::default();
    Happening::Use { kind: Kind::Data, amount: Quantity(amount), since: since.map(Instant), circumstances }
}

#[test]
fn an_event_before_the_last_one_is_refused() {
    let program = program(Quantity(10));
    let mut world = World::new(&program, &[OPENING]);
    world.step(&event(100, Happening::Activate), &mut ()).unwrap();
    let late = world.step(&event(99, used(1, None)), &mut ());
    assert_eq!(late, Err(Fault::OutOfOrder { now: Instant(100) }));
}

#[test]
fn an_account_that_was_not_opened_is_refused() {
    let program = program(Quantity(10));
    let mut world = World::new(&program, &[OPENING]);
    let stranger = Event { account: AccountId(1), ..event(0, Happening::Activate) };
    assert_eq!(world.step(&stranger, &mut ()), Err(Fault::UnknownAccount));
}

#[test]
fn a_record_of_more_than_400_days_is_refused_and_one_of_400_is_not() {
    let program = program(Quantity(10));
    let day = 86_400;
    let mut world = World::new(&program, &[OPENING]);
    assert_eq!(world.step(&event(400 * day + 1, used(1, Some(0))), &mut ()), Err(Fault::RecordTooLong));
    let mut world = World::new(&program, &[OPENING]);
    assert_eq!(world.step(&event(400 * day, used(1, Some(0))), &mut ()), Ok(()));
}

#[test]
fn more_than_can_be_counted_is_a_fault_and_not_a_wrong_sum() {
    let program = program(Quantity(u64::MAX / 2));
    let mut world = World::new(&program, &[OPENING]);
    let mut ledger = Ledger::default();
    world.step(&event(0, Happening::Activate), &mut ledger).unwrap();
    // Two lots of half of what can be counted fit, a third does not.
    assert_eq!(world.settle(Instant(86_400), &mut ledger), Ok(()));
    assert_eq!(world.settle(Instant(2 * 86_400), &mut ledger), Err(Fault::Overflow));
}

#[test]
fn what_is_held_is_what_the_lots_hold() {
    let program = program(Quantity(1_000));
    let mut world = World::new(&program, &[OPENING]);
    let mut ledger = Ledger::default();
    world.step(&event(0, Happening::Activate), &mut ledger).unwrap();
    world.step(&event(10, used(300, None)), &mut ledger).unwrap();
    world.step(&event(20, used(900, None)), &mut ledger).unwrap();
    let sums = world.sums(AccountId(0)).unwrap();
    assert_eq!((sums.held(Kind::Data), sums.flowed(Kind::Data, Flow::Used)), (Quantity(0), Quantity(1_000)));
    let last = ledger.entries.last().unwrap();
    assert!(matches!(last.posting, Posting::Blocked { .. }));
    assert_eq!(last.amount, Quantity(200), "what nobody could pay");
}
