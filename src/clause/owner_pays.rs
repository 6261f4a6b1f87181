//! # `the owner pays for members`
//!
//! Whose money pays when somebody in a pool uses beyond the allowance: `the owner pays for members`, the account holder, by money or on the
//! bill. What counts is what use is charged, and fees before a use. Without the clause each line pays for itself.
//!
//! **Edge.** Packs that members buy, and the prices of their own plans, are theirs. The owner's plan decides whether it is paid from
//! money or put on the bill. Limits of charges count each line by itself unless they say `together`.

use crate::syntax::tree::Clause;
use crate::text::Origin;

use super::{Context, Example, Lowered, Place};

pub(super) const EXAMPLES: &[Example] = &[Example {
    place: Place::Plan,
    en: "share with up to 4 members; the owner pays for members; when data runs out: charge $1 per 100 MB",
    zh: "共享 同 最多 4 成员；机主 代付 成员；当流量用完：收费 $1 按每 100 MB",
}];

pub(super) fn lower(context: &mut Context<'_>, clause: &Clause) -> Lowered {
    context.no_block(clause)?;
    context.plan.owner_pays = Some(Origin::Written(clause.sentence.span));
    Some(())
}
