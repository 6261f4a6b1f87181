//! Worked examples 10 and 11.

use super::support::*;
use crate::event::{Happening, ProductId};
use crate::ledger::{Charge, Posting, Reason};
use crate::model::*;
use crate::units::*;

#[test]
fn example_10_a_pool_with_a_cap_for_each() {
    let mut plan = plan();
    let cap = ShareCap { amount: Quantity(10 * GB), each: true, origin: clause(81) };
    plan.pool = Some(Pool { members: Some(3), caps: vec![cap], of: Vec::new(), everybody: false, origin: clause(80) });
    let catalogue = catalogue(vec![(plan, vec![grant(Kind::Data, 30 * GB)])], Vec::new());
    let mut play = Play::new(&catalogue, &[0, 0, 0, 0]);
    play.does("2026-01-01", 0, Happening::Activate);
    for member in 1..4 {
        play.does("2026-01-01", member, Happening::Join { owner: line(0) });
    }
    play.uses("2026-01-10", 1, 12 * GB);
    let used = play.entries(|entry| entry.posting == Posting::Used);
    assert_eq!((used[0].account, used[0].lot, used[0].amount.0), (line(1), lot(1), 10 * GB));
    assert_eq!(play.posted(Posting::Blocked { reason: Reason::ShareUsedUp }), [(0, 2 * GB)]);
    assert_eq!(play.balance("2026-01-11", 0), 20 * GB);
    play.uses("2026-01-12", 2, 10 * GB);
    play.uses("2026-01-12", 3, 10 * GB);
    assert_eq!(play.balance("2026-01-13", 0), 0);
    // A new period, a new share.
    play.uses("2026-02-02", 1, GB);
    assert_eq!(play.posted(Posting::Used).last(), Some(&(2, GB)));
}

#[test]
fn example_11_a_gift_of_two_lots() {
    let mut plan = plan();
    plan.packs = vec![ProductId(1), ProductId(2)];
    plan.gifts = vec![GiftRule {
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
        at_least: None,
        at_most: None,
        amounts: Vec::new(),
        times: Vec::new(),
        keep: None,
        receive: Vec::new(),
        fee: Some(Quantity(100_000)),
        not: Vec::new(),
        from: stated(Order { keys: vec![Key::EarliestExpiry] }),
        expiry: stated(GiftExpiry::Kept),
        again: false,
        origin: clause(90),
    }];
    let pack =
        |amount, until| product(ProductKind::Pack, vec![pack_grant(Kind::Data, amount, Validity::Until(at(until)))]);
    let packs = vec![pack(5 * GB, "2026-06-01"), pack(3 * GB, "2026-05-10")];
    let catalogue = catalogue(vec![(plan, Vec::new())], packs);
    let mut play = Play::new(&catalogue, &[0, 0]);
    play.does("2026-05-01", 0, Happening::Activate);
    play.does("2026-05-01", 1, Happening::Activate);
    play.does("2026-05-01", 0, Happening::Buy { product: ProductId(1) });
    play.does("2026-05-01", 0, Happening::Buy { product: ProductId(2) });
    play.does("2026-05-02", 0, Happening::Give { to: line(1), kind: Kind::Data, amount: Quantity(4 * GB) });
    let received: Vec<_> = play.world.lots(line(1)).iter().map(|lot| (lot.lot.left.0, lot.lot.expires_at)).collect();
    assert_eq!(received, [(3 * GB, at("2026-05-10")), (GB, at("2026-06-01"))]);
    assert_eq!(play.posted(Posting::Given { to: line(1) }), [(2, 3 * GB), (1, GB)]);
    assert_eq!(play.posted(Posting::Charged { what: Charge::Gift }), [(0, 100_000)]);
    assert_eq!(play.balance("2026-05-10", 0), 4 * GB);
    assert_eq!(play.balance("2026-05-10", 1), GB);
    // What was received is not given on.
    play.does("2026-05-11", 1, Happening::Give { to: line(0), kind: Kind::Data, amount: Quantity(1) });
    assert_eq!(play.posted(Posting::Refused { reason: Reason::NotEnoughToGive }).len(), 1);
}
