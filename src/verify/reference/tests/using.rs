//! Worked examples 8, 9, 12 and 13.

use super::support::*;
use crate::event::{Class, Happening, ProductId};
use crate::ledger::{Charge, Posting, Reason};
use crate::model::*;
use crate::units::*;

fn packs_first() -> Plan {
    let mut plan = plan();
    plan.packs = vec![ProductId(1)];
    plan.order = stated(Order { keys: vec![Key::Listed(vec![of_class(Class::Pack)])] });
    plan
}

fn with_window(window: Window, amount: u64) -> Product {
    let scope = Scope { windows: vec![window], ..Scope::default() };
    let grant = Grant { scope, ..pack_grant(Kind::Data, amount, Validity::For(Duration::Days(30))) };
    product(ProductKind::Pack, vec![grant])
}

#[test]
fn example_8_a_weekend_pack() {
    let days = DayFilter::weekdays(&[Weekday::Saturday, Weekday::Sunday]);
    let pack = with_window(Window { days, from: 0, to: 86_400 }, 5 * GB);
    let catalogue = catalogue(vec![(packs_first(), vec![grant(Kind::Data, 20 * GB)])], vec![pack]);
    let mut play = Play::new(&catalogue, &[0]);
    play.does("2026-01-01", 0, Happening::Activate);
    play.does("2026-01-01", 0, Happening::Buy { product: ProductId(1) });
    play.uses("2026-01-09 12:00", 0, 2 * GB);
    play.uses("2026-01-10 12:00", 0, 4 * GB);
    play.uses("2026-01-11 12:00", 0, 3 * GB);
    assert_eq!(play.posted(Posting::Used), [(1, 2 * GB), (2, 4 * GB), (2, GB), (1, 2 * GB)]);
}

#[test]
fn example_9_a_record_over_a_boundary() {
    let night = Window { days: DayFilter::EVERY_DAY, from: 22 * 3_600, to: 6 * 3_600 };
    let mut model = catalogue(vec![(packs_first(), vec![grant(Kind::Data, 20 * GB)])], vec![with_window(night, GB)]);
    for (sessions, used) in
        [(Sessions::Split, vec![(1, 300 * MB), (2, 300 * MB)]), (Sessions::ByStart, vec![(1, 600 * MB)])]
    {
        model.operators[0].sessions = sessions;
        let mut play = Play::new(&model, &[0]);
        play.does("2026-01-01", 0, Happening::Activate);
        play.does("2026-01-01", 0, Happening::Buy { product: ProductId(1) });
        let (since, circumstances) = (Some(at("2026-01-05 21:00")), Default::default());
        let record = Happening::Use { kind: Kind::Data, amount: Quantity(600 * MB), since, circumstances };
        play.does("2026-01-05 23:00", 0, record);
        assert_eq!(play.posted(Posting::Used), used);
    }
}

#[test]
fn example_12_double_data() {
    let mut plan = plan();
    let bonus = Grant {
        validity: stated(Validity::For(Duration::Days(7))),
        rollover: RolloverOf::Never(clause(61)),
        origin: clause(62),
        ..grant(Kind::Data, 0)
    };
    let action = Action::Bonus {
        grant: Box::new(bonus),
        amount: BonusAmount::OfPlan(Ratio::ONE),
        at_most: None,
        held: None,
        origin: clause(63),
    };
    plan.handlers = vec![Handler {
        eligibility: crate::model::Eligibility::default(),
        trigger: Trigger::Renewal,
        between: Some((at("2026-04-14"), at("2026-04-17"))),
        limit: None,
        condition: None,
        actions: vec![action],
        otherwise: Vec::new(),
        product: ProductId(1),
        origin: clause(64),
    }];
    plan.promotions = vec![ProductId(1)];
    plan.cycle = stated(Cycle::Months { count: 1, month_end: MonthEnd::Clamp });
    plan.order = stated(Order { keys: vec![Key::Listed(vec![of_class(Class::Bonus)])] });
    plan.rollovers = stated(vec![rule(Life::For(Duration::Months(1)))]);
    let promotion = product(ProductKind::Promotion, Vec::new());
    let catalogue = catalogue(vec![(plan, vec![grant(Kind::Data, 20 * GB)])], vec![promotion]);
    let mut play = Play::new(&catalogue, &[0]);
    play.does("2026-03-15", 0, Happening::Activate);
    play.uses("2026-04-14", 0, 20 * GB);
    play.uses("2026-04-20", 0, 22 * GB);
    play.uses("2026-04-30", 0, 3 * GB);
    play.world.settle(at("2026-05-15")).unwrap();
    assert_eq!(play.posted(Posting::Used), [(1, 20 * GB), (3, 20 * GB), (2, 2 * GB), (2, 3 * GB)]);
    assert_eq!(play.posted(Posting::Rolled { until: at("2026-06-15") }), [(2, 15 * GB)]);
}

#[test]
fn example_13_overage_up_to_a_limit() {
    let mut plan = plan();
    let limit = Limit { amount: Quantity(20_000_000), span: LimitSpan::Month, chosen: None, origin: clause(71) };
    let (price, per) = (Quantity(500_000), Quantity(100 * MB));
    let tariff = crate::model::Tariff::default();
    let charge = Fallback::Charge { price, per, limit: Some(limit), consent: Ask::No, tariff };
    let fallbacks = Choice::stated(vec![charge.into(), Fallback::Block.into()], clause(70));
    let (scope, member) = (crate::model::Scope::default(), Member::Everybody);
    plan.depletions =
        vec![Depletion { kind: Kind::Data, expired_only: false, member, scope, condition: None, fallbacks }];
    let catalogue = catalogue(vec![(plan, vec![grant(Kind::Data, GB)])], Vec::new());
    let whole = |pieces: &[u64]| {
        let mut play = Play::new(&catalogue, &[0]);
        play.does("2026-01-01", 0, Happening::Activate);
        for piece in pieces {
            play.uses("2026-01-10", 0, *piece);
        }
        let sum = |posting| play.posted(posting).iter().map(|(_, amount)| amount).sum::<u64>();
        let blocked = Posting::Blocked { reason: Reason::LimitReached };
        assert_eq!(sum(Posting::Charged { what: Charge::Overage }), 20_000_000);
        assert_eq!((sum(Posting::Overage), sum(blocked)), (4_000 * MB, 50 * MB));
        assert!(play.entries(|entry| entry.posting == blocked).iter().all(|entry| entry.origin == clause(70)));
    };
    whole(&[5_050 * MB]);
    // The rest of an increment that is paid for is used before another is begun.
    whole(&[GB, 30 * MB, 4_020 * MB]);
}
