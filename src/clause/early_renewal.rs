//! # `early renewal`
//!
//! What renewing before the period's end does: `early renewal starts at once` ends the period now and begins the next;
//! `early renewal starts at the period's end` pays for the next one, which then waits. A condition behind it is asked of
//! whoever renews early: `only if data left less than 500 MB`.
//!
//! **Edge.** Where it starts at once, the rest of the old period is gone: its leftover rolls now, if it rolls at all.

use crate::model::{Choice, EarlyRenewal};
use crate::syntax::Rule;
use crate::syntax::tree::Clause;
use crate::text::Origin;

use super::read::amount;
use super::{Context, Example, Lowered, Place};

pub(super) const EXAMPLES: &[Example] = &[
    Example { place: Place::Plan, en: "early renewal starts at once", zh: "提前续期 开始 立即" },
    Example {
        place: Place::Plan, en: "early renewal starts at the period's end", zh: "提前续期 开始 周期结束时"
    },
    Example {
        place: Place::Plan,
        en: "early renewal starts at the period's end, at most 12 ahead",
        zh: "提前续期 开始 周期结束时，最多 12 个周期预存",
    },
    Example {
        place: Place::Plan,
        en: "early renewal starts at once, only if data left less than 500 MB",
        zh: "提前续期 开始 立即，仅 如果 流量 剩余 少于 500 MB",
    },
];

pub(super) fn lower(context: &mut Context<'_>, clause: &Clause) -> Lowered {
    context.no_block(clause)?;
    let at_once = clause.sentence.has(Rule::k_now);
    let answer = if at_once { EarlyRenewal::AtOnce } else { EarlyRenewal::AtPeriodEnd };
    context.plan.renewal.early = Choice::stated(answer, Origin::Written(clause.sentence.span));
    if let Some(most) = clause.sentence.child(Rule::integer) {
        context.plan.renewal.ahead = amount::positive(context, most)?;
    }
    context.plan.renewal.early_only_if = super::renewal::conditions(context, &clause.sentence)?;
    Some(())
}
