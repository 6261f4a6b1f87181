//! Whatever happens, units are conserved, nothing panics and the world goes on.

use proptest::prelude::*;

use super::support::*;
use crate::event::{Class, Event, Happening, LabelId, Opening, PlanId, ProductId};
use crate::model::*;
use crate::units::*;
use crate::verify::reference::Reference;

fn limit(amount: u64, span: LimitSpan) -> Limit {
    Limit { amount: Quantity(amount), span, chosen: None, origin: clause(5) }
}

fn data() -> Selector {
    Selector { kind: Some(Kind::Data), ..Selector::default() }
}

fn cap(of: CapOf, amount: CapAmount, side: CapSide) -> Cap {
    Cap { of, amount, side: stated(side), origin: clause(6) }
}

fn handler(trigger: Trigger, actions: Vec<Action>) -> Handler {
    Handler {
        trigger,
        between: None,
        eligibility: crate::model::Eligibility::default(),
        limit: Some(limit(20, LimitSpan::Ever)),
        condition: None,
        actions,
        otherwise: Vec::new(),
        product: ProductId(4),
        origin: clause(7),
    }
}

fn bonus(start: Start, validity: Validity) -> Action {
    let grant = Grant { start, validity: stated(validity), ..grant(Kind::Data, 70) };
    Action::Bonus { grant: Box::new(grant), amount: BonusAmount::Granted, at_most: None, held: None, origin: clause(8) }
}

fn handlers() -> Vec<Handler> {
    let (of, origin) = (data(), clause(9));
    let rolled = Selector { rolled: Some(true), ..data() };
    let units = CapAmount::Units { kind: Kind::Data, amount: Quantity(90) };
    vec![
        handler(
            Trigger::Purchase(None),
            vec![
                Action::Revive { of: of.clone(), within: Some(Duration::Days(20)), origin },
                Action::SetExpiry { of: of.clone(), to: ExpiryMove::Later, origin },
            ],
        ),
        handler(Trigger::Renewal, vec![bonus(Start::AfterPrevious, Validity::For(Duration::Days(5)))]),
        handler(Trigger::Recharge, vec![bonus(Start::FirstUse { within: None }, Validity::ToEndOfDay(2))]),
        handler(Trigger::PlanChange, vec![Action::Keep { of: of.clone(), up_to: Some(units), origin }]),
        handler(Trigger::Suspension, vec![Action::Freeze { of: rolled.clone(), clock_stops: true, origin }]),
        handler(Trigger::Resumption, vec![Action::SetExpiry { of, to: ExpiryMove::Latest, origin }]),
        handler(Trigger::Cancellation, vec![Action::Forfeit { of: rolled, origin }]),
    ]
}

fn rules() -> Vec<Rollover> {
    let bank = Life::Renewals { at_most: Some(3), no_longer_than: Some(Duration::Months(2)), renewed: true };
    let times = CapAmount::TimesPlan(Ratio { numerator: 3, denominator: 2 });
    let caps =
        vec![cap(CapOf::BankAndPlan, times, CapSide::DropOldest), cap(CapOf::Entry, times, CapSide::RefuseNewest)];
    let of = |class| Selector { class: Some(class), ..data() };
    let pack =
        Rollover { of: of(Class::Pack), activation: Some(Duration::Days(3)), ..rule(Life::For(Duration::Days(9))) };
    vec![Rollover { of: of(Class::Plan), caps, ..rule(bank) }, pack, rule(Life::Periods(2))]
}

fn depletions() -> Vec<Depletion> {
    let charge = |consent| Fallback::Charge {
        price: Quantity(3),
        per: Quantity(10),
        limit: Some(limit(50, LimitSpan::Week)),
        consent,
        tariff: crate::model::Tariff::default(),
    };
    let again = Some(limit(2, LimitSpan::Day));
    let buy = Fallback::Buy { product: ProductId(2), price: None, limit: again, consent: Ask::No, origin: clause(4) };
    let slow = Fallback::Throttle { bits_per_second: 64, up_to: Some(limit(30, LimitSpan::Period)) };
    let fallbacks = stated(
        [charge(Ask::Yes { to: None, lasts: Lasts::For(Duration::Days(9)) }), buy, slow].map(Into::into).to_vec(),
    );
    let scope = crate::model::Scope::default();
    vec![Depletion {
        kind: Kind::Data,
        expired_only: false,
        member: Member::Everybody,
        scope,
        condition: None,
        fallbacks,
    }]
}

