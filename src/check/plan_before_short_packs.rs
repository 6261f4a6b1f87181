//! Packs that end soon are used after the plan, so that they are lost.

use crate::diag::{Code, Diagnostic, Example, Page, Words};
use crate::model::{Class, Key, Plan, Product, RolloverOf, Scope, Selector, Start};
use crate::text;
use crate::text::Text;

use super::reason::lots::{longest_life, longest_period};

use super::{Found, Lint, Look, Subject};

pub(super) const LINT: Lint = Lint {
    code: Code::PlanBeforeShortPacks,
    page: Page {
        what: Words {
            en: "Packs that live for less than half a period are used after the plan's own units.",
            zh: "有效期不到半个周期的流量包排在套餐额度之后使用。",
        },
        why: Words {
            en: "Whoever buys one while there is something left of the plan never gets to use it: the pack ends first. Write `use packs first`, or `use earliest expiry first`.",
            zh: "套餐还有剩余时购买的人根本用不到它：流量包先到期。请写 `使用包优先`，或 `使用最早到期优先`。",
        },
        bad: Example::Plan("plan \"P\" {\n  every calendar month: price $5, data 20 GB\n  pack \"Day\" { price $1; data 5 GB; valid 1 day; no rollover }\n  use plan, then packs\n}\n"),
        instead: Example::Plan("plan \"P\" {\n  every calendar month: price $5, data 20 GB\n  pack \"Day\" { price $1; data 5 GB; valid 1 day; no rollover }\n  use packs, then plan\n}\n"),
    },
    look: Look::Plan(look),
};

fn look(subject: &Subject<'_>, plan: &Plan, found: &mut Found) {
    let Some(Key::Listed(list)) = plan.order.answer.keys.first() else { return };
    let is = |class| move |one: &Selector| one.class == Some(class) && one.product.is_none() && one.kind.is_none();
    let place = |class| list.iter().position(is(class));
    if place(Class::Plan).zip(place(Class::Pack)).is_some_and(|(plan, packs)| plan < packs) {
        // A pack that asks for something may ask that nothing be left.
        let mut packs = subject.packs(plan).filter(|pack| pack.eligibility.only_if.is_empty());
        found.all(packs.find_map(|pack| finding(subject, plan, pack)));
    }
}

fn finding(subject: &Subject<'_>, plan: &Plan, pack: &Product) -> Option<Diagnostic> {
    let period = longest_period(plan.cycle.answer)?;
    let short = |grant: &&crate::model::Grant| {
        let starts = grant.start == Start::Granted && !grant.used_first && grant.scope == Scope::default();
        starts
            && !matches!(grant.rollover, RolloverOf::Own(_))
            && longest_life(plan, grant).is_some_and(|life| life * 2 < period)
    };
    let own = subject.own(plan)?;
    let grant = pack.grants.iter().filter(short).find(|grant| {
        own.grants.iter().any(|other| other.kind == grant.kind && other.scope == Scope::default())
    })?;
    let name = Text::same(&pack.name);
    Some(
        Diagnostic::new(
            Code::PlanBeforeShortPacks,
            text!("`{name}` ends before its turn comes", "`{name}` 还没轮到就已到期"; name = name),
        )
        .at(plan.order.origin.span()?, text!("the plan pays first", "先用套餐额度"))
        .at(grant.validity.origin.span().or(grant.origin.span())?, text!("and this ends soon", "而它很快到期"))
        .why(text!(
            "whoever buys it with something left of the plan pays for units that are lost",
            "套餐还有剩余时购买的人，付了钱却得不到使用"
        ))
        .help(text!("write `use packs first`, or `use earliest expiry first`", "请写 `使用包优先`，或 `使用最早到期优先`")),
    )
}
