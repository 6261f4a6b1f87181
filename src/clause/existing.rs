//! # `existing customers`
//!
//! In a later version of a plan, `plan "X" from 2027-01-01 { … }`: what becomes of those who have an earlier one. `existing
//! customers keep their terms`, for ever or `until 2027-07-01`; `existing customers move at their next renewal`; `existing
//! customers move on 2027-03-01`, in the middle of a period too, or `at once`, which is the day from which the version is sold.
//!
//! Whoever moves at a renewal has the period that begins then on the new terms, with its price. Whoever moves within a period
//! pays for use on the new terms from that instant on; what the period has granted stays, and the next one is paid as they say.
//!
//! Whoever has no subscription yet, or none any more, meets the version of the day: in what a recharge brings, too.
//!
//! **Edge.** `until` a date moves nobody on that date, but each with the first renewal from then on. Moving to a later version is
//! no change of plan: nothing of `on plan change` is done, and periods follow each other as before, unless the versions count
//! them differently.

use crate::model::{Choice, Existing};
use crate::syntax::Rule;
use crate::syntax::tree::Clause;
use crate::text;
use crate::text::Origin;

use super::read::time;
use super::{Context, Example, Lowered, Place, report};

pub(super) const EXAMPLES: &[Example] = &[
    Example {
        place: Place::File,
        en: "plan \"X\" { every month: price $5, data 5 GB }\nplan \"X\" from 2027-01-01 { every month: price $6, data 8 GB; existing customers keep their terms until 2027-07-01 }",
        zh: "套餐 “X” { 每月：价格 $5，流量 5 GB }\n套餐 “X” 从 2027-01-01 { 每月：价格 $6，流量 8 GB；现有用户 沿用原条款 直到 2027-07-01 }",
    },
    Example {
        place: Place::File,
        en: "plan \"X\" { every month: price $5, data 5 GB }\nplan \"X\" from 2027-01-01 { when data runs out: block; existing customers move at their next renewal }",
        zh: "套餐 “X” { 每月：价格 $5，流量 5 GB }\n套餐 “X” 从 2027-01-01 { 当流量用完：阻断；现有用户 迁移 下次续订时 }",
    },
];

pub(super) fn lower(context: &mut Context<'_>, clause: &Clause) -> Lowered {
    context.no_block(clause)?;
    let sentence = &clause.sentence;
    let Some(version) = context.plan.version else {
        let message = text!("this plan is no later version of another", "这个套餐不是另一套餐的新版本");
        let help = text!(
            "write it into the later version: `plan \"X\" from 2027-01-01 {{ … }}`",
            "请写在新版本里：`套餐 “X” 从 2027-01-01 {{ … }}`"
        );
        return context.report(report::bad_value(sentence.span, message).help(help));
    };
    let date = match sentence.child(Rule::date_time) {
        Some(date) => Some((time::moment(context, date)?, date.span)),
        None => None,
    };
    if let Some((_, span)) = date.filter(|(at, _)| *at < version.from) {
        let message = text!("this version does not hold yet at that date", "这个版本到那时尚未生效");
        return context.report(report::bad_value(span, message));
    }
    let at = date.map_or(version.from, |(at, _)| at);
    let answer = if sentence.has(Rule::k_keep_terms) && date.is_none() {
        Existing::Keep
    } else if sentence.has(Rule::k_keep_terms) || sentence.has(Rule::k_next_renewal) {
        Existing::AtRenewal(at)
    } else {
        Existing::At(at)
    };
    let existing = Choice::stated(answer, Origin::Written(sentence.span));
    context.plan.version = Some(crate::model::Version { existing, ..version });
    Some(())
}

/// Whoever moves within a period keeps that, so that both versions must count periods alike.
pub(super) fn check(context: &mut Context<'_>) {
    let Some(version) = context.plan.version else { return };
    let (Existing::At(_), Some(first)) = (version.existing.answer, context.catalogue.plan(version.of)) else { return };
    let cycle = context.plan.cycle.answer;
    let before = first.versions.iter().filter_map(|id| context.catalogue.plan(*id)).chain([first]);
    let Some(span) = version.existing.origin.span() else { return };
    if before.into_iter().any(|plan| plan.cycle.answer != cycle) {
        let message = text!(
            "nobody can move within a period to a version whose periods are counted otherwise",
            "周期计算方式不同的版本，不能在周期中途迁移"
        );
        let help = text!(
            "let them move when a period ends: `existing customers move at their next renewal`",
            "请让他们在周期结束时迁移：`现有用户 迁移 下次续订时`"
        );
        let _: Lowered = context.report(report::bad_value(span, message).help(help));
    }
}
