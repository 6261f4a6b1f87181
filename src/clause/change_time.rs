//! # `plan change takes effect`
//!
//! When a change to another plan takes effect: `now`, `next period`, or `first now, then next period`: the first change in a
//! period at once, later ones when the period ends. What becomes of units is said by `on plan change: …`.
//!
//! **Edge.** A change that waits can be replaced by a later one; the last one wins.

use crate::model::{ChangeTime, Choice};
use crate::syntax::Rule;
use crate::syntax::tree::Clause;
use crate::text::Origin;

use super::{Context, Example, Lowered, Place};

pub(super) const EXAMPLES: &[Example] = &[
    Example { place: Place::Plan, en: "plan change takes effect now", zh: "套餐变更 生效 立即" },
    Example { place: Place::Plan, en: "plan change takes effect next period", zh: "套餐变更 生效 下期" },
    Example {
        place: Place::Plan,
        en: "plan change takes effect first now, then next period",
        zh: "套餐变更 生效 首次立即，然后下期",
    },
];

pub(super) fn lower(context: &mut Context<'_>, clause: &Clause) -> Lowered {
    context.no_block(clause)?;
    let sentence = &clause.sentence;
    let when = if sentence.has(Rule::k_first_now) {
        ChangeTime::FirstNow
    } else if sentence.has(Rule::k_now) {
        ChangeTime::Now
    } else {
        ChangeTime::NextPeriod
    };
    context.plan.change.when = Choice::stated(when, Origin::Written(sentence.span));
    Some(())
}
