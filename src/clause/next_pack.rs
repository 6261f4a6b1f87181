//! # `rollover into the next pack`
//!
//! In a pack: what is left of it goes over to the next one that is bought, of the same pack or, where that is said, of the same
//! group, and ends with it: `rollover into the next pack`, `rollover into the next pack of the same group, within 7 days`. Without
//! `within` the next one is to be bought before this one has ended; with it, what is left can still be saved for so long after that.
//!
//! **Edge.** What has ended has expired until the next pack brings it back: it cannot be used, and nothing else does. Where what is
//! left would end later than the next pack anyway, it keeps its end.

use crate::model::{Action, Eligibility, ExpiryMove, Handler, RolloverOf, Selector, Trigger};
use crate::syntax::Rule;
use crate::syntax::tree::{Clause, Node};
use crate::text;
use crate::text::Origin;

use super::read::time;
use super::{Context, Example, Lowered, Place, report};

pub(super) const EXAMPLES: &[Example] = &[
    Example { place: Place::Pack, en: "rollover into the next pack", zh: "累积 并入下一份" },
    Example {
        place: Place::Plan,
        en: "pack \"Day\" { $1; data 1 GB; valid 1 day; group \"short\"; rollover into the next pack of the same group, within 7 days }",
        zh: "包 “Day” { $1；流量 1 GB；有效 1 天；组 “short”；累积 并入下一份 的 同组，7 天内 }",
    },
    Example {
        place: Place::Pack,
        en: "rollover into the next pack, grace of 2 days",
        zh: "累积 并入下一份，宽限期 2 天",
    },
];

pub(super) fn lower(context: &mut Context<'_>, clause: &Clause) -> Lowered {
    context.no_block(clause)?;
    let sentence = &clause.sentence;
    let origin = Origin::Written(sentence.span);
    let length = |part: &Node| part.child(Rule::length).cloned();
    let within = match sentence.child(Rule::within).or_else(|| sentence.child(Rule::rollover_grace)).and_then(length) {
        Some(length) => Some(time::length(context, &length)?),
        None => None,
    };
    // A later version is of the pack whose name it has, and so are its lots.
    let pack = context.pack_versions.values().find(|(_, version)| *version == context.product.id);
    let pack = pack.map_or(context.product.id, |(pack, _)| *pack);
    let of = Selector { product: Some(pack), origin: Some(origin), ..Selector::default() };
    let mut actions = Vec::new();
    if within.is_some() {
        actions.push(Action::Revive { of: Selector { expired: true, ..of.clone() }, within, origin });
    }
    actions.push(Action::SetExpiry { of, to: ExpiryMove::Later, origin });
    for trigger in triggers(context, sentence, pack)? {
        context.plan.handlers.push(Handler {
            trigger,
            between: None,
            limit: None,
            condition: None,
            eligibility: Eligibility::default(),
            actions: actions.clone(),
            otherwise: Vec::new(),
            product: pack,
            origin,
        });
    }
    let said = match &context.items.all.rollover {
        Some(RolloverOf::Never(first)) => first.span(),
        Some(RolloverOf::Own(rule)) => rule.origin.span(),
        Some(RolloverOf::Plan) | None => None,
    };
    if let Some(first) = said {
        return context.report(report::said_twice(first, sentence.span));
    }
    context.items.all.rollover = Some(RolloverOf::Never(origin));
    Some(())
}

/// The purchases at which it goes over.
fn triggers(context: &mut Context<'_>, sentence: &Node, pack: crate::event::ProductId) -> Option<Vec<Trigger>> {
    if !sentence.has(Rule::k_same_group) {
        return Some(vec![Trigger::Purchase(Some(pack))]);
    }
    let groups = context.plan.selling.groups.iter().filter(|group| group.packs.contains(&pack));
    let triggers: Vec<Trigger> = groups.map(|group| Trigger::PurchaseIn(group.name)).collect();
    if triggers.is_empty() {
        let message = text!("this pack is in no group", "这个包不属于任何组");
        let help = text!("say which group it is in: `group \"daily\"`", "请写明所属的组：`组 “daily”`");
        return context.report(report::bad_value(sentence.span, message).help(help));
    }
    Some(triggers)
}
