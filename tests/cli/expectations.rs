//! What scenarios expect, line by line, through the library.

use rollover::text::{Source, Sources};
use rollover::verify::scenario::run;

/// Runs the only scenario of a text; gives expected and got of every line that was not met.
fn failures(lines: &str) -> Vec<(String, String)> {
    let plan = "zone UTC; 1 GB = 1000 MB\nplan P { every calendar month: data 20 GB; rollover 3 months; use oldest first; when data runs out: block\n pack Weekend { free; data 5 GB; valid 3 days; no rollover } }";
    let mut sources = Sources::default();
    sources.add(Source::new("p.plan", format!("{plan}\nscenario \"s\" for P {{\n{lines}\n}}")));
    let (catalogue, found) = rollover::read(&sources);
    let errors: Vec<_> = found.iter().filter(|one| one.severity == rollover::diag::Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    let outcome = run(&catalogue, &rollover::compile::compile(&catalogue), &catalogue.scenarios[0]);
    assert_eq!(outcome.stop, None);
    outcome.failures.into_iter().map(|failure| (failure.expected.en, failure.got.en)).collect()
}

fn pair(expected: &str, got: &str) -> (String, String) {
    (expected.to_owned(), got.to_owned())
}

#[test]
fn the_example_of_the_language_passes() {
    let lines = "2026-01-01 activate\n2026-01-20 use 12 GB\n2026-02-01 expect rolled 8 GB until 2026-05-01\n2026-02-10 use 15 GB\n2026-03-01 expect rolled 13 GB until 2026-06-01";
    assert_eq!(failures(lines), []);
}

#[test]
fn a_balance_says_what_it_is_made_of() {
    let lines = "2026-01-01 activate\n2026-01-20 use 12 GB\n2026-02-01 expect 27 GB\n2026-02-01 expect rolled 8 GB until 2026-04-01";
    let expected = [
        pair("27 GB of data", "28 GB (held: 8 GB until 2026-05-01, 20 GB until 2026-03-01)"),
        pair("8 GB of rolled data until 2026-04-01", "0 B until 2026-04-01 (held: 8 GB until 2026-05-01)"),
    ];
    let expected = expected.map(|(expected, got)| (expected.replace("27 GB of data", "27 GB"), got));
    assert_eq!(failures(lines), expected);
}

#[test]
fn posted_is_what_came_since_the_last_line_of_an_earlier_instant() {
    // The lot that is used in January has rolled by March, but it was not rolled data when it was used.
    let lines = "2026-01-01 activate\n2026-01-20 use 12 GB\n2026-01-20 expect used 12 GB, no used rolled data\n2026-02-10 use 15 GB\n2026-02-10 expect used 8 GB of rolled data, used 15 GB\n2026-02-11 expect no used data";
    assert_eq!(failures(lines), []);
    let lines = "2026-01-01 activate\n2026-01-20 use 12 GB\n2026-02-01 expect used 12 GB";
    assert_eq!(failures(lines), [pair("used 12 GB", "nothing used")]);
}

#[test]
fn what_is_lost_blocked_and_refused() {
    let lines = "2026-01-01 activate\n2026-01-02 use 25 GB\n2026-01-02 expect blocked 5 GB, nothing lost\n2026-01-03 activate\n2026-01-03 expect refused \"active already\"\n2026-01-03 expect refused \"too late\"\n2026-01-04 expect refused";
    let expected = [
        pair("refused: too late", "refused: the subscription is active already"),
        pair("something refused", "nothing was refused"),
    ];
    assert_eq!(failures(lines), expected);
    let lines = "2026-01-01 activate\n2026-01-01 buy Weekend\n2026-01-02 expect \"Weekend\" data 5 GB until 2026-01-04\n2026-01-05 expect nothing lost";
    assert_eq!(failures(lines), [pair("nothing lost", "expired 5 GB on 2026-01-04: it does not roll over")]);
}

#[test]
fn periods_and_notices() {
    let lines = "2026-01-31 activate\n2026-01-31 expect period until 2026-02-01, no notices\n2026-02-02 expect period until 2026-02-28, 2 notices";
    let expected =
        [pair("the period ends on 2026-02-28", "the period ends on 2026-03-01"), pair("2 notices", "0 notices")];
    assert_eq!(failures(lines), expected);
}
