use super::*;
use crate::event::Class;
use crate::ledger::{Charge, Posting, Reason};
use crate::report::testing::*;

fn busy() -> crate::report::testing::Story {
    let mut story = Story::new();
    story.plain("2026-01-15", Kind::Money, 5_000_000, Posting::Charged { what: Charge::Period }, DATA);
    story.period("2026-01-15", 1, "2026-02-15");
    let first = story.grant("2026-01-15", Class::Plan, 20, "2026-02-15");
    story.plain("2026-01-16 09:30", Kind::Money, 1_000_000, Posting::Charged { what: Charge::Pack }, PACK);
    let pack = story.grant("2026-01-16 09:30", Class::Pack, 5, "2026-02-15 09:30");
    story.used("2026-01-17 12:00", pack, 3);
    story.used("2026-01-20 12:00", first, 2);
    story.plain("2026-02-15", Kind::Money, 5_000_000, Posting::Charged { what: Charge::Period }, DATA);
    story.lot("2026-02-15", first, 3, Posting::Trimmed, BANK);
    story.rolled("2026-02-15", first, 15, "2026-05-15");
    story.period("2026-02-15", 2, "2026-03-15");
    let second = story.grant("2026-02-15", Class::Plan, 20, "2026-03-15");
    story.lot("2026-02-15 09:30", pack, 2, Posting::Expired, PACK);
    story.used("2026-02-20 12:00", first, 15);
    story.used("2026-02-20 12:00", second, 20);
    for day in 21..25 {
        story.plain(&format!("2026-02-{day} 10:00"), Kind::Data, GB / 2, BLOCKED, BLOCK);
    }
    story.plain("2026-02-25", Kind::Data, 0, Posting::Refused { reason: Reason::NotSold }, PLAN);
    story
}

#[test]
fn p() {
    for (story, until) in [(three_months(), "2026-05-01"), (busy(), "2026-03-01")] {
    let run = story.run("2026-01-01", until);
    println!("{}", simulation(&run, Lang::En, Style::PLAIN));
    println!("{}", simulation(&run, Lang::Zh, Style::PLAIN));
    println!("{}", simulation(&run, Lang::En, Style { color: false, width: 50 }));
    use crate::report::why::*;
    println!("{}", why(&run, Question::read("2026-05-01", &run).unwrap(), Lang::En, Style::PLAIN));
    println!("{}", why(&run, Question::read("#2", &run).unwrap(), Lang::En, Style::PLAIN));
    println!("{}", why(&run, Question::read("1", &run).unwrap(), Lang::Zh, Style::PLAIN));
    println!("{}", crate::report::csv::csv(&run));
    }
}
