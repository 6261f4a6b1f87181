//! # `beyond the bank`
//!
//! `beyond the bank: pack "Extra 5 GB" at $1.50`: when nothing is left, the pack is bought and used, before whatever `when data
//! runs out` says. It declares the pack if the plan does not: with the price and the grants behind it, `data 5 GB, valid 7
//! days`; one that says no amount grants 5 GB.
//!
//! `at most 2 times a month` and `with consent` are about the automatic purchase: how often it is made without being asked
//! for, and whether the customer is asked.
//!
//! **Edge.** The price here is the automatic purchase's own: a pack that is declared elsewhere at another price keeps that
//! for those who buy it themselves.

use crate::model::{Ask, Choice, Depletion, Fallback, Member, Scope};
use crate::syntax::Rule;
use crate::syntax::tree::{Clause, Node};
use crate::text;
use crate::text::Origin;
use crate::units::Kind;

use super::assembly::{store_product, take_product};
use super::read::{items, parts};
use super::{Context, Example, Lowered, Place, depletion, pack, report};

pub(super) const EXAMPLES: &[Example] = &[
    Example {
        place: Place::Plan,
        en: "beyond the bank: pack \"Extra 5 GB\" at $1.50",
        zh: "超出储备：包 “Extra 5 GB” 价格 $1.50",
    },
    Example {
        place: Place::Plan,
        en: "when data runs out: block; beyond the bank: pack \"Extra\" at $1, data 2 GB, valid 7 days",
        zh: "当流量用完：阻断；超出储备：包 “Extra” 价格 $1，流量 2 GB，7 天有效",
    },
    Example {
        place: Place::Plan,
        en: "beyond the bank: pack \"Extra\" at $1, at most 2 times a month, with consent",
        zh: "超出储备：包 “Extra” 价格 $1，每月最多 2 次，经同意",
    },
];

pub(super) fn lower(context: &mut Context<'_>, clause: &Clause) -> Lowered {
    let sentence = &clause.sentence;
    let node = sentence.child(Rule::name)?;
    let name = context.name_of(node);
    let product = pack::known(context, &name)?;
    let items = parts(sentence).filter(|child| is_part(child.rule) && !is_about_purchase(child.rule));
    let outside = std::mem::take(&mut context.items);
    let read = items::read(context, items, &text!("an automatic purchase", "自动购买"));
    let price = context.items.price;
    let done = read.and_then(|()| declare(context, clause, node, product));
    context.items = outside;
    done?;
    let origin = Origin::Written(sentence.span);
    let mut buy =
        Fallback::Buy { product, price: price.map(|price| price.amount), limit: None, consent: Ask::No, origin };
    for part in parts(sentence).filter(|part| is_about_purchase(part.rule)) {
        depletion::modify(context, Some(&mut buy), part, Kind::Data)?;
    }
    store(context, buy, origin);
    Some(())
}

/// Declares the pack, unless a clause of its own does.
fn declare(context: &mut Context<'_>, clause: &Clause, node: &Node, product: crate::event::ProductId) -> Option<()> {
    let product = context.plan.terms_of(product);
    let elsewhere =
        context.catalogue.product(product).is_some_and(|known| known.origin != Origin::Written(clause.span));
    if elsewhere && context.items.grants.is_empty() {
        return context.no_block(clause);
    }
    if elsewhere {
        let first = context.catalogue.product(product).and_then(|known| known.origin.span()).unwrap_or(node.span);
        let message = text!("this pack is declared twice", "这个包声明了两次");
        return context.report(report::two_names(message, node.span, first));
    }
    context.block(clause, Place::Pack);
    let product = take_product(context, product);
    let outside = std::mem::replace(&mut context.product, product);
    pack::finish(context, None);
    pack::of_earlier(context);
    store_product(context);
    context.product = outside;
    Some(())
}

fn is_part(rule: Rule) -> bool {
    !matches!(rule, Rule::k_beyond | Rule::k_bank | Rule::colon | Rule::k_buy | Rule::k_pack | Rule::name)
}

/// What is said of the purchase, and not of what it grants.
fn is_about_purchase(rule: Rule) -> bool {
    matches!(rule, Rule::at_most | Rule::k_once | Rule::consent)
}

/// Puts the purchase before everything else that happens when data runs out.
fn store(context: &mut Context<'_>, buy: Fallback, origin: Origin) {
    let everybody = |rule: &&mut Depletion| {
        let narrow = rule.condition.is_some() || rule.scope != Scope::default();
        rule.kind == Kind::Data && !rule.expired_only && rule.member == Member::Everybody && !narrow
    };
    if let Some(rule) = context.plan.depletions.iter_mut().find(everybody) {
        rule.fallbacks.answer.insert(0, buy.into());
        return;
    }
    context.beyond = Some(origin);
    context.plan.depletions.push(Depletion {
        kind: Kind::Data,
        expired_only: false,
        member: Member::Everybody,
        scope: Scope::default(),
        condition: None,
        fallbacks: Choice::stated(vec![buy.into()], origin),
    });
}
