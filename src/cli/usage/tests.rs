use crate::event::Opening;
use crate::text::Source;
use crate::units::{Day, Kind, Quantity};

use super::*;

const PLAN: &str = "plan P { every calendar month: data 20 GB; pack Weekend { data 5 GB; valid 30 days; free } }";

/// What a table says, or the messages of what is wrong with it.
fn read_table(table: &str, from: Option<(i16, i8, i8)>) -> Result<Vec<String>, Vec<String>> {
    let mut sources = Sources::default();
    sources.add(Source::new("p.plan", PLAN));
    let (mut catalogue, found) = crate::read(&sources);
    assert_eq!(found, []);
    let plan = catalogue.plans[0].clone();
    let file = std::env::temp_dir().join(format!(
        "rollover-usage-{}-{:?}.csv",
        std::process::id(),
        std::thread::current().id()
    ));
    std::fs::write(&file, table).unwrap();
    let from = from.map(|(year, month, day)| Zone::utc().midnight(Day::from_ymd(year, month, day).unwrap()));
    let read = read(&file, (&mut catalogue, &plan), from, &mut sources);
    std::fs::remove_file(&file).unwrap();
    let told = |(event, _): &(Event, Option<Span>)| {
        let what = match event.what {
            Happening::Use { kind: Kind::Data, amount: Quantity(bytes), .. } => format!("use {bytes}"),
            other => format!("{other:?}"),
        };
        format!("{} {} {what}", Zone::utc().local(event.at), event.account.0)
    };
    match read {
        Ok(story) => {
            // What is told is in the order of time, or the engine would not take it.
            let program = crate::compile::compile(&catalogue);
            assert!(story.tell(&program, &Zone::utc()).is_ok());
            let _: Vec<Opening> = Vec::new();
            Ok(story.events.iter().map(told).collect())
        }
        Err((problems, _)) => Err(problems.iter().map(|problem| problem.message.en.clone()).collect()),
    }
}

#[test]
fn an_account_that_nobody_activates_is_activated_first() {
    let expected = ["2026-01-05 00:00 0 Activate", "2026-01-05 10:00 0 use 1000000000"];
    assert_eq!(read_table("at,amount\n2026-01-05 10:00,1 GB\n", None).unwrap(), expected);
    let expected = ["2025-12-20 00:00 0 Activate", "2026-01-05 10:00 0 use 1000000000"];
    assert_eq!(read_table("at,amount\n2026-01-05 10:00,1 GB\n", Some((2025, 12, 20))).unwrap(), expected);
}

#[test]
fn columns_come_in_any_order_and_in_any_case() {
    let told = read_table("Amount,EVENT,at\n\"1 GB\", use ,2026-01-05T10:00:01\n,activate rollover,2026-01-06\n", None);
    let expected =
        ["2026-01-05 00:00 0 Activate", "2026-01-05 10:00:01 0 use 1000000000", "2026-01-06 00:00 0 ActivateRollover"];
    assert_eq!(told.unwrap(), expected);
}

#[test]
fn every_bad_row_is_reported() {
    let table = "at,event,amount,name\n2026-01-32,use,1 GB\n2026-01-02,uze,1 GB\n2026-01-01,use,1 GB\n2026-01-03,use,1 Gb\n2026-01-04,buy,,Weekendd\n";
    let problems = read_table(table, None).unwrap_err();
    let starts: Vec<&str> = problems.iter().map(|problem| problem.split(':').next().unwrap()).collect();
    let expected = [
        "row 2, column 1 (`at`)",
        "row 3, column 2 (`event`)",
        "row 4",
        "row 5, column 3 (`amount`)",
        "row 6, column 4 (`name`)",
    ];
    assert_eq!(starts, expected, "{problems:#?}");
}

#[test]
fn what_comes_before_the_activation_is_reported() {
    let table = "at,event,amount\n2026-01-02,use,1 GB\n2026-01-03,activate,\n";
    assert!(read_table(table, None).unwrap_err()[0].contains("before the activation"));
    assert!(
        read_table("at,amount\n2026-01-02,1 GB\n", Some((2026, 1, 3))).unwrap_err()[0]
            .contains("before the activation")
    );
}

#[test]
fn odd_tables_have_an_answer() {
    for table in [
        "",
        "\n\n",
        "at",
        "at\n",
        "at,at\n",
        "\u{feff}at,amount\n\"",
        "at,amount\n\"2026-01-01\n",
        ",,,\n,,,\n",
        "at\n2026-01-01\n",
    ] {
        assert!(read_table(table, None).is_err(), "{table:?}");
    }
    assert!(read_table("\u{feff}at,amount\r\n2026-01-01,1 GB\r\n", None).is_ok());
}
