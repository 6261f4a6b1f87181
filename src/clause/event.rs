//! # `when EVENT: …`, `on EVENT: …`
//!
//! What is done when something happens, for everything that no clause of its own covers: `when recharged: revive expired
//! money; set expiry of all money to the latest`, `on plan change to bigger or equal: keep rolled data up to 1x plan;
//! otherwise: forfeit it`, `on renewal, if 6 renewals in a row, at most once a month: bonus data 5 GB valid 7 days`.
//!
//! - **Events**: activation, renewal, recharge, purchase (`of "Weekend"`), plan change (`to bigger`, `from "A", "B" to "C"`), suspension, resumption,
//!   cancellation, stop (`of "Weekly"`: a pack that renews), `debt is due`; and what a notice could tell: `when data left falls
//!   below 100 MB`, `when 80% of data is used`, `when charges reach $64 in a period` (without the plan's own price).
//! - **Actions**: `bonus …` with a grant, a share of the plan's (`100% of plan data`) or of what is paid in (`600% of
//!   the recharge`, `data 10 MB per $1`, by whole steps), `forfeit`, `keep … up to`, `revive …
//!   within 180 days`, `refill pack data` (each lot to what was granted, or `to 50 MB`), `set expiry of … to the latest` (or `to the new one`, `the later`, `the sum`, a length, a date, `the end of the
//!   period`), `extend … by 30 days`, `freeze …, clock stops`, `charge $1`, `buy "Extra"`, `notify "…"`; `bar data in "abroad"`
//!   and `bar all` until `lift bars` (`lift bars on data`); `full speed to the end of the period` for what `slow …` slows.
//!
//! Actions follow behind commas, behind `;` on the same line, or one a line between braces. They are done in this order.
//! `it` is what the action before was about. Where a condition was asked, `otherwise:` says what is done if it fails.
//!
//! A bonus that says no validity lives to the end of the period.
//!
//! **Edge.** No action raises an event: a bonus of money at a recharge is not a recharge. What an action uses or charges
//! sends notices, and what is to be done at these is done too, but each once at one instant.

use crate::model::{Action, Condition, Eligibility, Handler, NoticeAt, NoticeOf, Trigger};
use crate::syntax::Rule;
use crate::syntax::tree::{Clause, Node};
use crate::text;
use crate::text::Origin;
use crate::units::Quantity;

use super::read::{actions, amount, condition, parts, selector};
use super::{Context, Example, Lowered, Open, Place, notify, report};

