use crate::text::{Source, Sources};

use super::SAYINGS;

const PLAN: &str = "plan \"Monthly 40\" { every calendar month: data 20 GB; postpaid; pack \"Weekend\" { price $1; data 1 GB; valid 1 day } }";

/// What a scenario with a line is told; nothing where it can be read.
fn told(line: &str) -> Vec<String> {
    let dated = line.starts_with(|first: char| first.is_ascii_digit() || first == '+');
    let free = ["every", "each", "每", "at the", "周期"].iter().any(|head| line.starts_with(head));
    let date = if dated || free { "" } else { "2026-01-10 " };
    let mut sources = Sources::default();
    sources.add(Source::new("p.plan", format!("{PLAN}\nscenario \"s\" {{\n2026-01-01 activate\n{date}{line}\n}}\n")));
    let (_, found) = crate::read(&sources);
    found.iter().map(|one| one.message.en.clone()).collect()
}

#[test]
fn what_is_proposed_can_be_read() {
    let mut wrong = Vec::new();
    for saying in SAYINGS {
        for text in [saying.say.0, saying.say.1] {
            let proposed: Vec<&str> = text.split('`').skip(1).step_by(2).filter(|one| *one != "#").collect();
            for line in proposed {
                wrong.extend(told(line).into_iter().map(|told| format!("{line}: {told}")));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn what_people_write_is_answered_in_the_words_of_scenarios() {
    let cases = [
        ("balance is 15 GB", "is", "expect 15 GB"),
        ("expect at least 10 GB", "at least", "one figure"),
        ("use 300 MB every day", "every", "every day use 300 MB"),
        ("use 5 GB, buy Weekend", "buy", "one thing happens in a line"),
        ("use 5 GB between 21:00 and 23:00", "between", "from 21:00 to 23:00"),
        ("use 1 GB at night", "at night", "behind the date"),
        ("call 10 minutes", "call", "use 10 minutes"),
        ("upgrade to Gold", "to", "change to"),
        ("use 5 GB // half", "//", "#"),
    ];
    for (line, word, help) in cases {
        let mut sources = Sources::default();
        sources.add(Source::new(
            "p.plan",
            format!("{PLAN}\nscenario \"s\" {{\n2026-01-01 activate\n2026-01-10 {line}\n}}\n"),
        ));
        let (_, found) = crate::read(&sources);
        assert_eq!(found.len(), 1, "{line}");
        assert!(found[0].message.en.contains(word), "{line}: {}", found[0].message.en);
        let said = found[0].help.clone().unwrap_or_default();
        assert!(said.en.contains(help), "{line}: {}", said.en);
    }
}
