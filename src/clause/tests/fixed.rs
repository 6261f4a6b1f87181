//! The samples that are fixed, and the shape of the rest, clause by clause.

use super::*;
use crate::model::{CapAmount, CapOf, CapSide, Fallback, Life, RolloverOf, Validity};
use crate::units::{Allowance, Cycle, Duration, Kind, Quantity};

const GB: u64 = 1_000_000_000;

const ENGLISH: &str = "rollover 3 months; weekend pack no-rollover; share cap 10GB\n";
const CHINESE: &str = "累积 3 个月；周末包 不累积；共享上限 10GB\n";

#[test]
fn one_line_is_a_whole_file() {
    for text in [ENGLISH, CHINESE] {
        let catalogue = meaning(text);
        let [plan] = catalogue.plans.as_slice() else { panic!("one plan") };
        assert_eq!(plan.name, "test");
        let [rollover] = plan.rollovers.answer.as_slice() else { panic!("one rollover") };
        assert_eq!(rollover.life, Some(Life::For(Duration::Months(3))));
        let pack = catalogue.product(plan.packs[0]).unwrap();
        assert!(matches!(pack.grants[0].rollover, RolloverOf::Never(_)));
        assert_eq!(pack.grants[0].amount.answer, Allowance::Limited(Quantity(5 * GB)));
        assert_eq!(pack.grants[0].validity.answer, Validity::For(Duration::Days(30)));
        assert_eq!(pack.grants[0].scope.windows[0].days.weekdays, 0b110_0000);
        let pool = plan.pool.as_ref().unwrap();
        assert_eq!((pool.caps[0].amount, pool.caps[0].each), (Quantity(10 * GB), false));
        let own = catalogue.product(plan.product).unwrap();
        assert_eq!(own.grants[0].amount.answer, Allowance::Limited(Quantity(20 * GB)));
        assert_eq!(plan.cycle.answer, Cycle::CalendarMonths(1));
    }
    assert_eq!(bare(&meaning(ENGLISH)), bare(&meaning(CHINESE)));
}

#[test]
fn what_it_leaves_open_is_asked() {
    let catalogue = meaning(ENGLISH);
    let asked: Vec<String> = catalogue.questions().map(|(_, asked)| format!("{:?}", asked.question)).collect();
    let expected =
        ["Zone", "Gigabyte", "Cycle", "Amount", "Amount", "Price", "Validity", "Order", "Depletion", "PurchaseExpiry"];
    assert_eq!(asked, expected);
}

#[test]
fn twenty() {
    let catalogue = meaning(
        "plan \"Twenty\" {\n  every calendar month: data 20 GB\n  rollover 3 months\n  use oldest first\n  when data runs out: block\n}\n\n\
         scenario \"January's leftover lives to the end of April\" for \"Twenty\" {\n  2026-01-01  activate\n  2026-01-20  use 12 GB\n\
         2026-02-01  expect rolled 8 GB until 2026-05-01\n  2026-02-10  use 15 GB\n  2026-03-01  expect rolled 13 GB until 2026-06-01\n}\n",
    );
    let plan = &catalogue.plans[0];
    assert_eq!(plan.cycle.answer, Cycle::CalendarMonths(1));
    assert_eq!(plan.depletions[0].fallbacks.answer, [Fallback::Block.into()]);
    assert_eq!(catalogue.scenarios[0].steps.len(), 5);
    let asked: Vec<String> = plan.assumptions.iter().map(|asked| format!("{:?}", asked.question)).collect();
    assert_eq!(asked, ["Zone", "Gigabyte"]);
}

#[test]
fn the_shape_of_the_rest() {
    let catalogue = meaning(include_str!("shape.plan"));
    let names: Vec<&str> = catalogue.plans.iter().map(|plan| plan.name.as_str()).collect();
    assert_eq!(names, ["Monthly 20", "Family", "Rest 1", "Rest 2", "Rest 3", "Rest 4", "Rest 5"]);
    let monthly = &catalogue.plans[0];
    let gigabyte = 1 << 30;
    let cap = &monthly.rollovers.answer[0].caps[0];
    assert_eq!(cap.amount, CapAmount::Units { kind: Kind::Data, amount: Quantity(60 * gigabyte) });
    assert_eq!((cap.of, cap.side.answer, cap.side.is_assumed()), (CapOf::Bank, CapSide::RefuseNewest, false));
    assert_eq!(monthly.packs.len(), 2);
    assert_eq!(monthly.notices.len(), 4);
    assert_eq!(monthly.handlers.len(), 2);
    assert!(monthly.handlers[1].between.is_some());
    let family = &catalogue.plans[1];
    let extra = catalogue.product(family.packs[0]).unwrap();
    assert_eq!((extra.name.as_str(), extra.grants.len()), ("Extra 5 GB", 1));
    assert!(matches!(family.depletions[0].fallbacks.answer[0].what, Fallback::Buy { .. }));
    let gift = family.gifts.first().unwrap();
    assert_eq!((gift.amounts.len(), gift.not.len(), gift.fee), (1, 1, Some(Quantity(100_000))));
}

#[test]
fn a_plan_like_another_says_what_differs() {
    let catalogue = meaning(
        "plan A { every month: data 20 GB, $5; rollover 3 months; pack X { 1 GB; $1 }; pack Y { 2 GB; $2 }\n\
         on plan change to smaller: forfeit rolled data; otherwise: keep all }\n\
         plan B like A { every month: data 40 GB, $8; pack X { 3 GB; $1 } }",
    );
    let (a, b) = (&catalogue.plans[0], &catalogue.plans[1]);
    assert_eq!(b.rollovers.answer, a.rollovers.answer);
    assert_eq!(b.price.map(|price| price.amount), Some(Quantity(8_000_000)));
    let grants: Vec<u64> = b
        .packs
        .iter()
        .map(|id| match catalogue.product(*id).unwrap().grants[0].amount.answer {
            Allowance::Limited(amount) => amount.0 / GB,
            Allowance::Unlimited => 0,
        })
        .collect();
    assert_eq!(grants, [2, 3]);
    assert_eq!((b.handlers.len(), b.handlers[0].otherwise.len()), (1, 1));
}

#[test]
fn narrower_rules_of_rollover_come_first() {
    let catalogue = meaning("rollover 3 months; no rollover of pack data");
    let lives: Vec<bool> = catalogue.plans[0].rollovers.answer.iter().map(|rule| rule.life.is_some()).collect();
    assert_eq!(lives, [false, true]);
}

#[test]
fn lives() {
    let life = |text: &str| meaning(text).plans[0].rollovers.answer[0].life;
    let renewals = |at_most, no_longer_than, renewed| Some(Life::Renewals { at_most, no_longer_than, renewed });
    assert_eq!(life("rollover next period"), Some(Life::Periods(1)));
    assert_eq!(life("rollover 3 periods"), Some(Life::Periods(3)));
    assert_eq!(life("rollover once"), Some(Life::Periods(1)));
    assert_eq!(life("rollover while renewed"), renewals(None, None, true));
    assert_eq!(life("rollover while renewed automatically on time, once"), renewals(Some(1), None, true));
    assert_eq!(life("rollover 12 renewals without a break"), renewals(Some(12), None, true));
    assert_eq!(life("rollover 12 renewals, 6 months"), renewals(Some(12), Some(Duration::Months(6)), true));
    assert_eq!(life("rollover 1 year while renewed"), renewals(None, Some(Duration::Months(12)), true));
}
