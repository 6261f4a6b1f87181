//! Figures as people read them.

use crate::check::Subject;
use crate::model::Plan;
use crate::text;
use crate::text::Text;
use crate::units::{Format, Kind, Quantity};

/// An amount as a plan's customers read it.
pub(in crate::check) fn amount(subject: &Subject<'_>, plan: &Plan, (kind, amount): (Kind, Quantity)) -> Text {
    let operator = subject.catalogue.operator_of(plan);
    Text::same(operator.map_or_else(String::new, |operator| {
        Format { gigabyte: operator.gigabyte.answer, currency: operator.currency.answer }.quantity(kind, amount)
    }))
}

/// Money as people read it, rounded down to the smallest coin.
pub(in crate::check) fn money(subject: &Subject<'_>, plan: &Plan, money: Quantity) -> Text {
    let currency = subject.catalogue.operator_of(plan).map(|operator| operator.currency.answer);
    let digits = currency.map_or(0, |currency| u32::from(currency.minor_digits()));
    let coin = 10_u64.pow(6_u32.saturating_sub(digits));
    amount(subject, plan, (Kind::Money, Quantity(money.0 - money.0 % coin)))
}

/// So many hours, in days too where that says more.
pub(in crate::check) fn hours(hours: u64) -> Text {
    match (hours / 24, hours % 24) {
        (days @ 2.., 0) => text!("{hours} hours ({days} days)", "{hours} 小时（{days} 天）"),
        _ => text!("{hours} hours", "{hours} 小时"),
    }
}

/// What a kind is called.
pub(in crate::check) fn kind(kind: Kind) -> Text {
    let (en, zh) = match kind {
        Kind::Data => ("data", "流量"),
        Kind::Voice => ("voice", "语音"),
        Kind::Sms => ("SMS", "短信"),
        Kind::Money => ("money", "话费"),
        Kind::Points => ("points", "积分"),
    };
    Text { en: en.to_owned(), zh: zh.to_owned() }
}