pub(super) const EXAMPLES: &[Example] = &[
    Example {
        place: Place::Plan,
        en: "when recharged at least $5: bonus data 10 MB per $1, valid 7 days; bonus money 600% of the recharge to same network",
        zh: "当 充值 至少 $5：奖励流量 10 MB 按每 $1，7 天有效；奖励话费 600% 的 充值 到网内",
    },
    Example {
        place: Place::Plan,
        en: "when recharged: revive expired money within 180 days; set expiry of all money to the latest",
        zh: "当 充值：恢复 已过期话费 180 天内；设定到期日 的 全部话费 至 最晚者",
    },
    Example {
        place: Place::Plan,
        en: "on plan change to bigger or equal: keep rolled data up to 1x plan; otherwise: forfeit it",
        zh: "于 套餐变更 到 更大或相同：保留 已累积流量 最多 1 倍套餐；否则：作废 它",
    },
    Example {
        place: Place::Plan,
        en: "on renewal: keep plan data up to 5 GB; refill plan data to 1 GB; refill pack data",
        zh: "于 续期：保留 套餐流量 最多 5 GB；补足 套餐流量 至 1 GB；补足 包流量",
    },
    Example {
        place: Place::Plan, en: "on plan change: forfeit rolled data", zh: "于 套餐变更：作废 已累积流量"
    },
    Example {
        place: Place::Promotion,
        en: "on renewal: bonus data 100% of plan data, valid 7 days, no rollover, used first",
        zh: "于 续期：奖励流量 100% 的 套餐流量，7 天有效，不累积，优先使用",
    },
    Example {
        place: Place::Plan,
        en: "on suspension: freeze all data, clock stops",
        zh: "于 停机时：冻结 全部流量，停止计时",
    },
    Example {
        place: Place::Plan,
        en: "on renewal, if 6 renewals in a row and not renewed late, at most once a month: bonus data 5 GB valid 7 days, notify \"thank you\"",
        zh: "于 续期，如果 连续 6 次续期 和 非 已续订逾期，每月最多一次：奖励流量 5 GB 7 天有效，通知 “thank you”",
    },
    Example {
        place: Place::Plan,
        en: "pack \"1 GB\": $10, data 1 GB; when data left falls below 100 MB: buy \"1 GB\"",
        zh: "包 “1 GB”：$10，流量 1 GB；当 流量 剩余 跌破 100 MB：购买 “1 GB”",
    },
    Example {
        place: Place::Plan,
        en: "when charges reach $64 in a period: bar all, notify \"limit\"; on renewal: lift bars",
        zh: "当 收费 累计达到 $64 每周期：阻断 全部，通知 “limit”；于 续期：解除停用",
    },
    Example {
        place: Place::Plan,
        en: "when 80% of data is used: full speed for 24 hours, bar data in \"abroad\"",
        zh: "当 80% 的 流量 已使用：全速 24 小时，阻断 流量 在 “abroad”",
    },
    Example { place: Place::Plan, en: "on activation, once: bonus 1 GB", zh: "于 激活时，一次：奖励 1 GB" },
    Example {
        place: Place::Plan,
        en: "when recharged at least $5 { bonus 50 SMS; charge $0.10 }",
        zh: "当 充值 至少 $5 { 奖励 50 条短信；收费 $0.10 }",
    },
    Example {
        place: Place::Plan,
        en: "pack \"A\": data 1 GB, $1; on purchase of \"A\": extend plan data by 30 days",
        zh: "包 “A”：流量 1 GB，$1；于 购买时 的 “A”：延长 套餐流量 由 30 天",
    },
];

pub(super) fn lower(context: &mut Context<'_>, clause: &Clause) -> Lowered {
    let sentence = &clause.sentence;
    let head = sentence.child(Rule::event_head)?.child(Rule::trigger)?;
    let (trigger, comparison) = trigger(context, head)?;
    context.at_purchase = matches!(trigger, Trigger::Purchase(_) | Trigger::PurchaseIn(_));
    let promotion = context.promotion.clone();
    let mut handler = Handler {
        trigger,
        between: promotion.as_ref().and_then(|dates| dates.between),
        eligibility: Eligibility::default(),
        limit: None,
        condition: comparison,
        actions: Vec::new(),
        otherwise: Vec::new(),
        product: promotion.map_or(context.plan.product, |dates| dates.product),
        origin: Origin::Written(sentence.span),
    };
    read_parts(context, &mut handler, sentence)?;
    let conditional = handler.condition.is_some();
    context.plan.handlers.push(handler);
    context.block(clause, Place::Actions);
    context.open = Open::Handler;
    decided(context);
    nothing_done(context, clause, conditional)
}

fn read_parts(context: &mut Context<'_>, handler: &mut Handler, sentence: &Node) -> Option<()> {
    let mut doing = false;
    let mut otherwise = false;
    for part in parts(sentence).filter(|part| part.rule != Rule::event_head) {
        match part.rule {
            Rule::colon => doing = true,
            Rule::only_if | Rule::unless if !doing => {
                let condition = condition::of_modifier(context, part)?;
                handler.condition = Some(condition::both(handler.condition.take(), condition));
            }
            Rule::at_most | Rule::k_once if !doing => actions::limit_of(context, handler, part)?,
            _ => otherwise = actions::one(context, handler, otherwise, part)?,
        }
    }
    Some(())
}

