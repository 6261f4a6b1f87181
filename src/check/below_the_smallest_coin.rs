//! A price that cannot be paid: it is finer than the smallest coin of its currency.

use crate::diag::{Code, Diagnostic, Example, Page, Words};
use crate::model::{Plan, Price};
use crate::text;
use crate::text::Text;
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
    found.all(plan.price.iter().filter_map(|price| finding(subject, price, &currency)));
    for pack in subject.packs(plan).filter(|pack| pack.sale.units.is_none()) {
        found.all(pack.price.iter().filter_map(|price| finding(subject, &price.answer, &currency)));
    }
}

fn finding(subject: &Subject<'_>, price: &Price, currency: &Currency) -> Option<Diagnostic> {
    let coin = smallest(currency)?;
    (!price.amount.0.is_multiple_of(coin.0)).then_some(())?;
    let code = Text::same(currency.code());
    let (digits, words) = (currency.minor_digits(), Text::same(subject.words_of(price.origin)));
    Some(
        Diagnostic::new(
            Code::BelowTheSmallestCoin,
            text!("{code} has no coin as small as this price needs", "{code} 没有这么小的面额"; code = code),
        )
        .at(price.origin.span()?, text!("{digits} digits behind the point are the most", "小数点后最多 {digits} 位"))
        .why(text!("`{words}` cannot be paid exactly", "`{words}` 无法恰好支付"; words = words))
        .help(text!("write a price with at most {digits} digits behind the point", "请写小数点后最多 {digits} 位的价格")),
    )
}

/// The smallest coin, in millionths.
fn smallest(currency: &Currency) -> Option<Quantity> {
    let digits = u32::from(currency.minor_digits());
    Some(Quantity(10_u64.pow(6_u32.checked_sub(digits)?)))
}
