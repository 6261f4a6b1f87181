//! # `when EVENT: …`, `on EVENT: …`
//!
//! What is done when something happens, for everything that no clause of its own covers: `when recharged: revive expired
//! money; set expiry of all money to the latest`, `on plan change to bigger or equal: keep rolled data up to 1x plan;
//! otherwise: forfeit it`, `on renewal, if 6 renewals in a row, at most once a month: bonus data 5 GB valid 7 days`.
//!
//! - Several of them: `on activation or renewal: …`, `on purchase of "Day", "Week": …`.
//! - **Events**: activation, renewal, `renewal fails`, recharge, purchase (`of "Weekend"`), plan change (`to bigger`,
//!   `from "A", "B" to "C"`), suspension, resumption, cancellation, stop (`of "Weekly"`: a pack that renews), `debt is due`;
//!   `gift given`, `gift received`; `joins`, `leaves`, `member joins`, `member leaves`; `marked "paid"`, `unmarked "paid"`;
//!   `agrees to charges`, `agrees to "roaming"`; `use of data in "EU"`; and what a notice could tell: `when data left falls below 100 MB`, `when 80%
//!   of data is used`, `when charges reach $64 in a period` (without the plan's own price).
//! - **What happens to units**: `data runs out` (the last that fits is used up), `"Weekend" expires` (its time is over, with
//!   something left in it), `"Weekend" starts` (it waited for its first use, for a date, or for the one before).
//! - **Times**: `every day at 00:00`, `every Monday at 06:00`, `on day 1 of each month`, `each year on 31 December`, `on 2026-05-01`, `on the
//!   birthday`, `each year on the day of activation` (a date of the account: `set birthday to 1990-05-17`).
//!   `3 days before the period's end`, if the period is longer than that.
//! - **Times since something**: `3 days after renewal fails, unless renewed`, `60 days without use, recharge`. They are counted
//!   anew whenever it happens again, so several may be named: `30 days after the last recharge or use`. They end with the
//!   subscription. A time *without* something is also counted from the
//!   activation, or from the change to the plan. `every 90 days without use` comes again each time, `12 weeks without recharge, then
//!   every week` after each further week.
//! - **The end of a period**: `when the period ends`, before leftovers are looked at: `bonus 1 point for each GB of plan data left`.
//! - **Actions**: `bonus …` with a grant, a share of the plan's (`100% of plan data`) or of what is paid in (`600% of
//!   the recharge`, `data 10 MB per $1`, by whole steps), of a pack (`25% of pack data` at its purchase, `10% of "Weekly" data`),
//!   or of what has happened in a span (`bonus money 50% of money charged for voice from recharged money in the day before, up to
//!   $2`, `bonus 1 point per $2 charged in the month before`, `bonus data 10% of data used this week`); `forfeit`, `keep … up to`, `revive …
//!   within 180 days`, `refill pack data` (each lot to what was granted, or `to 50 MB`; also one that is
//!   used up, or that `keep … up to 0 MB` has emptied; what was forfeited whole does not come back), `set expiry of … to the latest` (or `to the new one`, `the later`, `the sum`, a length, a date, `the end of the
//!   period`), `extend … by 30 days`, `freeze …, clock stops`, `thaw`, `charge $1`, `charge 6% of money charged in the day before, at
//!   least $0.10`, `charge 10% of the recharge`, `charge what is missing to $5 of the bill`, `charge $10 for each month left of 12 months`,
//!   `next period $5 off`, `next 3 periods free`, `notify "…"`, `mark "…"`, `unmark "…"`;
//!   `bar data in "abroad"` and `bar all` until `lift bars` (`lift bars on data`); `full speed to the end of the period` for
//!   what `slow …` slows.
//!   What has expired can be revived until `forfeit expired …`.
//! - **Units that shrink**: `forfeit 20% of bonus data` (of what is left in each lot), `forfeit 20% of what was granted of bonus
//!   data`, `keep 50% of plan data`.
//! - **So much of all together**: `forfeit 1 GB`, `forfeit the greater of 5 points and 5% of all points`, `forfeit 10% of all data in all`
//!   (rounded once), `at least` or `at most` so much behind a share, `forfeit rolled data down to 5 GB`. What ends first goes first.
//!   `refill … to 5 GB at $1 per GB` charges what is added.
//! - **What a customer could ask for**: `buy "X"`, `renew`, `change to "Basic"`, `suspend`, `resume`, `cancel`. It is asked for
//!   when everything else is done that the event leads to, and may be refused as the customer may be.
//!
//! Actions follow behind commas, behind `;` on the same line, or one a line between braces. They are done in this order.
//! `it` is what the action before was about. Where a condition was asked, `otherwise:` says what is done if it fails.
//!
//! A bonus for each step of what has happened counts everything once: what it was given for before is not counted again, and what is too
//! little for another step is counted the next time. `on purchase: bonus 1 point per $1 charged this month` rewards $0.50 and $0.50 with
//! one point. What is paid in is counted at each recharge by itself, and so is a time that moves, `in the last 30 days`.
//!
//! A bonus that says no validity lives to the end of the period. In a list, `bonus data 1 GB, bonus voice 10 minutes, valid 7 days`,
//! the validity behind the last one is that of those before it which have none of their own.
//!
//! What is kept `on cancellation` stays usable until its own end, and does not roll any more.
//!
//! **Edge.** A bonus of money at a recharge is not a recharge. What is asked for is an event of its own, and what an action uses
//! or charges sends notices, at which something may be done too; but nothing is done twice in consequence of one event, so a
//! plan always comes to an end. An action that would bring about its own event is a mistake.
//!
//! **Edge.** `every day: bonus …` is a plan whose period is a day. With a time, `every day at 00:00: …`, it is an event.

