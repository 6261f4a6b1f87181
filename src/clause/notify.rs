//! # `notify`
//!
//! When the customer is told: `notify at 50%, 80% and 100% of each lot, and 3 days before expiry`, `notify at 500 MB left of
//! data`. A share is of what was granted. `of each lot` counts every lot by itself, `of data` all of them together; what
//! stands behind counts as what stands before, and without any `of`, shares and amounts count all data together, and days
//! before expiry each lot.
//!
//! **Edge.** A use that passes 50% and 80% at once gives two notices. Nothing is said before the expiry of a lot with nothing
//! left in it.

use crate::model::{Notice, NoticeAt, NoticeOf, Selector};
use crate::syntax::Rule;
use crate::syntax::tree::{Clause, Node};
use crate::text;
use crate::text::Origin;
use crate::units::Kind;

use super::read::{amount, misplaced, parts, selector, time};
use super::{Context, Example, Lowered, Place, report};

pub(super) const EXAMPLES: &[Example] = &[
    Example {
        place: Place::Plan,
        en: "notify at 50%, 80% and 100% of each lot, and 3 days before expiry",
        zh: "通知 达到 50%、80% 和 100% 的 各份，和 到期前 3 天",
    },
    Example { place: Place::Plan, en: "notify at 500 MB left of data", zh: "通知 剩余 500 MB 的 流量" },
    Example { place: Place::Plan, en: "notify when 80% of data used", zh: "通知 当 80% 的 流量 已用" },
    Example { place: Place::Plan, en: "notify 24 hours before expiry", zh: "提醒 到期前 24 小时" },
];

pub(super) fn lower(context: &mut Context<'_>, clause: &Clause) -> Lowered {
    context.no_block(clause)?;
    let mut waiting: Vec<(NoticeAt, Origin)> = Vec::new();
    let mut last: Option<NoticeOf> = None;
    for part in parts(&clause.sentence).filter(|part| !is_filler(part.rule)) {
        match part.rule {
            Rule::notice => waiting.push((at(context, part)?, Origin::Written(part.span))),
            Rule::of_part => {
                let of = of(context, part)?;
                add(context, &mut waiting, Some(&of));
                last = Some(of);
            }
            _ => return misplaced::modifier(context, part, &text!("a notice", "通知")),
        }
    }
    add(context, &mut waiting, last.as_ref());
    Some(())
}

/// Words that say nothing more: "at 80%", "when 80% is used".
fn is_filler(rule: Rule) -> bool {
    matches!(rule, Rule::k_notify | Rule::k_at | Rule::k_when | Rule::k_used)
}

fn add(context: &mut Context<'_>, waiting: &mut Vec<(NoticeAt, Origin)>, of: Option<&NoticeOf>) {
    for (at, origin) in waiting.drain(..) {
        let of = of.cloned().unwrap_or_else(|| usual(at));
        context.plan.notices.push(Notice { of, at, origin });
    }
}

/// Of what, where nothing is said.
fn usual(at: NoticeAt) -> NoticeOf {
    match at {
        NoticeAt::BeforeExpiry(_) => NoticeOf::EachLot(Selector::default()),
        NoticeAt::Left(_) | NoticeAt::Used(_) => {
            NoticeOf::Together(Selector { kind: Some(Kind::Data), ..Selector::default() })
        }
    }
}

fn of(context: &mut Context<'_>, part: &Node) -> Option<NoticeOf> {
    let node = part.child(Rule::selectors)?;
    let selectors = selector::selectors(context, node)?;
    let [one] = selectors.as_slice() else {
        let message = text!("say one thing that the share is of", "请只说一种对象");
        return context.report(report::bad_value(node.span, message));
    };
    let qualities = node.first()?.all(Rule::quality);
    let each = qualities.filter_map(Node::first).any(|word| matches!(word.rule, Rule::k_each | Rule::k_every));
    Some(if each { NoticeOf::EachLot(one.clone()) } else { NoticeOf::Together(one.clone()) })
}

pub(super) fn at(context: &mut Context<'_>, notice: &Node) -> Option<NoticeAt> {
    if let Some(percent) = notice.child(Rule::percent) {
        return Some(NoticeAt::Used(amount::ratio(context, percent.child(Rule::decimal)?, 100)?));
    }
    if let Some(length) = notice.child(Rule::length) {
        return Some(NoticeAt::BeforeExpiry(time::length(context, length)?));
    }
    let (_, amount) = amount::measured(context, notice.child(Rule::amount)?)?;
    Some(NoticeAt::Left(amount))
}
