//! # Only the last one renews
//!
//! Of several packs that renew by themselves only the one that was bought last does: `packs: only the last one bought renews`, or
//! within a group: `"daily" packs: only the last one bought renews`.
//!
//! **Edge.** What was bought before stays until it ends.

use crate::model::LastRenews;
use crate::syntax::Rule;
use crate::syntax::tree::Clause;
use crate::text::Origin;

use super::read::selector;
use super::{Context, Example, Lowered, Place};

pub(super) const EXAMPLES: &[Example] = &[
    Example { place: Place::Plan, en: "packs: only the last one bought renews", zh: "包：仅最后购买的续订" },
    Example {
        place: Place::Plan,
        en: "pack \"D\" { free; data 1 GB; valid 1 day; group \"daily\"; renews automatically }; \"daily\" packs: only the last one bought renews",
        zh: "包 “D” { 免费；流量 1 GB；有效 1 天；组 “daily”；已续订自动 }；“daily” 包：仅最后购买的续订",
    },
];

pub(super) fn lower(context: &mut Context<'_>, clause: &Clause) -> Lowered {
    context.no_block(clause)?;
    let group = match clause.sentence.child(Rule::quoted) {
        Some(name) => Some(selector::group(context, name)?),
        None => None,
    };
    let origin = Origin::Written(clause.sentence.span);
    context.plan.selling.last_renews.push(LastRenews { group, origin });
    Some(())
}
