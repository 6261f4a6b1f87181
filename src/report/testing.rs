//! Ledgers made by hand, for the tests of this room.

use crate::event::{AccountId, Class, PlanId, ProductId};
use crate::ledger::{Charge, Entry, Ledger, Lot, LotId, OriginId, Posting, Reason, State};
use crate::model::{
    Assumption, Catalogue, ChangeRule, ChangeTime, Choice, EarlyRenewal, Operator, Order, Plan, Product, ProductKind,
    Question, Renewal, Sessions, Suspension, Validity,
};
use crate::program::Program;
use crate::text;
use crate::text::{Origin, Source, SourceId, Sources, Span};
use crate::units::{Currency, Cycle, Day, Gigabyte, Holidays, Instant, Kind, Local, Quantity, Zone};

use super::{Account, Run};

pub(super) const GB: u64 = 1_000_000_000;

const TEXT: &str = "plan \"Twenty\" {
  every calendar month: price $5, data 20 GB
  rollover 3 months, bank at most 30 GB
  pack Weekend { data 5 GB on weekends; valid 30 days }
  when data runs out: block
  on renewal: notify
}
";

/// The clauses, by the words that they begin with; the place in the list is the number of the origin.
const CLAUSES: [&str; 8] = [
    "",
    "plan \"Twenty\"",
    "data 20 GB",
    "rollover 3 months, bank at most 30 GB",
    "bank at most 30 GB",
    "data 5 GB on weekends",
    "when data runs out: block",
    "on renewal: notify",
];
pub(super) const PLAN: OriginId = OriginId(1);
pub(super) const DATA: OriginId = OriginId(2);
pub(super) const ROLLOVER: OriginId = OriginId(3);
pub(super) const BANK: OriginId = OriginId(4);
pub(super) const PACK: OriginId = OriginId(5);
pub(super) const BLOCK: OriginId = OriginId(6);
pub(super) const NOTICE: OriginId = OriginId(7);

/// A plan, its text, and a ledger that grows by hand.
pub(super) struct Story {
    catalogue: Catalogue,
    program: Program,
    sources: Sources,
    ledger: Ledger,
    lots: Vec<Lot>,
    names: Vec<&'static str>,
    zone: Zone,
}

impl Story {
    pub(super) fn new() -> Story {
        let zone = Zone::named("Asia/Phnom_Penh").unwrap();
        let mut sources = Sources::default();
        let source = sources.add(Source::new("twenty.plan", TEXT));
        let origins = CLAUSES.iter().map(|words| origin(source, words)).collect();
        let program = Program { origins, ..Program::default() };
        let catalogue = catalogue(&zone);
        let ledger = Ledger::default();
        Story { catalogue, program, sources, ledger, lots: Vec::new(), names: vec![""], zone }
    }

    pub(super) fn named(mut self, names: &[&'static str]) -> Story {
        self.names = names.to_vec();
        self
    }

    pub(super) fn run(&self, from: &str, until: &str) -> Run<'_> {
        let account = |name: &&str| Account { name: (*name).to_owned(), plan: PlanId(0) };
        let accounts = self.names.iter().map(account).collect();
        let texts = (&self.catalogue, &self.program, &self.sources);
        Run::new(texts, &self.ledger, accounts, self.lots.iter().copied(), (self.at(from), self.at(until)))
    }

    /// How many entries there are.
    pub(super) fn length(&self) -> usize {
        self.ledger.entries.len()
    }

    /// `2026-05-01`, or `2026-05-01 12:30`; empty is never.
    pub(super) fn at(&self, text: &str) -> Instant {
        if text.is_empty() {
            return Instant::NEVER;
        }
        let numbers: Vec<u32> = text.split(['-', ' ', ':']).map(|part| part.parse().unwrap()).collect();
        let part = |index: usize| numbers.get(index).copied().unwrap_or(0);
        let (month, day) = (i8::try_from(part(1)).unwrap(), i8::try_from(part(2)).unwrap());
        let day = Day::from_ymd(i16::try_from(part(0)).unwrap(), month, day).unwrap();
        self.zone.instant(Local { day, second: part(3) * 3_600 + part(4) * 60 })
    }

    /// Something that happens to the first account, and not to one of its lots.
    pub(super) fn plain(&mut self, at: &str, kind: Kind, amount: u64, posting: Posting, origin: OriginId) {
        let (at, account, amount) = (self.at(at), AccountId(0), Quantity(amount));
        self.ledger.entries.push(Entry { at, account, lot: None, kind, amount, posting, origin });
    }

