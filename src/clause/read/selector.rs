//! Which lots a clause speaks of: `rolled data`, `"Weekend" data older than 3 periods`.

use crate::event::{ProductId, Relation};
use crate::model::{Class, Group, Selector};
use crate::syntax::Rule;
use crate::syntax::tree::Node;
use crate::text;
use crate::text::Origin;
use crate::units::Kind;

use super::super::{Context, Place, report};
use super::named::Thing;
use super::time;

/// One selector.
pub(crate) fn selector(context: &mut Context<'_>, node: &Node) -> Option<Selector> {
    let mut of = Selector { origin: Some(Origin::Written(node.span)), ..Selector::default() };
    for part in &node.children {
        match part.rule {
            Rule::kind => of.kind = kind(part),
            Rule::class => of.class = class(part),
            Rule::quoted => match pack_or_group(context, part)? {
                Named::Product(product) => of.product = Some(product),
                Named::Group(group) => of.group = Some(group),
            },
            Rule::relations => relations(context, &mut of, part)?,
            Rule::quality => quality(&mut of, part),
            Rule::older => older(context, &mut of, part)?,
            Rule::expiring => of.expiring_within = Some(time::length(context, part.child(Rule::length)?)?),
            _ => {
                let message = text!("it is not said what `it` is", "没有说明“它”指什么");
                return context.report(report::bad_value(part.span, message).help(text!(
                    "`it` stands behind `otherwise`, for what was spoken of before",
                    "“它”用在“否则”之后，指前面说的内容"
                )));
            }
        }
    }
    // "all" alone is everything that is counted in units; a product is a narrower word than its class.
    if of.product.is_some() || of.group.is_some() {
        of.class = None;
    }
    // Nothing but money is paid in.
    if of.class == Some(Class::Recharge) && of.kind.is_none() && !node.has(Rule::kind) {
        of.kind = Some(Kind::Money);
    }
    Some(of)
}

/// A pack or promotion, or a group of packs.
pub(crate) enum Named {
    /// A pack or promotion.
    Product(ProductId),
    /// A group of packs.
    Group(Group),
}

/// The pack, promotion or group of that name.
pub(crate) fn pack_or_group(context: &mut Context<'_>, node: &Node) -> Option<Named> {
    let wanted = context.name_of(node);
    // Groups have other names than packs, and there are fewer of them, so packs are looked at first.
    if context.named.pack(context.sight, &wanted, node).is_none()
        && let Some(group) = known_group(context, &wanted)
    {
        return Some(Named::Group(group));
    }
    product(context, node).map(Named::Product)
}

/// The group of that name.
pub(crate) fn group(context: &mut Context<'_>, node: &Node) -> Option<Group> {
    let wanted = context.name_of(node);
    match known_group(context, &wanted) {
        Some(group) => Some(group),
        None => context.unknown(Thing::Group, &wanted, node.span),
    }
}

/// The plan's own group of that name, or, where others are in sight, that of another.
fn known_group(context: &Context<'_>, wanted: &str) -> Option<Group> {
    let label = context.catalogue.labels.find(wanted)?;
    groups(context).find(|group| group.name == label).cloned()
}

/// The groups in sight, those of the plan itself first.
pub(crate) fn groups<'c>(context: &'c Context<'_>) -> impl Iterator<Item = &'c Group> {
    let sight = context.sight;
    // A plan is not in the catalogue while it is read.
    let own = sight
        .plan
        .and_then(|plan| if plan == context.plan.id { Some(&context.plan) } else { context.catalogue.plan(plan) });
    let others = context.catalogue.plans.iter().filter(move |plan| sight.others && sight.plan != Some(plan.id));
    own.into_iter().chain(others).flat_map(|plan| &plan.selling.groups)
}

/// How the packs stand to the one that is bought; where nothing is bought, they stand to nothing.
fn relations(context: &mut Context<'_>, of: &mut Selector, node: &Node) -> Option<()> {
    if !context.at_purchase {
        let message = text!("nothing is bought here that packs could be compared with", "这里没有购买可供比较的包");
        let help = text!("say it of a purchase: `on purchase: …`", "请写在购买之后：`于 购买时：…`");
        return context.report(report::bad_value(node.span, message).help(help));
    }
    let relation = |part: &Node| {
        Some(match part.first()?.rule {
            Rule::k_same_pack => Relation::SamePack,
            Rule::k_other_pack => Relation::OtherPack,
            Rule::k_same_group => Relation::SameGroup,
            Rule::k_same_size => Relation::SameSize,
            Rule::k_smaller_pack => Relation::Smaller,
            Rule::k_bigger_pack => Relation::Bigger,
            Rule::k_same_validity => Relation::SameValidity,
            _ => Relation::SamePrice,
        })
    };
    of.relations.extend(node.all(Rule::relation).filter_map(relation));
    Some(())
}

/// Several selectors.
pub(crate) fn selectors(context: &mut Context<'_>, node: &Node) -> Option<Vec<Selector>> {
    node.all(Rule::selector).map(|one| selector(context, one)).collect()
}

/// The kind that a word is for; `units` and `lots` are for every kind but money.
#[must_use]
pub(crate) fn kind(node: &Node) -> Option<Kind> {
    Some(match node.first()?.rule {
        Rule::k_data => Kind::Data,
        Rule::k_voice => Kind::Voice,
        Rule::k_sms => Kind::Sms,
        Rule::k_money => Kind::Money,
        Rule::k_point => Kind::Points,
        _ => return None,
    })
}

fn class(node: &Node) -> Option<Class> {
    Some(match node.first()?.rule {
        Rule::k_plan => Class::Plan,
        Rule::k_pack => Class::Pack,
        Rule::k_bonus | Rule::k_promo => Class::Bonus,
        Rule::k_recharged => Class::Recharge,
        Rule::k_converted => Class::Converted,
        Rule::k_borrowed => Class::Borrowed,
        _ => return None,
    })
}

fn quality(of: &mut Selector, node: &Node) {
    match node.first().map(|first| first.rule) {
        Some(Rule::k_rolled) => of.rolled = Some(true),
        Some(Rule::k_new) => of.rolled = Some(false),
        Some(Rule::k_gifted) => of.gifted = Some(true),
        Some(Rule::k_expired) => of.expired = true,
        Some(Rule::k_dormant) => of.dormant = Some(true),
        // "all" and "each" add nothing to what is spoken of anyway.
        _ => {}
    }
}

fn older(context: &mut Context<'_>, of: &mut Selector, node: &Node) -> Option<()> {
    if let Some(periods) = node.child(Rule::periods) {
        of.older_than_periods = Some(time::periods(context, periods)?);
    } else {
        of.older_than = Some(time::length(context, node.child(Rule::length)?)?);
    }
    Some(())
}

/// The pack or promotion of that name that the plan can have.
pub(crate) fn product(context: &mut Context<'_>, node: &Node) -> Option<ProductId> {
    let wanted = context.name_of(node);
    // Of a plan that is not known the packs are not known either; that was reported, and the scenario is not kept.
    if context.place == Place::Scenario && context.scene.plan.is_none() {
        return Some(ProductId(0));
    }
    let pack = context.named.pack(context.sight, &wanted, node);
    match pack.or_else(|| context.named.promotions.find(&wanted).copied()) {
        Some(found) => Some(found),
        None => context.unknown(Thing::Product, &wanted, node.span),
    }
}