use crate::model::{Action, Eligibility, Handler, Request, Trigger};
use crate::syntax::Rule;
use crate::syntax::tree::{Clause, Node};
use crate::text;
use crate::text::Origin;

use super::read::{actions, condition, parts, trigger};
use super::{Context, Example, Lowered, Open, Place, report};

pub(super) const EXAMPLES: &[Example] = &[
    Example {
        place: Place::Plan,
        en: "each year on 31 December, if recharged this year: bonus data 1 GB valid to the end of the next calendar quarter",
        zh: "每 年 于 31 十二月份，如果 今年 充值：奖励 流量 1 GB 有效 至 下个季度末",
    },
    Example {
        place: Place::Plan,
        en: "on activation or renewal: notify \"welcome\"",
        zh: "于 激活时 或 续期：通知 “welcome”",
    },
    Example {
        place: Place::Plan,
        en: "when recharged at least $5: bonus data 10 MB per $1, valid 7 days; bonus money 600% of the recharge to same network",
        zh: "当 充值 至少 $5：奖励流量 10 MB 按每 $1，7 天有效；奖励话费 600% 的 充值 到网内",
    },
    Example {
        place: Place::Plan,
        en: "every day at 00:00: bonus money 50% of money charged for voice from recharged money in the day before, up to $2, valid 1 day",
        zh: "每天 00:00：奖励话费 50% 的 昨天 话费 收费 对 通话 从 充值所得话费，最多 $2，1 天有效",
    },
    Example {
        place: Place::Plan,
        en: "on day 1 of each month: bonus 1 point per $2 charged in the month before, bonus data 10% of data used in the month before",
        zh: "每月第 1 天：奖励 1 积分 按每 $2 上个月 收费，奖励流量 10% 的 上个月 流量 已使用",
    },
    Example {
        place: Place::Plan,
        en: "pack \"Weekly\": $3, data 2 GB; on purchase of \"Weekly\": bonus data 25% of pack data; on renewal: bonus data 10% of \"Weekly\" data",
        zh: "包 “Weekly”：$3，流量 2 GB；于 购买时 的 “Weekly”：奖励流量 25% 的 包流量；于 续期：奖励流量 10% 的 “Weekly” 流量",
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
        en: "3 days after renewal fails, unless renewed: cancel",
        zh: "3 天 之后 续期 失败，除非 已续订：退订",
    },
    Example {
        place: Place::Plan,
        en: "on day 1 of each month, if used more data in \"EU\" than elsewhere in the last 4 months: notify \"more there than here\"",
        zh: "每月第 1 天，如果 最近 4 个月 已使用 更多流量 在 “EU” 比别处：通知 “more there than here”",
    },
    Example {
        place: Place::Plan,
        en: "on renewal, if used data in \"EU\" on at least 10 days in each of the last 2 months and recharged 3 months in a row: mark \"away\"",
        zh: "于 续期，如果 最近连续 2 个月 已使用 流量 在 “EU” 于 至少 10 天 和 3 个月 连续 充值：标记 “away”",
    },
    Example {
        place: Place::Plan,
        en: "3 days before the period's end: notify \"soon\"",
        zh: "周期结束前 3 天：通知 “soon”",
    },
    Example {
        place: Place::Plan,
        en: "30 days after the last recharge or use: forfeit bonus data",
        zh: "30 天 之后 最后一次 充值 或 使用：作废 奖励流量",
    },
    Example {
        place: Place::Plan,
        en: "every 90 days without use: charge $1; 12 weeks without recharge, then every week: forfeit the greater of 5 points and 5% of all points",
        zh: "每 90 天 未发生 使用：收费 $1；12 周 未发生 充值，然后 每 1 周：作废 较大者 5 积分 和 5% 的 全部积分",
    },
    Example {
        place: Place::Plan,
        en: "when recharged: forfeit 1 GB, forfeit 10% of all data in all, at most 500 MB; on renewal: forfeit rolled data down to 5 GB",
        zh: "当 充值：作废 1 GB，作废 10% 的 全部流量 总共，最多 500 MB；于 续期：作废 已累积流量 降至 5 GB",
    },
    Example {
        place: Place::Plan,
        en: "when data left falls below 1 GB: refill plan data to 5 GB at $1 per GB; when the period ends: bonus 1 point for each GB of plan data left",
        zh: "当 流量 剩余 跌破 1 GB：补足 套餐流量 至 5 GB 价格 $1 按每 GB；周期结束时：奖励 1 积分 对 各 GB 的 套餐流量 剩余",
    },
    Example {
        place: Place::Plan,
        en: "60 days without use, recharge: forfeit all money, notify \"your money is gone\"",
        zh: "60 天 未发生 使用，充值：作废 全部话费，通知 “your money is gone”",
    },
    Example {
        place: Place::Plan,
        en: "every day at 00:00: forfeit 20% of bonus data",
        zh: "每天 00:00：作废 20% 的 奖励流量",
    },
    Example {
        place: Place::Plan,
        en: "on day 1 of each month: keep 50% of rolled data; unmark \"happy\"",
        zh: "每月第 1 天：保留 50% 的 已累积流量；取消标记 “happy”",
    },
    Example {
        place: Place::Plan,
        en: "when recharged money expires: freeze all data, mark \"grace\"",
        zh: "当 充值所得话费 到期：冻结 全部流量，标记 “grace”",
    },
    Example {
        place: Place::Plan,
        en: "when marked \"paid\": thaw all data, resume, renew",
        zh: "当 已标记 “paid”：解冻 全部流量，复机，续订",
    },
    Example {
        place: Place::Plan,
        en: "pack \"A\": data 1 GB, $1; when \"A\" runs out: buy \"A\"",
        zh: "包 “A”：流量 1 GB，$1；当 “A” 用完：购买 “A”",
    },
    Example {
        place: Place::Plan,
        en: "on use of data in \"EU\", once a day: notify \"welcome\"",
        zh: "于 使用 的 流量 在 “EU”，每天最多一次：通知 “welcome”",
    },
    Example {
        place: Place::Plan,
        en: "pack \"A\": data 1 GB, $1; on purchase of \"A\": extend plan data by 30 days",
        zh: "包 “A”：流量 1 GB，$1；于 购买时 的 “A”：延长 套餐流量 由 30 天",
    },
    Example {
        place: Place::Plan,
        en: "when recharged: charge 10% of the recharge, at least $0.15, at most $1, rounded up to a cent; on cancellation: charge $10 for each month left of 12 months; every day at 00:00: charge 6% of money charged in the day before; when the period ends: charge what is missing to $5 of the bill",
        zh: "当 充值：收费 10% 的 充值，至少 $0.15，最多 $1，向上取整至 一分；于 退订时：收费 $10 对 各 月 剩余 的 12 个月；每天 00:00：收费 6% 的 话费 收费 昨天；周期结束时：收费 差额至 $5 的 账单",
    },
    Example {
        place: Place::Plan,
        en: "on the birthday at 09:00: bonus data 1 GB; each year on the day of activation, if not on the birthday: notify \"thanks\"; each year on the customer's \"wedding\": bonus 10 SMS; on renewal, if in the month of the birthday: bonus data 2 GB",
        zh: "于 生日 09:00：奖励 流量 1 GB；每 年 于 开通周年日，如果 非 于 生日：通知 “thanks”；每 年 于 客户设定的 “wedding”：奖励 10 条短信；于 续期，如果 当月有 生日：奖励 流量 2 GB",
    },
    Example {
        place: Place::Plan,
        en: "when recharged by \"friend\": next period $5 off; on activation: next 2 periods 50% off; on resumption: next period free",
        zh: "当 充值 由 “friend”：下一周期 $5 减免；于 激活时：下一 2 个周期 50% 减免；于 复机时：下一周期 免费",
    },
    Example {
        place: Place::Plan,
        en: "on activation: bonus money $10 for the plan's price only, valid for ever, bonus money $2 not for packs",
        zh: "于 激活时：奖励话费 $10 对套餐费仅，有效 永久，奖励话费 $2 非对包",
    },
];