    pub(super) fn period(&mut self, at: &str, number: u64, until: &str) {
        let posting = Posting::PeriodBegan { until: self.at(until), renewed: number > 1 };
        self.plain(at, Kind::Money, number, posting, PLAN);
    }

    /// A lot of data of the first account; its number is its place, from 1.
    pub(super) fn grant(&mut self, at: &str, class: Class, gigabytes: u64, until: &str) -> LotId {
        let (at, until) = (self.at(at), self.at(until));
        let id = LotId { account: 0, number: u32::try_from(self.lots.len() + 1).unwrap() };
        let (granted, origin) = (Quantity(gigabytes * GB), if class == Class::Pack { PACK } else { DATA });
        self.lots.push(Lot {
            id,
            from: None,
            kind: Kind::Data,
            class,
            product: ProductId(u32::from(class == Class::Pack)),
            granted,
            unlimited: gigabytes == 0,
            granted_at: at,
            generation: 0,
            gifted: false,
            owner: AccountId(0),
            left: granted,
            state: State::Live,
            usable_from: at,
            expires_at: until,
        });
        let posting = Posting::Granted { from: at, until };
        self.push(at, AccountId(0), id, granted, posting, origin);
        id
    }

    pub(super) fn used(&mut self, at: &str, lot: LotId, gigabytes: u64) {
        self.lot(at, lot, gigabytes, Posting::Used, DATA);
    }

    pub(super) fn rolled(&mut self, at: &str, lot: LotId, gigabytes: u64, until: &str) {
        let posting = Posting::Rolled { until: self.at(until) };
        self.lot(at, lot, gigabytes, posting, ROLLOVER);
    }

    /// Something that happens to a lot.
    pub(super) fn lot(&mut self, at: &str, lot: LotId, gigabytes: u64, posting: Posting, origin: OriginId) {
        self.by(0, at, lot, gigabytes, posting, origin);
    }

    /// The same, done by another account.
    pub(super) fn by(&mut self, who: u32, at: &str, lot: LotId, gigabytes: u64, posting: Posting, origin: OriginId) {
        let at = self.at(at);
        self.push(at, AccountId(who), lot, Quantity(gigabytes * GB), posting, origin);
        if let Some(lot) = self.lots.iter_mut().find(|known| known.id == lot) {
            follow(lot, gigabytes * GB, posting);
        }
    }

    fn push(
        &mut self,
        at: Instant,
        account: AccountId,
        lot: LotId,
        amount: Quantity,
        posting: Posting,
        origin: OriginId,
    ) {
        self.ledger.entries.push(Entry { at, account, lot: Some(lot), kind: Kind::Data, amount, posting, origin });
    }
}

fn follow(lot: &mut Lot, amount: u64, posting: Posting) {
    match posting {
        Posting::Used | Posting::Trimmed => lot.left.0 = lot.left.0.saturating_sub(amount),
        Posting::Expired => lot.state = State::Expired,
        Posting::Forfeited { .. } => lot.state = State::Forfeited,
        Posting::Rolled { until } => {
            lot.generation += 1;
            lot.expires_at = until;
        }
        Posting::Slept { .. } => lot.state = State::Dormant,
        _ => {}
    }
}

fn origin(source: SourceId, words: &str) -> Origin {
    let start = TEXT.find(words).filter(|_| !words.is_empty()).and_then(|at| u32::try_from(at).ok());
    let length = u32::try_from(words.len()).unwrap();
    start.map_or(Origin::Assumed, |start| Origin::Written(Span { source, start, end: start + length }))
}

fn catalogue(zone: &Zone) -> Catalogue {
    let operator = Operator {
        name: None,
        zone: Choice::assumed(zone.clone()),
        currency: Choice::assumed(Currency::UNDECLARED),
        rates: Vec::new(),
        gigabyte: Choice::assumed(Gigabyte::Decimal),
        places: Vec::new(),
        weekend: 0b110_0000,
        holidays: Holidays::default(),
        sessions: Sessions::Split,
        origin: Origin::Assumed,
    };
    let product = |number, name: &str, kind| Product {
        id: ProductId(number),
        name: name.to_owned(),
        kind,
        price: None,
        grants: Vec::new(),
        version_of: None,
        versions: Vec::new(),
        eligibility: crate::model::Eligibility::default(),
        proration: None,
        limits: Vec::new(),
        sale: crate::model::Sale::default(),
        origin: Origin::Assumed,
    };
    let products = vec![product(0, "Twenty", ProductKind::Plan), product(1, "Weekend", ProductKind::Pack)];
    Catalogue { operators: vec![operator], plans: vec![plan()], products, ..Catalogue::default() }
}

