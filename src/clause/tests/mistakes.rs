//! What cannot be meant is reported, once, where it is.

use super::*;

#[track_caller]
fn one(text: &str, code: Code) {
    let (_, found) = read("test.plan", text);
    let errors: Vec<&Diagnostic> = found.iter().filter(|diagnostic| diagnostic.severity == Severity::Error).collect();
    assert!(errors.len() == 1 && errors[0].code == code, "{text}\n{}", shown(text, &found));
}

#[test]
fn modifiers_that_make_no_sense() {
    for text in [
        "rollover 3 months, fee $1",
        "rollover 3 months on weekends",
        "every month: data 20 GB, with consent",
        "share cap 10 GB, valid 30 days",
        "when data runs out: block, up to 5 GB",
        "notify at 50% of data, once a day",
        "give up to 1 GB, used first",
        "rollover 3 months refusing the newest",
        "every month: data 20 GB, at most 3 times a month",
        "on renewal: forfeit rolled data, valid 7 days",
        "night pack 3 GB, bonus data 100% of plan data",
    ] {
        one(text, Code::MisplacedModifier);
    }
}

#[test]
fn what_is_said_twice() {
    for text in [
        "use oldest first\nuse newest first",
        "rollover 3 months\nrollover next period",
        "every month: data 1 GB\nevery week: data 2 GB",
        "pack X { 1 GB; $1; price $2 }",
        "when data runs out: block\nwhen data runs out: throttle to 128 kbps",
        "every month: data 1 GB valid 7 days valid 8 days",
        "prepaid; postpaid",
    ] {
        one(text, Code::DuplicateClause);
    }
    one("plan A { prepaid }\nplan A { prepaid }", Code::DuplicateName);
    one("pack X { 1 GB }\npack X { 2 GB }", Code::DuplicateName);
}

#[test]
fn names_that_nothing_has() {
    one("pack Extra { 1 GB }\nwhen data runs out: buy Extrra", Code::UnknownName);
    one("plan A by Smrt { prepaid }\noperator Smart { zone UTC }", Code::UnknownName);
    one("plan A like C { prepaid }\nplan B { prepaid }", Code::UnknownName);
    one("plan A { prepaid }\npromo X for C { on renewal: bonus 1 GB }", Code::UnknownName);
    one("use \"Weekend\" data first", Code::UnknownName);
    let (_, found) = read("test.plan", "pack Extra { 1 GB }\nwhen data runs out: buy Extrra");
    assert_eq!(found[0].fixes[0].edits[0].text, "Extra");
}

#[test]
fn values_that_cannot_be_meant() {
    for text in [
        "rollover 0 months",
        "every month: data 20",
        "every month: data 99999999999999999999 GB",
        "every month: data 20 minutes",
        "pack X { 1 GB; valid until 2026-02-30 }",
        "pack X { 1 GB from 25:00 to 26:00 }",
        "when data runs out: charge $1 per minute",
        "plan A like A { prepaid }",
        "forfeit it",
    ] {
        let found = codes(text);
        assert!(found.len() == 1 && matches!(found[0], Code::BadValue | Code::MisplacedClause), "{text}: {found:?}");
    }
}

#[test]
fn clauses_where_they_do_not_belong() {
    for text in [
        "pack X { rollover 3 months; share cap 10 GB }",
        "plan A { promo X { on renewal: bonus 1 GB } }",
        "plan A { plan B { prepaid } }",
        "within each, oldest first",
        "otherwise: forfeit all",
        "plan A { prepaid }\npromo X for A { bonus 1 GB }",
    ] {
        one(text, Code::MisplacedClause);
    }
}

#[test]
fn good_clauses_around_a_bad_one_count() {
    let (catalogue, found) = read("test.plan", "rollover 3 months; share cap 10 minutes; prepaid; use oldest first");
    assert_eq!(found.len(), 1);
    let plan = &catalogue.plans[0];
    assert!(plan.pool.is_none() && !plan.order.is_assumed() && !plan.rollovers.answer.is_empty());
}
