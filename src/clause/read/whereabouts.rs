//! Which plan each account of a scenario is on, line by line, so that a pack's name is that plan's pack.
//!
//! A change that waits for the end of the period is reckoned to come when the period would end that began with the
//! activation or the last change. Where a renewal is early, late or missed the engine may see that differently; a name that
//! both plans have is then taken for the pack of the other, and the engine refuses it, which the scenario's writer sees.

use crate::event::{AccountId, Event, Happening, PlanId};
use crate::model::{ChangeTime, Plan};
use crate::units::Instant;

use super::super::Context;

/// Where an account is.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Stay {
    /// On this plan.
    plan: PlanId,
    /// Since then, if it is activated: periods are counted from there.
    since: Option<Instant>,
    /// Whether it changed in this period already, and when that ends.
    changed_until: Option<Instant>,
    /// The change that waits for the end of the period.
    coming: Option<(PlanId, Instant)>,
}

/// Ends of periods that are looked through for the next one.
const MOST_PERIODS: u32 = 5_000;

/// The plan that an account is on at an instant.
pub(crate) fn plan_at(context: &mut Context<'_>, account: u32, at: Instant) -> PlanId {
    stay(context, account, at).plan
}

/// Notes what a line does to that.
pub(crate) fn note(context: &mut Context<'_>, event: &Event) {
    let AccountId(account) = event.account;
    let stay = stay(context, account, event.at);
    let next = match event.what {
        Happening::Activate if stay.since.is_none() => Stay { since: Some(event.at), ..stay },
        Happening::Cancel => Stay { since: None, coming: None, ..stay },
        Happening::ChangePlan { plan } => changed(context, stay, plan, event.at),
        _ => stay,
    };
    context.scene.stays.insert(account, next);
}

/// Where an account is at an instant, the change that waited for it included.
fn stay(context: &mut Context<'_>, account: u32, at: Instant) -> Stay {
    let known = context.scene.stays.get(&account).copied();
    let starts = context.scene.accounts.get(account as usize).map(|account| account.plan);
    let plan = starts.unwrap_or_else(|| context.scene.plan_or_first());
    let stay = known.unwrap_or(Stay { plan, since: None, changed_until: None, coming: None });
    match stay.coming {
        Some((plan, then)) if then <= at => Stay { plan, since: Some(then), changed_until: None, coming: None },
        _ => stay,
    }
}

fn changed(context: &Context<'_>, stay: Stay, to: PlanId, at: Instant) -> Stay {
    let Some(plan) = context.catalogue.plan(stay.plan) else { return stay };
    // Before the activation, and to the plan that it is, a change is refused.
    if stay.since.is_none() || stay.plan == to {
        return stay;
    }
    let now = match plan.change.when.answer {
        ChangeTime::Now => true,
        ChangeTime::NextPeriod => false,
        ChangeTime::FirstNow => stay.changed_until.is_none_or(|until| until <= at),
    };
    if now {
        let until = context.catalogue.plan(to).map(|plan| period_end(context, plan, at, at));
        return Stay { plan: to, since: Some(at), changed_until: until, coming: None };
    }
    let ends = period_end(context, plan, stay.since.unwrap_or(at), at);
    Stay { coming: Some((to, ends)), ..stay }
}

/// When the period ends that runs at an instant.
fn period_end(context: &Context<'_>, plan: &Plan, since: Instant, at: Instant) -> Instant {
    let Some(operator) = context.catalogue.operator_of(plan) else { return Instant::NEVER };
    let end = |index| plan.cycle.answer.end(since, index, &operator.zone.answer);
    // Each end is later than the one before, so half of what may hold it can be left out each time.
    let (mut first, mut last) = (0, MOST_PERIODS);
    while first < last {
        let middle = u32::midpoint(first, last);
        if end(middle) > at { last = middle } else { first = middle + 1 }
    }
    if first == MOST_PERIODS { Instant::NEVER } else { end(first) }
}
