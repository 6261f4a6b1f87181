//! Worked example 6, and how subscriptions go on.

use super::support::*;
use crate::event::{Happening, PlanId};
use crate::ledger::{Posting, Reason};
use crate::model::*;
use crate::units::*;

#[test]
fn example_6_anniversaries_do_not_drift() {
    let mut plan = plan();
    plan.cycle = stated(Cycle::Months { count: 1, month_end: MonthEnd::Clamp });
    let catalogue = catalogue(vec![(plan, Vec::new())], Vec::new());
    let mut play = Play::new(&catalogue, &[0]);
    play.does("2027-01-31", 0, Happening::Activate);
    play.world.settle(at("2027-04-30")).unwrap();
    let ends: Vec<Instant> = play
        .entries(|_| true)
        .iter()
        .filter_map(|entry| match entry.posting {
            Posting::PeriodBegan { until, .. } => Some(until),
            _ => None,
        })
        .collect();
    assert_eq!(ends, ["2027-02-28", "2027-03-31", "2027-04-30", "2027-05-31"].map(at));
}

#[test]
fn a_suspension_that_stops_the_clock() {
    let mut plan = plan();
    plan.suspension = Choice::stated(Suspension::ClockStops, clause(100));
    let catalogue = catalogue(vec![(plan, vec![grant(Kind::Data, GB)])], Vec::new());
    let mut play = Play::new(&catalogue, &[0]);
    play.does("2026-01-01", 0, Happening::Activate);
    play.does("2026-01-11", 0, Happening::Suspend);
    play.uses("2026-03-01", 0, 7);
    assert_eq!(play.posted(Posting::Blocked { reason: Reason::Suspended }), [(0, 7)]);
    play.does("2026-03-02", 0, Happening::Resume);
    // 21 days of January were left.
    assert_eq!(play.posted(Posting::Woke { until: at("2026-03-23") }), [(1, GB)]);
    assert_eq!(play.world.period_end(line(0)), Some(at("2026-03-23")));
    play.world.settle(at("2026-03-23")).unwrap();
    assert_eq!(play.world.period_end(line(0)), Some(at("2026-04-01")));
}

#[test]
fn a_change_of_plan_at_once_and_later() {
    let other = Plan {
        change: ChangeRule { when: stated(ChangeTime::NextPeriod), decided: true, some: Vec::new(), terms: Vec::new() },
        ..plan()
    };
    let plans = vec![(plan(), vec![grant(Kind::Data, GB)]), (other, vec![grant(Kind::Data, 2 * GB)])];
    let catalogue = catalogue(plans, Vec::new());
    let mut play = Play::new(&catalogue, &[0]);
    play.does("2026-01-01", 0, Happening::Activate);
    play.does("2026-01-10", 0, Happening::ChangePlan { plan: PlanId(1) });
    assert_eq!(play.balance("2026-01-10", 0), 3 * GB);
    play.does("2026-01-11", 0, Happening::ChangePlan { plan: PlanId(0) });
    assert_eq!(play.balance("2026-02-01", 0), GB);
    let changes: Vec<Posting> = play.entries(|_| true).iter().map(|entry| entry.posting).collect();
    assert!(changes.contains(&Posting::PlanChangeNoted { to: PlanId(0) }));
    assert!(changes.contains(&Posting::PlanChanged { to: PlanId(0) }));
}

#[test]
fn prepaid_periods_are_paid_from_money() {
    let mut plan = plan();
    plan.renewal.prepaid = true;
    plan.price = Some(Price { amount: Quantity(5), origin: clause(110) });
    let catalogue = catalogue(vec![(plan, vec![grant(Kind::Data, GB)])], Vec::new());
    let mut play = Play::new(&catalogue, &[0]);
    play.does("2026-01-01", 0, Happening::Activate);
    assert_eq!(play.posted(Posting::Refused { reason: Reason::NotEnoughMoney }).len(), 1);
    play.does("2026-01-01", 0, Happening::Recharge { amount: Quantity(12), by: None });
    play.does("2026-01-01", 0, Happening::Activate);
    play.world.settle(at("2026-03-01")).unwrap();
    assert_eq!(play.posted(Posting::Used), [(1, 5), (1, 5)]);
    assert_eq!(play.posted(Posting::Lapsed { reason: Reason::NotEnoughMoney }).len(), 1);
    assert_eq!(play.posted(Posting::Expired), [(2, GB), (3, GB)]);
}
