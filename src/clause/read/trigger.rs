//! What sets a handler off: `renewal fails`, `"Weekend" expires`, `3 days after renewal fails`, `every day at 00:00`.

use crate::event::{LabelId, ProductId};
use crate::model::{Condition, Scope, Timer, Trigger};
use crate::syntax::Rule;
use crate::syntax::tree::Node;
use crate::text;
use crate::units::{Duration, Instant, MonthEnd, Schedule, Zone};

use super::super::{Context, report};
use super::{amount, condition, days, label, selector, threshold, time};

/// What stands at the head of `when EVENT: …`, and the condition that is a part of it.
pub(crate) fn head(context: &mut Context<'_>, node: &Node) -> Option<(Trigger, Option<Condition>)> {
    let first = node.children.iter().find(|child| !matches!(child.rule, Rule::k_when | Rule::k_on))?;
    match first.rule {
        Rule::anniversary_time => {
            let second = match first.child(Rule::at_time).and_then(|at| at.child(Rule::time)) {
                Some(time) => time::of_day(context, time)?,
                None => 0,
            };
            let of = label::anniversary(context, first.child(Rule::anniversary)?);
            Some((Trigger::Anniversary(of, second), None))
        }
        Rule::calendar_time => Some((Trigger::Schedule(schedule(context, first)?), None)),
        Rule::before_end => Some((before_end(context, first)?, None)),
        Rule::k_at_period_end => Some((Trigger::PeriodEnd, None)),
        Rule::delay => Some((Trigger::Timer(Box::new(delay(context, first)?)), None)),
        _ => {
            let cues: Vec<&Node> = node.all(Rule::trigger).collect();
            let [one] = cues.as_slice() else {
                let mut triggers = Vec::new();
                for cue in cues {
                    triggers.push(plain(context, cue)?);
                }
                return Some((Trigger::any_of(triggers)?, None));
            };
            self::one(context, one)
        }
    }
}

/// The packs that are named, or groups of them, or any: each makes a trigger.
fn of_packs(
    context: &mut Context<'_>,
    node: &Node,
    pack: fn(Option<ProductId>) -> Trigger,
    group: fn(LabelId) -> Trigger,
) -> Option<Trigger> {
    let mut triggers = Vec::new();
    for name in node.children.iter().filter(|child| matches!(child.rule, Rule::name | Rule::quoted)) {
        triggers.push(match selector::pack_or_group(context, name)? {
            selector::Named::Product(product) => pack(Some(product)),
            selector::Named::Group(found) => group(found.name),
        });
    }
    Some(Trigger::any_of(triggers).unwrap_or_else(|| pack(None)))
}

/// `3 days before the period's end`.
pub(crate) fn before_end(context: &mut Context<'_>, node: &Node) -> Option<Trigger> {
    Some(Trigger::BeforePeriodEnd(time::length(context, node.child(Rule::length)?)?))
}

fn one(context: &mut Context<'_>, node: &Node) -> Option<(Trigger, Option<Condition>)> {
    let first = node.first()?;
    let trigger = match first.rule {
        Rule::plan_change_trigger => return Some((Trigger::PlanChange, condition::which_change(context, first)?)),
        Rule::recharge_trigger => {
            let is_asked = first.has(Rule::comparison) || first.has(Rule::quoted);
            let amount = if is_asked { Some(condition::recharged(context, first)?) } else { None };
            return Some((Trigger::Recharge, amount));
        }
        Rule::purchase_trigger => of_packs(context, first, Trigger::Purchase, Trigger::PurchaseIn)?,
        Rule::stop_trigger => of_packs(context, first, Trigger::PackStop, Trigger::PackStopIn)?,
        Rule::failed_renewal if first.has(Rule::k_of) => {
            of_packs(context, first, Trigger::PackRenewalFailure, Trigger::PackRenewalFailureIn)?
        }
        Rule::debt_trigger => Trigger::DebtDue,
        Rule::charges_trigger | Rule::below_trigger | Rule::notice_trigger => threshold::threshold(context, first)?,
        Rule::lot_trigger => of_lots(context, first)?,
        Rule::use_trigger => of_use(context, first)?,
        Rule::mark_trigger => {
            let label = label::named(context, first.child(Rule::quoted)?);
            Trigger::Mark(label, first.has(Rule::k_marked))
        }
        Rule::member_trigger if first.has(Rule::k_join) => Trigger::MemberJoins,
        Rule::member_trigger => Trigger::MemberLeaves,
        Rule::failed_renewal => Trigger::RenewalFailure,
        Rule::k_join => Trigger::Joining,
        Rule::k_leave => Trigger::Leaving,
        Rule::k_gift_given => Trigger::GiftGiven,
        Rule::k_gift_received => Trigger::GiftReceived,
        Rule::consent_trigger => {
            let to = first.child(Rule::quoted).map(|name| label::named(context, name));
            Trigger::Consent(to, !first.has(Rule::k_withdraws_consent))
        }
        Rule::k_activation | Rule::k_activated => Trigger::Activation,
        Rule::k_renewal | Rule::k_renewed => Trigger::Renewal,
        Rule::k_suspension | Rule::k_suspended => Trigger::Suspension,
        Rule::k_resumption => Trigger::Resumption,
        _ => Trigger::Cancellation,
    };
    Some((trigger, None))
}

