//! # `renewal is tried again`
//!
//! What the system does after a renewal has failed, of the plan or, in a pack, of that: `renewal is tried again every day for 7
//! days`, `renewal is tried again at 08:00 and 20:00 for 3 days`, `renewal is tried again when recharged, for 30 days`, and several of
//! them together: `every 6 hours or when recharged, for 2 days`. It can stand behind `renews automatically` as well: `renews
//! automatically, tried again every day for 7 days`. The period that a later attempt pays for begins then.
//!
//! `when renewal fails: …` is done once, when the period has ended. Whoever renews by hand meanwhile, changes the plan or leaves
//! ends the attempts; a pack that is bought meanwhile, too. A pack that is still not paid when the time is over renews no more.
//!
//! **Edge.** The last instant counts: `every day for 7 days` are seven attempts. While the line is suspended an attempt fails.

use crate::syntax::Rule;
use crate::syntax::tree::{Clause, Node};
use crate::text;
use crate::text::Origin;
use crate::units::Attempts;

use super::read::time;
use super::{Context, Example, Lowered, Place, report};

pub(super) const EXAMPLES: &[Example] = &[
    Example {
        place: Place::Plan, en: "renewal is tried again every day for 7 days", zh: "续期 重试 每 天 对 7 天"
    },
    Example {
        place: Place::Plan,
        en: "renewal is tried again at 08:00 and 20:00 or when recharged, for 3 days",
        zh: "续期 重试 达到 08:00 和 20:00 或 当 充值，对 3 天",
    },
    Example {
        place: Place::Pack,
        en: "renewal is tried again every 6 hours for 2 days",
        zh: "续期 重试 每 6 小时 对 2 天",
    },
];

pub(super) fn lower(context: &mut Context<'_>, clause: &Clause) -> Lowered {
    context.no_block(clause)?;
    let part = clause.sentence.child(Rule::retry)?;
    if context.place == Place::Pack { of_pack(context, part) } else { of_plan(context, part) }
}

pub(super) fn of_plan(context: &mut Context<'_>, part: &Node) -> Lowered {
    let first = context.plan.renewal.retry.as_ref().and_then(|(_, origin)| origin.span());
    context.plan.renewal.retry = Some(read(context, part, first)?);
    Some(())
}

pub(super) fn of_pack(context: &mut Context<'_>, part: &Node) -> Lowered {
    let first = context.items.retry.as_ref().and_then(|(_, origin)| origin.span());
    context.items.retry = Some(read(context, part, first)?);
    Some(())
}

fn read(context: &mut Context<'_>, part: &Node, first: Option<crate::text::Span>) -> Option<(Attempts, Origin)> {
    if let Some(first) = first {
        return context.report(report::said_twice(first, part.span));
    }
    let mut attempts = Attempts::default();
    for when in part.all(Rule::retry_when) {
        if when.has(Rule::k_when) {
            attempts.when_recharged = true;
        } else if when.has(Rule::length_unit) {
            let every = time::length(context, when)?;
            if attempts.every.replace(every).is_some() {
                let message = text!("it is tried again at one distance only", "重试间隔只能有一个");
                return context.report(report::bad_value(when.span, message));
            }
        }
        for time in when.all(Rule::time) {
            let second = time::of_day(context, time)?;
            attempts.daily.push(second);
        }
    }
    attempts.within = Some(time::length(context, part.child(Rule::length)?)?);
    Some((attempts, Origin::Written(part.span)))
}
