//! # `plan change takes effect`
//!
//! When a change to another plan takes effect: `now`, `next period`, or `first now, then next period`: the first change in a
//! period at once, later ones when the period ends. `plan change to smaller takes effect next period` says it of some
//! changes; of the others the sentence without `to` or `from` holds. What becomes of units is said by `on plan change: …`.
//!
//! **Edge.** A change that waits can be replaced by a later one; the last one wins.

use crate::model::{ChangeTime, Choice};
use crate::syntax::Rule;
use crate::syntax::tree::Clause;
use crate::text::Origin;

use super::read::condition;
use super::{Context, Example, Lowered, Place, report};

pub(super) const EXAMPLES: &[Example] = &[
    Example { place: Place::Plan, en: "plan change takes effect now", zh: "套餐变更 生效 立即" },
    Example { place: Place::Plan, en: "plan change takes effect next period", zh: "套餐变更 生效 下期" },
    Example {
        place: Place::Plan,
        en: "plan change takes effect first now, then next period",
        zh: "套餐变更 生效 首次立即，然后下期",
    },
    Example {
        place: Place::Plan,
        en: "plan change to smaller takes effect next period",
        zh: "套餐变更 到 更小 生效 下期",
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
    if let Some(which) = condition::which_change(context, sentence)? {
        context.plan.change.some.push((which, when));
        return Some(());
    }
    if let Some(first) = context.plan.change.when.origin.span() {
        return context.report(report::said_twice(first, sentence.span));
    }
    context.plan.change.when = Choice::stated(when, Origin::Written(sentence.span));
    Some(())
}