fn of_lots(context: &mut Context<'_>, node: &Node) -> Option<Trigger> {
    let of = selector::selector(context, node.child(Rule::selector)?)?;
    Some(if node.has(Rule::k_runs_out) {
        Trigger::RunsOut(of)
    } else if node.has(Rule::k_expires) {
        Trigger::Expiry(of)
    } else {
        Trigger::Start(of)
    })
}

fn of_use(context: &mut Context<'_>, node: &Node) -> Option<Trigger> {
    let mut scope = Scope::default();
    for part in node.children.iter().filter(|part| super::scope::is_scope(part.rule)) {
        super::scope::add(context, &mut scope, part)?;
    }
    Some(Trigger::Use(node.child(Rule::kind).and_then(selector::kind), Box::new(scope)))
}

/// `3 days after renewal fails, unless renewed`, `60 days without use, recharge`.
fn delay(context: &mut Context<'_>, node: &Node) -> Option<Timer> {
    let length = time::length(context, node.child(Rule::length)?)?;
    let mut starts = Vec::new();
    for trigger in node.all(Rule::trigger) {
        starts.push(plain(context, trigger)?);
    }
    let mut stops = Vec::new();
    for trigger in node.child(Rule::not_after).into_iter().flat_map(|not| not.all(Rule::trigger)) {
        stops.push(plain(context, trigger)?);
    }
    let again = match node.child(Rule::then_every) {
        Some(then) => Some(time::length(context, then.child(Rule::length).unwrap_or(then))?),
        None => node.has(Rule::k_every).then_some(length),
    };
    if again.is_some_and(is_short) {
        let message = text!("what comes again and again comes once an hour at most", "重复的时间至少为一小时");
        return context.report(report::bad_value(node.span, message));
    }
    Some(Timer { length, starts, from_beginning: node.has(Rule::k_without), again, stops })
}

/// Whether a length is less than an hour.
fn is_short(length: Duration) -> bool {
    let start = Instant(0);
    length.after(start, &Zone::utc(), MonthEnd::Clamp) < start.plus_seconds(3_600)
}

/// A trigger that nothing more is asked of: what a time is counted from is an event, not an amount.
fn plain(context: &mut Context<'_>, node: &Node) -> Option<Trigger> {
    let (trigger, condition) = one(context, node)?;
    if condition.is_none() {
        return Some(trigger);
    }
    let message = text!("a time is counted from an event, whatever its amount", "时间从事件算起，与其数量无关");
    context.report(report::bad_value(node.span, message))
}

pub(crate) fn schedule(context: &mut Context<'_>, node: &Node) -> Option<Schedule> {
    if let Some(moment) = node.child(Rule::date_time) {
        return Some(Schedule::Once(time::moment(context, moment)?));
    }
    let second = match node.child(Rule::at_time).and_then(|at| at.child(Rule::time)) {
        Some(time) => time::of_day(context, time)?,
        None => 0,
    };
    if let Some(month_day) = node.child(Rule::month_day) {
        return yearly(context, month_day, second);
    }
    if let Some(number) = node.child(Rule::integer) {
        let day = amount::positive(context, number)?;
        if day > 31 {
            let message = text!("no month has {day} days", "没有哪个月有 {day} 天");
            return context.report(report::bad_value(number.span, message));
        }
        return Some(Schedule::Monthly(day, second));
    }
    Some(match node.child(Rule::weekday) {
        Some(weekday) => Schedule::Weekly(days::weekday(weekday)?, second),
        None => Schedule::Daily(second),
    })
}

/// `31 December`, of each year.
fn yearly(context: &mut Context<'_>, node: &Node, second: u32) -> Option<Schedule> {
    let (month, day) = super::season::month_day(context, node)?;
    Some(Schedule::Yearly { month, day, second })
}
