//! # `cannot be given`
//!
//! In a pack: nothing of it can be given to somebody else, whatever the plan's `give` says.
//!
//! **Edge.** In a pool it is used as anything is that the pool shares: that is no gift.

use crate::model::Selector;
use crate::syntax::tree::Clause;
use crate::text::Origin;

use super::{Context, Example, Lowered, Place};

pub(super) const EXAMPLES: &[Example] = &[Example { place: Place::Pack, en: "cannot be given", zh: "不可转赠" }];

pub(super) fn lower(context: &mut Context<'_>, clause: &Clause) -> Lowered {
    context.no_block(clause)?;
    let origin = Origin::Written(clause.sentence.span);
    let own = context.product.id;
    let pack = context.pack_versions.values().find(|(_, version)| *version == own).map_or(own, |(pack, _)| *pack);
    context.not_given.push(Selector { product: Some(pack), origin: Some(origin), ..Selector::default() });
    Some(())
}

/// Excepts what cannot be given from every rule about gifts, once all of the plan has been read.
pub(super) fn except(context: &mut Context<'_>) {
    for of in std::mem::take(&mut context.not_given) {
        for rule in &mut context.plan.gifts {
            rule.not.push(of.clone());
        }
    }
}
