//! The first increment beyond the plan costs more than the whole plan.

use crate::diag::{Code, Diagnostic, Example, Page, Words};
use crate::model::{Ask, Depletion, Fallback, Plan, Resort, Scope};
use crate::text;
use crate::text::Text;
use crate::units::{Format, Kind, Quantity};

use super::{Found, Lint, Look, Subject};

pub(super) const LINT: Lint = Lint {
    code: Code::ByteOverPrice,
    page: Page {
        what: Words {
            en: "One byte beyond the plan costs more than a whole period of it.",
            zh: "超出套餐一个字节的费用高于整个周期的价格。",
        },
        why: Words {
            en: "An increment that is begun is charged in full, without asking: a customer who uses one byte too many pays more than twice. Charge smaller increments, ask for consent, or sell a pack.",
            zh: "开始一个计量单位即收全额且不征得同意：多用一个字节的客户要付两倍以上。请用更小的计量单位收费、征得同意，或出售流量包。",
        },
        bad: Example::Plan("plan \"P\" {\n  every month: price $5, data 500 MB\n  when data runs out: charge $10 per 1 GB begun, at most $100 a month\n}\n"),
        instead: Example::Plan("plan \"P\" {\n  every month: price $5, data 500 MB\n  when data runs out: charge $1 per 100 MB begun, at most $100 a month\n}\n"),
    },
    look: Look::Plan(look),
};

fn look(subject: &Subject<'_>, plan: &Plan, found: &mut Found) {
    let Some(price) = plan.price.filter(|price| !price.amount.is_zero()) else { return };
    // What is used abroad, or at some hours only, has prices of its own.
    let everywhere = |depletion: &&Depletion| depletion.kind == Kind::Data && depletion.scope == Scope::default();
    for depletion in plan.depletions.iter().filter(everywhere) {
        let mut resorts = depletion.fallbacks.answer.iter();
        let dear = resorts.find_map(|resort| Some(charge(resort)?).filter(|(charge, _)| *charge > price.amount));
        if let Some(one) = dear.and_then(|charge| finding(subject, plan, (depletion, price.amount), charge)) {
            found.add(one);
        }
    }
}

/// What one byte costs that nobody was asked about, and the increment.
fn charge(resort: &Resort) -> Option<(Quantity, Quantity)> {
    let Fallback::Charge { price, per, limit, consent: Ask::No, tariff } = &resort.what else { return None };
    let plain = !tariff.in_proportion && tariff.from.is_none() && resort.scope == Scope::default();
    let most = limit.map_or(*price, |limit| limit.amount.min(*price));
    (plain && resort.condition.is_none()).then_some((most, *per))
}

fn finding(
    subject: &Subject<'_>,
    plan: &Plan,
    (depletion, price): (&Depletion, Quantity),
    (charge, per): (Quantity, Quantity),
) -> Option<Diagnostic> {
    let operator = subject.catalogue.operator_of(plan)?;
    let format = Format { gigabyte: operator.gigabyte.answer, currency: operator.currency.answer };
    let money = |amount| Text::same(format.quantity(Kind::Money, amount));
    let (charge, price, per) = (money(charge), money(price), Text::same(format.quantity(Kind::Data, per)));
    let paid = plan.price?.origin.span()?;
    Some(
        Diagnostic::new(
            Code::ByteOverPrice,
            text!("one byte too many costs {charge}, more than the plan", "多用一个字节收 {charge}，高于套餐价格"; charge = charge),
        )
        .at(depletion.fallbacks.origin.span()?, text!("{charge} for each {per} begun", "每开始 {per} 收 {charge}"; charge = charge, per = per))
        .at(paid, text!("a whole period costs {price}", "整个周期 {price}"; price = price))
        .why(text!("an increment that is begun is charged in full, without asking", "开始一个计量单位即收全额，且不征得同意"))
        .help(text!("charge smaller increments, or write `with consent`", "请用更小的计量单位收费，或写 `经同意`")),
    )
}
