//! A condition that asks for more of the plan's units than it ever grants.

use crate::diag::{Code, Diagnostic, Example, Page, Words};
use crate::model::{Action, Class, Comparison, Condition, Plan, Rollover};
use crate::text;
use crate::text::{Origin, Text};
use crate::units::Quantity;

use super::reason::lots::{each_period, only_periods, rolls};

use super::{Found, Lint, Look, Subject};

pub(super) const LINT: Lint = Lint {
    code: Code::MoreThanThereCanBe,
    page: Page {
        what: Words {
            en: "A condition asks for more of the plan's units than the plan ever grants.",
            zh: "条件要求的套餐单位多于套餐发放的数量。",
        },
        why: Words {
            en: "It never holds, so what stands behind it is never sold or done. Write an amount below what a period grants.",
            zh: "它永远不成立，因此后面的内容永远不会出售或执行。请写小于每期额度的数量。",
        },
        bad: Example::Plan("plan \"P\" {\n  every calendar month: price $5, data 20 GB\n  no rollover\n  pack \"X\" { price $1; data 1 GB; only if plan data left at least 30 GB }\n}\n"),
        instead: Example::Plan("plan \"P\" {\n  every calendar month: price $5, data 20 GB\n  no rollover\n  pack \"X\" { price $1; data 1 GB; only if plan data left at least 10 GB }\n}\n"),
    },
    look: Look::Plan(look),
};

fn look(subject: &Subject<'_>, plan: &Plan, found: &mut Found) {
    plan.rollovers.answer.iter().for_each(|rule| found.all(used(subject, plan, rule)));
    // What is given, or granted at events, may come on top.
    let adds = |action: &Action| !matches!(action, Action::Keep { .. } | Action::Forfeit { .. } | Action::SetExpiry { .. });
    let more = plan.handlers.iter().any(|handler| handler.actions.iter().chain(&handler.otherwise).any(adds));
    if more || plan.rollovers.is_assumed() || rolls(subject.catalogue, plan) || !plan.gifts.is_empty() {
        return;
    }
    for (condition, origin) in subject.packs(plan).flat_map(|pack| &pack.eligibility.only_if) {
        found.all(finding(subject, plan, condition, *origin));
    }
}

/// A leftover that rolls only if more was used than a period grants.
fn used(subject: &Subject<'_>, plan: &Plan, rule: &Rollover) -> Option<Diagnostic> {
    let Some(Condition::Used { kind, comparison, amount }) = &rule.condition else { return None };
    let asked = least(*comparison, *amount)?;
    let (grant, granted) = each_period(subject.own(plan)?, *kind)?;
    // Of what is used whole nothing is left; and as nothing rolls the first time, there is never more to use.
    let alone = plan.rollovers.answer.len() == 1 && only_periods(subject.catalogue, plan);
    (asked >= granted.0 && alone).then_some(())?;
    let each = Text::same(subject.words_of(grant.origin));
    Some(
        Diagnostic::new(Code::MoreThanThereCanBe, text!("who has used so much has nothing left to roll over", "用了这么多的人已没有可结转的结余"))
            .at(rule.origin.span()?, text!("asks for more than a period grants", "要求的比每期额度还多"))
            .at(grant.origin.span()?, text!("a period grants {each}", "每期发放 {each}"; each = each))
            .help(text!("write an amount below what a period grants", "请写低于每期额度的数量")),
    )
}

/// From how much on a comparison holds.
fn least(comparison: Comparison, amount: Quantity) -> Option<u64> {
    match comparison {
        Comparison::AtLeast | Comparison::Exactly => Some(amount.0),
        Comparison::MoreThan => amount.0.checked_add(1),
        Comparison::LessThan | Comparison::AtMost => None,
    }
}

fn finding(subject: &Subject<'_>, plan: &Plan, condition: &Condition, origin: Origin) -> Option<Diagnostic> {
    let Condition::Held { of, comparison, amount } = condition else { return None };
    let asked = least(*comparison, *amount)?;
    (of.class == Some(Class::Plan) && of.product.is_none()).then_some(())?;
    let (grant, granted) = each_period(subject.own(plan)?, of.kind?)?;
    (asked > granted.0).then_some(())?;
    let (words, each) = (Text::same(subject.words_of(origin)), Text::same(subject.words_of(grant.origin)));
    Some(
        Diagnostic::new(
            Code::MoreThanThereCanBe,
            text!("there is never so much left of the plan: {words}", "套餐余量永远没有这么多：{words}"; words = words),
        )
        .at(origin.span()?, text!("never holds", "永远不成立"))
        .at(grant.origin.span()?, text!("a period grants {each}, and nothing rolls over", "每期发放 {each}，且不结转"; each = each))
        .help(text!("write an amount up to what a period grants", "请写不超过每期额度的数量")),
    )
}
