//! Worked examples 1 to 5 and 14.

use super::support::*;
use crate::event::Happening;
use crate::ledger::{Posting, Reason, State};
use crate::model::*;
use crate::units::*;

fn three_months(key: Key) -> Catalogue {
    let mut plan = plan();
    plan.rollovers = stated(vec![rule(Life::For(Duration::Months(3)))]);
    plan.order = stated(Order { keys: vec![key] });
    catalogue(vec![(plan, vec![grant(Kind::Data, 20 * GB)])], Vec::new())
}

fn rolled(until: &str) -> Posting {
    Posting::Rolled { until: at(until) }
}

#[test]
fn example_1_leftovers_live_three_months() {
    let catalogue = three_months(Key::Oldest);
    let mut play = Play::new(&catalogue, &[0]);
    play.does("2026-01-01", 0, Happening::Activate);
    play.uses("2026-01-10", 0, 12 * GB);
    assert_eq!(play.balance("2026-02-01", 0), 28 * GB);
    assert_eq!(play.posted(rolled("2026-05-01")), [(1, 8 * GB)]);
    assert_eq!(play.balance("2026-03-01", 0), 48 * GB);
    assert_eq!(play.balance("2026-04-01", 0), 68 * GB);
    assert_eq!(play.balance("2026-05-01", 0), 80 * GB);
    assert_eq!(play.posted(Posting::Expired), [(1, 8 * GB)]);
    let expired = play.entries(|entry| entry.posting == Posting::Expired);
    // It had rolled, so its end is the doing of the rule.
    assert_eq!((expired[0].at, expired[0].origin), (at("2026-05-01"), clause(20)));
}

#[test]
fn examples_2_and_3_which_goes_first() {
    for (key, used, rest, kept) in [
        (Key::Oldest, vec![(1, 12 * GB), (1, 8 * GB), (2, 7 * GB)], 13 * GB, 0),
        (Key::Newest, vec![(1, 12 * GB), (2, 15 * GB)], 5 * GB, 8 * GB),
    ] {
        let catalogue = three_months(key);
        let mut play = Play::new(&catalogue, &[0]);
        play.does("2026-01-01", 0, Happening::Activate);
        play.uses("2026-01-10", 0, 12 * GB);
        play.uses("2026-02-10", 0, 15 * GB);
        assert_eq!(play.balance("2026-03-01", 0), 20 * GB + rest + kept);
        assert_eq!(play.posted(Posting::Used), used);
        assert_eq!(play.posted(rolled("2026-06-01")), [(2, rest)]);
        play.world.settle(at("2026-05-01")).unwrap();
        let lost: u64 = play.posted(Posting::Expired).iter().map(|(_, amount)| amount).sum();
        assert_eq!(lost, kept);
    }
}

fn capped(side: CapSide) -> Catalogue {
    let mut plan = plan();
    let amount = CapAmount::Units { kind: Kind::Data, amount: Quantity(15 * GB) };
    let cap = Cap { of: CapOf::Bank, amount, side: stated(side), origin: clause(21) };
    plan.rollovers = stated(vec![Rollover { caps: vec![cap], ..rule(Life::For(Duration::Months(2))) }]);
    catalogue(vec![(plan, vec![grant(Kind::Data, 10 * GB)])], Vec::new())
}

#[test]
fn examples_4_and_5_which_side_a_cap_cuts() {
    for (side, trimmed, expired) in [
        (CapSide::RefuseNewest, vec![(2, 5 * GB)], vec![(1, 10 * GB)]),
        (CapSide::DropOldest, vec![(1, 5 * GB), (2, 5 * GB)], vec![(1, 5 * GB)]),
    ] {
        let catalogue = capped(side);
        let mut play = Play::new(&catalogue, &[0]);
        play.does("2026-01-01", 0, Happening::Activate);
        let banks = ["2026-02-01", "2026-03-01", "2026-04-01"].map(|month| play.bank(month));
        assert_eq!(banks, [10 * GB, 15 * GB, 15 * GB]);
        assert_eq!(play.posted(Posting::Trimmed), trimmed);
        assert_eq!(play.posted(Posting::Expired), expired);
        assert!(play.entries(|entry| entry.posting == Posting::Trimmed).iter().all(|entry| entry.origin == clause(21)));
    }
}

#[test]
fn example_14_rollover_that_has_to_be_activated() {
    let mut plan = plan();
    let asked = Rollover { activation: Some(Duration::Days(5)), ..rule(Life::For(Duration::Months(3))) };
    plan.rollovers = stated(vec![asked]);
    let catalogue = catalogue(vec![(plan, vec![grant(Kind::Data, 20 * GB)])], Vec::new());
    let mut play = Play::new(&catalogue, &[0]);
    play.does("2026-01-01", 0, Happening::Activate);
    play.does(
        "2026-02-03",
        0,
        Happening::Use { kind: Kind::Data, amount: Quantity(GB), since: None, circumstances: Default::default() },
    );
    assert_eq!(play.posted(Posting::Used), [(2, GB)], "the leftover sleeps");
    play.does("2026-02-07", 0, Happening::ActivateRollover);
    let reason = Reason::NotActivatedInTime;
    assert_eq!(play.posted(Posting::Forfeited { reason }), [(1, 20 * GB)]);
    let last = play.world.entries().last().unwrap();
    assert_eq!((last.posting, last.origin), (Posting::Refused { reason }, clause(20)));
    // In time it rolls, and lives from its own period's end.
    play.does("2026-03-05", 0, Happening::ActivateRollover);
    assert_eq!(play.posted(rolled("2026-06-01")), [(2, 19 * GB)]);
    assert_eq!(play.world.lots(line(0))[1].lot.state, State::Live);
}

#[test]
fn a_bank_lives_as_long_as_it_is_renewed() {
    let mut plan = plan();
    let life = Life::Renewals { at_most: Some(2), no_longer_than: None, renewed: true };
    plan.rollovers = stated(vec![rule(life)]);
    plan.renewal.grace = Some(Grace { length: Duration::Days(7), usable: stated(false), origin: clause(22) });
    let catalogue = catalogue(vec![(plan, vec![grant(Kind::Data, GB)])], Vec::new());
    let mut play = Play::new(&catalogue, &[0]);
    play.does("2026-01-01", 0, Happening::Activate);
    assert_eq!(play.bank("2026-03-01"), 2 * GB);
    assert_eq!(play.bank("2026-04-01"), 2 * GB, "January's has rolled twice and expires");
    play.does("2026-04-02", 0, Happening::AutoRenewal { on: false });
    // Missed, held in the grace, and saved by a late renewal.
    play.world.settle(at("2026-05-01")).unwrap();
    assert_eq!(play.posted(Posting::Slept { reason: Reason::InGrace }), [(3, GB), (4, GB)]);
    play.does("2026-05-05", 0, Happening::Renew);
    assert_eq!(play.posted(rolled("2026-06-01")), [(3, GB), (4, GB)]);
    // Missed again, and lost.
    assert_eq!(play.balance("2026-06-08", 0), 0);
    let lost = play.posted(Posting::Forfeited { reason: Reason::NotRenewed });
    assert_eq!(lost, [(4, GB), (5, GB)]);
}
