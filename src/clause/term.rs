//! # `for 12 periods`
//!
//! How long a plan lasts, and what comes then: `for 12 periods, then goes on as "Basic"`, `for 6 months, then ends`. Periods count from when
//! the account came to the plan; months and other lengths from the activation, and the plan ends with the first period that reaches so
//! far.
//!
//! When its last period begins, the change to the plan that comes is noted, as one that the customer has asked for would be; a change
//! that the customer asks for takes its place. Where nothing comes, the subscription ends with that period: it is not renewed, and
//! what `on cancellation` says is done.
//!
//! **Edge.** In the last period of a plan that ends a renewal is refused. A period that was not renewed counts for nothing: after a
//! pause the rest of the periods is still to come.

use crate::model::Term;
use crate::syntax::Rule;
use crate::syntax::tree::Clause;
use crate::text;
use crate::text::Origin;

use super::read::{condition, fee};
use super::{Context, Example, Lowered, Place, report};

pub(super) const EXAMPLES: &[Example] = &[
    Example {
        place: Place::File,
        en: "plan \"Basic\" { every month: price $20 }\nplan \"Start\" { every month: price $10; for 12 periods, then goes on as \"Basic\" }",
        zh: "套餐 “Basic” { 每月：价格 $20 }\n套餐 “Start” { 每月：价格 $10；对 12 个周期，然后 转为套餐 “Basic” }",
    },
    Example { place: Place::Plan, en: "for 6 months, then ends", zh: "对 6 个月，然后 终止" },
];

pub(super) fn lower(context: &mut Context<'_>, clause: &Clause) -> Lowered {
    context.no_block(clause)?;
    let sentence = &clause.sentence;
    let length = fee::term_length(context, sentence.child(Rule::term_length)?)?;
    let then = match sentence.child(Rule::quoted) {
        Some(name) => Some(condition::plan(context, name)?),
        None => None,
    };
    if then == Some(context.plan.id) {
        let message = text!("this is the plan itself", "这就是套餐本身");
        let help = text!(
            "leave the clause out: a plan goes on by itself; a price that changes is `$10 for the first 12 periods, then $20`",
            "请去掉这一条：套餐会自行延续；价格变化请写 `$10 首 12 个周期，然后 $20`"
        );
        return context.report(report::bad_value(sentence.span, message).help(help));
    }
    context.plan.renewal.term = Some(Term { length, then, origin: Origin::Written(sentence.span) });
    Some(())
}
