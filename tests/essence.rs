//! Two programs of the same essence do the same: every mistake that is said to make no difference makes none, whatever
//! happens.

use proptest::prelude::*;
use proptest::test_runner::Config;
use rollover::clause;
use rollover::compile::compile;
use rollover::diag::Severity;
use rollover::ledger::{Entry, Ledger, OriginId};
use rollover::model::Catalogue;
use rollover::mutate::{Files, mutants};
use rollover::program::Program;
use rollover::sim::World;
use rollover::syntax;
use rollover::text::{Source, Sources};

use crate::differential::{OPENINGS, settings};
use crate::generate;

fn without_clauses(entries: &[Entry]) -> Vec<Entry> {
    entries.iter().map(|entry| Entry { origin: OriginId(0), ..*entry }).collect()
}

/// What happens in a life of 100 days and more.
fn told(catalogue: &Catalogue, program: &Program, log: &[(i64, u32, generate::Deed)]) -> Vec<Entry> {
    let zone = &catalogue.operators[catalogue.plans[0].operator].zone.answer;
    let start = zone.midnight(rollover::units::Day::from_ymd(2026, 1, 20).unwrap());
    let events = generate::events(catalogue, start, log);
    let until = events.last().map_or(start, |event| event.at).plus_seconds(100 * 86_400);
    let mut world = World::new(program, &OPENINGS);
    let mut ledger = Ledger::default();
    for event in &events {
        world.step(event, &mut ledger).unwrap();
    }
    world.settle(until, &mut ledger).unwrap();
    without_clauses(&ledger.entries)
}

/// How many mistakes of a text are said to make no difference; none of them does. One in so many is looked at.
fn those_without_difference(text: &str, log: &[(i64, u32, generate::Deed)], one_in: usize) -> usize {
    let mut sources = Sources::default();
    let source = sources.add(Source::new("random.plan", text));
    let (entries, _) = syntax::parse(source, text);
    let files = vec![(source, &entries)];
    let (catalogue, found) = clause::catalogue(&files, &sources);
    assert!(found.iter().all(|one| one.severity != Severity::Error), "{text}");
    let program = compile(&catalogue);
    let (essence, as_it_is) = (program.essence(), told(&catalogue, &program, log));
    let files = Files::new(files, &sources);
    let mut same = 0;
    for mutant in mutants(source, &entries, text).into_iter().step_by(one_in) {
        let Some(other) = files.clone().with(&mutant.edit) else { continue };
        let changed = compile(&other);
        if changed.essence() == essence {
            assert_eq!(as_it_is, told(&other, &changed, log), "{text}\n{mutant:?}");
            same += 1;
        }
    }
    same
}

proptest! {
    #![proptest_config(Config { max_shrink_iters: 200, ..settings(60) })]

    #[test]
    fn what_is_said_to_make_no_difference_makes_none(text in generate::plans(), log in generate::log(), one_in in 17_usize..60) {
        those_without_difference(&text, &log, one_in);
    }
}

#[test]
fn what_is_kept_at_the_end_is_not_nothing() {
    let text = "zone UTC; currency USD; 1 GB = 1000 MB
every month: price $2, data 3 GB
on cancellation or plan change: keep all
prepaid; no rollover; use oldest first; when data runs out: block; on purchase: keep all; early renewal starts now
";
    let log = [(0, 0, generate::Deed::Cancel), (1, 0, generate::Deed::Suspend)];
    assert!(
        those_without_difference(text, &log, 1) > 0,
        "`on purchase: keep all` says no more than what is done anyway"
    );
}
