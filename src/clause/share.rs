//! # `share`
//!
//! Who else may use what the plan grants: `share with up to 4 members, cap 10 GB each`. `cap 10 GB` bounds what the members use
//! together in a period; `cap 10 GB each`, each of them. The subscriber is bound by neither. Without `of`, all that the plan
//! grants or rolls is shared; `share plan data` narrows that, `share plan data and "Boost" data` names several.
//!
//! `share everybody's rolled data` is a pool of what all of its lines have, each of its own plan: all of them use it, the
//! subscriber too.
//!
//! What is shared is shared for use: packs, gifts and conversions are paid from each line's own units.
//!
//! **Edge.** A use that goes over a member's cap is split: what fits is served from the pool, the rest meets the depletion rule
//! for members, though the pool still has units.

use crate::model::{Pool, ShareCap};
use crate::syntax::Rule;
use crate::syntax::tree::{Clause, Node};
use crate::text;
use crate::text::Origin;
use crate::units::Kind;

use super::read::{amount, misplaced, parts, selector};
use super::{Context, Example, Lowered, Place, report};

pub(super) const EXAMPLES: &[Example] = &[
    Example { place: Place::Plan, en: "share cap 10GB", zh: "共享上限 10GB" },
    Example {
        place: Place::Plan,
        en: "share with up to 4 members, cap 10 GB each",
        zh: "共享 同 最多 4 成员，上限 10 GB 各",
    },
    Example {
        place: Place::Plan,
        en: "share plan data with 2 members, cap 10 GB in all, cap 6 GB each",
        zh: "共享 套餐流量 同 2 成员，上限 10 GB 总共，上限 6 GB 各",
    },
    Example {
        place: Place::Plan,
        en: "share everybody's plan data and rolled data with up to 4 members",
        zh: "共享 所有人的 套餐流量 和 已累积流量 同 最多 4 成员",
    },
];

pub(super) fn lower(context: &mut Context<'_>, clause: &Clause) -> Lowered {
    context.no_block(clause)?;
    let origin = Origin::Written(clause.sentence.span);
    let mut pool = Pool { members: None, caps: Vec::new(), of: Vec::new(), everybody: false, origin };
    for part in parts(&clause.sentence).filter(|part| part.rule != Rule::k_share) {
        one(context, &mut pool, part)?;
    }
    if let Some(cap) = pool.caps.first().and_then(|cap| cap.origin.span()).filter(|_| pool.everybody) {
        let message = text!("a cap is on what members use of the subscriber's units", "上限只针对成员使用机主的单位");
        let help = text!(
            "limit what each line uses: `limit data to 10 GB a period for each member`",
            "请限制每条线路：`限制 流量 至 10 GB 每周期 对 每个 成员`"
        );
        return context.report(report::bad_value(cap, message).help(help));
    }
    context.plan.pool = Some(pool);
    Some(())
}

fn one(context: &mut Context<'_>, pool: &mut Pool, part: &Node) -> Option<()> {
    match part.rule {
        Rule::share_with => {
            if let Some(integer) = part.child(Rule::integer) {
                let members = amount::positive(context, integer)?;
                if pool.members.replace(members).is_some() {
                    return context.report(report::said_twice(part.span, part.span));
                }
            }
            Some(())
        }
        Rule::share_cap => {
            let cap = cap(context, part)?;
            if let Some(first) = pool.caps.iter().find(|other| other.each == cap.each).and_then(|cap| cap.origin.span())
            {
                return context.report(report::said_twice(first, part.span));
            }
            pool.caps.push(cap);
            Some(())
        }
        Rule::k_everybodys => {
            pool.everybody = true;
            Some(())
        }
        Rule::selectors => of(context, pool, part),
        Rule::of_part => of(context, pool, part.child(Rule::selectors)?),
        _ => misplaced::modifier(context, part, &text!("sharing", "共享")),
    }
}

fn of(context: &mut Context<'_>, pool: &mut Pool, node: &Node) -> Option<()> {
    let selectors = selector::selectors(context, node)?;
    if let Some(first) = pool.of.first().and_then(|first| first.origin?.span()) {
        return context.report(report::said_twice(first, node.span));
    }
    if selectors.iter().any(|one| one.kind == Some(Kind::Money)) {
        let message = text!("money is not shared: each line has its own", "钱不能共享：每条线路各有自己的钱");
        let help = text!(
            "write `the owner pays for members` if the owner is charged for what they use",
            "若成员的使用由机主付费，请写 `机主 代付 成员`"
        );
        return context.report(report::bad_value(node.span, message).help(help));
    }
    pool.of = selectors;
    Some(())
}

fn cap(context: &mut Context<'_>, part: &Node) -> Option<ShareCap> {
    let origin = Origin::Written(part.span);
    let Some(measure) = part.child(Rule::amount) else {
        let written = part.child(Rule::decimal)?;
        let number = &written.text;
        let message = text!("{number} of what?", "{number} 什么单位？");
        return context.report(
            report::bad_value(written.span, message)
                .help(text!("say the unit: `{number} GB`", "请写上单位：`{number} GB`")),
        );
    };
    match amount::measured(context, measure)? {
        (Kind::Data, amount) => Some(ShareCap { amount, each: part.has(Rule::k_each), origin }),
        _ => {
            let message = text!("members are capped in data", "成员的上限以流量计");
            context.report(
                report::bad_value(measure.span, message)
                    .help(text!("write an amount of data: `cap 10 GB`", "请写流量：`上限 10 GB`")),
            )
        }
    }
}
