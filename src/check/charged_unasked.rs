//! A bill that can be far more than the plan, without a question.

use crate::diag::{Code, Diagnostic, Example, Page, Words};
use crate::model::{Ask, Depletion, Fallback, Plan, Price, Resort};
use crate::text;
use crate::units::Kind;

use super::reason::figures;

use super::{Found, Lint, Look, Subject};

pub(super) const LINT: Lint = Lint {
    code: Code::ChargedUnasked,
    page: Page {
        what: Words {
            en: "Data beyond the plan is charged on the bill without asking, up to more than the plan itself costs.",
            zh: "套餐外流量不征得同意就计入账单，最多可超过套餐本身的价格。",
        },
        why: Words {
            en: "There is a limit, but who never agreed to it pays it: regulators in many countries ask for consent to charges of this size. Write `with consent`, or a limit within the plan's price; if the terms ask elsewhere, allow this.",
            zh: "虽有上限，但从未同意的人也要支付：许多国家的监管机构要求对这类收费征得同意。请写 `经同意`，或把上限定在套餐价格以内；若另行征得同意，请允许此项。",
        },
        bad: Example::Plan("plan \"P\" {\n  postpaid\n  every calendar month: price $5, data 20 GB\n  when data runs out: charge $0.50 per 100 MB begun, at most $50 a month\n}\n"),
        instead: Example::Plan("plan \"P\" {\n  postpaid\n  every calendar month: price $5, data 20 GB\n  when data runs out: charge $0.50 per 100 MB begun, at most $50 a month,\n    with consent\n}\n"),
    },
    look: Look::Plan(look),
};

fn look(subject: &Subject<'_>, plan: &Plan, found: &mut Found) {
    let Some(price) = plan.price.filter(|price| !price.amount.is_zero() && !plan.renewal.prepaid) else { return };
    for depletion in plan.depletions.iter().filter(|depletion| depletion.kind == Kind::Data) {
        found.all(depletion.fallbacks.answer.iter().find_map(|resort| finding(subject, plan, (depletion, resort), price)));
    }
}

fn finding(subject: &Subject<'_>, plan: &Plan, (depletion, resort): (&Depletion, &Resort), price: Price) -> Option<Diagnostic> {
    let Fallback::Charge { limit: Some(limit), consent: Ask::No, tariff, .. } = &resort.what else { return None };
    // A value of the customer's own is an agreement.
    let asked = limit.chosen.is_some() || tariff.from.is_some() || resort.condition.is_some() || depletion.condition.is_some();
    (!asked && limit.amount > price.amount).then_some(())?;
    let money = |amount| figures::amount(subject, plan, (Kind::Money, amount));
    let (most, price_of) = (money(limit.amount), money(price.amount));
    Some(
        Diagnostic::new(
            Code::ChargedUnasked,
            text!("up to {most} more than the plan's {price} is charged without asking", "除套餐的 {price} 外，最多再收 {most}，且不征得同意"; most = most, price = price_of),
        )
        .at(depletion.fallbacks.origin.span()?, text!("nobody is asked before this is charged", "收费前不征得同意"))
        .at(price.origin.span()?, text!("what the customer agreed to", "客户同意支付的"))
        .help(text!("write `with consent` behind it, or a limit up to {price}", "请在后面写 `经同意`，或不超过 {price} 的上限"; price = price_of)),
    )
}
