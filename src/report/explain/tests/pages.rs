//! Whole pages.

use crate::event::ProductId;
use crate::model::{
    Action, Ask, Assumption, BonusAmount, Cap, CapAmount, CapOf, CapSide, Catalogue, Choice, Class, Condition,
    Fallback, GiftExpiry, GiftRule, Grant, Handler, Key, LabelScope, Lasts, Life, Limit, LimitSpan, Notice, NoticeAt,
    NoticeOf, Order, PlanComparison, Pool, ProductKind, Question, RenewalTiming, RolloverOf, Selector, ShareCap,
    Trigger, Validity,
};
use crate::text;
use crate::text::{Lang, Text};
use crate::units::{Allowance, DayFilter, Duration, Instant, Kind, Quantity, Ratio, Weekday, Window};

use super::super::explain;
use super::build::*;

fn twenty() -> Catalogue {
    let mut catalogue = catalogue("Twenty");
    catalogue.products[0].grants = vec![grant(Kind::Data, 20 * GB)];
    let plan = &mut catalogue.plans[0];
    plan.rollovers = stated(vec![rollover(Life::For(Duration::Months(3)))]);
    plan.order = stated(Order { keys: vec![Key::Oldest] });
    plan.depletions = vec![runs_out(Kind::Data, vec![Fallback::Block])];
    catalogue
}

fn of(kind: Kind) -> Selector {
    Selector { kind: Some(kind), ..Selector::default() }
}

/// The "Monthly 20" of the language's description, with its promotion.
fn monthly() -> Catalogue {
    let mut catalogue = catalogue("Monthly 20");
    catalogue.operators[0].name = Some("Smart".to_owned());
    let same = catalogue.labels.intern("same network");
    let mut calls = grant(Kind::Voice, 6_000);
    calls.scope.network = LabelScope::Only(vec![same]);
    catalogue.products[0].grants = vec![grant(Kind::Data, 20 * GB), calls];
    let weekend = Window { days: DayFilter::weekdays(&[Weekday::Saturday, Weekday::Sunday]), from: 0, to: 0 };
    let night = Window { days: DayFilter::EVERY_DAY, from: 23 * 3_600, to: 7 * 3_600 };
    catalogue.products.push(pack(1, "Weekend", 1_000_000, 5 * GB, weekend, Validity::For(Duration::Days(30))));
    catalogue.products.push(pack(2, "Night", 500_000, 3 * GB, night, Validity::Periods(1)));
    catalogue.products.push(product(3, "New Year double", ProductKind::Promotion));
    let plan = &mut catalogue.plans[0];
    plan.price = Some(price(5_000_000));
    plan.packs = vec![ProductId(1), ProductId(2)];
    plan.promotions = vec![ProductId(3)];
    let mut rule = rollover(Life::For(Duration::Months(3)));
    rule.of = Selector { class: Some(Class::Plan), ..of(Kind::Data) };
    rule.caps = vec![Cap {
        of: CapOf::Bank,
        amount: CapAmount::Units { kind: Kind::Data, amount: Quantity(60 * GB) },
        side: stated(CapSide::RefuseNewest),
        origin: HERE,
    }];
    plan.rollovers = stated(vec![rule]);
    let listed = vec![
        Selector { class: Some(Class::Pack), ..Selector::default() },
        Selector { rolled: Some(true), ..Selector::default() },
        Selector { class: Some(Class::Plan), ..Selector::default() },
    ];
    plan.order = stated(Order { keys: vec![Key::Listed(listed), Key::EarliestExpiry] });
    plan.depletions = vec![runs_out(Kind::Data, vec![Fallback::Throttle { bits_per_second: 128_000, up_to: None }])];
    let at = |at| Notice { of: NoticeOf::EachLot(Selector::default()), at, only_if: None, silent: false, origin: HERE };
    let shares = [50, 80, 100].map(|share| at(NoticeAt::Used(Ratio::percent(share))));
    plan.notices = shares.into_iter().chain([at(NoticeAt::BeforeExpiry(Duration::Days(3)))]).collect();
    plan.change.decided = true;
    let lose = Action::Forfeit { of: Selector { rolled: Some(true), ..of(Kind::Data) }, origin: HERE };
    plan.handlers = vec![handler(Trigger::PlanChange, vec![lose], 0), double()];
    catalogue
}

