//! `why`: the history of units, and what else could have happened.

use super::{Folder, TWENTY};

const LATE: &str = r#"operator Smart { zone Asia/Phnom_Penh; currency USD }
plan "Twenty" by Smart {
  every calendar month: price $5, data 20 GB
  rollover next period while renewed, bank at most 6 GB refusing the newest
  use oldest first
  prepaid
  when data runs out: block
}
scenario "renewed too late" for "Twenty" {
  2026-01-01        recharge $5
  2026-01-01        activate
  2026-01-20        use 12 GB
  2026-02-01 03:00  recharge $5
  2026-02-01 03:00  renew
  2026-02-02        expect data 20 GB
}
scenario "renewed in time, and cut" for "Twenty" {
  2026-01-01        recharge $10
  2026-01-01        activate
  2026-01-20        use 12 GB
  2026-02-02        expect trimmed 2 GB
}
"#;

#[test]
fn the_lots_are_listed_and_each_can_be_asked_about() {
    let folder = Folder::with("why-lots", &[("a.plan", LATE)]);
    let ran = folder.run(&["why", "a.plan", "--scenario", "too late"]).ends_with(0);
    assert!(ran.out.contains("#2   January's data"), "{}", ran.out);
    let ran = folder.run(&["why", "a.plan", "--scenario", "too late", "--lot", "2"]).ends_with(0);
    let said = ran.out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        said.contains("Had the top-up of $5.00 on 1 Feb 03:00 come 3 hours earlier, before 1 Feb, 6 GB less of it"),
        "{}",
        ran.out
    );
    assert!(said.contains("rollover next period while renewed"), "{}", ran.out);
}

#[test]
fn a_cap_that_left_something_out() {
    let folder = Folder::with("why-cap", &[("a.plan", LATE)]);
    let lost = ["why", "a.plan", "--scenario", "in time", "--lost"];
    let ran = folder.run(&lost).ends_with(0);
    let said = ran.out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(said.contains("Without the cap (bank at most 6 GB), nothing of it would have been lost"), "{}", ran.out);
    let zh = folder.run(&[&lost[..], &["--lang", "zh"]].concat()).ends_with(0);
    assert!(zh.out.contains("如果没有上限（bank at most 6 GB）"), "{}", zh.out);
    assert!(ran.out.lines().all(|line| line.chars().count() <= 80), "{}", ran.out);
}

#[test]
fn the_typical_customer_and_machines() {
    let folder = Folder::with("why-json", &[("a.plan", TWENTY)]);
    let ran = folder.run(&["why", "a.plan", "--lost", "--format", "json"]).ends_with(0);
    let page: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(page["version"], 1);
    assert_eq!(page["lots"].as_array().unwrap().len(), 1, "{}", ran.out);
    assert_eq!(page["otherwise"][0]["harm_otherwise"], 0, "{}", ran.out);
    folder.run(&["why", "a.plan", "--at", "2026-05-01"]).ends_with(0);
}

#[test]
fn what_is_not_there() {
    let folder = Folder::with("why-none", &[("a.plan", LATE), ("bad.plan", "rolover 3 months\n")]);
    let ran = folder.run(&["why", "a.plan", "--scenario", "renewd too late"]).ends_with(2);
    assert!(ran.err.contains("did you mean `renewed too late`?"), "{}", ran.err);
    let ran = folder.run(&["why", "a.plan", "--scenario", "too late", "--lot", "9"]).ends_with(2);
    assert!(ran.err.contains("there is no lot #9; there are #1 to #4"), "{}", ran.err);
    folder.run(&["why", "a.plan", "--lot", "1", "--lost"]).ends_with(2);
    folder.run(&["why", "a.plan", "--at", "soon"]).ends_with(2);
    folder.run(&["why", "bad.plan"]).ends_with(1);
    folder.run(&["why", "none.plan"]).ends_with(2);
}
