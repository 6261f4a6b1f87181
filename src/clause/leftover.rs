//! # `unused data becomes money`
//!
//! What is left when a period ends becomes something else: `unused data becomes money at $1 per GB, at most $5`, `unused plan data
//! becomes points, 1 GB = 10 points, valid 90 days`. It counts whole steps (here GB) of all that fits, and all of that goes:
//! nothing of it rolls over. What it becomes is a bonus, and lives to the end of the next period unless `valid …` says otherwise.
//!
//! **Edge.** 4.7 GB at $1 per GB become $4. What happens when the period ends is done before leftovers are looked at, whether the
//! plan is renewed or not; `when the period ends: …` is the event.

use crate::model::{Action, BonusAmount, Choice, Eligibility, Handler, Selector, Trigger, Validity};
use crate::syntax::Rule;
use crate::syntax::tree::{Clause, Node};
use crate::text;
use crate::text::Origin;
use crate::units::{Allowance, Kind, Quantity};

use super::read::{amount, bonus, condition, limit, misplaced, parts, selector, validity};
use super::{Context, Example, Lowered, Place, depletion, report};

pub(super) const EXAMPLES: &[Example] = &[
    Example {
        place: Place::Plan,
        en: "unused data becomes money at $1 per GB, at most $5",
        zh: "未用 流量 变为 话费 价格 $1 按每 GB，最多 $5",
    },
    Example {
        place: Place::Plan,
        en: "unused plan data becomes points, 1 GB = 10 points, valid 90 days",
        zh: "未用 套餐流量 变为 积分，1 GB = 10 积分，有效 90 天",
    },
];

pub(super) fn lower(context: &mut Context<'_>, clause: &Clause) -> Lowered {
    context.no_block(clause)?;
    let sentence = &clause.sentence;
    let origin = Origin::Written(sentence.span);
    let of = selector::selector(context, sentence.child(Rule::selector)?)?;
    let becomes = sentence.child(Rule::kind)?;
    let (of_kind, step, kind, amount) = rate(context, sentence)?;
    if of.kind.is_some_and(|said| said != of_kind) || selector::kind(becomes) != Some(kind) {
        let message = text!("this is an amount of another kind", "这个数量属于别的种类");
        return context.report(report::bad_value(sentence.span, message));
    }
    let of = Selector { kind: Some(of_kind), ..of };
    let mut grant = bonus::of(kind, Allowance::Limited(Quantity::ZERO), origin);
    grant.validity = Choice::stated(Validity::Periods(2), origin);
    let (mut at_most, mut asked) = (None, None);
    for part in parts(sentence) {
        match part.rule {
            Rule::at_most => match limit::at_most(context, part)?.amount() {
                Some((said, most)) if said == kind => at_most = Some(most.amount),
                _ => return misplaced::modifier(context, part, &text!("what leftovers become", "未用额度的转换")),
            },
            Rule::validity if !part.has(Rule::tie) => {
                grant.validity = Choice::stated(validity::validity(context, part)?, Origin::Written(part.span));
            }
            Rule::only_if | Rule::unless => {
                let more = condition::of_modifier(context, part)?;
                asked = Some(condition::both(asked.take(), more));
            }
            Rule::selector | Rule::kind | Rule::amount | Rule::increment | Rule::convert_rate => {}
            rule if format!("{rule:?}").starts_with("k_") => {}
            _ => return misplaced::modifier(context, part, &text!("what leftovers become", "未用额度的转换")),
        }
    }
    let amount = BonusAmount::PerHeld { amount, step, kind: of_kind };
    let held = Some(Box::new(of.clone()));
    let actions =
        vec![Action::Bonus { grant: Box::new(grant), amount, at_most, held, origin }, Action::Forfeit { of, origin }];
    let product = context.product.id;
    context.plan.handlers.push(Handler {
        trigger: Trigger::PeriodEnd,
        between: None,
        eligibility: Eligibility::default(),
        limit: None,
        condition: asked,
        actions,
        otherwise: Vec::new(),
        product,
        origin,
    });
    Some(())
}

/// For how much of which kind there is how much of which: `at $1 per GB`, `1 GB = 10 points`.
fn rate(context: &mut Context<'_>, sentence: &Node) -> Option<(Kind, Quantity, Kind, Quantity)> {
    if let Some(rate) = sentence.child(Rule::convert_rate) {
        let mut sides = rate.all(Rule::amount);
        let (of_kind, step) = amount::measured(context, sides.next()?)?;
        let (kind, amount) = amount::measured(context, sides.next()?)?;
        if step.is_zero() {
            let message = text!("what nothing is worth cannot be said", "不能以零为单位");
            return context.report(report::bad_value(rate.span, message));
        }
        return Some((of_kind, step, kind, amount));
    }
    let (kind, amount) = amount::measured(context, sentence.child(Rule::amount)?)?;
    let increment = sentence.child(Rule::increment)?;
    let (of_kind, _) = amount::scale(context, increment.children.last()?)?;
    let step = depletion::increment(context, increment, of_kind)?;
    Some((of_kind, step, kind, amount))
}
