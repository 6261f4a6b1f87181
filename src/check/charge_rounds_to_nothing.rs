//! A charge whose price is rounded down to nothing.

use crate::diag::{Code, Diagnostic, Example, Page, Words};
use crate::model::{Depletion, Fallback, Plan, Resort};
use crate::text;
use crate::text::Text;
use crate::units::{Format, Kind, Quantity, Rounding};

use super::{Found, Lint, Look, Subject};

pub(super) const LINT: Lint = Lint {
    code: Code::ChargeRoundsToNothing,
    page: Page {
        what: Words {
            en: "The price of an increment is less than the step to which charges are rounded, so that it is nothing.",
            zh: "单位价格小于收费取整的步长，取整后为零。",
        },
        why: Words {
            en: "Each charge is rounded by itself: use in small pieces costs nothing, however much it is. Round up, round to smaller steps, or charge larger increments.",
            zh: "每次收费单独取整：分小段使用再多也不收费。请向上取整、用更小的步长，或用更大的计量单位收费。",
        },
        bad: Example::Plan("plan \"P\" {\n  every month: price $5, data 500 MB\n  when data runs out: charge $0.004 per 1 MB begun of each session,\n    rounded down to $0.01, at most $20 a month\n}\n"),
        instead: Example::Plan("plan \"P\" {\n  every month: price $5, data 500 MB\n  when data runs out: charge $0.004 per 1 MB begun of each session,\n    rounded up to $0.01, at most $20 a month\n}\n"),
    },
    look: Look::Plan(look),
};

fn look(subject: &Subject<'_>, plan: &Plan, found: &mut Found) {
    for depletion in &plan.depletions {
        let charge = depletion.fallbacks.answer.iter().find_map(charge);
        if let Some(one) = charge.and_then(|charge| finding(subject, plan, depletion, charge)) {
            found.add(one);
        }
    }
}

/// The price of an increment that is rounded to nothing, the increment, and the step.
fn charge(resort: &Resort) -> Option<(Quantity, Quantity, Rounding)> {
    let Fallback::Charge { price, per, tariff, .. } = &resort.what else { return None };
    let rounding = tariff.rounding.filter(|rounding| rounding.of(*price).is_zero())?;
    // Of less than an increment nobody says how much it costs.
    (!price.is_zero() && !tariff.in_proportion && tariff.first.is_none()).then_some((*price, *per, rounding))
}

fn finding(
    subject: &Subject<'_>,
    plan: &Plan,
    depletion: &Depletion,
    (price, per, rounding): (Quantity, Quantity, Rounding),
) -> Option<Diagnostic> {
    let operator = subject.catalogue.operator_of(plan)?;
    let format = Format { gigabyte: operator.gigabyte.answer, currency: operator.currency.answer };
    let money = |amount| Text::same(format.quantity(Kind::Money, amount));
    let (price, step) = (money(price), money(rounding.step()));
    let per = Text::same(format.quantity(depletion.kind, per));
    Some(
        Diagnostic::new(
            Code::ChargeRoundsToNothing,
            text!("{price} is rounded to nothing: use in pieces of {per} is free", "{price} 取整为零：每次用 {per} 即免费"; price = price, per = per),
        )
        .at(depletion.fallbacks.origin.span()?, text!("{price} in steps of {step} is nothing", "{price} 按 {step} 取整为零"; price = price, step = step))
        .why(text!("each charge is rounded by itself", "每次收费单独取整"))
        .help(text!("write `rounded up to {step}`", "请写 `向上取整至 {step}`"; step = step)),
    )
}
