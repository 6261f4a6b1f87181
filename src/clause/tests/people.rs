//! What people write, taken for what it can only mean.

use super::*;
use crate::model::{Ask, Fallback, Life, LimitSpan};
use crate::units::{Allowance, Duration, Kind, Quantity};

/// Both texts mean the same.
#[track_caller]
fn same(one: &str, other: &str) {
    let plain = |text: &str| {
        let text = bare(&meaning(text));
        text.lines().filter(|line| !line.contains("doc:")).map(str::to_owned).collect::<Vec<_>>()
    };
    let (one_means, other_means) = (plain(one), plain(other));
    let differs = one_means.iter().zip(&other_means).find(|(one, other)| one != other);
    assert_eq!(differs, None, "{one}\n{other}");
}

#[test]
fn rollover_in_other_words() {
    same("rollover up to 3 months", "rollover 3 months");
    same("carry over leftovers for 3 months", "rollover 3 months of leftovers");
    same("roll over plan data for 3 months", "rollover 3 months of plan data");
    same("no rollover for packs", "no rollover of packs");
    same("rollover 2 periods for pack data", "rollover 2 periods of pack data");
    // Three periods' worth is a limit, and not a time.
    assert_eq!(meaning("rollover 12 months, up to 3 periods").plans[0].rollovers.answer[0].caps.len(), 1);
    let life = meaning("rollover 12 renewals, up to 6 months").plans[0].rollovers.answer[0].life;
    assert!(matches!(life, Some(Life::Renewals { no_longer_than: Some(Duration::Months(6)), .. })));
}

#[test]
fn prices_notices_and_the_end_of_units_in_other_words() {
    same("5GB for $1", "5GB at $1");
    same("pack X: 5GB for $1", "pack X: 5GB, price $1");
    same("pack X { 1 GB }\nwhen data runs out: buy X for $1.50", "pack X { 1 GB }\nwhen data runs out: buy X at $1.50");
    same("when out of data: block", "when data runs out: block");
    same("when no data is left: block", "when data runs out: block");
    same("notify when 80% is used", "notify at 80%");
    same("notify when 80% of data is used and when 500 MB is left", "notify at 80% of data and at 500 MB left");
    same("share with members, 10 GB each", "share with members, cap 10 GB each");
    same("when no data left: throttle to 64 kbps, then block", "当没有流量剩余：限速 到 64 kbps，然后阻断");
}

#[test]
fn a_rule_of_depletion_takes_the_place_of_one_in_other_words() {
    let catalogue =
        meaning("plan A { when data runs out: block }\nplan B like A { when out of data: throttle to 1 Mbps }");
    assert_eq!(catalogue.plans[1].depletions.len(), 1);
    assert!(matches!(catalogue.plans[1].depletions[0].fallbacks.answer[0].what, Fallback::Throttle { .. }));
}

#[test]
fn once_is_said_of_an_event_alone() {
    let catalogue = meaning("on activation, once: bonus 1 GB");
    let limit = catalogue.plans[0].handlers[0].limit.unwrap();
    assert_eq!((limit.amount, limit.span), (Quantity(1), LimitSpan::Ever));
    same("on activation, once: bonus 1 GB", "于 激活时，一次：奖励 1 GB");
}

#[test]
fn purchases_beyond_the_bank_have_a_limit() {
    let text = "beyond the bank: pack \"Extra\" at $1.50, at most 2 times a month, with consent";
    let catalogue = meaning(text);
    let plan = &catalogue.plans[0];
    let Fallback::Buy { limit: Some(limit), consent: Ask::Yes { .. }, .. } =
        &plan.depletions[0].fallbacks.answer[0].what
    else {
        panic!("{:?}", plan.depletions)
    };
    assert_eq!((limit.amount, limit.span), (Quantity(2), LimitSpan::Month));
    // The pack itself may be bought by hand as often as anybody likes.
    assert!(catalogue.product(plan.packs[0]).unwrap().limits.is_empty());
    let (_, found) = read("test.plan", "beyond the bank: pack \"Extra\" at $1.50, at most 2 GB");
    assert_eq!(found.len(), 1, "{}", shown(text, &found));
}

#[test]
fn a_bonus_of_a_period_or_a_pack_is_a_bonus() {
    let catalogue = meaning("every month: data 20 GB, bonus data 2 GB; pack X { $1; 1 GB; bonus 500 MB valid 7 days }");
    let bonus = |id| {
        let grants = &catalogue.product(id).unwrap().grants;
        grants.iter().map(|grant| (grant.kind, grant.amount.answer, grant.bonus)).collect::<Vec<_>>()
    };
    let data = |mega: u64, bonus| (Kind::Data, Allowance::Limited(Quantity(mega * 1_000_000)), bonus);
    assert_eq!(bonus(catalogue.plans[0].product), [data(20_000, false), data(2_000, true)]);
    assert_eq!(bonus(catalogue.plans[0].packs[0]), [data(1_000, false), data(500, true)]);
}

#[test]
fn a_misplaced_modifier_is_told_where_to_go() {
    for text in [
        "every month: data 20 GB, at most 3 times a month",
        "rollover 3 months on weekends",
        "rollover 3 months, fee $1",
    ] {
        let (_, found) = read("test.plan", text);
        assert!(found.len() == 1 && found[0].help.is_some() && found[0].why.is_some(), "{text}: {found:#?}");
    }
}
