//! # `plan`
//!
//! `plan "Monthly 20" by Smart { … }`: a plan, by an operator, with its clauses between braces. Without `by` it belongs to the
//! only operator of its file; a file of clauses without any `plan` is an anonymous plan, named after the file.
//!
//! `plan B like A { … }` has the clauses of A, wherever A stands; a clause of B takes the place of A's about the same thing:
//! the same pack, the same event, the same end of units, otherwise the same kind of clause. A family of sizes is written
//! once: `plan "40" like "20" { every month: price $8, data 40 GB }`.
//!
//! **Edge.** `rollover` in B takes the place of every rollover of A, also of those about other units: a rule that is missing
//! should be seen to be missing.

use crate::syntax::Rule;
use crate::syntax::tree::Clause;
use crate::text;

use super::{Context, Example, Lowered, Place, report};

pub(super) const EXAMPLES: &[Example] = &[
    Example {
        place: Place::File,
        en: "plan \"Twenty\" {\n  every calendar month: data 20 GB\n  rollover 3 months\n  use oldest first\n  when data runs out: block\n}",
        zh: "套餐 “Twenty” {\n  每自然月：流量 20 GB\n  累积 3 个月\n  使用最旧优先\n  当流量用完：阻断\n}",
    },
    Example {
        place: Place::File,
        en: "operator Smart { zone Asia/Phnom_Penh }\nplan A by Smart { every month: data 20 GB; rollover next period }\nplan B like A { every month: data 40 GB }",
        zh: "运营商 Smart { 时区 Asia/Phnom_Penh }\n套餐 A 由 Smart { 每月：流量 20 GB；累积下期 }\n套餐 B 类似 A { 每月：流量 40 GB }",
    },
];

/// Reads the head. The clauses between the braces are read by `assembly`, with those of the plan it is like.
pub(super) fn lower(context: &mut Context<'_>, clause: &Clause) -> Lowered {
    let sentence = &clause.sentence;
    for rule in [Rule::by_operator, Rule::like_plan] {
        let said: Vec<_> = sentence.all(rule).collect();
        if let [first, second, ..] = said.as_slice() {
            return context.report(report::said_twice(first.span, second.span));
        }
    }
    if clause.block.is_none() && !sentence.has(Rule::like_plan) {
        let message = text!("this plan says nothing", "这个套餐没有内容");
        let help = text!("write its clauses between braces", "请在大括号里写条款");
        return context.report(report::missing(sentence.span, message).help(help));
    }
    context.plan.doc.clone_from(&clause.doc);
    Some(())
}
