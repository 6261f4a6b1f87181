//! The engine against the reference engine, on plans and lives at random: equal ledgers, entry by entry, with equal
//! clauses behind them; conserved value; the same again; and no panic.

use proptest::prelude::*;
use proptest::test_runner::{Config, FileFailurePersistence, RngSeed};
use rollover::compile::compile;
use rollover::diag::Severity;
use rollover::event::{AccountId, Event, Opening, PlanId};
use rollover::ledger::Ledger;
use rollover::model::Catalogue;
use rollover::sim::World;
use rollover::text::{Source, Sources};
use rollover::units::{Instant, Zone};
use rollover::verify::reference::{Reference, ReferenceEntry};

use crate::generate;

fn read(text: &str) -> Catalogue {
    let mut sources = Sources::default();
    sources.add(Source::new("random.plan", text));
    let (catalogue, diagnostics) = rollover::read(&sources);
    let errors: Vec<_> = diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error).collect();
    assert!(errors.is_empty(), "{text}\n{errors:#?}");
    catalogue
}

pub(crate) const OPENINGS: [Opening; 3] = [Opening { plan: PlanId(0), member_of: None }; 3];

fn run_engine(catalogue: &Catalogue, events: &[Event], until: Instant) -> Vec<ReferenceEntry> {
    let program = compile(catalogue);
    let mut world = World::new(&program, &OPENINGS);
    let mut ledger = Ledger::default();
    for event in events {
        world.step(event, &mut ledger).unwrap_or_else(|fault| panic!("{fault:?} at {event:?}\n{:#?}", ledger.entries));
    }
    world.settle(until, &mut ledger).unwrap();
    ledger.entries.iter().map(|entry| ReferenceEntry::of(entry, program.origin(entry.origin))).collect()
}

fn run_reference(catalogue: &Catalogue, events: &[Event], until: Instant) -> Vec<ReferenceEntry> {
    let mut reference = Reference::new(catalogue, &OPENINGS);
    for event in events {
        reference.step(event).unwrap_or_else(|fault| panic!("reference: {fault:?} at {event:?}"));
    }
    reference.settle(until).unwrap();
    reference.entries().to_vec()
}

fn show(catalogue: &Catalogue, text: &str, entry: Option<&ReferenceEntry>) -> String {
    let Some(entry) = entry else { return "nothing".to_owned() };
    let zone = &catalogue.operators[catalogue.plans[0].operator].zone.answer;
    let clause = entry.origin.span().map_or("-", |span| &text[span.start as usize..span.end as usize]);
    let clause = clause.lines().next().unwrap_or_default();
    let (at, lot) = (zone.local(entry.at), entry.lot.map(|lot| (lot.account, lot.number)));
    format!(
        "{at} account {} lot {lot:?} {:?} {} {:?} <{clause}>",
        entry.account.0, entry.kind, entry.amount.0, entry.posting
    )
}

fn compare(text: &str, log: &[(i64, u32, generate::Deed)]) {
    let catalogue = read(text);
    let zone: &Zone = &catalogue.operators[catalogue.plans[0].operator].zone.answer;
    let start = zone.midnight(rollover::units::Day::from_ymd(2026, 1, 20).unwrap());
    let events = generate::events(&catalogue, start, log);
    let until = events.last().map_or(start, |event| event.at).plus_seconds(100 * 86_400);
    let engine = run_engine(&catalogue, &events, until);
    let reference = run_reference(&catalogue, &events, until);
    for (place, entry) in engine.iter().enumerate() {
        if reference.get(place) != Some(entry) {
            let before: Vec<String> = engine[place.saturating_sub(6)..place]
                .iter()
                .map(|entry| show(&catalogue, text, Some(entry)))
                .collect();
            panic!(
                "{text}\nentry {place} differs, after\n  {}\nengine:    {}\nreference: {}\n",
                before.join("\n  "),
                show(&catalogue, text, Some(entry)),
                show(&catalogue, text, reference.get(place))
            );
        }
    }
    assert_eq!(
        engine.len(),
        reference.len(),
        "{text}\nreference goes on: {}",
        show(&catalogue, text, reference.get(engine.len()))
    );
    assert_eq!(engine, run_engine(&catalogue, &events, until), "the same again");
    assert!(engine.iter().all(|entry| entry.account <= AccountId(2)));
}

/// So many cases, the same in each run, so that a change is judged by itself; or as many others as are asked for.
pub(crate) fn settings(cases: u32) -> Config {
    Config {
        cases: asked_for().unwrap_or(cases),
        rng_seed: if asked_for().is_some() { RngSeed::Random } else { RngSeed::Fixed(0x726f_6c6c) },
        failure_persistence: Some(Box::new(FileFailurePersistence::Off)),
        max_shrink_iters: 3_000,
        ..Config::default()
    }
}

/// How many cases somebody wants, each time other ones. Otherwise they are the same in every run, so that a change is judged
/// by itself and not by chance.
fn asked_for() -> Option<u32> {
    std::env::var("PROPTEST_CASES").ok()?.parse().ok()
}

proptest! {
    #![proptest_config(settings(300))]

    #[test]
    fn the_engine_does_what_the_reference_does(text in generate::plans(), log in generate::log()) {
        compare(&text, &log);
    }

    #[test]
    fn the_engine_does_what_the_reference_does_in_time(text in generate::timely_plans(), log in generate::log()) {
        compare(&text, &log);
    }
}

#[test]
fn a_pack_goes_on_renewing_after_its_clock_stood_still() {
    let text = "zone Asia/Phnom_Penh; currency USD; 1 GB = 1000 MB
every 7 days: price $2, data 3 GB
prepaid; no rollover; use oldest first; when data runs out: block; on purchase: keep all; early renewal starts now
pack Timed { $0.60; 200 MB; valid 2 days; renews every 5 days, tried again every 9 hours for 2 days }
while suspended, clock stops
";
    let log = [(0, 0, generate::Deed::Buy(0)), (0, 0, generate::Deed::Suspend), (1, 0, generate::Deed::Resume)];
    compare(text, &log);
}
