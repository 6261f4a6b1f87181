//! # `only if`, `unless`
//!
//! Who may have it: a sentence of its own in a pack (who may buy it), in a plan (who may activate it or change to it) and in
//! a promotion (whom it is for): `only if recharged at least $5 in the last 30 days`, `unless "Social" held`. Several such
//! sentences must all hold.
//!
//! Whoever may not is refused, and the entry of the refusal names what did not hold: of several parts joined with `and`, the very
//! one, by its words (`expect refused because "members at most 3"`). A promotion that is not for
//! somebody does nothing.
//!
//! **Edge.** It is asked when something is bought, also by the plan itself when units run out; what was bought before stays.

use crate::syntax::tree::Clause;
use crate::text::Origin;

use super::read::condition;
use super::{Context, Example, Lowered, Place};

pub(super) const EXAMPLES: &[Example] = &[
    Example {
        place: Place::Pack,
        en: "only if recharged at least 2 times in the last 30 days",
        zh: "仅 如果 最近 30 天 充值 至少 2 次",
    },
    Example { place: Place::Plan, en: "only if subscribed at least 90 days", zh: "仅 如果 在网 至少 90 天" },
    Example {
        place: Place::Promotion,
        en: "unless charged at least $10 in the month before or marked \"staff\"",
        zh: "除非 上个月 收费 至少 $10 或 已标记 “staff”",
    },
    Example {
        place: Place::Pack,
        en: "only if no data left and money at least $2 and members at most 3",
        zh: "仅 如果 无 流量 剩余 和 话费 至少 $2 和 成员 最多 3",
    },
];

pub(super) fn lower(context: &mut Context<'_>, clause: &Clause) -> Lowered {
    context.no_block(clause)?;
    let part = clause.sentence.first()?;
    // Who may buy a pack can depend on what is held when it is bought.
    context.at_purchase = context.place == Place::Pack;
    let said = condition::asked(context, part, Origin::Written(clause.sentence.span))?;
    match context.place {
        Place::Pack => context.product.eligibility.only_if.extend(said),
        Place::Promotion => {
            if let Some(promotion) = &mut context.promotion {
                promotion.eligibility.only_if.extend(said);
            }
        }
        _ => context.plan.eligibility.only_if.extend(said),
    }
    Some(())
}
