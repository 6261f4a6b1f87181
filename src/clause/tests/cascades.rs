//! One mistake, one message: what could not be read is not missed a second time.

use super::*;

#[track_caller]
fn only(text: &str) {
    let (_, found) = read("test.plan", text);
    let errors: Vec<&Diagnostic> = found.iter().filter(|one| one.severity == Severity::Error).collect();
    assert!(errors.len() == 1, "{text}\n{}", shown(text, &found));
}

#[test]
fn what_stands_in_a_broken_clause_is_not_missed() {
    only("plan A { pack Weekend: price $1, data 5 XB\npack Night { 1 GB }\nwhen data runs out: buy Weekend }");
    only("plan A { pack Weekend: fruit; use \"Weekend\" data first }\nplan B like A { pack Night { 1 GB } }");
    only("operator Smart, fruit { zone UTC }\nplan A by Smart { prepaid }");
    only("plan A fruit { prepaid }\nplan B like A { prepaid }");
    only(
        "plan A fruit { prepaid }\nscenario \"x\" for A { 2026-01-01 activate; 2026-01-02 buy Nothing; 2026-01-03 expect no \"X\" data }",
    );
    only("plan A fruit { prepaid }\nscenario \"x\" { 2026-01-01 activate }");
    only(
        "plan A { prepaid }\nscenario \"x\" for A { accounts C fruit, D\n2026-01-01 C activate\n2026-01-01 D activate }",
    );
    only("holidays kh of fruit { 2026-01-01 }\noperator O { zone UTC; holidays kh }\nplan A by O { prepaid }");
    only("plan A { prepaid }\npromo X for B { on renewal: bonus 1 GB }\nplan B fruit { prepaid }");
}

#[test]
fn what_could_not_be_meant_is_not_missed() {
    only(
        "plan A { prepaid }\nscenario \"x\" for A { account C\naccount B on Z\n2026-01-01 B activate; 2026-01-02 B renew }",
    );
}

#[test]
fn what_an_import_may_have_declared_is_not_missed() {
    only(
        "import holidays kh.plan\noperator O { zone UTC; holidays \"kh\" }\nplan A by O { prepaid }\nplan B like C { prepaid }",
    );
    let text = "import \"kh.plan\"\noperator O { zone UTC; holidays \"kh\" }\nplan A by O { prepaid }";
    let mut sources = Sources::default();
    let id = sources.add(Source::new("test.plan", text));
    let (mut entries, _) = syntax::parse(id, text);
    let places: Vec<_> = imports(&entries, &sources).iter().map(|(_, span)| *span).collect();
    let (_, found) = catalogue(&[(id, entries.clone())], &sources);
    assert_eq!(found.len(), 1, "{}", shown(text, &found));
    not_imported(&mut entries, &places);
    let (_, found) = catalogue(&[(id, entries)], &sources);
    assert!(found.is_empty(), "{}", shown(text, &found));
}

#[test]
fn a_name_that_stands_nowhere_is_still_missed() {
    let (_, found) =
        read("test.plan", "plan A { pack Weekend: fruit; pack Night { 1 GB }; when data runs out: buy Nihgt }");
    assert_eq!(found.len(), 2, "{found:#?}");
    let (_, found) = read(
        "test.plan",
        "plan A { pack Night { 1 GB } }\nplan B like A { prepaid }\nscenario \"x\" for A { 2026-01-01 buy Zzzzzzzz }",
    );
    let help = found[0].help.clone().unwrap().en;
    assert_eq!(help, "known are `Night`");
}
