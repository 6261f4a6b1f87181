//! # `renews automatically`, `renewed by hand`
//!
//! Who renews the plan. `renews automatically` (the default): the system does, at the period's end. `renewed by hand`: only
//! the customer does, before or after it. A condition behind it is asked at each such renewal; where it fails, the plan is
//! not renewed, or the customer is refused. Of a plan that renews automatically it is asked of the system alone: a customer who
//! renews by hand has decided.
//!
//! In a pack: it is bought again by itself. `renews automatically`, or `renews when it expires`: when the last of what it grants
//! ends; `renews when it runs out`: when all of it is used up, and the same use goes on with it; `renews when it expires or runs
//! out`; `renews with the plan`: each time the plan is renewed, and so does a pack that is valid in periods. It costs its price
//! each time; where it cannot be bought that is refused, and it renews no more. `stop "Weekly"` in a scenario ends that too, and
//! leaves what is there. `renews every 1 month` is counted from the purchase: what was bought on the 31st comes back to the 31st where a
//! month has one. Each purchase renews by itself, on the account of whoever made it, on the terms of the version that was bought;
//! where only one is to, say so: `packs: only the last one bought renews`.
//!
//! **Edge.** A plan renewed by hand on its last day is renewed early, not on time: only a renewal at the very end is on time. A
//! pack is bought again just before the old one ends, so `on purchase: set expiry of data of the same pack to the new one` carries
//! the leftover on.

use crate::model::{Eligibility, PackRenewal, RenewsWhen};
use crate::syntax::Rule;
use crate::syntax::tree::{Clause, Node};
use crate::text;
use crate::text::Origin;
use crate::units::{Cycle, Duration};

use super::read::{condition, selector, time, trigger};
use super::{Context, Example, Lowered, Place, report};

pub(super) const EXAMPLES: &[Example] = &[
    Example { place: Place::Plan, en: "renews automatically", zh: "已续订自动" },
    Example { place: Place::Plan, en: "renewed by hand", zh: "手动已续订" },
    Example {
        place: Place::Plan,
        en: "renews automatically, only if money at least $2",
        zh: "已续订自动，仅 如果 话费 至少 $2",
    },
    Example { place: Place::Pack, en: "renews automatically", zh: "已续订自动" },
    Example { place: Place::Pack, en: "renews when it expires or runs out", zh: "已续订 当 它 到期 或 用完" },
    Example { place: Place::Pack, en: "renews every 30 days", zh: "已续订 每 30 天" },
    Example {
        place: Place::Pack,
        en: "renews on day 1 of each month, tried again every day for 7 days",
        zh: "已续订 每月第 1 天，重试 每 天 对 7 天",
    },
    Example {
        place: Place::Plan,
        en: "pack \"Day\" { $1; data 1 GB; valid 1 day }; pack \"Month\" { $9; data 30 GB; valid 30 days; renews automatically, else \"Day\" }",
        zh: "包 “Day” { $1；流量 1 GB；有效 1 天 }；包 “Month” { $9；流量 30 GB；有效 30 天；已续订自动，否则 “Day” }",
    },
    Example { place: Place::Pack, en: "renews with the plan", zh: "已续订 随套餐" },
];

pub(super) fn lower(context: &mut Context<'_>, clause: &Clause) -> Lowered {
    context.no_block(clause)?;
    let sentence = &clause.sentence;
    if context.place == Place::Pack {
        return pack(context, sentence);
    }
    let automatic = sentence.has(Rule::k_automatically) || sentence.has(Rule::k_auto_renews);
    if !automatic && !sentence.has(Rule::k_by_hand) {
        let message = text!("this is how a pack renews", "这是包的续订方式");
        let help = text!("write `renews automatically` or `renewed by hand`", "请写 `已续订自动` 或 `手动已续订`");
        return context.report(report::bad_value(sentence.span, message).help(help));
    }
    if sentence.has(Rule::k_by_hand) {
        context.noted.early.get_or_insert(sentence.span);
    }
    if let Some(part) = sentence.child(Rule::instead) {
        let message = text!("a plan is renewed as itself", "套餐只能续订为自身");
        let help = text!(
            "change to another one: `when renewal fails: change to \"Week\", renew`",
            "请改为变更套餐：`当 续期 失败：变更为 “Week”，续订`"
        );
        return context.report(report::bad_value(part.span, message).help(help));
    }
    if let Some(each) = sentence.child(Rule::renews_each) {
        let cycle = super::period_price::cycle(context, each)?;
        super::period_price::set_cycle(context, cycle, each)?;
    }
    if let Some(part) = sentence.child(Rule::retry) {
        super::retry::of_plan(context, part)?;
    }
    context.plan.renewal.automatic = automatic;
    context.plan.renewal.only_if = conditions(context, sentence)?;
    Some(())
}

