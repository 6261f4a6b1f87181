//! Small models built by hand.

use crate::event::{AccountId, Class, Event, Happening, Opening, PlanId, ProductId};
use crate::ledger::{LotId, Posting};
use crate::model::*;
use crate::text::{Origin, Span};
use crate::units::*;
use crate::verify::reference::{Reference, ReferenceEntry};

pub(super) const MB: u64 = 1_000_000;
pub(super) const GB: u64 = 1_000 * MB;

/// An account with that number.
pub(super) const fn line(number: u32) -> AccountId {
    AccountId(number)
}

/// The clause that begins at this byte.
pub(super) fn clause(start: u32) -> Origin {
    Origin::Written(Span { start, end: start + 1, ..Span::default() })
}

pub(super) fn stated<T>(answer: T) -> Choice<T> {
    Choice::stated(answer, clause(1))
}

pub(super) fn zone() -> Zone {
    Zone::named("Asia/Phnom_Penh").unwrap()
}

/// `2026-01-20` or `2026-01-20 22:00`, in Phnom Penh.
pub(super) fn at(text: &str) -> Instant {
    let numbers: Vec<u32> = text.split(['-', ' ', ':']).map(|part| part.parse().unwrap()).collect();
    let part = |index: usize| numbers.get(index).copied().unwrap_or(0);
    let small = |index| i8::try_from(part(index)).unwrap();
    let day = Day::from_ymd(i16::try_from(part(0)).unwrap(), small(1), small(2)).unwrap();
    zone().instant(Local { day, second: part(3) * 3_600 + part(4) * 60 })
}

/// A grant of data for a period, from clause 10.
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
        origin: clause(10),
    }
}

/// A pack's grant, which does not roll.
pub(super) fn pack_grant(kind: Kind, amount: u64, validity: Validity) -> Grant {
    Grant {
        validity: stated(validity),
        rollover: RolloverOf::Never(clause(11)),
        origin: clause(12),
        ..grant(kind, amount)
    }
}

pub(super) fn rule(life: Life) -> Rollover {
    Rollover {
        of: Selector::default(),
        life: Some(life),
        condition: None,
        caps: Vec::new(),
        granted_on: None,
        usable: None,
        rounding: None,
        activation: None,
        origin: clause(20),
    }
}

pub(super) fn product(kind: ProductKind, grants: Vec<Grant>) -> Product {
    Product {
        id: ProductId(0),
        name: String::new(),
        kind,
        price: None,
        grants,
        proration: None,
        limits: Vec::new(),
        version_of: None,
        versions: Vec::new(),
        eligibility: crate::model::Eligibility::default(),
        sale: crate::model::Sale::default(),
        origin: clause(30),
    }
}

pub(super) fn plan() -> Plan {
    Plan {
        eligibility: crate::model::Eligibility::default(),
        id: PlanId(0),
        name: String::from("plan"),
        doc: None,
        operator: 0,
        cycle: stated(Cycle::CalendarMonths(1)),
        price: None,
        price_steps: Vec::new(),
        product: ProductId(0),
        packs: Vec::new(),
        selling: crate::model::Selling::default(),
        promotions: Vec::new(),
        rollovers: stated(Vec::new()),
        order: stated(Order { keys: vec![Key::Oldest] }),
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
            prepaid: false,
            automatic: true,
            only_if: crate::model::Eligibility::default(),
            early_only_if: crate::model::Eligibility::default(),
            early: stated(EarlyRenewal::AtPeriodEnd),
            grace: None,
            retry: None,
            price_billed: false,
            term: None,
            ahead: 1,
        },
        change: ChangeRule { when: stated(ChangeTime::Now), decided: false, some: Vec::new(), terms: Vec::new() },
        suspension: stated(Suspension::ClockRuns),
        first_period: None,
        recharge_validity: Validity::Forever,
        recharge_tiers: Vec::new(),
        groups: Vec::new(),
        version: None,
        versions: Vec::new(),
        pack_terms: Vec::new(),
        assumptions: Vec::new(),
        origin: clause(40),
    }
}

