//! Whether two conditions can hold together.

use crate::model::{Condition, PlanComparison, RenewalTiming};
use crate::units::{Day, Holidays, Local, Season, Window};

use super::conditions::range;

/// Whether two conditions, each of which must hold or must not, cannot be so together. `false` also where that is not known.
pub(in crate::check) fn excludes(one: (&Condition, bool), other: (&Condition, bool)) -> bool {
    if one.0 == other.0 {
        return one.1 != other.1;
    }
    if let (Some((counted, low, high)), Some((too, from, to))) = (range(one), range(other)) {
        return counted == too && (high < from || to < low);
    }
    let ((one, true), (other, true)) = (one, other) else { return plans_apart(one, other) };
    match (one, other) {
        (Condition::Renewed(one), Condition::Renewed(other)) => renewals_apart(one, other),
        (Condition::During(one), Condition::During(other)) => !meet(one, other),
        (Condition::Season(one), Condition::Season(other)) => seasons_apart(*one, *other),
        (Condition::Between(from, to), Condition::Between(since, until)) => to <= since || until <= from,
        (Condition::RechargedBy(one), Condition::RechargedBy(other)) => one != other,
        (Condition::From(one), Condition::From(other))
        | (Condition::To(one), Condition::To(other))
        | (Condition::OnPlan(one), Condition::OnPlan(other)) => !one.iter().any(|plan| other.contains(plan)),
        (one, other) => plans_apart((one, true), (other, true)),
    }
}

/// Whether a renewal can be neither both: by the system and by hand, early and late.
fn renewals_apart(one: &RenewalTiming, other: &RenewalTiming) -> bool {
    let makers = one.automatic.zip(other.automatic).is_some_and(|(one, other)| one != other);
    let (mine, theirs) = (sides(one), sides(other));
    makers || !mine.iter().zip(theirs).any(|(mine, theirs)| *mine && theirs)
}

/// Whether it may be before the period's end, at it, after it.
pub(in crate::check) fn sides(timing: &RenewalTiming) -> [bool; 3] {
    let at_least_before = timing.early_by.is_some();
    [
        !timing.on_time && !timing.late,
        !timing.early && !timing.late && !at_least_before,
        !timing.on_time && !timing.early && !timing.not_late && !at_least_before,
    ]
}

/// Whether two windows are ever open at once, on days that are holidays or are not.
fn meet(one: &Window, other: &Window) -> bool {
    // Both are open on whole stretches, which begin at midnight or where one of them opens.
    let begins = [0, one.from, other.from];
    let days: Vec<Day> = (1..=14).map(Day).collect();
    let some = |first: usize, step: usize| Holidays::new(days.iter().copied().skip(first).step_by(step).collect());
    // Nobody knows on which days holidays fall: on none, on all, on the day and not on the one before, and the other way.
    let calendars = [Holidays::default(), some(0, 1), some(0, 2), some(1, 2)];
    calendars.iter().any(|holidays| {
        days.iter().any(|day| {
            begins.iter().any(|second| {
                let at = Local::on(*day, *second);
                one.contains(at, holidays) && other.contains(at, holidays)
            })
        })
    })
}

fn seasons_apart(one: Season, other: Season) -> bool {
    // A leap year has every day that there is.
    let first = Day::from_ymd(2024, 1, 1).unwrap_or(Day(0));
    !(0..366).map(|days| first.plus(days)).any(|day| one.contains(day) && other.contains(day))
}

/// What of the new plan is compared with the old one.
#[derive(PartialEq, Eq)]
enum Compared {
    Size,
    Price,
    Validity,
}

/// Whether the new plan cannot compare so and so with the old one: bigger and smaller.
fn plans_apart(one: (&Condition, bool), other: (&Condition, bool)) -> bool {
    let (Condition::Plan(one_is), Condition::Plan(other_is)) = (one.0, other.0) else { return false };
    let (Some((what, mine)), Some((too, theirs))) = (orders(*one_is), orders(*other_is)) else {
        return false;
    };
    let said = |orders: [bool; 3], holds: bool| orders.map(|may| may == holds);
    let (mine, theirs) = (said(mine, one.1), said(theirs, other.1));
    what == too && !mine.iter().zip(theirs).any(|(mine, theirs)| *mine && theirs)
}

/// What is compared, and whether it may be less, as much, or more.
fn orders(comparison: PlanComparison) -> Option<(Compared, [bool; 3])> {
    let (less, as_much, more) = ([true, false, false], [false, true, false], [false, false, true]);
    Some(match comparison {
        PlanComparison::Bigger => (Compared::Size, more),
        PlanComparison::BiggerOrEqual => (Compared::Size, [false, true, true]),
        PlanComparison::Smaller => (Compared::Size, less),
        PlanComparison::SameSize => (Compared::Size, as_much),
        PlanComparison::EqualOrHigherPrice => (Compared::Price, [false, true, true]),
        PlanComparison::HigherPrice => (Compared::Price, more),
        PlanComparison::SamePrice => (Compared::Price, as_much),
        PlanComparison::LowerPrice => (Compared::Price, less),
        PlanComparison::SameValidity => (Compared::Validity, as_much),
        PlanComparison::LongerValidity => (Compared::Validity, more),
        PlanComparison::ShorterValidity => (Compared::Validity, less),
        PlanComparison::Same | PlanComparison::AtMostOneSizeSmaller => return None,
    })
}