fn pack(context: &mut Context<'_>, sentence: &Node) -> Lowered {
    if let Some(part) = sentence.children.iter().find(|part| matches!(part.rule, Rule::only_if | Rule::unless)) {
        let message = text!("a pack says as a sentence of its own who may have it", "包的购买条件要单独成句");
        let help = text!("write `only if …` as a sentence of the pack", "请在包中单独写 `仅 如果 …`");
        return context.report(report::bad_value(part.span, message).help(help));
    }
    if let Some(part) = sentence.child(Rule::retry) {
        super::retry::of_pack(context, part)?;
    }
    for name in sentence.all(Rule::instead).flat_map(|part| part.all(Rule::quoted)) {
        match selector::pack_or_group(context, name)? {
            selector::Named::Product(product) => context.items.instead.push(product),
            selector::Named::Group(_) => {
                let message = text!("one pack is bought instead, not a group", "只能改买一个包，不能是一组");
                return context.report(report::bad_value(name.span, message));
            }
        }
    }
    let when = match sentence.child(Rule::renews_when) {
        Some(when) if when.has(Rule::k_every) => RenewsWhen::Every(time::length(context, when)?),
        Some(when) if when.has(Rule::calendar_time) => {
            RenewsWhen::On(trigger::schedule(context, when.child(Rule::calendar_time)?)?)
        }
        Some(when) => match (when.has(Rule::k_expires), when.has(Rule::k_runs_out)) {
            (true, true) => RenewsWhen::Either,
            (false, true) => RenewsWhen::UsedUp,
            (_, false) => RenewsWhen::Expires,
        },
        None if sentence.has(Rule::renews_each) => {
            let each = sentence.child(Rule::renews_each)?;
            match super::period_price::cycle(context, each)? {
                Cycle::Months { count, .. } => RenewsWhen::Every(Duration::Months(count)),
                Cycle::Days(days) | Cycle::CalendarDays(days) => RenewsWhen::Every(Duration::Days(days)),
                Cycle::Seconds(seconds) => RenewsWhen::Every(Duration::Seconds(seconds)),
                _ => {
                    let message = text!("a pack renews after a length of time", "包按时长续订");
                    let help = text!(
                        "write `renews every month` or `renews on day 1 of each month`",
                        "请写 `已续订 每月` 或 `已续订 每月第 1 天`"
                    );
                    return context.report(report::bad_value(each.span, message).help(help));
                }
            }
        }
        None if sentence.has(Rule::k_with_plan) => RenewsWhen::WithPlan,
        None if sentence.has(Rule::k_automatically) || sentence.has(Rule::k_auto_renews) => RenewsWhen::Expires,
        // Whoever wants it again buys it again.
        None => return Some(()),
    };
    context.items.renewal = Some(PackRenewal { when, origin: Origin::Written(sentence.span) });
    Some(())
}

/// What is said behind `only if` and `unless`: all of it must hold.
pub(super) fn conditions(context: &mut Context<'_>, sentence: &Node) -> Option<Eligibility> {
    let mut eligibility = Eligibility::default();
    for part in sentence.children.iter().filter(|part| matches!(part.rule, Rule::only_if | Rule::unless)) {
        eligibility.only_if.extend(condition::asked(context, part, Origin::Written(part.span))?);
    }
    Some(eligibility)
}