fn pack(id: u32, name: &str, costs: u64, data: u64, window: Window, validity: Validity) -> crate::model::Product {
    let mut grant = grant(Kind::Data, data);
    grant.scope.windows = vec![window];
    grant.validity = stated(validity);
    grant.rollover = RolloverOf::Never(HERE);
    let mut pack = product(id, name, ProductKind::Pack);
    pack.price = Some(stated(price(costs)));
    pack.grants = vec![grant];
    pack
}

fn handler(trigger: Trigger, actions: Vec<Action>, product: u32) -> Handler {
    Handler {
        trigger,
        between: None,
        eligibility: crate::model::Eligibility::default(),
        limit: None,
        condition: None,
        actions,
        otherwise: Vec::new(),
        product: ProductId(product),
        origin: HERE,
    }
}

/// From 2026-04-14 to the end of 2026-04-16, in Phnom Penh.
fn double() -> Handler {
    let bonus = Grant {
        validity: stated(Validity::For(Duration::Days(7))),
        rollover: RolloverOf::Never(HERE),
        used_first: true,
        ..grant(Kind::Data, 0)
    };
    let amount = BonusAmount::OfPlan(Ratio::percent(100));
    let action = Action::Bonus { grant: Box::new(bonus), amount, at_most: None, held: None, origin: HERE };
    let between = Some((Instant(1_776_099_600), Instant(1_776_358_800)));
    Handler { between, ..handler(Trigger::Renewal, vec![action], 3) }
}

/// Sharing, giving, a bank, a pack beyond it, and questions left open.
fn family() -> Catalogue {
    let mut catalogue = catalogue("Family");
    catalogue.products[0].grants = vec![grant(Kind::Data, 30 * GB)];
    let mut extra = product(1, "Extra 5 GB", ProductKind::Pack);
    extra.grants = vec![Grant { validity: Choice::assumed(Validity::Periods(1)), ..grant(Kind::Data, 5 * GB) }];
    extra.limits = vec![Limit { amount: Quantity(2), span: LimitSpan::Month, chosen: None, origin: HERE }];
    catalogue.products.push(extra);
    let plan = &mut catalogue.plans[0];
    plan.price = Some(price(8_000_000));
    plan.renewal.prepaid = false;
    plan.packs = vec![ProductId(1)];
    let mut rule = rollover(Life::Renewals { at_most: None, no_longer_than: None, renewed: true });
    rule.condition = Some(Condition::Renewed(RenewalTiming { not_late: true, ..RenewalTiming::default() }));
    rule.caps = vec![Cap {
        of: CapOf::BankAndPlan,
        amount: CapAmount::TimesPlan(Ratio { numerator: 3, denominator: 2 }),
        side: Choice::assumed(CapSide::RefuseNewest),
        origin: HERE,
    }];
    plan.rollovers = stated(vec![rule]);
    let monthly = Limit { amount: Quantity(20_000_000), span: LimitSpan::Month, chosen: None, origin: HERE };
    plan.depletions = vec![runs_out(
        Kind::Data,
        vec![
            Fallback::Buy {
                product: ProductId(1),
                price: Some(Quantity(1_500_000)),
                limit: None,
                consent: Ask::No,
                origin: HERE,
            },
            Fallback::Charge {
                price: Quantity(500_000),
                per: Quantity(100_000_000),
                limit: Some(monthly),
                consent: Ask::Yes { to: None, lasts: Lasts::Ever },
                tariff: crate::model::Tariff::default(),
            },
        ],
    )];
    plan.pool = Some(Pool {
        members: Some(4),
        caps: vec![ShareCap { amount: Quantity(10 * GB), each: true, origin: HERE }],
        of: Vec::new(),
        everybody: false,
        origin: HERE,
    });
    plan.gifts = vec![gift()];
    let keep = Action::Keep {
        of: Selector { rolled: Some(true), ..of(Kind::Data) },
        up_to: Some(CapAmount::TimesPlan(Ratio::ONE)),
        origin: HERE,
    };
    let lose = Action::Forfeit { of: Selector { rolled: Some(true), ..of(Kind::Data) }, origin: HERE };
    plan.handlers = vec![Handler {
        condition: Some(Condition::Plan(PlanComparison::BiggerOrEqual)),
        otherwise: vec![lose],
        ..handler(Trigger::PlanChange, vec![keep], 0)
    }];
    plan.change.decided = true;
    plan.assumptions = vec![Assumption {
        question: Question::Order,
        because: HERE,
        asks: text!("which lot pays first", "先用哪一份"),
        answer: text!("what expires first", "先到期的先用"),
        clauses: vec![
            text!("use earliest expiry first", "使用 最早到期 优先"),
            text!("use oldest first", "使用 最旧 优先"),
        ],
    }];
    catalogue
}