pub(super) fn lower(context: &mut Context<'_>, clause: &Clause) -> Lowered {
    let sentence = &clause.sentence;
    let (trigger, comparison) = trigger::head(context, sentence.child(Rule::event_head)?)?;
    context.at_purchase = trigger.each().iter().all(|one| matches!(one, Trigger::Purchase(_) | Trigger::PurchaseIn(_)));
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
    sets_itself_off(context)?;
    nothing_done(context, clause, conditional)
}

fn read_parts(context: &mut Context<'_>, handler: &mut Handler, sentence: &Node) -> Option<()> {
    let mut doing = false;
    let mut otherwise = false;
    for part in parts(sentence).filter(|part| part.rule != Rule::event_head) {
        match part.rule {
            Rule::colon => doing = true,
            Rule::and_condition => {
                let condition = condition::of_modifier(context, part)?;
                handler.condition = Some(condition::both(handler.condition.take(), condition));
            }
            Rule::only_if | Rule::unless if !doing => {
                let condition = condition::of_modifier(context, part)?;
                handler.condition = Some(condition::both(handler.condition.take(), condition));
            }
            Rule::at_most | Rule::k_once if !doing => actions::limit_of(context, handler, part)?,
            _ => otherwise = actions::one(context, handler, otherwise, part)?,
        }
    }
    actions::listed_together(handler, (0, 0));
    Some(())
}

