use crate::syntax::parse;
use crate::text::SourceId;

use super::TOPICS;

/// In a plan, or by itself where it is one.
fn reads(clause: &str) -> Vec<String> {
    let (_, found) = parse(SourceId(0), &format!("plan \"P\" {{\n{clause}\n}}"));
    found.iter().map(|one| one.message.en.clone()).collect()
}

#[test]
fn every_advice_can_be_read() {
    for topic in TOPICS {
        assert_eq!(reads(topic.write.0), Vec::<String>::new(), "{}", topic.write.0);
        assert_eq!(reads(topic.write.1), Vec::<String>::new(), "{}", topic.write.1);
    }
}

/// What people write first, and what they are told to write.
#[test]
fn first_words_are_understood() {
    for (typed, told) in [
        ("$10 a month", "every month: price $10"),
        ("price $10 a month", "every month: price $10"),
        ("monthly fee $10", "every month: price $10"),
        ("first month free", "100% off for the first"),
        ("half price for the first 3 months", "50% off for the first"),
        ("unused data does not roll over", "no rollover"),
        ("leftovers are carried to the next month", "rollover next period"),
        ("what was carried over is used last", "use rolled data before plan data"),
        ("speed reduced to 128 kbps after 20 GB", "throttle to 128 kbps"),
        ("overage $10 per GB", "charge $0.10 per MB"),
        ("calls to other networks cost $0.10 per minute", "when voice runs out"),
        ("bonus 2 GB on recharge of $5", "when recharged at least $5"),
        ("data can be gifted", "give up to 2 GB a month"),
        ("data is shared with up to 4 people", "share with up to 4 members"),
        ("hotspot at most 10 GB", "for \"hotspot\""),
        ("roaming in EU included, at most 10 GB", "in \"EU\""),
        ("voice $0.20 per minute, billed per second", "use of voice is counted by"),
        ("expires after 30 days", "valid 30 days"),
        ("热点最多 10 GB", "for \"hotspot\""),
    ] {
        let (_, found) = parse(SourceId(0), &format!("plan \"P\" {{\n{typed}\n}}"));
        let [one] = found.as_slice() else { panic!("{typed}: {found:#?}") };
        let help = one.help.as_ref().map_or("", |help| help.en.as_str());
        assert!(help.contains(told), "{typed}: {help}");
    }
}
