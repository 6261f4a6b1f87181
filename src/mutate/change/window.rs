//! A window that begins or ends a minute or an hour sooner or later, a date that is the day before or after, a day of the
//! week that is the one beside.

use crate::mutate::Kind;
use crate::mutate::place::Place;
use crate::syntax::Rule;

const WEEK: [Rule; 7] = [
    Rule::k_monday,
    Rule::k_tuesday,
    Rule::k_wednesday,
    Rule::k_thursday,
    Rule::k_friday,
    Rule::k_saturday,
    Rule::k_sunday,
];

pub(super) fn changes(place: &mut Place<'_>) {
    for (node, _) in place.nodes() {
        match node.rule {
            Rule::time => {
                for minutes in [-1, 1, 60] {
                    if let Some(other) = minutes_later(&node.text, minutes) {
                        place.replace(Kind::Window, node.span, other);
                    }
                }
            }
            Rule::date => {
                for days in [-1, 1] {
                    if let Some(other) = days_later(&node.text, days) {
                        place.replace(Kind::Window, node.span, other);
                    }
                }
            }
            rule => {
                let Some(at) = WEEK.iter().position(|day| *day == rule) else { continue };
                for beside in [at + 1, at + 6] {
                    if let Some(other) = WEEK.get(beside % 7) {
                        place.exchange(Kind::Window, node, *other);
                    }
                }
            }
        }
    }
}

fn minutes_later(time: &str, minutes: i32) -> Option<String> {
    let (hour, rest) = time.split_once(':')?;
    let (minute, second) = rest.split_once(':').map_or((rest, None), |(minute, second)| (minute, Some(second)));
    let of_day = hour.parse::<i32>().ok()? * 60 + minute.parse::<i32>().ok()?;
    let later = (of_day + minutes).rem_euclid(24 * 60);
    let second = second.map_or_else(String::new, |second| format!(":{second}"));
    Some(format!("{:02}:{:02}{second}", later / 60, later % 60))
}

/// A day that there is not is no change: the next month's first day is as good as the day after the last.
fn days_later(date: &str, days: i32) -> Option<String> {
    let mut parts = date.split('-');
    let (year, month) = (parts.next()?.parse::<i32>().ok()?, parts.next()?.parse::<i32>().ok()?);
    let day = parts.next()?.parse::<i32>().ok()? + days;
    Some(match day {
        0 if month == 1 => format!("{:04}-12-31", year - 1),
        0 => format!("{year:04}-{:02}-28", month - 1),
        29.. if !is_day(month, day) && month == 12 => format!("{:04}-01-01", year + 1),
        29.. if !is_day(month, day) => format!("{year:04}-{:02}-01", month + 1),
        _ => format!("{year:04}-{month:02}-{day:02}"),
    })
}

const fn is_day(month: i32, day: i32) -> bool {
    match month {
        2 => day <= 28,
        4 | 6 | 9 | 11 => day <= 30,
        _ => day <= 31,
    }
}
