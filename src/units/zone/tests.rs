use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::{AmbiguousOffset, TimeZone, TimeZoneDatabase};
use proptest::prelude::*;

use super::*;
use crate::units::testing::{at, local, zone};

/// Half-hour and midnight changes, a skipped day, seconds in the offset, Ramadan, negative summer time, and none at all.
const ZONES: [&str; 14] = [
    "America/New_York",
    "Asia/Phnom_Penh",
    "Europe/London",
    "Europe/Dublin",
    "Africa/Casablanca",
    "Africa/Monrovia",
    "America/Sao_Paulo",
    "America/St_Johns",
    "America/Toronto",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "Pacific/Apia",
    "Pacific/Kwajalein",
    "UTC",
];

fn theirs(name: &str) -> TimeZone {
    TimeZoneDatabase::bundled().get(name).unwrap()
}

fn their_datetime(local: Local) -> DateTime {
    let (year, month, day) = local.day.ymd();
    let (hour, minute, second) = (local.second / 3_600, local.second / 60 % 60, local.second % 60);
    let clock = |part: u32| i8::try_from(part).unwrap();
    jiff::civil::date(year, month, day).at(clock(hour), clock(minute), clock(second), 0)
}

fn our_local(theirs: DateTime) -> Local {
    let clock = |part: i8| u32::try_from(part).unwrap();
    let second = clock(theirs.hour()) * 3_600 + clock(theirs.minute()) * 60 + clock(theirs.second());
    Local { day: Day::from_ymd(theirs.year(), theirs.month(), theirs.day()).unwrap(), second }
}

/// Compares with jiff at one moment and at the wall clock it gives, and around them.
fn agrees(ours: &Zone, theirs: &TimeZone, seconds: i64) {
    let seconds = seconds.clamp(Instant::MIN.0, Instant::MAX.0);
    let datetime = theirs.to_datetime(Timestamp::from_second(seconds).unwrap());
    assert_eq!(ours.local(Instant(seconds)), our_local(datetime), "{ours:?} {seconds}");
    for shift in [0, -86_400, -3_600, -1_800, -1, 1, 1_800, 3_600, 86_400] {
        let local = Zone::utc().local(Instant(seconds + ours.offset_until(Instant(seconds)).0 + shift));
        let ambiguous = theirs.to_ambiguous_timestamp(their_datetime(local));
        assert_eq!(ours.is_gap(local), matches!(ambiguous.offset(), AmbiguousOffset::Gap { .. }), "{ours:?} {local}");
        let instant = ambiguous.compatible().unwrap().as_second();
        assert_eq!(ours.seconds(local), instant, "{ours:?} {local}");
    }
}

#[test]
fn every_change_of_every_zone_agrees_with_jiff() {
    for name in Zone::names() {
        let Some(ours) = Zone::named(&name) else { panic!("{name}") };
        let theirs = theirs(&name);
        for &start in ours.starts.iter().skip(1) {
            for around in [-1, 0, 1] {
                agrees(&ours, &theirs, start + around);
            }
        }
        assert!(ours.walls.is_sorted() && ours.starts.is_sorted(), "{name}");
    }
}

proptest! {
    #[test]
    fn agrees_with_jiff(seconds in Instant::MIN.0 + 200_000..Instant::MAX.0 - 200_000) {
        for name in ZONES {
            agrees(&zone(name), &theirs(name), seconds);
        }
    }

    #[test]
    fn any_moment_has_an_answer(seconds: i64, day: i32, second: u32) {
        let zone = zone("America/New_York");
        prop_assert!(zone.local(Instant(seconds)).second < 86_400);
        let instant = zone.instant(Local { day: Day(day), second });
        prop_assert!((Instant::MIN..=Instant::MAX).contains(&instant));
    }
}

#[test]
fn names() {
    assert_eq!(zone("asia/phnom_penh").name(), "Asia/Phnom_Penh");
    assert_eq!(zone("UTC"), Zone::utc());
    assert_eq!(format!("{:?}", zone("Europe/London")), "Europe/London");
    for unknown in ["", "Asia/Phnom Penh", "Etc/Unknown", "../etc/passwd", "local"] {
        assert_eq!(Zone::named(unknown), None, "{unknown}");
    }
    assert!(Zone::names().any(|name| name == "Asia/Phnom_Penh"));
    assert!(Zone::names().all(|name| Zone::named(&name).is_some()));
}

#[test]
fn gaps_and_folds() {
    let zone = zone("America/New_York");
    let gap = local("2026-03-08 02:30");
    assert!(zone.is_gap(gap) && !zone.is_gap(local("2026-03-08 01:59:59")) && !zone.is_gap(local("2026-03-08 03:00")));
    assert_eq!(zone.local(zone.instant(gap)), local("2026-03-08 03:30"));
    let earlier = at(&zone, "2026-11-01 01:30");
    assert_eq!(earlier.seconds_since(at(&zone, "2026-11-01 00:30")), 3_600);
    assert_eq!(zone.local(earlier.plus_seconds(3_600)), local("2026-11-01 01:30"));
}

#[test]
fn midnight_is_where_the_day_begins() {
    let first = |name, text: &str| {
        let zone = zone(name);
        zone.local(zone.midnight(local(text).day)).to_string()
    };
    assert_eq!(first("Asia/Phnom_Penh", "2026-01-20 12:00"), "2026-01-20 00:00");
    assert_eq!(first("America/Sao_Paulo", "2018-11-04 12:00"), "2018-11-04 01:00");
    // From 23:30 to 00:30, so the gap does not begin at midnight but contains it.
    assert_eq!(first("America/Toronto", "1919-03-31 12:00"), "1919-03-31 00:30");
    // The day that Apia did not have.
    assert_eq!(first("Pacific/Apia", "2011-12-30 12:00"), "2011-12-31 00:00");
}

#[test]
fn the_edges_of_time() {
    let zone = zone("Asia/Phnom_Penh");
    assert_eq!(zone.local(Instant::NEVER), zone.local(Instant::MAX));
    assert_eq!(zone.local(Instant(i64::MIN)), zone.local(Instant::MIN));
    assert_eq!(zone.midnight(Day(i32::MAX)), Instant::MAX);
    assert_eq!(zone.midnight(Day(i32::MIN)), Instant::MIN);
}
