//! # `every`
//!
//! The plan's period, what it costs and what each one grants: `every month: price $5, data 20 GB, voice 100 minutes to same
//! network`. Also with braces: `every month { price $5; data 20 GB }`.
//!
//! `month` is an anniversary: the same day of the next month, at the same time. `month of whole days` ends at the midnight that
//! opens that day; `30 days of whole days` at the one that closes the 30th day. `month on day 15` has its boundaries on the 15th
//! of each month, 00:00. `calendar month` ends at the next 1st, 00:00; `calendar quarter` and `calendar year` at the next first day of one; `30 days` at
//! the same wall clock, `720 hours` exactly then, `calendar day` and `calendar week` at midnight. `once:` is a plan that
//! has one period, which never ends. A modifier speaks of the grant before it; before any grant it speaks of all.
//!
//! Units live to the end of the period that grants them, unless they say otherwise. `nothing` says that a period grants
//! nothing, as in a plan that only sells packs.
//!
//! **Edge.** A month after 31 January is 28 February: `month end clamps`, and the boundaries go on to 31 March. With `month
//! end spills` it is 1 March, and with `month end drifts` the 28th for ever.

use crate::model::Choice;
use crate::syntax::Rule;
use crate::syntax::tree::{Clause, Node};
use crate::text;
use crate::text::Origin;
use crate::units::{Cycle, MonthEnd};

use super::read::{items, parts, time};
use super::{Context, Example, Lowered, Place, report};

pub(super) const EXAMPLES: &[Example] = &[
    Example {
        place: Place::Plan,
        en: "every month: price $5, data 20 GB, voice 100 minutes to same network, 50 SMS",
        zh: "每月：价格 $5，流量 20 GB，语音 100 分钟 到网内，50 条短信",
    },
    Example { place: Place::Plan, en: "every calendar quarter: data 30 GB", zh: "每自然季度：流量 30 GB" },
    Example { place: Place::Plan, en: "every calendar month: data 20 GB", zh: "每自然月：流量 20 GB" },
    Example {
        place: Place::Plan,
        en: "every 30 days: free, unlimited data for WhatsApp",
        zh: "每 30 天：免费，无限流量 用于 WhatsApp",
    },
    Example {
        place: Place::Plan,
        en: "every month, month end spills: data 5 GB valid 7 days, bonus data 1 GB used first, no rollover",
        zh: "每月，月末顺延：流量 5 GB 有效 7 天，奖励流量 1 GB 优先使用，不累积",
    },
    Example {
        place: Place::Plan,
        en: "every calendar day { 1 GB at night; price $0.30 }",
        zh: "每自然日 { 1 GB 在夜间；价格 $0.30 }",
    },
    Example { place: Place::Plan, en: "once: data 100 GB", zh: "一次：流量 100 GB" },
    Example { place: Place::Plan, en: "every month of whole days: data 5 GB", zh: "每月 按整天：流量 5 GB" },
    Example { place: Place::Plan, en: "every month on day 15: data 5 GB", zh: "每月 于 第 15 天：流量 5 GB" },
    Example { place: Place::Plan, en: "every 720 hours: nothing", zh: "每 720 小时：无额度" },
];

pub(super) fn lower(context: &mut Context<'_>, clause: &Clause) -> Lowered {
    let sentence = &clause.sentence;
    let cycle = match sentence.child(Rule::cycle) {
        Some(cycle) => time::cycle(context, cycle, MonthEnd::Clamp)?,
        None => Cycle::Once,
    };
    super::period_price::set_cycle(context, cycle, sentence)?;
    let items = parts(sentence).filter(|child| is_part(child.rule));
    items::read(context, items, &text!("a period", "周期"))?;
    if let Some(part) = context.items.month_end.take() {
        set_month_end(context, &part)?;
    }
    context.block(clause, Place::Period);
    Some(())
}

fn is_part(rule: Rule) -> bool {
    !matches!(rule, Rule::k_every | Rule::cycle | Rule::colon | Rule::k_once)
}

/// `month end spills`: kept until the whole plan is read, for the period may be said later.
pub(super) fn set_month_end(context: &mut Context<'_>, part: &Node) -> Option<()> {
    let answer = match part.children.last().map(|last| last.rule) {
        Some(Rule::k_spills) => MonthEnd::Spill,
        Some(Rule::k_drifts) => MonthEnd::Drift,
        _ => MonthEnd::Clamp,
    };
    if let Some(first) = context.month_end.and_then(|stated| stated.origin.span()) {
        return context.report(report::said_twice(first, part.span));
    }
    context.month_end = Some(Choice::stated(answer, Origin::Written(part.span)));
    Some(())
}
