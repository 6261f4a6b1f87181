use proptest::prelude::*;

use super::*;
use crate::units::testing::{at, zone};

/// The first ends, without year.
fn ends(cycle: Cycle, zone_name: &str, anchor: &str) -> Vec<String> {
    let zone = zone(zone_name);
    let anchor = at(&zone, anchor);
    (0..4).map(|index| zone.local(cycle.end(anchor, index, &zone)).to_string()[5..].to_owned()).collect()
}

fn monthly(month_end: MonthEnd) -> Cycle {
    Cycle::Months { count: 1, month_end }
}

const PHNOM_PENH: &str = "Asia/Phnom_Penh";
const NEW_YORK: &str = "America/New_York";

#[test]
fn months_of_whole_days_and_bill_days() {
    let zone = Zone::utc();
    let at = |year, month, day, hour: u32| {
        zone.instant(Local { day: Day::from_ymd(year, month, day).unwrap(), second: hour * 3_600 })
    };
    let whole = Cycle::WholeMonths { count: 1, month_end: MonthEnd::Clamp };
    assert_eq!(whole.end(at(2026, 3, 10, 15), 0, &zone), at(2026, 4, 10, 0));
    assert_eq!(whole.end(at(2026, 1, 31, 15), 0, &zone), at(2026, 2, 28, 0));
    assert_eq!(whole.end(at(2026, 1, 31, 15), 1, &zone), at(2026, 3, 31, 0));
    let bill = |day| Cycle::BillDay { count: 1, day };
    assert_eq!(bill(15).end(at(2026, 3, 10, 15), 0, &zone), at(2026, 3, 15, 0));
    assert_eq!(bill(15).end(at(2026, 3, 15, 0), 0, &zone), at(2026, 4, 15, 0));
    assert_eq!(bill(15).end(at(2026, 12, 20, 0), 0, &zone), at(2027, 1, 15, 0));
    assert_eq!(bill(31).end(at(2026, 1, 31, 9), 0, &zone), at(2026, 2, 28, 0));
    assert_eq!(bill(31).end(at(2026, 1, 31, 9), 1, &zone), at(2026, 3, 31, 0));
    let quarter = Cycle::BillDay { count: 3, day: 5 };
    assert_eq!(quarter.end(at(2026, 1, 1, 0), 0, &zone), at(2026, 3, 5, 0));
    assert_eq!(quarter.end(at(2026, 1, 1, 0), 1, &zone), at(2026, 6, 5, 0));
}

#[test]
fn monthly_from_31_january() {
    let from = |month_end| ends(monthly(month_end), PHNOM_PENH, "2027-01-31 00:00");
    assert_eq!(from(MonthEnd::Clamp), ["02-28 00:00", "03-31 00:00", "04-30 00:00", "05-31 00:00"]);
    assert_eq!(from(MonthEnd::Spill), ["03-01 00:00", "03-31 00:00", "05-01 00:00", "05-31 00:00"]);
    assert_eq!(from(MonthEnd::Drift), ["02-28 00:00", "03-28 00:00", "04-28 00:00", "05-28 00:00"]);
}

#[test]
fn calendar_months_begin_with_a_partial_one() {
    let ends = |cycle, anchor| ends(cycle, PHNOM_PENH, anchor);
    let expected = ["02-01 00:00", "03-01 00:00", "04-01 00:00", "05-01 00:00"];
    assert_eq!(ends(Cycle::CalendarMonths(1), "2026-01-17 15:45"), expected);
    // On the boundary: the next one.
    assert_eq!(ends(Cycle::CalendarMonths(1), "2026-01-01 00:00"), expected);
    assert_eq!(ends(Cycle::CalendarMonths(1), "2026-01-31 23:59:59"), expected);
    let quarters = ["04-01 00:00", "07-01 00:00", "10-01 00:00", "01-01 00:00"];
    assert_eq!(ends(Cycle::CalendarMonths(3), "2026-01-17 15:45"), quarters);
}

#[test]
fn weeks_and_days() {
    let ends = |cycle, anchor| ends(cycle, PHNOM_PENH, anchor);
    // 2026-01-19 is a Monday.
    let mondays = ["01-26 00:00", "02-02 00:00", "02-09 00:00", "02-16 00:00"];
    assert_eq!(ends(Cycle::CalendarWeeks(1), "2026-01-19 00:00"), mondays);
    assert_eq!(ends(Cycle::CalendarWeeks(1), "2026-01-25 23:59:59"), mondays);
    let fortnights = ["02-02 00:00", "02-16 00:00", "03-02 00:00", "03-16 00:00"];
    assert_eq!(ends(Cycle::CalendarWeeks(2), "2026-01-21 08:00"), fortnights);
    let weeks = ["01-28 08:00", "02-04 08:00", "02-11 08:00", "02-18 08:00"];
    assert_eq!(ends(Cycle::Days(7), "2026-01-21 08:00"), weeks);
    let midnights = ["01-24 00:00", "01-27 00:00", "01-30 00:00", "02-02 00:00"];
    assert_eq!(ends(Cycle::CalendarDays(3), "2026-01-21 08:00"), midnights);
}