/// Notes that the plan says what becomes of units at a change.
pub(super) fn decided(context: &mut Context<'_>) {
    let Some(handler) = context.plan.handlers.last() else { return };
    let settles = |action: &Action| {
        !matches!(
            action,
            Action::Bonus { .. }
                | Action::Charge { .. }
                | Action::Notify { .. }
                | Action::Mark { .. }
                | Action::Service { .. }
                | Action::Ask { .. }
        )
    };
    if handler.trigger.each().contains(&Trigger::PlanChange)
        && handler.actions.iter().chain(&handler.otherwise).any(settles)
    {
        context.plan.change.decided = true;
    }
}

/// No action brings about the very event that it is done at.
fn sets_itself_off(context: &mut Context<'_>) -> Lowered {
    let Some(handler) = context.plan.handlers.last() else { return Some(()) };
    let itself = |action: &Action, trigger: &Trigger| match (action, trigger) {
        (Action::Ask { request: Request::Suspend, .. }, Trigger::Suspension)
        | (Action::Ask { request: Request::Resume, .. }, Trigger::Resumption)
        | (Action::Ask { request: Request::Cancel, .. }, Trigger::Cancellation)
        | (Action::Ask { request: Request::Renew, .. }, Trigger::Renewal)
        | (Action::Ask { request: Request::ChangePlan(_), .. }, Trigger::PlanChange)
        | (Action::Ask { request: Request::Buy(_), .. }, Trigger::Purchase(None)) => true,
        (Action::Ask { request: Request::Buy(bought), .. }, Trigger::Purchase(Some(product))) => bought == product,
        (Action::Mark { label, on, .. }, Trigger::Mark(other, was)) => label == other && on == was,
        _ => false,
    };
    let again = |action: &&Action| handler.trigger.each().iter().any(|trigger| itself(action, trigger));
    let found = handler.actions.iter().chain(&handler.otherwise).find(again).and_then(|action| match action {
        Action::Ask { origin, .. } | Action::Mark { origin, .. } => origin.span(),
        _ => None,
    });
    let Some(span) = found else { return Some(()) };
    context.plan.handlers.pop();
    context.open = Open::Nothing;
    let message = text!("this would set itself off again", "这会再次触发自身");
    let help = text!("let it be done at another event", "请放到其他事件中");
    context.report(report::bad_value(span, message).help(help))
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
