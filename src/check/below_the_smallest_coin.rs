//! A price that cannot be paid: it is finer than the smallest coin of its currency.

use crate::diag::{Code, Diagnostic, Example, Page, Words};
use crate::model::{Action, Depletion, Fallback, FeeAmount, Plan, TollWhat};
use crate::text;
use crate::text::{Origin, Text};
use crate::units::{Currency, Quantity};

use super::{Found, Lint, Look, Subject};

pub(super) const LINT: Lint = Lint {
    code: Code::BelowTheSmallestCoin,
    page: Page {
        what: Words {
            en: "A price is finer than the smallest unit of its currency.",
            zh: "价格比货币的最小单位还小。",
        },
        why: Words {
            en: "Nobody can pay half a yen: billing rounds it somehow, and the sums differ from the price list. Write a price in whole units.",
            zh: "没有人能付半日元：计费会以某种方式取整，金额就与价目表不符。请写整数单位的价格。",
        },
        bad: Example::Plan("currency JPY\nplan \"P\" {\n  every month: price 980.5 JPY, data 20 GB\n}\n"),
        instead: Example::Plan("currency JPY\nplan \"P\" {\n  every month: price 980 JPY, data 20 GB\n}\n"),
    },
    look: Look::Plan(look),
};

fn look(subject: &Subject<'_>, plan: &Plan, found: &mut Found) {
    let Some(currency) = subject.catalogue.operator_of(plan).map(|operator| operator.currency.answer) else { return };
    found.all(plan.price.iter().filter_map(|price| finding(subject, (price.amount, price.origin), &currency)));
    for pack in subject.packs(plan).filter(|pack| pack.sale.units.is_none()) {
        let price = pack.price.as_ref().map(|price| (price.answer.amount, price.answer.origin));
        found.all(price.and_then(|price| finding(subject, price, &currency)));
    }
    for amount in fees(plan) {
        found.all(finding(subject, amount, &currency));
    }
    // Of a cent there are parts, and many small charges come to whole ones; where there is no cent, there is no part of one.
    if currency.minor_digits() == 0 {
        plan.depletions.iter().for_each(|depletion| found.all(charge(subject, depletion, &currency)));
    }
}

/// What is paid at once, beside prices.
fn fees(plan: &Plan) -> impl Iterator<Item = (Quantity, Origin)> {
    let gifts = plan.gifts.iter().filter_map(|gift| Some((gift.fee?, gift.origin)));
    let conversions = plan.selling.conversions.iter().map(|conversion| (conversion.fee, conversion.origin));
    let changes = plan.change.terms.iter().filter_map(|terms| Some((terms.fee?, terms.origin)));
    let actions = plan.handlers.iter().flat_map(|handler| handler.actions.iter().chain(&handler.otherwise));
    let charged = actions.filter_map(|action| match action {
        Action::Charge { amount: FeeAmount::Fixed(amount), origin } => Some((*amount, *origin)),
        _ => None,
    });
    let tolls = plan.tolls.iter().filter_map(|toll| match toll.what {
        TollWhat::Fee { amount, .. } => Some((amount, toll.origin)),
        TollWhat::Pack { .. } => None,
    });
    gifts.chain(conversions).chain(changes).chain(charged).chain(tolls)
}

/// An increment whose price cannot be paid, and that nothing rounds.
fn charge(subject: &Subject<'_>, depletion: &Depletion, currency: &Currency) -> Option<Diagnostic> {
    depletion.fallbacks.answer.iter().find_map(|resort| match &resort.what {
        Fallback::Charge { price, tariff, .. } if tariff.rounding.is_none() => {
            finding(subject, (*price, depletion.fallbacks.origin), currency)
        }
        _ => None,
    })
}

fn finding(subject: &Subject<'_>, (amount, origin): (Quantity, Origin), currency: &Currency) -> Option<Diagnostic> {
    let coin = smallest(currency)?;
    (!amount.0.is_multiple_of(coin.0)).then_some(())?;
    let code = Text::same(currency.code());
    let (digits, words) = (currency.minor_digits(), Text::same(subject.words_of(origin)));
    let (label, help) = match digits {
        0 => (
            text!("not a whole number of {code}", "不是 {code} 的整数"; code = code),
            text!("write a whole number of {code}, or say how it is rounded (`rounded up to 1 {code}`)", "请写 {code} 的整数，或写明取整（`向上取整至 1 {code}`）"; code = code),
        ),
        _ => (
            text!("{digits} digits behind the point are the most", "小数点后最多 {digits} 位"),
            text!("write an amount with at most {digits} digits behind the point", "请写小数点后最多 {digits} 位的金额"),
        ),
    };
    Some(
        Diagnostic::new(
            Code::BelowTheSmallestCoin,
            text!("{code} has no coin as small as this price needs", "{code} 没有这么小的面额"; code = code),
        )
        .at(origin.span()?, label)
        .why(text!("`{words}` cannot be paid exactly", "`{words}` 无法恰好支付"; words = words))
        .help(help),
    )
}

/// The smallest coin, in millionths.
fn smallest(currency: &Currency) -> Option<Quantity> {
    let digits = u32::from(currency.minor_digits());
    Some(Quantity(10_u64.pow(6_u32.checked_sub(digits)?)))
}
