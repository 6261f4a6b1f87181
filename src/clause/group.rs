//! # `group`
//!
//! In a pack: the pack is one of a group, `group "daily"`, of which there can be several. The name of the group stands wherever a
//! pack's name may: `on purchase of "daily": revive expired "daily" data within 1 day`, `use "daily" first`, `no rollover of
//! "daily" data`, `expect "daily" data 2 GB`.
//!
//! In a plan: the plan is one of a group, `group "family plans"`. The name stands wherever conditions and promotions name plans: `on
//! plan change, if from "family plans": keep all`, `plan change to "family plans": fee $1`, `only if plan in "family plans"`, `promo
//! "Summer" for "family plans"`. `plan in` asks for the plan that somebody has; at a change, for the plan that was. A plan that is
//! `like` another is in its groups, unless it names groups of its own.
//!
//! At a purchase, packs that are held can also be told by how they stand to the one that is bought: `data of the same pack`, `of
//! other packs`, `of the same group`, `of the same size`, `of smaller packs`, `of bigger packs`, `of the same validity`, `of the
//! same price`; with `and` between them all must hold. `on purchase: set expiry of data of the same size and the same validity to
//! the new one`.
//!
//! **Edge.** What the purchase itself has granted stands in no such relation: `on purchase: forfeit data of the same pack` leaves
//! the new pack alone. Sizes are compared kind by kind: data first, then voice, SMS, money and points.

use crate::event::PlanId;
use crate::syntax::Rule;
use crate::syntax::tree::{Clause, Node};
use crate::text;
use crate::text::Origin;

use super::like::{self, Draft};
use super::pack;
use super::{Context, Example, Lowered, Place, report};

pub(super) const EXAMPLES: &[Example] = &[
    Example {
        place: Place::Plan,
        en: "pack \"Day\" { price $1; data 1 GB; valid 1 day; group \"short\" }; no rollover of \"short\" data",
        zh: "包 “Day” { 价格 $1；流量 1 GB；有效 1 天；组 “short” }；不累积 的 “short” 流量",
    },
    Example {
        place: Place::Plan,
        en: "on purchase: set expiry of pack data of the same size and the same validity to the new one",
        zh: "于 购买时：设定到期日 的 包流量 同样大小 和 相同有效期 至 新有效期",
    },
    Example {
        place: Place::Plan,
        en: "on purchase: revive expired data of the same group within 3 days; set expiry of all data to the sum",
        zh: "于 购买时：恢复 同组 的 已过期流量 3 天内；设定到期日 的 全部流量 至 两者之和",
    },
    Example {
        place: Place::Plan,
        en: "group \"family plans\"; plan change from \"family plans\" to \"family plans\": fee $1; on renewal, if plan in \"family plans\": bonus data 1 GB",
        zh: "组 “family plans”；套餐变更 从 “family plans” 到 “family plans”：手续费 $1；于 续期，如果 套餐 在 “family plans”：奖励 流量 1 GB",
    },
];

/// Notes the groups of every plan before any is read: a clause may speak of plans that come later.
pub(super) fn of_plans(context: &mut Context<'_>, drafts: &[Draft<'_>]) {
    let own: Vec<Vec<String>> = drafts.iter().map(|draft| names(context, draft)).collect();
    for index in 0..drafts.len() {
        let from = said_by(context, drafts, &own, index);
        for name in own.get(from).into_iter().flatten() {
            let plan = PlanId(u32::try_from(index).unwrap_or(u32::MAX));
            let groups = &mut context.named.plan_groups;
            match groups.iter_mut().find(|(known, _)| known == name) {
                Some((_, plans)) if plans.contains(&plan) => {}
                Some((_, plans)) => plans.push(plan),
                None => groups.push((name.clone(), vec![plan])),
            }
        }
    }
}

/// The groups that the clauses of a plan itself name.
fn names(context: &Context<'_>, draft: &Draft<'_>) -> Vec<String> {
    let said = draft.own.iter().filter(|clause| clause.sentence.rule == Rule::group_clause);
    said.flat_map(|clause| clause.sentence.all(Rule::quoted)).map(|name| context.name_of(name)).collect()
}

/// The plan whose groups a plan is in: itself, or the nearest of those it is like that names any.
fn said_by(context: &Context<'_>, drafts: &[Draft<'_>], own: &[Vec<String>], index: usize) -> usize {
    let mut at = index;
    for _ in 0..like::MOST_STEPS {
        match like::next(context, drafts, at) {
            Some(next) if own.get(at).is_none_or(Vec::is_empty) => at = next,
            _ => break,
        }
    }
    at
}

/// Notes the groups of every pack, so that clauses before it can speak of them.
pub(super) fn declare(context: &mut Context<'_>, pack: crate::event::ProductId, clause: &Clause) {
    let Some(block) = &clause.block else { return };
    let inside = super::context::clauses_of(&block.entries.list).map(|clause| &clause.sentence);
    for sentence in inside.filter(|sentence| sentence.rule == Rule::group_clause) {
        for name in sentence.all(Rule::quoted) {
            join(context, pack, name);
        }
    }
}

fn join(context: &mut Context<'_>, pack: crate::event::ProductId, name: &Node) {
    let label = context.name_of(name);
    // A pack's own name is the narrower word.
    if pack::known(context, &label).is_some() {
        return;
    }
    let label = context.catalogue.labels.intern(&label);
    let groups = &mut context.plan.selling.groups;
    match groups.iter_mut().find(|group| group.name == label) {
        Some(group) if group.packs.contains(&pack) => {}
        Some(group) => group.packs.push(pack),
        None => groups.push(crate::model::Group { name: label, packs: vec![pack] }),
    }
}

/// What it says was noted when the pack or the plan was declared; here it is seen whether its name can be a group's.
pub(super) fn lower(context: &mut Context<'_>, clause: &Clause) -> Lowered {
    context.no_block(clause)?;
    if context.place == Place::Plan {
        return in_plan(context, clause);
    }
    for name in clause.sentence.all(Rule::quoted) {
        let wanted = context.name_of(name);
        if pack::known(context, &wanted).is_some() {
            let message = text!("`{wanted}` is the name of a pack", "`{wanted}` 是包的名称");
            let help = text!("give the group another name", "请给组换一个名称");
            return context.report(report::bad_value(name.span, message).help(help));
        }
    }
    Some(())
}

fn in_plan(context: &mut Context<'_>, clause: &Clause) -> Lowered {
    for name in clause.sentence.all(Rule::quoted) {
        let wanted = context.name_of(name);
        if context.named.plans.find(&wanted).is_some() {
            let message = text!("`{wanted}` is the name of a plan", "`{wanted}` 是套餐的名称");
            let help = text!("give the group another name", "请给组换一个名称");
            return context.report(report::bad_value(name.span, message).help(help));
        }
        let label = context.catalogue.labels.intern(&wanted);
        if context.plan.groups.iter().all(|(known, _)| *known != label) {
            context.plan.groups.push((label, Origin::Written(clause.sentence.span)));
        }
    }
    Some(())
}
