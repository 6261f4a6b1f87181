//! Packs that live longer are used up before the plan, whose units are lost.

use crate::diag::{Code, Diagnostic, Example, Page, Words};
use crate::model::{Class, Grant, Key, Plan, Scope, Selector};
use crate::text;
use crate::text::Text;
use crate::units::{Allowance, Validity};

use super::reason::lots::{longest_period, shortest};

use super::{Found, Lint, Look, Subject};

pub(super) const LINT: Lint = Lint {
    code: Code::LongPacksFirst,
    page: Page {
        what: Words {
            en: "Packs pay before the plan, live longer than its period, and nothing of the plan rolls over.",
            zh: "流量包先于套餐使用、有效期长于周期，而套餐不结转。",
        },
        why: Words {
            en: "Who buys a pack uses up what would have lasted, and loses at the period's end what was there anyway. Write `use earliest expiry first`, or let the plan pay first.",
            zh: "购买者先用掉本可留存更久的流量包，而周期末损失了本来就有的套餐额度。请写 `使用最早到期优先`，或让套餐先支付。",
        },
        bad: Example::Plan("plan \"P\" {\n  every calendar month: data 20 GB\n  no rollover\n  pack \"Big\" { price $10; data 50 GB; valid 90 days }\n  use packs first, then plan\n}\n"),
        instead: Example::Plan("plan \"P\" {\n  every calendar month: data 20 GB\n  no rollover\n  pack \"Big\" { price $10; data 50 GB; valid 90 days }\n  use plan first, then packs\n}\n"),
    },
    look: Look::Plan(look),
};

fn look(subject: &Subject<'_>, plan: &Plan, found: &mut Found) {
    let Some(Key::Listed(list)) = plan.order.answer.keys.first() else { return };
    let is = |class| move |one: &Selector| one.class == Some(class) && one.product.is_none() && one.kind.is_none() && one.rolled.is_none();
    let packs = list.iter().position(is(Class::Pack));
    let own = list.iter().position(is(Class::Plan));
    let first = packs.is_some_and(|packs| own.is_none_or(|own| packs < own));
    if first && !plan.rollovers.is_assumed() && plan.rollovers.answer.iter().all(|rule| rule.life.is_none()) {
        found.all(finding(subject, plan));
    }
}

fn finding(subject: &Subject<'_>, plan: &Plan) -> Option<Diagnostic> {
    let period = longest_period(plan.cycle.answer)?;
    let lost = subject.own(plan)?.grants.iter().find(|grant| {
        let limited = matches!(grant.amount.answer, Allowance::Limited(_));
        grant.validity.answer == Validity::Periods(1) && grant.scope == Scope::default() && limited && !grant.used_first
    })?;
    // Every pack of the kind: those that end sooner are rightly used first.
    let mut same = subject.packs(plan).flat_map(|pack| &pack.grants).filter(|grant| grant.kind == lost.kind).peekable();
    let long = same.peek().copied()?;
    same.all(|grant| shortest_life(grant).is_some_and(|life| life > period)).then_some(())?;
    let each = Text::same(subject.words_of(lost.origin));
    Some(
        Diagnostic::new(Code::LongPacksFirst, text!("what lasts longer is used up first, and the plan's units are lost", "有效期更长的先用完，套餐额度却作废"))
            .at(plan.order.origin.span()?, text!("packs pay first", "先用流量包"))
            .at(long.validity.origin.span().or(long.origin.span())?, text!("these last longer than a period", "有效期长于一个周期"))
            .at(lost.origin.span()?, text!("this is lost at the period's end", "周期末作废"))
            .why(text!("who buys a pack with `{each}` untouched uses the pack, and loses `{each}`", "`{each}` 还没用就购买的人会先用流量包，最后失去 `{each}`"; each = each))
            .help(text!("write `use earliest expiry first`, or `use plan first, then packs`", "请写 `使用最早到期优先`，或 `使用套餐优先，然后包`")),
    )
}

/// The shortest that a lot of a pack can live; `None` where no time is told.
fn shortest_life(grant: &Grant) -> Option<u64> {
    let plain = grant.tie.is_none() && grant.repeat.is_none() && !grant.used_first && grant.scope == Scope::default();
    match grant.validity.answer {
        _ if !plain || grant.validity.is_assumed() => None,
        Validity::For(length) => Some(shortest(length)),
        Validity::Forever => Some(u64::MAX),
        _ => None,
    }
}
