//! # `notify`
//!
//! When the customer is told: `notify at 50%, 80% and 100% of each lot, and 3 days before expiry`, `notify at 500 MB left of
//! data`. A share is of what was granted. `of each lot` counts every lot by itself, `of data` all of them together; what
//! stands behind counts as what stands before, and without any `of`, shares and amounts count all data together, and days
//! before expiry each lot.
//!
//! `every 10%` is at 10%, 20% and so on; `of $50 a month` is of money, by what is charged in a month beyond the plan's own
//! price. Where there is more again, as after a purchase, a notice about all together goes out anew.
//!
//! `notify at 80% of data, if marked "gold"`, `…, unless "Extra" held`: whether the customer is told is asked when the notice is due. Where it is
//! not, that time has passed: it is not told later.
//!
//! Units of a pool are those of whoever shares them: `notify at 50% of plan data` counts what all members use of it, and tells that account.
//!
//! **Edge.** A use that passes 50% and 80% at once gives two notices. Nothing is said before the expiry of a lot with nothing
//! left in it.

use crate::diag::Diagnostic;
use crate::model::{Limit, Notice, NoticeAt, NoticeOf, Selector};
use crate::syntax::Rule;
use crate::syntax::tree::{Clause, Node};
use crate::text;
use crate::text::Origin;
use crate::units::{Kind, Quantity, Ratio};

use super::read::{amount, condition, limit, misplaced, parts, selector, time};
use super::{Context, Example, Lowered, Place, report};

pub(super) const EXAMPLES: &[Example] = &[
    Example {
        place: Place::Plan,
        en: "notify at 50%, 80% and 100% of each lot, and 3 days before expiry",
        zh: "通知 达到 50%、80% 和 100% 的 各份，和 到期前 3 天",
    },
    Example { place: Place::Plan, en: "notify at 500 MB left of data", zh: "通知 剩余 500 MB 的 流量" },
    Example { place: Place::Plan, en: "notify at 20% left of data", zh: "通知 剩余 20% 的 流量" },
    Example { place: Place::Plan, en: "notify when 80% of data used", zh: "通知 当 80% 的 流量 已用" },
    Example {
        place: Place::Plan,
        en: "notify at every 10% of plan data and at 500 MB, 75 MB and 2 MB left of data",
        zh: "通知 达到 每 10% 的 套餐流量 和 达到 500 MB、75 MB 和 2 MB 剩余 的 流量",
    },
    Example {
        place: Place::Plan,
        en: "notify at 80% of plan and rolled data",
        zh: "通知 达到 80% 的 套餐 和 已累积流量",
    },
    Example {
        place: Place::Plan,
        en: "notify at 80% and 100% of $50 a month",
        zh: "通知 达到 80% 和 100% 的 $50 每月",
    },
    Example {
        place: Place::Plan,
        en: "notify at 80% of $50 a month, or the customer's \"roaming limit\"",
        zh: "通知 达到 80% 的 $50 每月，或 客户设定的 “roaming limit”",
    },
    Example { place: Place::Plan, en: "notify 24 hours before expiry", zh: "提醒 到期前 24 小时" },
    Example {
        place: Place::Plan,
        en: "notify at 80% of data, unless marked \"quiet\"",
        zh: "通知 达到 80% 的 流量，除非 已标记 “quiet”",
    },
];

pub(super) fn lower(context: &mut Context<'_>, clause: &Clause) -> Lowered {
    context.no_block(clause)?;
    let mut waiting: Vec<(NoticeAt, Origin)> = Vec::new();
    let mut last: Option<NoticeOf> = None;
    let (first, mut only_if) = (context.plan.notices.len(), None);
    for part in parts(&clause.sentence).filter(|part| !is_filler(part.rule)) {
        match part.rule {
            Rule::notice => waiting.extend(all(context, part)?.into_iter().map(|at| (at, Origin::Written(part.span)))),
            Rule::of_money => {
                let of = NoticeOf::Charges(of_money(context, part)?);
                if let Some((_, origin)) = waiting.iter().find(|(at, _)| !matches!(at, NoticeAt::Used(_))) {
                    return context.report(only_shares(*origin, part));
                }
                add(context, &mut waiting, Some(&of));
                last = Some(of);
            }
            Rule::of_part => {
                let of = of(context, part)?;
                add(context, &mut waiting, Some(&of));
                last = Some(of);
            }
            Rule::only_if | Rule::unless => {
                let more = condition::of_modifier(context, part)?;
                only_if = Some(condition::both(only_if, more));
            }
            _ => return misplaced::modifier(context, part, &text!("a notice", "通知")),
        }
    }
    add(context, &mut waiting, last.as_ref());
    if only_if.is_some() {
        context.plan.notices.iter_mut().skip(first).for_each(|notice| notice.only_if.clone_from(&only_if));
    }
    Some(())
}

/// Words that say nothing more: "at 80%", "when 80% is used".
fn is_filler(rule: Rule) -> bool {
    matches!(rule, Rule::k_notify | Rule::k_at | Rule::k_when | Rule::k_used)
}

