//! # A limit on purchases
//!
//! How often one account can buy the pack: `at most 3 times a month`, `once a day`, `once`. Without a span it is for ever.
//! A month, week or day is one of the calendar, a period is the plan's own.
//!
//! **Edge.** A purchase over the limit is refused, and costs nothing; an automatic one at depletion too.

use crate::syntax::tree::Clause;
use crate::text;

use super::read::items;
use super::{Context, Example, Lowered, Place};

pub(super) const EXAMPLES: &[Example] = &[
    Example { place: Place::Pack, en: "at most 3 times a month", zh: "每月最多 3 次" },
    Example { place: Place::Pack, en: "once", zh: "一次" },
    Example { place: Place::Pack, en: "once a day", zh: "一次 每天" },
];

pub(super) fn lower(context: &mut Context<'_>, clause: &Clause) -> Lowered {
    context.no_block(clause)?;
    items::read(context, clause.sentence.children.iter(), &text!("a pack", "流量包"))
}
