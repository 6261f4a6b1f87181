//! # `price`
//!
//! What a pack costs, or a period of the plan: `price $1`, `$1`, `free`. In the plan itself it usually stands in `every …`.
//!
//! A number without a sign is in the operator's currency. A price is paid from the account's money when the pack is bought
//! or the period begins; a postpaid plan puts it on the bill.
//!
//! **Edge.** `free` says that there is no price; to say nothing leaves it open for a pack, and `check` asks.

use crate::syntax::tree::Clause;
use crate::text;

use super::read::items;
use super::{Context, Example, Lowered, Place};

pub(super) const EXAMPLES: &[Example] = &[
    Example { place: Place::Pack, en: "price $0.50", zh: "价格 $0.50" },
    Example { place: Place::Pack, en: "free", zh: "免费" },
    Example { place: Place::Plan, en: "price 5", zh: "价格 5" },
];

pub(super) fn lower(context: &mut Context<'_>, clause: &Clause) -> Lowered {
    context.no_block(clause)?;
    items::read(context, clause.sentence.children.iter(), &text!("a price", "价格"))
}
