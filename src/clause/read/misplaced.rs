//! Modifiers that make no sense where they stand, and why.

use crate::diag::{Code, Diagnostic};
use crate::syntax::Rule;
use crate::syntax::tree::Node;
use crate::text;
use crate::text::Text;

use super::super::Context;

/// Reports a modifier that makes no sense in a clause; `what` is what the clause is about: "a rollover".
pub(crate) fn modifier<T>(context: &mut Context<'_>, part: &Node, what: &Text) -> Option<T> {
    let written = context.sources.slice(part.span).to_owned();
    let message = text!("`{written}` makes no sense for {what}", "`{written}` 对{what}没有意义"; what = what);
    let diagnostic = Diagnostic::new(Code::MisplacedModifier, message).at(part.span, Text::default());
    context.report(diagnostic.why(reason(part.rule)).help(instead(part.rule)))
}

/// What to do about it.
fn instead(rule: Rule) -> Text {
    match rule {
        Rule::at_most | Rule::k_once => text!(
            "put it behind what is bought, given, done or carried over: `buy \"Extra\", at most 2 times a month`",
            "请写在购买、转赠、动作或累积之后：`购买 \"Extra\"，每月最多 2 次`"
        ),
        Rule::validity | Rule::start | Rule::no_rollover | Rule::own_rollover | Rule::k_used_first => text!(
            "put it behind what is granted: `data 5 GB, valid 30 days`",
            "请写在发放的内容之后：`流量 5 GB，有效 30 天`"
        ),
        Rule::window | Rule::in_zone | Rule::for_app | Rule::to_network | Rule::on_network | Rule::with_mark => {
            text!("put it behind what is granted: `data 5 GB on weekends`", "请写在发放的内容之后：`流量 5 GB 于周末`")
        }
        _ => text!("leave it out here, or put it where it belongs", "请在这里去掉它，或写到它该在的地方"),
    }
}

/// What a modifier is for.
fn reason(rule: Rule) -> Text {
    let (en, zh) = match rule {
        Rule::validity => ("a validity says how long granted units live", "有效期说明发放的单位能用多久"),
        Rule::start => ("a start says when the life of granted units begins", "开始时间说明发放的单位从何时起算"),
        Rule::no_rollover | Rule::own_rollover => {
            ("this says what becomes of the leftover of granted units", "这说明发放的单位剩余部分如何处理")
        }
        Rule::k_used_first => ("this says which of the granted units pay first", "这说明发放的单位中哪些先用"),
        Rule::only_if | Rule::unless => {
            ("a condition is asked at an event or at the end of a period", "条件只在事件发生时或周期结束时判断")
        }
        Rule::pays_for => (
            "this says what granted money pays for, and only money pays prices",
            "这说明发放的话费用于什么，而只有话费能付款",
        ),
        Rule::each_head => ("this says for whom something is granted once each", "这说明为哪些人各发放一份"),
        Rule::of_part => {
            ("this says which units are meant, and here that is settled already", "这说明指哪些单位，而这里已经确定")
        }
        Rule::fee => {
            ("a fee is paid for giving units away, or is charged at an event", "手续费在转赠时支付，或在事件发生时收取")
        }
        Rule::consent => ("consent is asked for charges and for automatic purchases", "收费和自动购买才需要同意"),
        Rule::at_least => ("a least amount is for a gift", "最低数量用于转赠"),
        Rule::at_most | Rule::k_once => {
            ("there is nothing here that could be counted or measured this way", "这里没有可以这样计数或计量的内容")
        }
        Rule::window | Rule::in_zone | Rule::for_app | Rule::to_network | Rule::on_network | Rule::with_mark => {
            ("this says when, where or for what granted units can be used", "这说明发放的单位何时、何地或用于什么")
        }
        Rule::within => ("there is no event here that has to come within a time", "这里没有需要限时发生的事"),
        Rule::bonus_share => (
            "a share of the plan is granted when something happens: `on renewal: bonus data 100% of plan data`",
            "按套餐比例的奖励在事件发生时发放：`于 续期：奖励 流量 100% 的 套餐流量`",
        ),
        Rule::month_end => ("the end of a month matters to the plan's own periods", "月末规则只与套餐自己的周期有关"),
        Rule::price => ("a price is for a plan's period or a pack", "价格用于套餐周期或流量包"),
        Rule::clock => ("a clock stops or runs while units are frozen", "只有冻结时才涉及计时"),
        Rule::k_nothing => ("this is said of a period that grants nothing", "这用于不发放任何额度的周期"),
        Rule::cap_side => {
            ("this says which side a limit cuts, so it stands behind a limit", "这说明上限削减哪一侧，应写在上限之后")
        }
        _ => ("it belongs to another clause", "它属于别的条款"),
    };
    Text { en: en.to_owned(), zh: zh.to_owned() }
}
