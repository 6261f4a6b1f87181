//! A limit of the bank that nothing can reach: so many leftovers never live at the same time.

use crate::diag::{Code, Diagnostic, Example, Page, Words};
use crate::model::{Cap, CapAmount, CapOf, EarlyRenewal, Life, Plan, Rollover};
use crate::text;
use crate::text::Text;

use super::reason::figures;
use super::reason::lots::{alive, each_period, only_periods};

use super::{Found, Lint, Look, Subject};

pub(super) const LINT: Lint = Lint {
    code: Code::BankOutOfReach,
    page: Page {
        what: Words {
            en: "The bank's limit is not smaller than all the leftovers that can live at the same time.",
            zh: "累积余额的上限不小于同时可能存在的全部结余。",
        },
        why: Words {
            en: "A leftover lives for so many periods, so no more than that many are there at once, each at most one period's grant. The limit cuts nothing: either the time or the limit is not what was meant. Write a limit below that, or leave it out.",
            zh: "结余只保留若干周期，因此同时最多只有那么多份，每份不超过一个周期的额度。这个上限永远不起作用：要么时间、要么上限写错了。请写更小的上限，或去掉它。",
        },
        bad: Example::Plan("plan \"P\" {\n  every calendar month: price $5, data 20 GB\n  rollover 3 months, bank at most 60 GB refusing the newest\n}\n"),
        instead: Example::Plan("plan \"P\" {\n  every calendar month: price $5, data 20 GB\n  rollover 3 months, bank at most 50 GB refusing the newest\n}\n"),
    },
    look: Look::Plan(look),
};

fn look(subject: &Subject<'_>, plan: &Plan, found: &mut Found) {
    // Who may renew early, at once, begins more periods than the calendar has.
    let early = plan.renewal.early.answer == EarlyRenewal::AtOnce && !plan.renewal.early.is_assumed();
    if early || !only_periods(subject.catalogue, plan) {
        return;
    }
    for rule in plan.rollovers.answer.iter().filter(|rule| rule.condition.is_none()) {
        found.all(finding(subject, plan, rule).or_else(|| entry(subject, plan, rule)).or_else(|| periods(plan, rule)));
    }
}

/// More than a period can leave, where only what a period leaves can enter.
fn entry(subject: &Subject<'_>, plan: &Plan, rule: &Rollover) -> Option<Diagnostic> {
    matches!(rule.life, Some(Life::For(_) | Life::Periods(_))).then_some(())?;
    let own = subject.own(plan)?;
    rule.caps.iter().filter(|cap| cap.of == CapOf::Entry).find_map(|cap| {
        let CapAmount::Units { kind, amount } = cap.amount else { return None };
        let (grant, granted) = each_period(own, kind).filter(|(_, granted)| amount >= *granted)?;
        let limit = Text::same(subject.words_of(cap.origin));
        let most = figures::amount(subject, plan, (kind, granted));
        Some(idle(cap)?.at(grant.origin.span()?, text!("all that a period can leave", "一个周期最多能剩的")).why(text!(
            "a period leaves at most {most}, which is not more than `{limit}`",
            "一个周期最多剩 {most}，不超过 `{limit}`";
            most = most, limit = limit
        )))
    })
}

/// The leftovers of more periods than live at once.
fn periods(plan: &Plan, rule: &Rollover) -> Option<Diagnostic> {
    let most = alive(rule.life.as_ref()?, plan.cycle.answer)?;
    rule.caps.iter().filter(|cap| cap.of == CapOf::Bank).find_map(|cap| {
        let CapAmount::Periods(count) = cap.amount else { return None };
        (u64::from(count) >= most).then_some(())?;
        Some(idle(cap)?.at(rule.origin.span()?, at_once(most)))
    })
}

fn idle(cap: &Cap) -> Option<Diagnostic> {
    Some(
        Diagnostic::new(Code::BankOutOfReach, text!("this limit never cuts anything of what rolls", "这个上限永远不会裁去任何结转"))
            .at(cap.origin.span()?, text!("no leftover is more than this", "结余不会超过它"))
            .help(text!("write a smaller limit, or leave it out", "请写更小的上限，或去掉它")),
    )
}

fn at_once(most: u64) -> Text {
    match most {
        1 => text!("one leftover of this lives at once", "这样的结余同时只有一份"),
        _ => text!("at most {most} leftovers of this live at once", "这样的结余同时最多有 {most} 份"),
    }
}

fn most_there_can_be(most: u64, each: &Text, limit: &Text) -> Text {
    if most == 1 {
        return text!(
            "the most there can be is what `{each}` leaves, which is not more than `{limit}`",
            "最多只能有 `{each}` 剩下的一份，不超过 `{limit}`";
            each = each, limit = limit
        );
    }
    text!(
        "the most there can be is {most} times `{each}`, which is not more than `{limit}`",
        "最多只能有 {most} 份 `{each}`，不超过 `{limit}`";
        each = each, limit = limit
    )
}

fn finding(subject: &Subject<'_>, plan: &Plan, rule: &Rollover) -> Option<Diagnostic> {
    let own = subject.own(plan)?;
    let most = alive(rule.life.as_ref()?, plan.cycle.answer)?;
    rule.caps.iter().filter(|cap| cap.of == CapOf::Bank).find_map(|cap| {
        let CapAmount::Units { kind, amount } = cap.amount else { return None };
        let (grant, granted) = each_period(own, kind)?;
        (u128::from(amount.0) >= u128::from(granted.0) * u128::from(most)).then_some(())?;
        let (limit, each) = (Text::same(subject.words_of(cap.origin)), Text::same(subject.words_of(grant.origin)));
        Some(
            Diagnostic::new(Code::BankOutOfReach, text!("this limit never cuts anything of the bank", "这个上限永远不会裁去任何累积余额"))
                .at(cap.origin.span()?, text!("leftovers are never more than this", "结余不会超过它"))
                .at(grant.origin.span()?, at_once(most))
                .why(most_there_can_be(most, &each, &limit))
                .help(text!("write a smaller limit, or leave it out", "请写更小的上限，或去掉它")),
        )
    })
}