/// A catalogue of one operator. Plans get their numbers, products too: first each plan's own, then the others.
pub(super) fn catalogue(plans: Vec<(Plan, Vec<Grant>)>, others: Vec<Product>) -> Catalogue {
    let mut catalogue = Catalogue { operators: vec![operator()], ..Catalogue::default() };
    for (number, (mut plan, grants)) in plans.into_iter().enumerate() {
        let number = u32::try_from(number).unwrap();
        (plan.id, plan.product) = (PlanId(number), ProductId(number));
        catalogue.plans.push(plan);
        catalogue.products.push(product(ProductKind::Plan, grants));
    }
    catalogue.products.extend(others);
    for (number, product) in catalogue.products.iter_mut().enumerate() {
        product.id = ProductId(u32::try_from(number).unwrap());
    }
    catalogue
}

fn operator() -> Operator {
    Operator {
        name: None,
        zone: stated(zone()),
        currency: stated(Currency::UNDECLARED),
        rates: Vec::new(),
        gigabyte: stated(Gigabyte::Decimal),
        places: Vec::new(),
        weekend: 0b110_0000,
        holidays: Holidays::default(),
        sessions: Sessions::Split,
        origin: clause(50),
    }
}

/// A world in which things happen.
pub(super) struct Play<'m> {
    pub(super) world: Reference<'m>,
}

impl<'m> Play<'m> {
    /// Accounts on the plans of these numbers, in nobody's pool.
    pub(super) fn new(catalogue: &'m Catalogue, plans: &[u32]) -> Play<'m> {
        let openings: Vec<Opening> =
            plans.iter().map(|plan| Opening { plan: PlanId(*plan), member_of: None }).collect();
        Play { world: Reference::new(catalogue, &openings) }
    }

    pub(super) fn does(&mut self, when: &str, account: u32, what: Happening) {
        self.world.step(&Event { at: at(when), account: line(account), what }).unwrap();
    }

    pub(super) fn uses(&mut self, when: &str, account: u32, amount: u64) {
        let circumstances = Default::default();
        let what = Happening::Use { kind: Kind::Data, amount: Quantity(amount), since: None, circumstances };
        self.does(when, account, what);
    }

    /// What is held of data at an instant.
    pub(super) fn balance(&mut self, when: &str, account: u32) -> u64 {
        self.world.settle(at(when)).unwrap();
        self.world.lots(line(account)).iter().filter(|lot| lot.lot.state.is_held()).map(|lot| lot.lot.left.0).sum()
    }

    /// What is held of data that has rolled.
    pub(super) fn bank(&mut self, when: &str) -> u64 {
        self.world.settle(at(when)).unwrap();
        let lots = self.world.lots(line(0)).iter().map(|lot| lot.lot);
        lots.filter(|lot| lot.state.is_held() && lot.generation > 0).map(|lot| lot.left.0).sum()
    }

    /// The entries that a test accepts.
    pub(super) fn entries(&self, accepts: impl Fn(&ReferenceEntry) -> bool) -> Vec<ReferenceEntry> {
        self.world.entries().iter().filter(|entry| accepts(entry)).copied().collect()
    }

    /// Lot and amount of all entries of a posting.
    pub(super) fn posted(&self, posting: Posting) -> Vec<(u32, u64)> {
        let entries = self.entries(|entry| entry.posting == posting);
        entries.iter().map(|entry| (entry.lot.map_or(0, |lot| lot.number), entry.amount.0)).collect()
    }
}

/// A lot of account 0.
pub(super) const fn lot(number: u32) -> Option<LotId> {
    Some(LotId { account: 0, number })
}

pub(super) fn of_class(class: Class) -> Selector {
    Selector { class: Some(class), ..Selector::default() }
}
