use serde_json::Value;

use super::*;
use crate::report::testing::{Story, busy};

fn document(story: &Story) -> Value {
    serde_json::from_str(&json(&story.run("2026-01-01", "2026-03-01"))).unwrap()
}

#[test]
fn an_entry() {
    let document = document(&busy());
    let rolled = document["entries"].as_array().unwrap().iter().find(|entry| entry["what"] == "rolled").unwrap();
    assert_eq!(
        serde_json::to_string_pretty(rolled).unwrap(),
        r##"{
  "account": "1",
  "amount": {
    "text": "15 GB",
    "unit": "byte",
    "units": 15000000000
  },
  "at": {
    "epoch": 1771088400,
    "time": "2026-02-15T00:00:00+07:00"
  },
  "clause": {
    "column": 3,
    "file": "twenty.plan",
    "line": 3,
    "words": "rollover 3 months, bank at most 30 GB"
  },
  "kind": "data",
  "lot": "#1",
  "sentence": {
    "en": "15 GB of January's data #1 rolled over, until 15 May",
    "zh": "1月的流量 #1 的 15 GB 累积，至5月15日"
  },
  "until": {
    "epoch": 1778778000,
    "time": "2026-05-15T00:00:00+07:00"
  },
  "what": "rolled"
}"##
    );
}

#[test]
fn a_period() {
    let document = document(&busy());
    let period = &document["accounts"][0]["periods"][0];
    assert_eq!(period["number"], 1);
    assert_eq!(period["until"]["time"], "2026-02-15T00:00:00+07:00");
    let data = &period["kinds"][0];
    let sums = ["at_start", "granted", "used", "rolled", "trimmed", "left"].map(|name| data[name].as_u64().unwrap());
    assert_eq!(sums.map(|units| units / 1_000_000_000), [20, 25, 5, 15, 3, 17]);
    assert_eq!(data["used_by"][1]["source"]["en"], "Weekend");
    assert_eq!(period["kinds"][1]["charged"], 6_000_000);
}

#[test]
fn the_schema_names_and_describes_every_field() {
    let schema = schema();
    let document = document(&busy());
    let described = |properties: &Value, value: &Value| {
        for name in value.as_object().unwrap().keys() {
            let property = &properties[name];
            assert!(property.is_object(), "{name} is not in the schema");
            let says = property.get("description").is_some() || property.get("const").is_some();
            assert!(says, "{name} is not described");
        }
    };
    described(&schema["properties"], &document);
    for (definition, value) in [
        ("Account", &document["accounts"][0]),
        ("Period", &document["accounts"][0]["periods"][0]),
        ("KindSums", &document["accounts"][0]["periods"][0]["kinds"][0]),
        ("Lot", &document["lots"][0]),
        ("Assumption", &document["assumptions"][0]),
    ] {
        described(&schema["$defs"][definition]["properties"], value);
    }
}

#[test]
fn reasons_are_words() {
    use crate::ledger::{Posting, Reason};
    let mut story = Story::new();
    for reason in Reason::ALL {
        story.plain("2026-01-01", Kind::Data, 1, Posting::Blocked { reason: *reason }, crate::report::testing::BLOCK);
    }
    let document = document(&story);
    let entries = document["entries"].as_array().unwrap();
    let words: Vec<&str> = entries.iter().map(|entry| entry["reason"].as_str().unwrap()).collect();
    assert_eq!(words[..3], ["nothing_left", "share_used_up", "suspended"]);
    assert!(words.iter().all(|word| word.bytes().all(|byte| byte == b'_' || byte.is_ascii_lowercase())));
}

#[test]
fn times() {
    let story = Story::new();
    let mut run = story.run("2026-01-01", "2026-03-01");
    let time = |run: &Run<'_>, text| rfc3339(run, story.at(text));
    assert_eq!(time(&run, "2026-01-20 22:05"), "2026-01-20T22:05:00+07:00");
    run.zone = crate::units::Zone::named("America/St_Johns").unwrap();
    assert_eq!(time(&run, "2026-01-20 22:05"), "2026-01-20T11:35:00-03:30");
    run.zone = crate::units::Zone::utc();
    assert_eq!(time(&run, "2026-01-20 22:05"), "2026-01-20T15:05:00+00:00");
}
