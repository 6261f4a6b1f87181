//! How long what is granted lives, and how much of it there can be at once.

use crate::model::{Catalogue, Grant, Life, Plan, Product, ProductKind, Rollover, RolloverOf, Validity};
use crate::units::{Allowance, Cycle, Duration as Span, Kind, Quantity};

const DAY: u64 = 86_400;

/// The longest that a period can be, in seconds. A day has at most 25 hours, a month at most 31 days.
pub(in crate::check) fn longest_period(cycle: Cycle) -> Option<u64> {
    match cycle {
        Cycle::Months { count, .. }
        | Cycle::WholeMonths { count, .. }
        | Cycle::BillDay { count, .. }
        | Cycle::CalendarMonths(count) => months(count),
        Cycle::Days(count) | Cycle::CalendarDays(count) => Some(u64::from(count) * DAY + 3_600),
        Cycle::CalendarWeeks(count) => Some(u64::from(count) * 7 * DAY + 3_600),
        Cycle::CalendarQuarters(count) => Some(u64::from(count) * 92 * DAY + 3_600),
        Cycle::CalendarYears(count) => Some(u64::from(count) * 366 * DAY + 3_600),
        Cycle::Seconds(seconds) => Some(seconds),
        Cycle::Once => None,
    }
}

fn months(count: u32) -> Option<u64> {
    Some(u64::from(count) * 31 * DAY + 3_600)
}

/// The longest that a time can be, in seconds.
pub(in crate::check) fn longest(span: Span) -> Option<u64> {
    match span {
        Span::Months(count) => months(count),
        Span::Days(count) => Some(u64::from(count) * DAY + 3_600),
        Span::Seconds(seconds) => Some(seconds),
    }
}

/// The shortest that a time can be, in seconds.
pub(in crate::check) fn shortest(span: Span) -> u64 {
    match span {
        Span::Months(count) => u64::from(count) * 28 * DAY - 3_600 * u64::from(count > 0),
        Span::Days(count) => u64::from(count) * DAY - 3_600 * u64::from(count > 0),
        Span::Seconds(seconds) => seconds,
    }
}

/// The longest that a lot of a grant can live; `None` where no end can be told.
pub(in crate::check) fn longest_life(plan: &Plan, grant: &Grant) -> Option<u64> {
    if grant.tie.is_some() || grant.repeat.is_some() {
        return None;
    }
    match grant.validity.answer {
        Validity::For(span) => longest(span),
        Validity::Periods(count) => Some(longest_period(plan.cycle.answer)? * u64::from(count)),
        Validity::ToEndOfDay(days) => Some((u64::from(days) + 1) * DAY + 3_600),
        _ => None,
    }
}

/// What a plan grants of a kind in a period, if that is one whole amount each time.
pub(in crate::check) fn each_period(own: &Product, kind: Kind) -> Option<(&Grant, Quantity)> {
    let mut grants = own.grants.iter().filter(|grant| grant.kind == kind);
    let (grant, others) = (grants.next()?, grants.next());
    match grant.amount.answer {
        Allowance::Limited(amount) if others.is_none() && grant.repeat.is_none() && !grant.bonus => {
            Some((grant, amount))
        }
        _ => None,
    }
}

/// How many periods' leftovers can live at the same time under a rollover; `None` where there is no such number.
pub(in crate::check) fn alive(life: &Life, cycle: Cycle) -> Option<u64> {
    let whole = |life: u32, period: u32| Some(u64::from(life.div_ceil(period.max(1))));
    match (life, cycle) {
        (Life::Periods(count), _) => Some(u64::from(*count)),
        (
            Life::For(Span::Months(life)),
            Cycle::Months { count, .. }
            | Cycle::WholeMonths { count, .. }
            | Cycle::BillDay { count, .. }
            | Cycle::CalendarMonths(count),
        )
        | (Life::For(Span::Days(life)), Cycle::Days(count)) => whole(*life, count),
        _ => None,
    }
}

/// Whether anything but the plan's own periods grants units: packs, promotions, what is done at events, gifts, a pool.
pub(in crate::check) fn only_periods(catalogue: &Catalogue, plan: &Plan) -> bool {
    plan.packs.is_empty()
        && plan.promotions.is_empty()
        && plan.handlers.is_empty()
        && plan.gifts.is_empty()
        && plan.pool.is_none()
        && !catalogue.products.iter().any(|product| product.kind == ProductKind::Pack)
}

/// Whether anything of a plan rolls over.
pub(in crate::check) fn rolls(catalogue: &Catalogue, plan: &Plan) -> bool {
    plan.rollovers.answer.iter().any(|rule| rule.life.is_some()) || catalogue.products.iter().any(rolls_by_itself)
}

/// Whether some leftover of a plan needs a renewal, or its condition may ask for one. What a pack has of its own may.
pub(in crate::check) fn waits(catalogue: &Catalogue, plan: &Plan) -> bool {
    let waits = |rule: &Rollover| match rule.life {
        Some(Life::For(_) | Life::To(_)) => rule.condition.is_some(),
        Some(Life::Periods(_) | Life::Renewals { .. }) => true,
        None => false,
    };
    plan.rollovers.answer.iter().any(waits) || catalogue.products.iter().any(rolls_by_itself)
}

fn rolls_by_itself(product: &Product) -> bool {
    product.grants.iter().any(|grant| matches!(&grant.rollover, RolloverOf::Own(own) if own.life.is_some()))
}
