//! Prices that the buyer chooses, and what is granted for which: `any price from $0.10`, `data 8 MB per $0.10 from $1`.

use std::collections::BTreeSet;

use crate::model::{AnyPrice, Choice, PaidGrant, Price, Validity};
use crate::syntax::Rule;
use crate::syntax::tree::Node;
use crate::text;
use crate::text::{Origin, Span};
use crate::units::{Allowance, Quantity, Window};

use super::super::{Context, report};
use super::items::{self, About, Draft, Items};
use super::{amount, selector, validity};

/// `any price from $0.10 to $20`.
pub(super) fn price(context: &mut Context<'_>, node: &Node) -> Option<()> {
    let origin = Origin::Written(node.span);
    if let Some(first) = context.items.price.and_then(|price| price.origin.span()) {
        return context.report(report::said_twice(first, node.span));
    }
    let mut ends = node.all(Rule::money);
    let least = amount::money(context, ends.next()?)?;
    let most = match ends.next() {
        Some(most) => Some(amount::money(context, most)?),
        None => None,
    };
    if most.is_some_and(|most| most < least) {
        let message = text!("the least price is above the highest", "最低价格高于最高价格");
        return context.report(report::bad_value(node.span, message));
    }
    context.items.price = Some(Price { amount: least, origin });
    context.items.any_price = Some(most);
    Some(())
}

/// `data 5 MB per $0.10`, `8 MB per $0.10 from $1`, `data 1 GB from $5`.
pub(super) fn share(context: &mut Context<'_>, node: &Node) -> Option<Draft> {
    let measure = node.child(Rule::amount)?;
    let (kind, amount) = amount::measured(context, measure)?;
    if node.child(Rule::kind).and_then(selector::kind).is_some_and(|said| said != kind) {
        let message = text!("this is an amount of another kind", "这个数量属于别的种类");
        return context.report(report::bad_value(measure.span, message));
    }
    let mut monies = node.all(Rule::money);
    let per = match node.has(Rule::k_per) {
        true => Some(amount::money(context, monies.next()?)?),
        false => None,
    };
    if per.is_some_and(Quantity::is_zero) {
        return context.report(report::bad_value(node.span, text!("this cannot be zero", "这里不能为零")));
    }
    let from = match monies.next() {
        Some(from) => amount::money(context, from)?,
        None => Quantity::ZERO,
    };
    let origin = Origin::Written(node.span);
    let amount = Allowance::Limited(amount);
    Some(Draft { kind, amount, per, from, bonus: false, about: About::default(), origin })
}

/// `8 days from $1, 15 days from $2`: the amounts rise.
pub(in super::super) fn lives(context: &mut Context<'_>, node: &Node) -> Option<Vec<(Quantity, Validity)>> {
    let mut tiers: Vec<(Quantity, Validity)> = Vec::new();
    for tier in node.all(Rule::recharge_tier) {
        let from = amount::money(context, tier.child(Rule::money)?)?;
        let lives = validity::end(context, tier.child(Rule::validity_end)?)?;
        if tiers.last().is_some_and(|(before, _)| *before >= from) {
            let message = text!("the amounts do not rise", "各档金额没有递增");
            return context.report(report::bad_value(tier.span, message));
        }
        tiers.push((from, lives));
    }
    Some(tiers)
}

/// `valid 1 day from $0.10, 7 days from $1`.
pub(in super::super) fn tiers(context: &mut Context<'_>, node: &Node) -> Option<()> {
    let said = context.items.validity_tiers.first().and_then(|(_, validity)| validity.origin.span());
    if let Some(first) = said {
        return context.report(report::said_twice(first, node.span));
    }
    let origin = Origin::Written(node.span);
    let tiers = lives(context, node)?;
    context.items.validity_tiers =
        tiers.into_iter().map(|(from, validity)| (from, Choice::stated(validity, origin))).collect();
    Some(())
}

/// What a pack grants for which price, if the buyer chooses it. What depends on the price while that is fixed is a mistake,
/// and so is what would need to know a price that nobody says.
pub(in super::super) fn bands(
    context: &mut Context<'_>,
    items: &Items,
    (validity, window): (Choice<Validity>, Option<Window>),
) -> Option<AnyPrice> {
    let tiered = items.grants.iter().find(|draft| draft.per.is_some() || !draft.from.is_zero());
    let tiered = tiered.map(|draft| draft.origin).or(items.validity_tiers.first().map(|(_, validity)| validity.origin));
    let (Some(most), Some(price)) = (items.any_price, items.price) else {
        let span = tiered.and_then(Origin::span)?;
        let message = text!("this follows what is paid, and the price is fixed", "这取决于支付金额，而价格是固定的");
        let help = text!("say which prices there are: `any price from $0.10`", "请写明价格范围：`任意价格 从 $0.10`");
        return context.report(report::bad_value(span, message).help(help));
    };
    if let Some(span) = needs_a_price(items) {
        let message = text!(
            "what has any price is paid at once, and neither renews nor is prorated nor comes again",
            "任意价格的包须立即支付，不能自动续订、按比例折算或重复发放"
        );
        return context.report(report::bad_value(span, message));
    }
    let steps = items.grants.iter().map(|draft| draft.from).chain(items.validity_tiers.iter().map(|(from, _)| *from));
    let steps: BTreeSet<Quantity> = steps.map(|from| from.max(price.amount)).chain([price.amount]).collect();
    let bands = steps.into_iter().map(|from| (from, band(items, from, (validity, window)))).collect();
    Some(AnyPrice { least: price.amount, most, bands, origin: price.origin })
}

fn needs_a_price(items: &Items) -> Option<Span> {
    let credit = items.credit.and_then(|credit| credit.origin.span());
    let renewal = items.renewal.and_then(|renewal| renewal.origin.span());
    let price = items.price.and_then(|price| price.origin.span());
    let prorated = items.proration.as_ref().and(price);
    let repeated = items.all.repeat.is_some() || items.grants.iter().any(|draft| draft.about.repeat.is_some());
    credit.or(renewal).or(prorated).or(price.filter(|_| repeated))
}

/// What is granted from a price on: of each kind what begins at the highest price that is not above it.
fn band(items: &Items, price: Quantity, (validity, window): (Choice<Validity>, Option<Window>)) -> Vec<PaidGrant> {
    let begun = |draft: &&Draft| draft.from <= price;
    let last = |draft: &&Draft| {
        let alike = |other: &&Draft| other.kind == draft.kind && other.bonus == draft.bonus;
        !items.grants.iter().filter(begun).filter(alike).any(|other| other.from > draft.from)
    };
    let mut now = items.clone();
    now.grants = items.grants.iter().filter(begun).filter(last).cloned().collect();
    let lives = items.validity_tiers.iter().rev().find(|(from, _)| *from <= price);
    now.all.validity = lives.map(|(_, validity)| *validity).or(now.all.validity);
    let grants = items::grants(&now, validity, window, true);
    grants.into_iter().zip(&now.grants).map(|(grant, draft)| PaidGrant { grant, per: draft.per }).collect()
}