fn trigger(context: &mut Context<'_>, node: &Node) -> Option<(Trigger, Option<Condition>)> {
    let first = node.first()?;
    let plain = |trigger| Some((trigger, None));
    match first.rule {
        Rule::plan_change_trigger => Some((Trigger::PlanChange, condition::which_change(context, first)?)),
        Rule::purchase_trigger => {
            let Some(name) = first.child(Rule::name) else { return plain(Trigger::Purchase(None)) };
            plain(match selector::pack_or_group(context, name)? {
                selector::Named::Product(product) => Trigger::Purchase(Some(product)),
                selector::Named::Group(group) => Trigger::PurchaseIn(group.name),
            })
        }
        Rule::stop_trigger => match first.child(Rule::name) {
            Some(name) => plain(Trigger::PackStop(Some(selector::product(context, name)?))),
            None => plain(Trigger::PackStop(None)),
        },
        Rule::debt_trigger => plain(Trigger::DebtDue),
        Rule::k_activation | Rule::k_activated => plain(Trigger::Activation),
        Rule::k_renewal | Rule::k_renewed => plain(Trigger::Renewal),
        Rule::recharge_trigger => {
            let amount =
                (first.has(Rule::comparison) || first.has(Rule::quoted)).then(|| condition::recharged(context, first));
            match amount {
                Some(condition) => Some((Trigger::Recharge, Some(condition?))),
                None => plain(Trigger::Recharge),
            }
        }
        Rule::k_suspension | Rule::k_suspended => plain(Trigger::Suspension),
        Rule::k_resumption => plain(Trigger::Resumption),
        Rule::charges_trigger | Rule::below_trigger | Rule::notice_trigger => plain(threshold(context, first)?),
        _ => plain(Trigger::Cancellation),
    }
}

/// What a notice could tell.
fn threshold(context: &mut Context<'_>, node: &Node) -> Option<Trigger> {
    let origin = Origin::Written(node.span);
    if context.promotion.is_some() {
        let message = text!("a promotion cannot wait for this", "促销不能等待这个");
        let help = text!("say it in the plan", "请写在套餐里");
        return context.report(report::bad_value(node.span, message).help(help));
    }
    let (of, at) = match node.rule {
        Rule::charges_trigger => {
            (NoticeOf::Charges(notify::of_money(context, node)?), NoticeAt::Used(amount::percent(100)))
        }
        Rule::below_trigger => {
            let mut of = selector::selector(context, node.child(Rule::selector)?)?;
            let (kind, least) = amount::measured(context, node.child(Rule::amount)?)?;
            of.kind.get_or_insert(kind);
            (NoticeOf::Together(of), NoticeAt::Left(least.saturating_sub(Quantity(1))))
        }
        _ => {
            let at = notify::at(context, node.child(Rule::notice)?)?;
            if matches!(at, NoticeAt::BeforeExpiry(_)) {
                let message = text!("nothing can be done before an expiry", "到期前不能执行动作");
                return context.report(report::bad_value(node.span, message));
            }
            let of = match (node.child(Rule::of_money), node.child(Rule::of_part)) {
                (Some(money), _) => NoticeOf::Charges(notify::of_money(context, money)?),
                (None, Some(part)) => notify::of(context, part)?,
                (None, None) => notify::usual(at),
            };
            (of, at)
        }
    };
    Some(Trigger::Reached(notify::silent(context, of, at, origin)))
}

/// Notes that the plan says what becomes of units at a change.
pub(super) fn decided(context: &mut Context<'_>) {
    let Some(handler) = context.plan.handlers.last() else { return };
    let settles = |action: &Action| {
        let other = matches!(action, Action::Bonus { .. } | Action::Charge { .. } | Action::Notify { .. });
        !other && !matches!(action, Action::Buy { .. } | Action::Service { .. })
    };
    if handler.trigger == Trigger::PlanChange && handler.actions.iter().chain(&handler.otherwise).any(settles) {
        context.plan.change.decided = true;
    }
}

/// An event behind which nothing stands does nothing, and that cannot be meant.
fn nothing_done(context: &mut Context<'_>, clause: &Clause, _conditional: bool) -> Lowered {
    let empty =
        context.plan.handlers.last().is_some_and(|handler| handler.actions.is_empty() && handler.otherwise.is_empty());
    if !empty {
        return Some(());
    }
    context.plan.handlers.pop();
    context.open = Open::Nothing;
    // What stands in the block was reported by itself, if it is there.
    if clause.block.as_ref().is_some_and(|block| !block.entries.list.is_empty()) {
        return Some(());
    }
    let message = text!("it is not said what is done", "没有说明做什么");
    let help = text!(
        "put actions behind it: `when recharged: revive expired money`",
        "请在后面写动作：`当 充值：恢复 已过期话费`"
    );
    context.report(report::missing(clause.sentence.span, message).help(help))
}
