//! # A price with its period
//!
//! What the plan costs, and how often, in one: `$10 a month`, `price $10 each month`, `$8 every 28 days`, `$10 per line per month`.
//! It is `every month: price $10`, and can go on as that does: `$10 a month, data 20 GB`. What each period grants can also be
//! said by `every month: data 20 GB` beside it, which must then be of the same length.
//!
//! **Edge.** A price for a minute is no price of a plan: calls and data that are charged by use stand in `when … runs out`.

use crate::model::Choice;
use crate::syntax::Rule;
use crate::syntax::tree::{Clause, Node};
use crate::text;
use crate::text::{Origin, Span};
use crate::units::{Cycle, MonthEnd};

use super::read::{items, parts, time};
use super::{Context, Example, Lowered, Place, report};

pub(super) const EXAMPLES: &[Example] = &[
    Example { place: Place::Plan, en: "$10 a month, data 20 GB", zh: "$10 一 个月，流量 20 GB" },
    Example { place: Place::Plan, en: "price $10 each month", zh: "价格 $10 各 月" },
    Example {
        place: Place::Plan,
        en: "$10 per line per calendar month, unlimited calls and texts",
        zh: "$10 按每 号码数 按每 自然月，无限 通话 和 短信",
    },
    Example { place: Place::Plan, en: "monthly fee $10", zh: "按月 手续费 $10" },
];

pub(super) fn lower(context: &mut Context<'_>, clause: &Clause) -> Lowered {
    context.no_block(clause)?;
    let sentence = &clause.sentence;
    let said = sentence.child(Rule::period_price)?;
    let cycle = cycle(context, said)?;
    set_cycle(context, cycle, said)?;
    items::period_price(context, said)?;
    let more = parts(sentence).filter(|part| part.rule != Rule::period_price);
    items::read(context, more, &text!("a period", "周期"))
}

/// `a month`, `monthly`: the part of a sentence that says it.
pub(super) fn cycle(context: &mut Context<'_>, node: &Node) -> Option<Cycle> {
    let of_word = |word: &Node| match word.first()?.rule {
        Rule::k_daily => Some(Cycle::CalendarDays(1)),
        Rule::k_weekly => Some(Cycle::Days(7)),
        Rule::k_monthly => Some(Cycle::Months { count: 1, month_end: MonthEnd::Clamp }),
        _ => Some(Cycle::Months { count: 12, month_end: MonthEnd::Clamp }),
    };
    match node.child(Rule::cycle_word) {
        Some(word) => of_word(word),
        None => time::cycle(context, node.child(Rule::cycle)?, MonthEnd::Clamp),
    }
}

/// How long a period is. Two clauses may say it, if they agree; one of the plan itself goes before one of a plan it is like.
pub(super) fn set_cycle(context: &mut Context<'_>, cycle: Cycle, node: &Node) -> Option<()> {
    let before = context.plan.cycle;
    let first: Option<Span> = before.origin.span().filter(|_| !before.is_assumed());
    if let Some(first) = first.filter(|first| before.answer != cycle && !items::inherited(context, *first, node.span)) {
        let message = text!("this is another period than before", "这与前面的周期不同");
        let help = text!(
            "say one: `every month: price $10, data 20 GB`, or for units of their own time `data 1 GB a week`",
            "请只说一个：`每月：价格 $10，流量 20 GB`，额度的时间另写 `流量 1 GB 每周`"
        );
        return context
            .report(report::bad_value(node.span, message).at(first, text!("said here", "此处已说明")).help(help));
    }
    context.plan.cycle = Choice::stated(cycle, Origin::Written(node.span));
    Some(())
}
