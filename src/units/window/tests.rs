use proptest::prelude::*;

use super::*;
use crate::units::testing::{at, local, zone};
use crate::units::{HolidayUse, Weekday};

const HOUR: u32 = 3_600;
const NIGHT: Window = Window { days: DayFilter::EVERY_DAY, from: 22 * HOUR, to: 6 * HOUR };

fn open(window: Window, text: &str) -> bool {
    window.contains(local(text), &Holidays::default())
}

#[test]
fn from_is_inclusive_and_to_exclusive() {
    let day = Window { days: DayFilter::EVERY_DAY, from: 9 * HOUR, to: 17 * HOUR };
    assert!(!open(day, "2026-01-20 08:59:59") && open(day, "2026-01-20 09:00"));
    assert!(open(day, "2026-01-20 16:59:59") && !open(day, "2026-01-20 17:00"));
}

#[test]
fn a_night_runs_past_midnight() {
    assert!(!open(NIGHT, "2026-01-20 21:59:59") && open(NIGHT, "2026-01-20 22:00"));
    assert!(open(NIGHT, "2026-01-20 23:59:59") && open(NIGHT, "2026-01-21 00:00"));
    assert!(open(NIGHT, "2026-01-21 05:59:59") && !open(NIGHT, "2026-01-21 06:00"));
}

#[test]
fn a_night_belongs_to_the_day_it_starts_on() {
    // 2026-01-23 is a Friday.
    let friday = Window { days: DayFilter::weekdays(&[Weekday::Friday]), ..NIGHT };
    assert!(!open(friday, "2026-01-23 05:59") && open(friday, "2026-01-23 22:00"));
    assert!(open(friday, "2026-01-24 05:59") && !open(friday, "2026-01-24 22:00"));
    let holidays = Holidays::new(vec![local("2026-01-20 00:00").day]);
    let holiday = Window { days: DayFilter { weekdays: 0, holidays: HolidayUse::Only }, ..NIGHT };
    assert!(!holiday.contains(local("2026-01-20 05:59"), &holidays));
    assert!(holiday.contains(local("2026-01-20 22:00"), &holidays));
    assert!(holiday.contains(local("2026-01-21 05:59"), &holidays));
}

#[test]
fn whole_days() {
    for (from, to) in [(0, 0), (0, 24 * HOUR)] {
        let saturday = Window { days: DayFilter::weekdays(&[Weekday::Saturday]), from, to };
        assert!(!open(saturday, "2026-01-23 23:59:59") && open(saturday, "2026-01-24 00:00"));
        assert!(open(saturday, "2026-01-24 23:59:59") && !open(saturday, "2026-01-25 00:00"));
    }
    let from_six = Window { days: DayFilter::weekdays(&[Weekday::Saturday]), from: 6 * HOUR, to: 6 * HOUR };
    assert!(!open(from_six, "2026-01-24 05:59:59") && open(from_six, "2026-01-24 06:00"));
    assert!(open(from_six, "2026-01-25 05:59:59") && !open(from_six, "2026-01-25 06:00"));
}

/// The edges after a moment, as clocks show them, and how many seconds later each is.
fn edges(window: Window, zone_name: &str, text: &str) -> Vec<(String, i64)> {
    let zone = zone(zone_name);
    let start = at(&zone, text);
    let next = |edge: &Instant| Some(window.next_edge(*edge, &zone));
    let edges = std::iter::successors(Some(start), next).skip(1).take(3);
    edges.map(|edge| (zone.local(edge).to_string()[8..].to_owned(), edge.seconds_since(start))).collect()
}

#[test]
fn edges_of_a_night() {
    let hours = |text: &str, hours: i64| (text.to_owned(), hours * 3_600);
    let found = edges(NIGHT, "Asia/Phnom_Penh", "2026-01-20 21:00");
    assert_eq!(found, [hours("20 22:00", 1), hours("21 06:00", 9), hours("21 22:00", 25)]);
    // From an edge: the next.
    let found = edges(NIGHT, "Asia/Phnom_Penh", "2026-01-20 22:00");
    assert_eq!(found, [hours("21 06:00", 8), hours("21 22:00", 24), hours("22 06:00", 32)]);
}

#[test]
fn an_edge_in_a_gap_is_its_end() {
    let window = Window { days: DayFilter::EVERY_DAY, from: 2 * HOUR + 1_800, to: 5 * HOUR };
    let hours = |text: &str, hours: i64| (text.to_owned(), hours * 3_600);
    let found = edges(window, "America/New_York", "2026-03-08 01:00");
    assert_eq!(found[..2], [hours("08 03:00", 1), hours("08 05:00", 3)]);
    let zone = zone("America/New_York");
    let opens = at(&zone, "2026-03-08 03:00");
    assert!(window.contains(zone.local(opens), &Holidays::default()));
    assert!(!window.contains(zone.local(opens.plus_seconds(-1)), &Holidays::default()));
}

#[test]
fn an_edge_in_a_fold_comes_twice() {
    // Closes at 01:30, opens again when 02:00 becomes 01:00, closes at 01:30 again.
    let window = Window { days: DayFilter::EVERY_DAY, from: 0, to: HOUR + 1_800 };
    let minutes = |text: &str, minutes: i64| (text.to_owned(), minutes * 60);
    let found = edges(window, "America/New_York", "2026-11-01 01:00");
    assert_eq!(found, [minutes("01 01:30", 30), minutes("01 01:00", 60), minutes("01 01:30", 90)]);
}

#[test]
fn the_edges_of_time() {
    assert_eq!(NIGHT.next_edge(Instant::MAX, &Zone::utc()), Instant::NEVER);
    assert_eq!(NIGHT.next_edge(Instant::NEVER, &Zone::utc()), Instant::NEVER);
    assert_eq!(NIGHT.next_edge(Instant::MAX.plus_seconds(-1), &Zone::utc()), Instant::MAX);
    assert!(NIGHT.next_edge(Instant(i64::MIN), &zone("America/New_York")) > Instant(i64::MIN));
}

proptest! {
    /// Nothing opens or closes between one edge and the next.
    #[test]
    fn only_edges_change_anything(
        start in 1_700_000_000_i64..1_900_000_000,
        from in 0_u32..86_400,
        to in 0_u32..=86_400,
        weekdays: u8,
        share in 0_i64..1_000,
        zone_name in proptest::sample::select(vec!["America/New_York", "Australia/Lord_Howe", "Africa/Casablanca", "Africa/Cairo"]),
    ) {
        let zone = zone(zone_name);
        let holidays = Holidays::new((19_600..22_000).step_by(5).map(crate::units::Day).collect());
        let window = Window { days: DayFilter { weekdays, holidays: HolidayUse::Exclude }, from, to };
        let open = |at: Instant| window.contains(zone.local(at), &holidays);
        let mut at = Instant(start);
        for _ in 0..20 {
            let edge = window.next_edge(at, &zone);
            let length = edge.seconds_since(at);
            prop_assert!((1..=86_400).contains(&length));
            prop_assert_eq!(open(at.plus_seconds(length * share / 1_000)), open(at));
            prop_assert_eq!(open(edge.plus_seconds(-1)), open(at));
            at = edge;
        }
    }
}
