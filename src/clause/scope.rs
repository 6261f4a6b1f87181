//! # `on`, `from`, `in`, `for`, `to`
//!
//! When, where and for what everything that a pack grants can be used, as a sentence of its own: `on weekends`, `from 23:00 to
//! 07:00`, `at night`, `in Cambodia, Laos`, `for YouTube`, `to same network`, `on 5G`. `not in`, `not for`, `not to` turn it
//! around. What a grant says itself counts before it.
//!
//! **Edge.** `on Fri from 22:00 to 06:00` is open until Saturday 06:00, and not on Friday at 05:00.

use crate::syntax::tree::Clause;

use super::read::items;
use super::{Context, Example, Lowered, Place};

pub(super) const EXAMPLES: &[Example] = &[
    Example { place: Place::Pack, en: "on weekends and holidays", zh: "于周末和节假日" },
    Example { place: Place::Pack, en: "in Cambodia, Laos", zh: "在 Cambodia、Laos" },
    Example { place: Place::Pack, en: "from 23:00 to 07:00", zh: "从 23:00 到 07:00" },
];

pub(super) fn lower(context: &mut Context<'_>, clause: &Clause) -> Lowered {
    context.no_block(clause)?;
    items::all(context, &clause.sentence.children)
}
