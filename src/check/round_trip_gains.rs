//! Two conversions that make more of units, one after the other.

use crate::diag::{Code, Diagnostic, Example, Page, Words};
use crate::model::{Conversion, Plan, Selector};
use crate::text;
use crate::text::Text;
use crate::units::{Format, Kind, Quantity};

use super::{Found, Lint, Look, Subject};

pub(super) const LINT: Lint = Lint {
    code: Code::RoundTripGains,
    page: Page {
        what: Words {
            en: "Units that are converted, and converted back, are more than before.",
            zh: "单位兑换后再兑换回来，比原来更多。",
        },
        why: Words {
            en: "Whoever goes to and fro has as much as they like without paying. Let the way back give no more than was given, charge a fee, or say which units can be converted (`of plan voice`), so that converted ones cannot.",
            zh: "来回兑换的人不用付费就能得到任意多。请让换回的不多于换出的、收取手续费，或写明哪些单位可以兑换（`的 套餐语音`），使兑换所得不能再兑换。",
        },
        bad: Example::Plan("plan \"P\" {\n  every month: price $5, data 20 GB, voice 100 minutes\n  convert voice to data, 1 minute = 10 MB\n  convert data to voice, 8 MB = 1 minute\n}\n"),
        instead: Example::Plan("plan \"P\" {\n  every month: price $5, data 20 GB, voice 100 minutes\n  convert voice to data, 1 minute = 10 MB\n  convert data to voice, 10 MB = 1 minute\n}\n"),
    },
    look: Look::Plan(look),
};

fn look(subject: &Subject<'_>, plan: &Plan, found: &mut Found) {
    let all = &plan.selling.conversions;
    for (place, there) in all.iter().enumerate() {
        let back = all.iter().skip(place + 1).find(|back| gains(there, back));
        if let Some(one) = back.and_then(|back| finding(subject, plan, there, back)) {
            found.add(one);
        }
    }
}

fn gains(there: &Conversion, back: &Conversion) -> bool {
    let circle = there.from == back.grant.kind && back.from == there.grant.kind;
    let product = |one: Quantity, other: Quantity| u128::from(one.0) * u128::from(other.0);
    let more = product(there.rate.1, back.rate.1) > product(there.rate.0, back.rate.0);
    circle && more && [there, back].iter().all(|one| one.fee.is_zero() && one.of.iter().all(is_plain))
}

/// Whether it says nothing but the kind, so that what was converted fits as well.
fn is_plain(of: &Selector) -> bool {
    let Selector { kind, ref origin, .. } = *of;
    *of == Selector { kind, origin: *origin, ..Selector::default() }
}

fn finding(subject: &Subject<'_>, plan: &Plan, there: &Conversion, back: &Conversion) -> Option<Diagnostic> {
    let operator = subject.catalogue.operator_of(plan)?;
    let format = Format { gigabyte: operator.gigabyte.answer, currency: operator.currency.answer };
    // So many whole rates that both ways come out even.
    let start = there.rate.0.0.checked_mul(back.rate.0.0 / common(there.rate.1.0, back.rate.0.0))?;
    let middle = Quantity(start).proportion(there.rate.1.0, there.rate.0.0)?;
    let end = middle.proportion(back.rate.1.0, back.rate.0.0)?;
    let words = |kind: Kind, amount| Text::same(format.quantity(kind, amount));
    let (from, to) = (there.from, back.from);
    let (start, middle, end) = (words(from, Quantity(start)), words(to, middle), words(from, end));
    Some(
        Diagnostic::new(
            Code::RoundTripGains,
            text!("to and fro, {start} become {end}", "来回一次，{start} 变成 {end}"; start = start, end = end),
        )
        .at(there.origin.span()?, text!("{start} become {middle}", "{start} 变成 {middle}"; start = start, middle = middle))
        .at(back.origin.span()?, text!("{middle} become {end}", "{middle} 变成 {end}"; middle = middle, end = end))
        .why(text!("neither costs a fee, and what was converted can be converted again", "两者都不收手续费，兑换所得可以再兑换"))
        .help(text!("let the way back give less, or say `of plan …` in both", "请让换回的更少，或在两处写明 `的 套餐…`")),
    )
}

/// The largest number that divides both.
fn common(one: u64, other: u64) -> u64 {
    if other == 0 { one.max(1) } else { common(other, one % other) }
}
