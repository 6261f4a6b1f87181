//! Two limits on one thing, of which one is never reached.

use crate::diag::{Code, Diagnostic, Example, Page, Words};
use crate::model::{Beyond, Ceiling, Depletion, Fallback, GiftRule, Limit, LimitSpan, Metered, Plan, Resort};
use crate::text;
use crate::units::Kind;

use super::reason::figures;
use super::reason::lots::{each_period, only_periods, rolls};

use super::{Found, Lint, Look, Subject};

pub(super) const LINT: Lint = Lint {
    code: Code::LimitOutOfReach,
    page: Page {
        what: Words {
            en: "Of two limits on the same thing one stops everybody before the other can.",
            zh: "对同一事项的两个上限中，一个总是先于另一个生效。",
        },
        why: Words {
            en: "The other does nothing. `at most 5 a day` beside `at most 3 a month` lets nobody buy a fourth on any day. Take it out, or write what was meant.",
            zh: "另一个不起作用。`每天最多 5 次` 与 `每月最多 3 次` 并列时，任何一天都买不到第四个。请删去它，或写出原意。",
        },
        bad: Example::Plan("plan \"P\" {\n  every calendar month: data 20 GB\n  pack \"A\" { price $1; data 1 GB; valid 1 day\n    at most 5 a day; at most 3 a month }\n}\n"),
        instead: Example::Plan("plan \"P\" {\n  every calendar month: data 20 GB\n  pack \"A\" { price $1; data 1 GB; valid 1 day\n    at most 2 a day; at most 9 a month }\n}\n"),
    },
    look: Look::Plan(look),
};

fn look(subject: &Subject<'_>, plan: &Plan, found: &mut Found) {
    subject.packs(plan).for_each(|pack| found.all(pair(&pack.limits)));
    for gift in &plan.gifts {
        for limits in [&gift.amounts, &gift.times, &gift.receive, &gift.receive_times] {
            found.all(pair(limits));
        }
        found.all(too_small(subject, plan, gift));
    }
    for conversion in &plan.selling.conversions {
        found.all(pair(&conversion.amounts));
        found.all(pair(&conversion.times));
    }
    for ceiling in &plan.ceilings {
        found.all(above_grant(subject, plan, ceiling));
    }
    found.all(plan.depletions.iter().filter_map(|rule| under_one_increment(subject, plan, rule)));
    for terms in &plan.change.terms {
        found.all(pair(&terms.limits));
    }
}

/// A limit by the period above all that a period grants, where nothing but that can be used.
fn above_grant(subject: &Subject<'_>, plan: &Plan, ceiling: &Ceiling) -> Option<Diagnostic> {
    let limit = &ceiling.limit;
    let plain = limit.span == LimitSpan::Period && limit.chosen.is_none() && ceiling.metered == Metered::Amount && plan.pool.is_none();
    let sure = only_periods(subject.catalogue, plan) && !plan.rollovers.is_assumed() && !rolls(subject.catalogue, plan);
    // What is slow counts all use; and of use that is blocked there is no more than lots pay.
    let blocked = |resort: &Resort| matches!(resort.what, Fallback::Block | Fallback::BlockWhole);
    let mut rules = plan.depletions.iter().filter(|rule| rule.kind == ceiling.kind);
    let counted = match ceiling.beyond {
        Beyond::Instead(_) => true,
        Beyond::Slow { .. } => rules.all(|rule| rule.fallbacks.answer.iter().all(blocked)),
    };
    (plain && sure && counted).then_some(())?;
    let (grant, granted) = each_period(subject.own(plan)?, ceiling.kind)?;
    (limit.amount >= granted).then_some(())?;
    let words = |amount| figures::amount(subject, plan, (ceiling.kind, amount));
    let (all, most) = (words(granted), words(limit.amount));
    Some(
        Diagnostic::new(Code::LimitOutOfReach, text!("nobody ever reaches this limit", "没有人会达到这个上限"))
            .at(limit.origin.span().or(ceiling.origin.span())?, text!("this stops nobody", "它不限制任何人"))
            .at(grant.origin.span()?, text!("all there is in a period", "每期全部额度"))
            .why(text!("{all} are used up before {most} are", "用到 {most} 之前，{all} 已经用完"; all = all, most = most))
            .help(text!("take it out, or write a smaller one", "请删去它，或写更小的上限")),
    )
}