fn add(context: &mut Context<'_>, waiting: &mut Vec<(NoticeAt, Origin)>, of: Option<&NoticeOf>) {
    for (at, origin) in waiting.drain(..) {
        let of = of.cloned().unwrap_or_else(|| usual(at));
        context.plan.notices.push(Notice { of, at, only_if: None, silent: false, origin });
    }
}

/// Of what, where nothing is said.
pub(super) fn usual(at: NoticeAt) -> NoticeOf {
    match at {
        NoticeAt::BeforeExpiry(_) => NoticeOf::EachLot(Selector::default()),
        NoticeAt::Left(_) | NoticeAt::Used(_) => {
            NoticeOf::Together(vec![Selector { kind: Some(Kind::Data), ..Selector::default() }])
        }
    }
}

pub(super) fn of(context: &mut Context<'_>, part: &Node) -> Option<NoticeOf> {
    let node = part.child(Rule::selectors)?;
    let selectors = selector::selectors(context, node)?;
    let qualities = node.first()?.all(Rule::quality);
    let each = qualities.filter_map(Node::first).any(|word| matches!(word.rule, Rule::k_each | Rule::k_every));
    match selectors.as_slice() {
        [one] if each => Some(NoticeOf::EachLot(one.clone())),
        _ if each => {
            let message = text!("say one thing of which each is counted by itself", "各自计算时请只说一种对象");
            context.report(report::bad_value(node.span, message))
        }
        [] => None,
        several => Some(NoticeOf::Together(same_kind(several))),
    }
}

/// "of plan and rolled data" says the kind once, at the end.
fn same_kind(several: &[Selector]) -> Vec<Selector> {
    let kind = several.last().and_then(|last| last.kind);
    let with_kind = |of: &Selector| Selector { kind: of.kind.or(kind), ..of.clone() };
    several.iter().map(with_kind).collect()
}

/// One notice of a scenario: the first that is said.
pub(super) fn at(context: &mut Context<'_>, notice: &Node) -> Option<NoticeAt> {
    all(context, notice)?.first().copied()
}

/// `80%`, `every 10%`, `500 MB, 75 MB and 2 MB left`, `3 days before expiry`.
pub(super) fn all(context: &mut Context<'_>, notice: &Node) -> Option<Vec<NoticeAt>> {
    if let Some(percent) = notice.child(Rule::percent) {
        let number = percent.child(Rule::decimal)?;
        if !notice.has(Rule::k_every) {
            let share = amount::ratio(context, number, 100)?;
            return match notice.has(Rule::k_left) {
                true => left(context, percent, share).map(|at| vec![at]),
                false => Some(vec![NoticeAt::Used(share)]),
            };
        }
        let Some(step) = number.text.parse::<u64>().ok().filter(|step| (1..=100).contains(step)) else {
            let message = text!("the step is a whole number from 1% to 100%", "步长应为 1% 到 100% 的整数");
            return context.report(report::bad_value(percent.span, message));
        };
        let shares = (1..=100 / step).map(|times| NoticeAt::Used(amount::percent(times * step)));
        return Some(shares.collect());
    }
    if let Some(length) = notice.child(Rule::length) {
        return Some(vec![NoticeAt::BeforeExpiry(time::length(context, length)?)]);
    }
    let amounts = notice.all(Rule::amount);
    amounts.map(|one| amount::measured(context, one).map(|(_, amount)| NoticeAt::Left(amount))).collect()
}

/// `20% left` is when 80% is used.
pub(super) fn left(context: &mut Context<'_>, place: &Node, share: Ratio) -> Option<NoticeAt> {
    match share.denominator.checked_sub(share.numerator) {
        Some(numerator) => Some(NoticeAt::Used(Ratio { numerator, ..share })),
        None => {
            let message = text!("no more than 100% can be left", "剩余不可能超过 100%");
            context.report(report::bad_value(place.span, message))
        }
    }
}

/// `of $50 a month`; without a span, a period.
pub(super) fn of_money(context: &mut Context<'_>, part: &Node) -> Option<Limit> {
    let money = match part.child(Rule::money) {
        Some(money) => amount::money(context, money)?,
        // Until it is set, nothing is told.
        None => Quantity::MAX,
    };
    let span = limit::span_of(context, part)?;
    let chosen = limit::chosen(context, part, Kind::Money)?;
    Some(Limit { amount: money, span, chosen, origin: Origin::Written(part.span) })
}

/// Adds a notice that is sent to nobody, for what is done when it would be. Gives back its place.
pub(super) fn silent(context: &mut Context<'_>, of: NoticeOf, at: NoticeAt, origin: Origin) -> usize {
    context.plan.notices.push(Notice { of, at, only_if: None, silent: true, origin });
    context.plan.notices.len() - 1
}

fn only_shares(origin: Origin, part: &Node) -> Diagnostic {
    let message = text!("of an amount of money, notices go out at shares", "金额只能按百分比通知");
    let help =
        text!("write shares: `notify at 80% and 100% of $50 a month`", "请写百分比：`通知 达到 80% 的 $50 每月`");
    report::bad_value(origin.span().unwrap_or(part.span), message).help(help)
}
