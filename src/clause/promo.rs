//! # `promo`
//!
//! What is added to plans for a time: `promo "New Year double" for "Monthly 20" from 2026-04-14 to 2026-04-16 { on renewal:
//! bonus data 100% of plan data, valid 7 days, no rollover, used first }`. `from … to …` counts both days; `until` ends before
//! its day, and `from 1 June to 31 August each year` comes again; without dates it always holds. Without `for` it is for every plan of the file.
//!
//! Its events come after the plan's own. Its bonuses are lots of the promotion: `"New Year double" data`.
//!
//! **Edge.** What counts is when the event happens: a period renewed on 16 April 23:59 gets the bonus, and keeps it after
//! the promotion has ended.

use std::collections::BTreeMap;

use crate::event::{PlanId, ProductId};
use crate::model::{Condition, Eligibility, ProductKind};
use crate::syntax::Rule;
use crate::syntax::tree::{Clause, Node};
use crate::text;
use crate::text::{Origin, Span};

use super::read::named::Sight;
use super::read::promotion::Dates;
use super::read::{repeated, season, time};
use super::{Context, Example, Lowered, Place, report, scenario};

pub(super) const EXAMPLES: &[Example] = &[Example {
    place: Place::File,
    en: "plan P { every month: data 20 GB }\npromo \"double\" for P from 2026-04-14 to 2026-04-16 { on renewal: bonus data 100% of plan data }",
    zh: "套餐 P { 每月：流量 20 GB }\n促销 “double” 对 P 从 2026-04-14 至 2026-04-16 { 于 续期：奖励流量 100% 的 套餐流量 }",
}];

/// Gives a promotion its number, so that plans can speak of its bonuses.
pub(super) fn declare(context: &mut Context<'_>, clause: &Clause) {
    let Some(node) = clause.sentence.child(Rule::name) else { return };
    let name = context.name_of(node);
    if known(context, &name).is_none() {
        let id = context.new_product(ProductKind::Promotion, &name, Origin::Written(clause.sentence.span));
        context.named.promotions.add(&name, id);
    }
}

fn known(context: &Context<'_>, wanted: &str) -> Option<(ProductId, Origin)> {
    let product = context.catalogue.product(*context.named.promotions.find(wanted)?)?;
    Some((product.id, product.origin))
}

pub(super) fn lower(context: &mut Context<'_>, clause: &Clause) -> Lowered {
    let node = clause.sentence.child(Rule::name)?;
    let name = context.name_of(node);
    let (product, origin) = known(context, &name)?;
    if let Some(first) = origin.span().filter(|first| *first != clause.sentence.span) {
        let message = text!("there are two promotions `{name}`", "有两个名为 `{name}` 的促销");
        return context.report(report::two_names(message, node.span, first));
    }
    if clause.block.is_none() {
        let message = text!("this promotion does nothing", "这个促销什么也没做");
        let help = text!(
            "write what it does between braces: `{{ on renewal: bonus … }}`",
            "请在大括号里写做什么：`{{ 于 续期：奖励 … }}`"
        );
        return context.report(report::missing(clause.sentence.span, message).help(help));
    }
    let plans = plans(context, clause)?;
    for (before, id) in plans.into_iter().enumerate() {
        if before > 0 {
            repeated::again(context, &[clause], clause.sentence.span)?;
        }
        add(context, clause, id, product)?;
    }
    Some(())
}

/// The plans it is for.
fn plans(context: &mut Context<'_>, clause: &Clause) -> Option<Vec<PlanId>> {
    let parts: Vec<&Node> = clause.sentence.all(Rule::promo_for).collect();
    if let [_, second, ..] = parts.as_slice() {
        return context.report(report::said_twice(parts.first()?.span, second.span));
    }
    let Some(names) = parts.first().and_then(|part| part.child(Rule::names)) else {
        let plans = context.named.plans_of.get(&clause.span.source).into_iter().flatten();
        return Some(plans.flat_map(|plan| context.named.versions_of(*plan)).collect());
    };
    let mut plans: BTreeMap<PlanId, Span> = BTreeMap::new();
    for node in names.all(Rule::name) {
        let name = context.name_of(node);
        let group = context.named.plan_group(&name).map(<[PlanId]>::to_vec);
        let named = match group {
            Some(group) => group,
            None => {
                let named = scenario::named(context, &name, node.span)?;
                context.named.versions_of(named)
            }
        };
        for plan in named {
            if let Some(first) = plans.insert(plan, node.span) {
                return context.report(report::said_twice(first, node.span));
            }
        }
    }
    Some(plans.into_keys().collect())
}

/// Reads the promotion as a part of one plan, in whose zone its dates are.
fn add(context: &mut Context<'_>, clause: &Clause, id: PlanId, product: ProductId) -> Option<()> {
    let operator = context.catalogue.operator_of(context.catalogue.plan(id)?)?.clone();
    let outside = std::mem::replace(&mut context.operator, operator);
    swap(context, id);
    let sight = std::mem::replace(&mut context.sight, Sight { plan: Some(id), others: false });
    let between = match clause.sentence.child(Rule::from_to_date) {
        Some(dates) => time::from_to(context, dates).map(Some),
        None => Some(None),
    };
    let season = clause.sentence.child(Rule::season);
    let season =
        season.and_then(|node| Some((Condition::Season(season::season(context, node)?), Origin::Written(node.span))));
    if let Some(between) = between {
        let eligibility = Eligibility { only_if: season.into_iter().collect(), ..Eligibility::default() };
        context.promotion = Some(Dates { between, product, eligibility });
        let first = context.plan.handlers.len();
        context.block(clause, Place::Promotion);
        // Whom it is for may be said behind what it does.
        if let Some(dates) = context.promotion.take() {
            for handler in context.plan.handlers.iter_mut().skip(first) {
                handler.eligibility.clone_from(&dates.eligibility);
            }
        }
        context.plan.promotions.push(product);
    }
    context.store_operator();
    context.operator = outside;
    context.sight = sight;
    swap(context, id);
    between.map(|_| ())
}

/// Takes a plan up again, or puts it back: many promotions may be for one plan, so it is not copied.
fn swap(context: &mut Context<'_>, id: PlanId) {
    let place = id.0 as usize;
    if let (Some(plan), Some(noted)) = (context.catalogue.plans.get_mut(place), context.notes.get_mut(place)) {
        std::mem::swap(&mut context.plan, plan);
        std::mem::swap(&mut context.noted, noted);
    }
}
