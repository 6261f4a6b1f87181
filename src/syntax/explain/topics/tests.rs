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
        ("leftovers are carried to the next month", "rollover next period"),
        ("what was carried over is used last", "use rolled data before plan data"),
        ("bonus 2 GB on recharge of $5", "when recharged at least $5"),
        ("data can be gifted", "give up to 2 GB a month"),
        ("data is shared with up to 4 people", "share with up to 4 members"),
        ("hotspot at most 10 GB", "for \"hotspot\""),
        ("roaming in EU included, at most 10 GB", "in \"EU\""),
        ("expires after 30 days", "valid 30 days"),
        ("热点最多 10 GB", "for \"hotspot\""),
    ] {
        let (_, found) = parse(SourceId(0), &format!("plan \"P\" {{\n{typed}\n}}"));
        let [one] = found.as_slice() else { panic!("{typed}: {found:#?}") };
        let help = one.help.as_ref().map_or("", |help| help.en.as_str());
        assert!(help.contains(told), "{typed}: {help}");
    }
}