/// The first of some limits that another makes idle.
fn pair(limits: &[Limit]) -> Option<Diagnostic> {
    let pairs = limits.iter().flat_map(|idle| limits.iter().map(move |other| (idle, other)));
    pairs.filter(|(idle, other)| idle.chosen.is_none() && other.chosen.is_none() && idle.origin != other.origin).find_map(
        |(idle, other)| {
            let (small, large) = (idle.amount.0, other.amount.0);
            let within = |inner, outer| most_in(inner, outer);
            if within(idle.span, other.span).is_some() && small >= large {
                return finding(idle, other);
            }
            let times = within(other.span, idle.span).flatten()?;
            (u128::from(large) * u128::from(times) <= u128::from(small)).then_some(())?;
            finding(idle, other)
        },
    )
}

/// Whether one span lies in the other, and how many of it at most do where that has an end.
fn most_in(inner: LimitSpan, outer: LimitSpan) -> Option<Option<u32>> {
    use LimitSpan::{Day, Ever, Month, Period, Quarter, Week, Year};
    Some(match (inner, outer) {
        (Day | Week | Month | Quarter | Year | Period, Ever) => None,
        (Day, Week) => Some(7),
        (Day, Month) => Some(31),
        (Day, Quarter) => Some(92),
        (Day, Year) => Some(366),
        (Month, Quarter) => Some(3),
        (Month, Year) => Some(12),
        (Quarter, Year) => Some(4),
        _ => return None,
    })
}

fn finding(idle: &Limit, other: &Limit) -> Option<Diagnostic> {
    Some(
        Diagnostic::new(Code::LimitOutOfReach, text!("nobody ever reaches this limit", "没有人会达到这个上限"))
            .at(idle.origin.span()?, text!("this stops nobody", "它不限制任何人"))
            .at(other.origin.span()?, text!("because this stops everybody first", "因为这一条总是先生效"))
            .help(text!("take it out, or write what was meant", "请删去它，或写出原意")),
    )
}

/// A limit on charges that does not come to one increment: nothing is ever charged, and nothing let through.
fn under_one_increment(subject: &Subject<'_>, plan: &Plan, rule: &Depletion) -> Option<Diagnostic> {
    let (price, limit) = rule.fallbacks.answer.iter().find_map(|resort| match &resort.what {
        Fallback::Charge { price, limit: Some(limit), tariff, .. } => {
            let whole = !tariff.in_proportion && tariff.first.is_none() && tariff.rounding.is_none();
            (whole && limit.chosen.is_none() && limit.amount < *price && !limit.amount.is_zero()).then_some((*price, limit))
        }
        _ => None,
    })?;
    let (price, most) = (figures::amount(subject, plan, (Kind::Money, price)), figures::amount(subject, plan, (Kind::Money, limit.amount)));
    Some(
        Diagnostic::new(Code::LimitOutOfReach, text!("not one increment can be charged under this limit", "按这个上限连一个计费单位也收不了"))
            .at(limit.origin.span().or(rule.fallbacks.origin.span())?, text!("{most} at most", "最多 {most}"; most = most))
            .why(text!("each increment costs {price}, so use stops before the first", "每个计费单位 {price}，第一个之前使用就停止"; price = price))
            .help(text!("write a larger limit, or a smaller increment", "请写更大的上限，或更小的计费单位")),
    )
}

/// Gifts that are to be larger than they may be.
fn too_small(subject: &Subject<'_>, plan: &Plan, gift: &GiftRule) -> Option<Diagnostic> {
    let (least, kind) = (gift.at_least?, gift.kind.unwrap_or(Kind::Data));
    let amounts = gift.amounts.iter().filter(|limit| limit.chosen.is_none()).map(|limit| limit.amount);
    let most = amounts.chain(gift.at_most).min().filter(|most| *most < least)?;
    let words = |amount| figures::amount(subject, plan, (kind, amount));
    let (least, most) = (words(least), words(most));
    Some(
        Diagnostic::new(Code::LimitOutOfReach, text!("nothing can ever be given under these limits", "按这些上限什么也送不出去"))
            .at(gift.origin.span()?, text!("at least {least}, and at most {most}", "至少 {least}，又最多 {most}"; least = least, most = most))
            .why(text!("a gift of {least} is more than {most}, and a smaller one is too small", "{least} 的赠送超过 {most}，更小的又不够"; least = least, most = most))
            .help(text!("write a smaller `at least`, or a larger limit", "请写更小的 `至少`，或更大的上限")),
    )
}
