//! # `plan change`
//!
//! What a change to another plan asks for, and costs: `plan change at most once a month`, `plan change to smaller: only if
//! subscribed at least 90 days, fee $1`. Several such sentences hold together, each for the changes that it speaks of:
//! `to bigger`, `to same price`, `to longer validity`, `from "A"`, `to "B", "C"`.
//!
//! It is asked when the customer asks for the change; who may not is refused. A fee is charged at that moment.
//!
//! **Edge.** A change that is refused counts towards no limit. If the fee cannot be paid, the change is refused.

use crate::model::{ChangeTerms, Eligibility};
use crate::syntax::Rule;
use crate::syntax::tree::Clause;
use crate::text;
use crate::text::Origin;

use super::read::{amount, condition, limit, misplaced};
use super::{Context, Example, Lowered, Place};

pub(super) const EXAMPLES: &[Example] = &[
    Example { place: Place::Plan, en: "plan change at most once a month", zh: "套餐变更 每月最多一次" },
    Example {
        place: Place::Plan,
        en: "plan change to smaller: only if subscribed at least 90 days, fee $1",
        zh: "套餐变更 到 更小：仅 如果 在网 至少 90 天，手续费 $1",
    },
    Example {
        place: Place::Plan,
        en: "plan change to lower price at most 2 times in 30 days",
        zh: "套餐变更 到 更低价 在 30 天 最多 2 次",
    },
];

pub(super) fn lower(context: &mut Context<'_>, clause: &Clause) -> Lowered {
    context.no_block(clause)?;
    let sentence = &clause.sentence;
    let what = text!("a plan change", "套餐变更");
    let of = condition::which_change(context, sentence)?;
    let origin = Origin::Written(sentence.span);
    let mut terms = ChangeTerms { of, only_if: Eligibility::default(), limits: Vec::new(), fee: None, origin };
    for part in &sentence.children {
        match part.rule {
            Rule::only_if | Rule::unless => {
                terms.only_if.only_if.extend(condition::asked(context, part, Origin::Written(part.span))?);
            }
            Rule::at_most | Rule::k_once => {
                let Some(limit) = limit::times_of(context, part)? else {
                    return misplaced::modifier(context, part, &what);
                };
                terms.limits.push(limit);
            }
            Rule::fee => terms.fee = Some(amount::money_or_number(context, part)?),
            _ => {}
        }
    }
    context.plan.change.terms.push(terms);
    Some(())
}
