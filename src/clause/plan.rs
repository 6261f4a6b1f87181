//! # `plan`
//!
//! `plan "Monthly 20" by Smart { … }`: a plan, by an operator, with its clauses between braces. Without `by` it belongs to the
//! only operator of its file; a file of clauses without any `plan` is an anonymous plan, named after the file.
//!
//! `plan B like A { … }` has the clauses of A, wherever A stands; a clause of B takes the place of A's about the same thing:
//! the same pack, the same event (`when recharged` is `on recharge`; what A does then is written again if B is to do it, too), the same
//! end of units, otherwise the same kind of clause. What A does at several events, `on activation or renewal`, stays beside what B does at
//! one of them: A's comes first. A family of sizes is written
//! once: `plan "40" like "20" { every month: price $8, data 40 GB }`.
//!
//! `plan "X" from 2027-01-01 { … }` below a plan of that name is its later version: like the one before, with what differs.
//! Whoever activates X or changes to it from then on has it; who has X already, as [`existing customers`](#existing-customers)
//! says. The name means all of them wherever it stands.
//!
//! **Edge.** `rollover` in B takes the place of every rollover of A, also of those about other units: a rule that is missing
//! should be seen to be missing.

use crate::event::PlanId;
use crate::model::{Choice, Existing, Version};
use crate::syntax::Rule;
use crate::syntax::tree::Clause;
use crate::text;
use crate::text::Origin;
use crate::units::Instant;

use super::read::time;
use super::{Context, Example, Lowered, Place, report};

pub(super) const EXAMPLES: &[Example] = &[
    Example {
        place: Place::File,
        en: "plan \"Twenty\" {\n  every calendar month: data 20 GB\n  rollover 3 months\n  use oldest first\n  when data runs out: block\n}",
        zh: "套餐 “Twenty” {\n  每自然月：流量 20 GB\n  累积 3 个月\n  使用最旧优先\n  当流量用完：阻断\n}",
    },
    Example {
        place: Place::File,
        en: "operator Smart { zone Asia/Phnom_Penh }\nplan A by Smart { every month: data 20 GB; rollover next period }\nplan B like A { every month: data 40 GB }",
        zh: "运营商 Smart { 时区 Asia/Phnom_Penh }\n套餐 A 由 Smart { 每月：流量 20 GB；累积下期 }\n套餐 B 类似 A { 每月：流量 40 GB }",
    },
];

/// Reads the head. The clauses between the braces are read by `assembly`, with those of the plan it is like.
pub(super) fn lower(context: &mut Context<'_>, clause: &Clause) -> Lowered {
    let sentence = &clause.sentence;
    for rule in [Rule::by_operator, Rule::like_plan, Rule::version_from] {
        let said: Vec<_> = sentence.all(rule).collect();
        if let [first, second, ..] = said.as_slice() {
            return context.report(report::said_twice(first.span, second.span));
        }
    }
    if clause.block.is_none() && !sentence.has(Rule::like_plan) {
        let message = text!("this plan says nothing", "这个套餐没有内容");
        let help = text!("write its clauses between braces", "请在大括号里写条款");
        return context.report(report::missing(sentence.span, message).help(help));
    }
    context.plan.doc.clone_from(&clause.doc);
    let Some(date) = sentence.child(Rule::version_from).and_then(|part| part.child(Rule::date_time)) else {
        return Some(());
    };
    let from = time::moment(context, date)?;
    let origin = Origin::Written(sentence.span);
    match context.named.first_versions.get(&context.plan.id).copied() {
        // The first that is written has nothing before it, so that before its date nobody can have it.
        None => context.plan.eligibility.sold = Some((from, Instant::NEVER, origin)),
        Some((of, _)) if comes_later(context, of, from) => {
            context.plan.version = Some(Version { of, from, existing: Choice::assumed(Existing::Keep), origin });
        }
        Some(_) => {
            let message = text!("this version begins before one that stands above it", "这个版本早于写在它上面的版本");
            let help = text!("let the versions stand in the order of their dates", "请按日期先后排列各版本");
            return context.report(report::bad_value(date.span, message).help(help));
        }
    }
    Some(())
}

fn comes_later(context: &Context<'_>, first: PlanId, from: Instant) -> bool {
    let before = context.catalogue.plan(first).map(|plan| (plan, plan.versions.last()));
    let Some((first, last)) = before else { return true };
    match last.and_then(|last| context.catalogue.plan(*last)?.version) {
        Some(version) => version.from < from,
        None => first.eligibility.sold.is_none_or(|(begins, _, _)| begins < from),
    }
}

/// A later version that is none by its date goes on as one that nobody has.
pub(super) fn follow(context: &mut Context<'_>) {
    let Some((of, _)) = context.named.first_versions.get(&context.plan.id).copied() else { return };
    let never =
        Version { of, from: Instant::NEVER, existing: Choice::assumed(Existing::Keep), origin: context.plan.origin };
    context.plan.version.get_or_insert(never);
}

/// The version before knows it.
pub(super) fn precede(context: &mut Context<'_>) {
    let (Some(version), id) = (context.plan.version, context.plan.id) else { return };
    if let Some(first) = context.catalogue.plans.get_mut(version.of.0 as usize) {
        first.versions.push(id);
    }
}
