//! # `used first`
//!
//! What a pack grants is used before everything else that could pay, whatever the plan's order of use says. Among several
//! such packs that order decides.
//!
//! **Edge.** It does not widen where the units can be used: a weekend pack that is used first is still no use on a Friday.

use crate::syntax::tree::Clause;

use super::read::items;
use super::{Context, Example, Lowered, Place};

pub(super) const EXAMPLES: &[Example] = &[Example { place: Place::Pack, en: "used first", zh: "优先使用" }];

pub(super) fn lower(context: &mut Context<'_>, clause: &Clause) -> Lowered {
    context.no_block(clause)?;
    items::all(context, &clause.sentence.children)
}
