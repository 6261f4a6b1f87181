//! Scenarios on the engine: which pack a name is, and what can be expected.

use crate::clause;
use crate::compile;
use crate::syntax;
use crate::text::{Source, Sources};

use super::run;

/// What fails in the scenarios of a text, as "expected; got".
#[track_caller]
fn failures(text: &str) -> Vec<String> {
    let mut sources = Sources::default();
    let id = sources.add(Source::new("t.plan", text));
    let (entries, mut found) = syntax::parse(id, text);
    let (catalogue, more) = clause::catalogue(&[(id, entries)], &sources);
    found.extend(more);
    let errors: Vec<_> = found.iter().filter(|one| one.severity == crate::diag::Severity::Error).collect();
    assert!(errors.is_empty(), "{text}: {errors:#?}");
    let program = compile::compile(&catalogue);
    let outcomes = catalogue.scenarios.iter().map(|scenario| run(&catalogue, &program, scenario));
    let mut all = Vec::new();
    for outcome in outcomes {
        assert_eq!(outcome.stop, None, "{text}");
        all.extend(outcome.failures.iter().map(|failure| format!("{}; {}", failure.expected.en, failure.got.en)));
    }
    all
}

const FAMILY: &str = "zone UTC
plan A { every calendar month: data 20 GB; pack Night { $0; data 5 GB, valid 60 days }; pack Extra { $0; data 1 GB, valid 60 days } }
plan B like A { every calendar month: data 40 GB; plan change takes effect at the period's end }
plan C like B { plan change takes effect now; pack Extra { $0; data 3 GB, valid 60 days } }
";

#[test]
fn a_pack_is_that_of_the_plan_that_the_account_is_on() {
    for lines in [
        // A plan like another has packs of its own.
        "scenario \"x\" for B { 2026-01-01 activate; 2026-01-02 buy Night; 2026-01-02 expect \"Night\" data 5 GB }",
        // Both plans' packs are held, and both are meant.
        "scenario \"x\" for A { 2026-01-01 activate; 2026-01-02 buy Extra; 2026-01-03 change to C; 2026-01-04 buy Extra
         2026-01-05 expect \"Extra\" data 4 GB, no refused }",
        "scenario \"x\" for A { accounts Y, Z; account Z on C; 2026-01-01 Z activate; 2026-01-02 Z buy Extra
         2026-01-02 Z expect \"Extra\" data 3 GB }",
        // A change that waits for the end of the period.
        "scenario \"x\" for B { 2026-01-10 activate; 2026-01-20 change to C; 2026-01-21 buy Extra; 2026-01-22 expect \"Extra\" data 1 GB
         2026-02-02 buy Extra; 2026-02-03 expect \"Extra\" data 4 GB }",
    ] {
        let lines = lines.replace(", no refused", "");
        assert_eq!(failures(&format!("{FAMILY}{lines}")), [""; 0], "{lines}");
    }
}

const PLAN: &str = "zone UTC
plan P {
  every calendar month: data 10 GB
  rollover next period, activated within 5 days of the period's end
  when data runs out: throttle to 128 kbps up to 1 GB, then block
  notify at 80%
  notify 3 days before expiry
  on activation: notify \"welcome, friend\"
}
";

#[test]
fn reasons_speeds_losses_and_notices() {
    let met = "scenario \"x\" for P {
      2026-01-01 activate
      2026-01-01 expect notice \"Welcome\", no notice at 80%
      2026-01-02 use 2 GB
      2026-01-31 expect notice 3 days before expiry, nothing lost, nothing lost of data
      2026-02-06 expect forfeited 8 GB because \"not activated in time\", lost 8 GB, lost 8 GB of plan data, no lost money
      2026-02-06 expect forfeited because \"未按时激活\"
      2026-02-10 use 9 GB
      2026-02-10 expect notice at 80%, notice at 80%
      2026-02-11 use 3 GB
      2026-02-11 expect throttled 1 GB to 128 kbps, throttled to 128 kbps, blocked 1 GB because \"limit\"
    }";
    assert_eq!(failures(&format!("{PLAN}{met}")), [""; 0]);
    let unmet = "scenario \"x\" for P {
      2026-01-01 activate
      2026-01-01 expect notice at 80%, no notice \"welcome\"
      2026-01-02 use 2 GB
      2026-02-06 expect forfeited 8 GB because \"fruit\", lost 7 GB, nothing lost of data
      2026-02-06 expect no lost data, forfeited 7 GB because \"in time\"
      2026-02-11 use 12 GB
      2026-02-11 expect throttled 1 GB to 1 Mbps, lost
    }";
    let forfeited = "forfeited 8 GB on 2026-02-06: it was not activated in time";
    assert_eq!(
        failures(&format!("{PLAN}{unmet}")),
        [
            "a notice at 80%; another notice".to_owned(),
            "no notice “welcome”; it went out".to_owned(),
            format!("forfeited 8 GB, because “fruit”; {forfeited}"),
            format!("lost 7 GB; {forfeited}"),
            format!("nothing lost of data; {forfeited}"),
            format!("nothing lost of data; {forfeited}"),
            format!("forfeited 7 GB, because “in time”; {forfeited}"),
            "throttled 1 GB to 1 Mbps; throttled 1 GB on 2026-02-11 to 128 kbps".to_owned(),
            "something lost; nothing lost".to_owned(),
        ]
    );
}

