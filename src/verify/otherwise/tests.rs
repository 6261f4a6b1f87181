//! Small changes that make a difference, and that they are as small as can be.

use super::*;
use crate::clause;
use crate::compile;
use crate::event::AccountId;
use crate::ledger::{Fate, LotId, Matter, Reason};
use crate::syntax;
use crate::text::{Source, Sources};
use crate::units::Quantity;
use crate::verify::scenario;

const PREPAID: &str = "zone UTC
plan P {
  every calendar month: price $5, data 10 GB
  rollover next period while renewed
  prepaid
  when data runs out: block
  use oldest first
}
";

/// What would have made a difference to a matter of the first scenario of a text.
fn found(text: &str, matter: Matter) -> Vec<(Variation, u64)> {
    let mut sources = Sources::default();
    let id = sources.add(Source::new("t.plan", text));
    let (entries, _) = syntax::parse(id, text);
    let (catalogue, found) = clause::catalogue(&[(id, entries)], &sources);
    let errors: Vec<_> = found.iter().filter(|one| one.severity == crate::diag::Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    let program = compile::compile(&catalogue);
    let scenario = &catalogue.scenarios[0];
    let outcome = scenario::run(&catalogue, &program, scenario);
    let openings = [Opening { plan: scenario.plan, member_of: None }];
    let events: Vec<Event> = outcome.events.iter().map(|(_, event)| *event).collect();
    let tale = Tale { program: &program, openings: &openings, events: &events, until: outcome.until };
    let others = otherwise(&tale, matter, &[]).into_iter();
    let base = told(&tale).unwrap();
    // Each says what it came to, and was run as it is said.
    others
        .map(|other| {
            let again = tale_of(&tale, &other.change);
            assert_eq!(again.ledger, other.told.ledger);
            let harm = matter.harm(&base, &other.told).unwrap();
            (other.change, harm)
        })
        .collect()
}

/// The story with a change, run from its beginning.
fn tale_of(tale: &Tale<'_>, change: &Variation) -> Told {
    let events = change.of(tale.events);
    told(&Tale { events: &events, ..*tale }).unwrap()
}

fn lot(number: u32) -> Matter {
    Matter::Lot(LotId { account: 0, number })
}

fn recharge(other: &Variation) -> Option<Quantity> {
    let Variation::With(events) = other else { return None };
    events.iter().find_map(|event| match event.what {
        Happening::Recharge { amount, .. } => Some(amount),
        _ => None,
    })
}

#[test]
fn the_money_that_was_missing() {
    let lines = "scenario x for P { 2026-01-01 recharge $9.20; 2026-01-01 activate; 2026-02-02 expect data 0 GB }";
    // Lot 1 is the money.
    let found = found(&format!("{PREPAID}{lines}"), lot(2));
    let paid: Vec<_> = found.iter().filter_map(|(change, harm)| Some((recharge(change)?, *harm))).collect();
    assert_eq!(paid.first(), Some(&(Quantity(800_000), 0)), "{found:#?}");
}

#[test]
fn the_hours_by_which_it_was_late() {
    let lines = "scenario x for P { 2026-01-01 recharge $5; 2026-01-01 activate
      2026-02-01 03:00 recharge $5; 2026-02-02 expect data 0 GB }";
    let found = found(&format!("{PREPAID}{lines}"), lot(2));
    let moved = found.iter().find_map(|(change, _)| match change {
        Variation::Moved { to, .. } => Some(to.0),
        _ => None,
    });
    // The last second of January.
    assert_eq!(moved, Some(1_769_903_999), "{found:#?}");
}

#[test]
fn the_cent_that_it_depended_on() {
    let lines = "scenario x for P { 2026-01-01 recharge $12; 2026-01-01 activate; 2026-02-02 expect data 20 GB }";
    let found = found(&format!("{PREPAID}{lines}"), lot(2));
    let less = found.iter().find_map(|(change, harm)| match change {
        Variation::Instead { by, .. } => Some((by.what, *harm)),
        _ => None,
    });
    let paid = Happening::Recharge { amount: Quantity(9_990_000), by: None };
    assert_eq!(less, Some((paid, 10_000_000_000)), "{found:#?}");
}

#[test]
fn what_would_not_have_been_refused() {
    let text = format!(
        "{}scenario x for P {{ 2026-01-01 recharge $6; 2026-01-01 activate; 2026-01-05 buy X; 2026-01-06 expect refused }}",
        PREPAID.replace("  prepaid", "  pack X { $2; data 1 GB; valid 7 days }\n  prepaid")
    );
    let at = Instant(1_767_571_200);
    let matter = Matter::Refused { account: AccountId(0), reason: Reason::NotEnoughMoney, at };
    let found = found(&text, matter);
    assert_eq!(found.iter().find_map(|(change, _)| recharge(change)), Some(Quantity(1_000_000)), "{found:#?}");
}

#[test]
fn what_comes_after_the_end_is_no_change() {
    let lines = "scenario x for P { 2026-01-01 recharge $5; 2026-01-01 activate; 2026-01-20 cancel }";
    let found = found(&format!("{PREPAID}{lines}"), lot(2));
    assert!(found.iter().all(|(change, _)| !matches!(change, Variation::Moved { .. })), "{found:#?}");
    assert!(found.iter().any(|(change, _)| matches!(change, Variation::Without { .. })), "{found:#?}");
}

#[test]
fn a_period_that_would_have_been_renewed() {
    let lines = "scenario x for P { 2026-01-01 recharge $9.99; 2026-01-01 activate; 2026-02-02 expect data 10 GB }";
    let matter = Matter::Lapsed { account: AccountId(0), at: Instant(1_769_904_000) };
    let found = found(&format!("{PREPAID}{lines}"), matter);
    // Not: without the subscription nothing would have ended.
    let changes: Vec<_> = found.iter().map(|(change, _)| recharge(change)).collect();
    assert_eq!(changes, [Some(Quantity(10_000))], "{found:#?}");
}

#[test]
fn a_fate_counts_what_came_back() {
    assert_eq!(Fate::of(LotId { account: 0, number: 1 }, &[]), Fate::default());
}