fn rich(mut plan: Plan) -> Plan {
    let gift_order = stated(Order { keys: vec![Key::Newest] });
    plan.packs = vec![ProductId(2), ProductId(3)];
    (plan.handlers, plan.depletions, plan.rollovers) = (handlers(), depletions(), stated(rules()));
    plan.pool = Some(Pool {
        members: Some(2),
        caps: vec![ShareCap { amount: Quantity(40), each: false, origin: clause(3) }],
        of: Vec::new(),
        everybody: false,
        origin: clause(3),
    });
    plan.gifts = vec![GiftRule {
        sizes: Vec::new(),
        receive_times: Vec::new(),
        fees: Vec::new(),
        validities: Vec::new(),
        keep_of: None,
        only_if: crate::model::Eligibility::default(),
        kind: None,
        to: crate::model::GiftTo::Anyone,
        receivers: Vec::new(),
        step: None,
        only: Vec::new(),
        at_least: None,
        at_most: None,
        amounts: vec![limit(90, LimitSpan::Month)],
        times: vec![limit(3, LimitSpan::Period)],
        keep: Some(Quantity(5)),
        receive: Vec::new(),
        fee: Some(Quantity(1)),
        not: Vec::new(),
        from: gift_order,
        expiry: stated(GiftExpiry::ReceiverPeriods(1)),
        again: true,
        origin: clause(2),
    }];
    plan.notices = vec![
        Notice {
            of: NoticeOf::EachLot(data()),
            at: NoticeAt::Used(Ratio::percent(80)),
            only_if: None,
            silent: false,
            origin: clause(2),
        },
        Notice {
            of: NoticeOf::EachLot(data()),
            at: NoticeAt::BeforeExpiry(Duration::Days(2)),
            only_if: None,
            silent: false,
            origin: clause(2),
        },
        Notice {
            of: NoticeOf::Together(vec![data()]),
            at: NoticeAt::Left(Quantity(9)),
            only_if: None,
            silent: false,
            origin: clause(2),
        },
    ];
    plan
}

fn models() -> Catalogue {
    let (mut small, mut large) = (rich(plan()), rich(plan()));
    small.renewal.grace = Some(Grace { length: Duration::Days(4), usable: stated(true), origin: clause(2) });
    small.cycle = stated(Cycle::Days(10));
    small.change.when = stated(ChangeTime::NextPeriod);
    large.renewal.prepaid = true;
    large.price = Some(Price { amount: Quantity(20), origin: clause(2) });
    large.suspension = stated(Suspension::ClockStops);
    large.renewal.early = stated(EarlyRenewal::AtOnce);
    let night = Window { days: DayFilter::EVERY_DAY, from: 22 * 3_600, to: 6 * 3_600 };
    let scope = Scope { windows: vec![night], ..Scope::default() };
    let at_night = Grant { scope, validity: stated(Validity::For(Duration::Days(12))), ..grant(Kind::Data, 60) };
    let first_of_june = Start::At(at("2026-02-01"));
    let later = Grant { start: first_of_june, validity: stated(Validity::CalendarMonths(1)), ..grant(Kind::Data, 30) };
    let unlimited = Allowance::Unlimited;
    let free = Grant { amount: stated(unlimited), ..pack_grant(Kind::Voice, 0, Validity::Periods(2)) };
    let packs = [vec![at_night, later], vec![free]].map(|grants| product(ProductKind::Pack, grants));
    let promotion = product(ProductKind::Promotion, Vec::new());
    let plans = vec![(small, vec![grant(Kind::Data, 100)]), (large, vec![grant(Kind::Data, 200), grant(Kind::Sms, 5)])];
    catalogue(plans, packs.into_iter().chain([promotion]).collect())
}

fn happening(at: Instant) -> impl Strategy<Value = Happening> {
    let amount = (0_u64..120).prop_map(Quantity);
    let since = proptest::option::of((0_i64..200_000).prop_map(move |seconds| at.plus_seconds(-seconds)));
    prop_oneof![
        2 => Just(Happening::Activate),
        6 => (amount.clone(), since).prop_map(|(amount, since)| Happening::Use {
            kind: Kind::Data,
            amount,
            since,
            circumstances: Default::default(),
        }),
        2 => amount.clone().prop_map(|amount| Happening::Recharge { amount, by: None }),
        2 => Just(Happening::Renew),
        1 => any::<bool>().prop_map(|on| Happening::AutoRenewal { on }),
        2 => (1_u32..4).prop_map(|product| Happening::Buy { product: ProductId(product) }),
        1 => Just(Happening::ActivateRollover),
        1 => (0_u32..2).prop_map(|plan| Happening::ChangePlan { plan: PlanId(plan) }),
        1 => Just(Happening::Suspend),
        2 => Just(Happening::Resume),
        1 => (0_u32..3).prop_map(|owner| Happening::Join { owner: line(owner) }),
        1 => Just(Happening::Leave),
        2 => (0_u32..3, amount).prop_map(|(to, amount)| Happening::Give { to: line(to), kind: Kind::Data, amount }),
        1 => any::<bool>().prop_map(|given| Happening::Consent { to: None, given }),
        1 => any::<bool>().prop_map(|on| Happening::Mark { label: LabelId(0), on }),
        1 => Just(Happening::Cancel),
    ]
}

fn events() -> impl Strategy<Value = Vec<Event>> {
    let steps = proptest::collection::vec((0_i64..400_000, 0_u32..3), 1..60);
    steps.prop_flat_map(|steps| {
        let mut now = at("2026-01-01");
        let events: Vec<_> = steps
            .into_iter()
            .map(|(seconds, account)| {
                now = now.plus_seconds(seconds);
                let at = now;
                happening(at).prop_map(move |what| Event { at, account: line(account), what })
            })
            .collect();
        events
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn any_events(events in events()) {
        let catalogue = models();
        let openings = [0, 1, 0].map(|plan| Opening { plan: PlanId(plan), member_of: None });
        let mut world = Reference::new(&catalogue, &openings);
        for event in &events {
            prop_assert_eq!(world.step(event), Ok(()));
        }
        prop_assert_eq!(world.settle(at("2027-06-01")), Ok(()));
        prop_assert!(world.entries().is_sorted_by_key(|entry| entry.at));
    }
}