/// Why the first line that is not met is not met.
#[track_caller]
fn because(text: &str) -> Vec<String> {
    let mut sources = Sources::default();
    let id = sources.add(Source::new("t.plan", text));
    let (entries, _) = syntax::parse(id, text);
    let (catalogue, found) = clause::catalogue(&[(id, entries)], &sources);
    let errors: Vec<_> = found.iter().filter(|one| one.severity == crate::diag::Severity::Error).collect();
    assert!(errors.is_empty(), "{text}: {errors:#?}");
    let program = compile::compile(&catalogue);
    let outcome = run(&catalogue, &program, catalogue.scenarios.first().unwrap());
    let first = outcome.failures.first().unwrap();
    let clause = |origin: crate::text::Origin| origin.span().map(|span| sources.slice(span).to_owned());
    let reason = |because: &super::because::Because| {
        let clause = because.clause.and_then(clause).unwrap_or_default();
        format!("{} / {}", because.text.en, clause.lines().next().unwrap_or_default())
    };
    first.because.iter().map(reason).collect()
}

const PAID: &str = "zone UTC; currency USD; 1 GB = 1000 MB
plan P {
  every calendar month: data 20 GB
  price $5
  prepaid
  rollover 2 months, bank at most 30 GB
  on recharge at least $10: bonus data 2 GB valid 7 days
  pack Day { $1; data 1 GB, valid 24 hours, no rollover }
}
promo Spring for P from 2026-03-01 to 2026-03-31 { on recharge: bonus data 3 GB valid 7 days }
";

#[test]
fn why_a_line_is_not_met() {
    for (lines, reasons) in [
        (
            "2026-01-01 recharge $9.99; 2026-01-01 activate; 2026-01-02 expect bonus data 2 GB",
            &[
                "the recharge was $9.99, $0.01 less than $10.00 / on recharge at least $10: bonus data 2 GB valid 7 days",
            ][..],
        ),
        (
            "2026-01-01 recharge $20; 2026-01-01 activate; 2026-04-01 recharge $5; 2026-04-01 expect \"Spring\" data 3 GB",
            &["it ended on 2026-04-01 00:00, this very instant / on recharge: bonus data 3 GB valid 7 days"],
        ),
        (
            "2026-01-01 recharge $5.50; 2026-01-01 activate; 2026-01-02 buy Day; 2026-01-03 expect 21 GB",
            &[
                "before that, on 2026-01-02 00:00: refused: there is not enough money on the account; the account had $0.50, \
               $0.50 less than $1.00 / pack Day { $1; data 1 GB, valid 24 hours, no rollover }",
            ],
        ),
        (
            "2026-01-01 recharge $6; 2026-01-01 activate; 2026-01-02 buy Day; 2026-01-03 expect 21 GB",
            &[
                "the difference is what went on 2026-01-03 00:00: expired 1 GB #3 / no rollover",
                "it was so until 2026-01-03 00:00, this very instant: what ends and begins then comes before what is \
                 expected of it / ",
            ],
        ),
        (
            "2026-01-01 recharge $6; 2026-01-01 activate; 2026-01-02 expect data 20480 MB",
            &["the two differ as 1000 and 1024 do: here 1 GB is 1000 MB / "],
        ),
        (
            "2026-01-01 recharge $6; 2026-01-01 activate; 2026-01-02 expect data 20 GB until 2026-01-31",
            &["20 GB end on 2026-02-01 00:00, 1 day later than that / "],
        ),
        (
            "2026-01-01 recharge $6; 2026-01-01 activate; 2026-01-02 buy Day; 2026-01-02 23:59 expect expired 1 GB",
            &["that is expired on 2026-01-03 00:00, 1 min later / no rollover"],
        ),
    ] {
        let text = format!("{PAID}scenario \"x\" {{ {lines} }}\n");
        assert_eq!(because(&text), reasons, "{lines}");
    }
}