fn gift() -> GiftRule {
    GiftRule {
        sizes: Vec::new(),
        receive_times: Vec::new(),
        fees: Vec::new(),
        validities: Vec::new(),
        keep_of: None,
        only_if: crate::model::Eligibility::default(),
        kind: Some(Kind::Data),
        to: crate::model::GiftTo::Anyone,
        receivers: Vec::new(),
        step: None,
        only: Vec::new(),
        at_least: Some(Quantity(100_000_000)),
        at_most: None,
        amounts: vec![Limit { amount: Quantity(2 * GB), span: LimitSpan::Month, chosen: None, origin: HERE }],
        times: Vec::new(),
        keep: None,
        receive: Vec::new(),
        fee: Some(Quantity(100_000)),
        not: vec![Selector { rolled: Some(true), ..of(Kind::Data) }],
        from: stated(Order { keys: vec![Key::EarliestExpiry] }),
        expiry: stated(GiftExpiry::Kept),
        again: false,
        origin: HERE,
    }
}

/// Nothing is said but `rollover 3 months`.
fn bare() -> Catalogue {
    let mut catalogue = catalogue("first");
    catalogue.plans[0].rollovers = stated(vec![rollover(Life::For(Duration::Months(3)))]);
    catalogue
}

/// A grant of which only the kind is known.
fn unsaid() -> Catalogue {
    let mut catalogue = catalogue("vague");
    let amount = Choice::assumed(Allowance::Limited(Quantity(20 * GB)));
    catalogue.products[0].grants = vec![Grant { amount, ..grant(Kind::Data, 0) }];
    catalogue
}

#[test]
fn a_plan_of_four_clauses() {
    assert_eq!(page(&twenty(), Lang::En), include_str!("twenty.en.txt"));
    assert_eq!(page(&twenty(), Lang::Zh), include_str!("twenty.zh.txt"));
}

#[test]
fn packs_and_a_promotion() {
    assert_eq!(page(&monthly(), Lang::En), include_str!("monthly.en.txt"));
    assert_eq!(page(&monthly(), Lang::Zh), include_str!("monthly.zh.txt"));
}

#[test]
fn sharing_giving_and_open_questions() {
    assert_eq!(page(&family(), Lang::En), include_str!("family.en.txt"));
    assert_eq!(page(&family(), Lang::Zh), include_str!("family.zh.txt"));
}

#[test]
fn a_plan_of_one_clause() {
    let page = page(&bare(), Lang::En);
    assert!(page.contains("  - The plan gives nothing by itself.\n"), "{page}");
    assert!(
        page.contains("  - What is left at the end of a period stays usable for 3 more months, then it\n    expires."),
        "{page}"
    );
}

/// `check` lists the questions; `explain` marks their answers, and nothing else.
#[test]
fn only_what_is_left_open_is_marked() {
    let marked = |catalogue: &Catalogue| {
        let sections = explain(catalogue, &catalogue.plans[0]);
        let all = sections.into_iter().flat_map(|section| section.sentences);
        all.filter(super::super::Sentence::is_assumed).map(|sentence| sentence.text.en).collect::<Vec<_>>()
    };
    assert_eq!(marked(&monthly()), [""; 0]);
    assert_eq!(marked(&family()), ["What expires first is used first."]);
}

#[test]
fn an_amount_that_nobody_said() {
    let page = [page(&unsaid(), Lang::En), page(&unsaid(), Lang::Zh)];
    assert!(
        page[0].contains("Every calendar month you get data. How much is not said; it is taken as\n    20 GB."),
        "{}",
        page[0]
    );
    assert!(page[1].contains("每个自然月获得流量，但没有说明数量，按 20 GB 处理。"), "{}", page[1]);
}

/// Whatever a plan is, no sentence is empty, and each is there in both languages.
#[test]
fn every_sentence_speaks_every_language() {
    for catalogue in [twenty(), monthly(), family(), bare(), unsaid()] {
        for section in explain(&catalogue, &catalogue.plans[0]) {
            for sentence in &section.sentences {
                let Text { en, zh } = &sentence.text;
                assert!(en.ends_with('.') && zh.ends_with('。'), "{en} {zh}");
                assert!(!zh.contains("  ") && !en.contains("  ") && !zh.contains(" ，"), "{en} {zh}");
            }
        }
    }
}