#[test]
fn clock_changes() {
    let days = ["03-08 12:00", "03-09 12:00", "03-10 12:00", "03-11 12:00"];
    assert_eq!(ends(Cycle::Days(1), NEW_YORK, "2026-03-07 12:00"), days);
    let hours = ["03-08 13:00", "03-09 13:00", "03-10 13:00", "03-11 13:00"];
    assert_eq!(ends(Cycle::Seconds(86_400), NEW_YORK, "2026-03-07 12:00"), hours);
    // Moved by a gap once, not from then on.
    let gap = ["03-08 03:30", "03-09 02:30", "03-10 02:30", "03-11 02:30"];
    assert_eq!(ends(Cycle::Days(1), NEW_YORK, "2026-03-07 02:30"), gap);
    let midnight = ["11-04 01:00", "11-05 00:00", "11-06 00:00", "11-07 00:00"];
    assert_eq!(ends(Cycle::CalendarDays(1), "America/Sao_Paulo", "2018-11-03 09:00"), midnight);
}

#[test]
fn a_midnight_that_comes_twice() {
    // 00:01 on 1 November became 23:01 on 31 October.
    let zone = zone("America/St_Johns");
    let anchor = at(&zone, "2009-10-31 23:30").plus_seconds(3_600);
    assert_eq!(zone.local(anchor).to_string(), "2009-10-31 23:30");
    let end = |cycle: Cycle| zone.local(cycle.end(anchor, 0, &zone)).to_string();
    assert_eq!(end(Cycle::CalendarDays(1)), "2009-11-02 00:00");
    assert_eq!(end(Cycle::CalendarMonths(1)), "2009-12-01 00:00");
}

#[test]
fn a_day_that_was_left_out_is_an_empty_period() {
    let expected = ["12-30 00:00", "12-31 00:00", "12-31 00:00", "01-01 00:00"];
    let mut ends = ends(Cycle::CalendarDays(1), "Pacific/Apia", "2011-12-28 09:00");
    ends.insert(1, "12-30 00:00".to_owned());
    assert_eq!(ends[0], "12-29 00:00");
    assert_eq!(ends[2..], [expected[1], expected[2], expected[3]]);
}

#[test]
fn never() {
    let zone = zone(NEW_YORK);
    let max = u32::MAX;
    for endless in [Cycle::Once, Cycle::Days(0), Cycle::Seconds(0), Cycle::CalendarMonths(0), Cycle::CalendarWeeks(0)] {
        assert_eq!(endless.end(Instant(0), 0, &zone), Instant::NEVER);
    }
    for month_end in [MonthEnd::Clamp, MonthEnd::Spill, MonthEnd::Drift] {
        for count in [0, 1, 12, 48, 4_800, max] {
            let cycle = Cycle::Months { count, month_end };
            assert_eq!(cycle.end(at(&zone, "2028-02-29 12:00"), max, &zone), Instant::NEVER);
        }
    }
    for cycle in [
        Cycle::Days(max),
        Cycle::CalendarDays(max),
        Cycle::CalendarWeeks(max),
        Cycle::CalendarMonths(max),
        Cycle::Seconds(u64::MAX),
    ] {
        for index in [1, 2, max] {
            assert_eq!(cycle.end(Instant(0), index, &zone), Instant::NEVER, "{cycle:?} {index}");
        }
        assert_eq!(cycle.end(Instant::NEVER, 0, &zone), Instant::NEVER);
        assert_eq!(cycle.end(Instant::MAX, 0, &zone), Instant::NEVER);
    }
}

proptest! {
    #[test]
    fn ends_follow_each_other(
        seconds in Instant::MIN.0..Instant::MAX.0,
        index in 0_u32..200,
        count in 1_u32..40,
        choice in 0_usize..8,
        zone_name in proptest::sample::select(vec![NEW_YORK, PHNOM_PENH, "America/St_Johns", "Pacific/Apia", "Pacific/Kwajalein"]),
    ) {
        let zone = zone(zone_name);
        let cycle = [
            Cycle::Months { count, month_end: MonthEnd::Clamp },
            Cycle::Months { count, month_end: MonthEnd::Spill },
            Cycle::Months { count, month_end: MonthEnd::Drift },
            Cycle::CalendarMonths(count),
            Cycle::Days(count),
            Cycle::CalendarDays(count),
            Cycle::CalendarWeeks(count),
            Cycle::Seconds(u64::from(count)),
        ][choice];
        let anchor = Instant(seconds);
        let (this, next) = (cycle.end(anchor, index, &zone), cycle.end(anchor, index + 1, &zone));
        prop_assert!(cycle.end(anchor, 0, &zone) > anchor);
        prop_assert!(this <= next);
        prop_assert!(this == Instant::NEVER || this <= Instant::MAX);
    }
}
