//! Amounts and shares, in words.

use crate::model::Limit;
use crate::text;
use crate::text::Text;
use crate::units::{Kind, Quantity, Ratio};

use super::speech::Speech;
use super::words::counted;

/// What the kind is called.
pub(super) fn noun(kind: Kind) -> Text {
    match kind {
        Kind::Data => text!("data", "流量"),
        Kind::Voice => text!("call time", "通话"),
        Kind::Sms => text!("text messages", "短信"),
        Kind::Money => text!("money", "话费"),
        Kind::Points => text!("points", "积分"),
    }
}

impl Speech<'_> {
    /// What a limit is: an amount, or what the customer has set.
    pub(super) fn most(&self, kind: Kind, limit: &Limit) -> Text {
        let amount = self.amount(kind, limit.amount);
        let Some(chosen) = limit.chosen else { return amount };
        let name = self.catalogue.labels.name(chosen.name);
        if limit.amount == Quantity::MAX {
            return text!("the “{name}” that you set (no limit unless you do)", "您设定的“{name}”（未设定则不限）");
        }
        text!("{amount} (or the “{name}” that you set)", "{amount}（或您设定的“{name}”）"; amount = amount)
    }

    /// An amount by itself: "20 GB", "100 minutes", "$5.00".
    pub(super) fn amount(&self, kind: Kind, quantity: Quantity) -> Text {
        match kind {
            Kind::Data | Kind::Money => Text::same(self.format.quantity(kind, quantity)),
            Kind::Voice => minutes(quantity.0),
            Kind::Sms => items(quantity.0, "text message", "text messages", "条短信"),
            Kind::Points => items(quantity.0, "point", "points", "积分"),
        }
    }

    /// An amount with what it is of: "20 GB of data", 20 GB 流量.
    pub(super) fn amount_of(&self, kind: Kind, quantity: Quantity) -> Text {
        let amount = self.amount(kind, quantity);
        match kind {
            Kind::Data => text!("{amount} of data", "{amount} 流量"; amount = amount),
            Kind::Voice => text!("{amount} of calls", "{amount}通话"; amount = amount),
            Kind::Money => text!("{amount} of credit", "{amount} 话费"; amount = amount),
            Kind::Sms | Kind::Points => amount,
        }
    }

    /// A price.
    pub(super) fn money(&self, quantity: Quantity) -> Text {
        self.amount(Kind::Money, quantity)
    }
}

fn minutes(seconds: u64) -> Text {
    let (minutes, rest) = (counted(seconds / 60, "minute", "minutes"), counted(seconds % 60, "second", "seconds"));
    let (zh_minutes, zh_rest) = (seconds / 60, seconds % 60);
    match (seconds / 60, seconds % 60) {
        (_, 0) => text!("{minutes}", "{zh_minutes} 分钟"),
        (0, _) => text!("{rest}", "{zh_rest} 秒"),
        _ => text!("{minutes} {rest}", "{zh_minutes} 分 {zh_rest} 秒"),
    }
}

fn items(number: u64, one: &str, many: &str, zh: &str) -> Text {
    let en = counted(number, one, many);
    text!("{en}", "{number} {zh}")
}

/// A share: "50%", "8.25%", or "1/3" where percent would not be exact.
pub(super) fn percent(ratio: Ratio) -> Text {
    let Ratio { numerator, denominator } = ratio;
    let parts = u128::from(numerator) * 100_000;
    match (parts.checked_rem(u128::from(denominator)), parts.checked_div(u128::from(denominator))) {
        (Some(0), Some(parts)) => {
            let fraction = format!("{:03}", parts % 1_000);
            let fraction = fraction.trim_end_matches('0');
            let point = if fraction.is_empty() { "" } else { "." };
            Text::same(format!("{}{point}{fraction}%", parts / 1_000))
        }
        _ => Text::same(format!("{numerator}/{denominator}")),
    }
}

/// How much more than one: "twice", "1.5 times", "half".
pub(super) fn multiple(ratio: Ratio) -> Text {
    let Ratio { numerator, denominator } = ratio;
    let thousands = u128::from(numerator) * 1_000;
    let exact = thousands.checked_rem(u128::from(denominator)) == Some(0);
    match thousands.checked_div(u128::from(denominator)) {
        Some(2_000) if exact => text!("twice", "2 倍"),
        Some(share) if exact => {
            let fraction = format!("{:03}", share % 1_000);
            let fraction = fraction.trim_end_matches('0');
            let point = if fraction.is_empty() { "" } else { "." };
            let whole = share / 1_000;
            text!("{whole}{point}{fraction} times", "{whole}{point}{fraction} 倍")
        }
        _ => text!("{numerator}/{denominator} times", "{numerator}/{denominator} 倍"),
    }
}

/// "128 kbps", "1.5 Mbps".
pub(super) fn speed(bits_per_second: u64) -> Text {
    let scaled = |scale: u64, unit: &str| {
        let fraction = format!("{:03}", bits_per_second % scale / (scale / 1_000));
        let fraction = fraction.trim_end_matches('0');
        let point = if fraction.is_empty() { "" } else { "." };
        Text::same(format!("{}{point}{fraction} {unit}", bits_per_second / scale))
    };
    match bits_per_second {
        // Only where three decimals say it exactly.
        bits if bits >= 1_000_000 && bits % 1_000 == 0 => scaled(1_000_000, "Mbps"),
        bits if bits >= 1_000 => scaled(1_000, "kbps"),
        bits => text!("{bits} bits a second", "每秒 {bits} 比特"),
    }
}