fn plan() -> Plan {
    Plan {
        id: PlanId(0),
        name: "Twenty".to_owned(),
        doc: None,
        operator: 0,
        cycle: Choice::assumed(Cycle::CalendarMonths(1)),
        price: None,
        price_steps: Vec::new(),
        product: ProductId(0),
        eligibility: crate::model::Eligibility::default(),
        packs: vec![ProductId(1)],
        selling: crate::model::Selling::default(),
        promotions: Vec::new(),
        rollovers: Choice::assumed(Vec::new()),
        order: Choice::assumed(Order::default()),
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
            early: Choice::assumed(EarlyRenewal::AtPeriodEnd),
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
        assumptions: vec![Assumption {
            question: Question::Order,
            because: Origin::Assumed,
            asks: text!("which lot pays first", "先用哪一批"),
            answer: text!("the one that ends first", "最先到期的"),
            clauses: vec![text!("use earliest expiry first", "使用 最早到期 优先")],
        }],
        origin: Origin::Assumed,
    }
}

/// Worked example 1 of `docs/semantics.md`, to the first of May.
pub(super) fn three_months() -> Story {
    let mut story = Story::new();
    let ends = ["2026-01-01", "2026-02-01", "2026-03-01", "2026-04-01", "2026-05-01", "2026-06-01", "2026-07-01"];
    let mut lots = Vec::new();
    for (month, at) in ends[..5].iter().enumerate() {
        if let Some(lot) = month.checked_sub(4).and_then(|old| lots.get(old)) {
            story.lot(at, *lot, 8, Posting::Expired, ROLLOVER);
        }
        if let Some(lot) = month.checked_sub(1).and_then(|last| lots.get(last)) {
            story.rolled(at, *lot, if month == 1 { 8 } else { 20 }, ends.get(month + 3).unwrap_or(&"2026-08-01"));
        }
        story.period(at, month as u64 + 1, ends[month + 1]);
        lots.push(story.grant(at, Class::Plan, 20, ends[month + 1]));
        if month == 0 {
            story.used("2026-01-10 12:00", lots[0], 5);
            story.used("2026-01-20 12:00", lots[0], 7);
        }
    }
    story
}

/// A pack, a cap, what is blocked and what is refused, in periods that begin on the 15th.
pub(super) fn busy() -> Story {
    let mut story = Story::new();
    story.plain("2026-01-15", Kind::Money, 5_000_000, Posting::Charged { what: Charge::Period }, DATA);
    story.period("2026-01-15", 1, "2026-02-15");
    let first = story.grant("2026-01-15", Class::Plan, 20, "2026-02-15");
    story.plain("2026-01-16 09:30", Kind::Money, 1_000_000, Posting::Charged { what: Charge::Pack }, PACK);
    let pack = story.grant("2026-01-16 09:30", Class::Pack, 5, "2026-02-15 09:30");
    story.used("2026-01-17 12:00", pack, 3);
    story.used("2026-01-20 12:00", first, 2);
    // The charge for the next period comes before this one is closed, and belongs to the next.
    story.plain("2026-02-15", Kind::Money, 5_000_000, Posting::Charged { what: Charge::Period }, DATA);
    story.lot("2026-02-15", first, 3, Posting::Trimmed, BANK);
    story.rolled("2026-02-15", first, 15, "2026-05-15");
    story.period("2026-02-15", 2, "2026-03-15");
    let second = story.grant("2026-02-15", Class::Plan, 20, "2026-03-15");
    story.lot("2026-02-15 09:30", pack, 2, Posting::Expired, PACK);
    story.used("2026-02-20 12:00", first, 15);
    story.used("2026-02-20 12:00", second, 20);
    for day in 21..25 {
        story.plain(&format!("2026-02-{day} 10:00"), Kind::Data, GB / 2, BLOCKED, BLOCK);
    }
    story.plain("2026-02-25", Kind::Data, 0, Posting::Refused { reason: Reason::NotSold }, PLAN);
    story
}

pub(super) const BLOCKED: Posting = Posting::Blocked { reason: Reason::NothingLeft };
