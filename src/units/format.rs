//! Amounts as people read them.

use serde::{Deserialize, Serialize};

use super::{Currency, Gigabyte, Kind, Quantity};

/// How an operator's amounts are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Format {
    /// What a gigabyte is.
    pub gigabyte: Gigabyte,
    /// What money is.
    pub currency: Currency,
}

impl Format {
    /// Writes a quantity of a kind, exactly.
    ///
    /// Data: `8 GB`, `1.5 GB`, `999 MB`, `0 B`: in the largest unit of which there is at least one and that needs at
    /// most three decimals. Voice: `100 min`, `1 min 30 s`, `45 s`. Messages: `100 SMS`. Money: `$5.00`, `$0.005`,
    /// `1000 KHR`: with the decimals of the currency, and more only where there is more to say. Points: `1 point`.
    #[must_use]
    pub fn quantity(&self, kind: Kind, quantity: Quantity) -> String {
        match kind {
            Kind::Data => self.data(quantity.0),
            Kind::Voice => voice(quantity.0),
            Kind::Sms => format!("{} SMS", quantity.0),
            Kind::Money => self.money(quantity.0),
            Kind::Points if quantity.0 == 1 => "1 point".to_owned(),
            Kind::Points => format!("{} points", quantity.0),
        }
    }

    /// The same for people. Data has at most two decimals, rounded half up, and `≈` before it where that is not exact:
    /// `≈20.41 GB`. Everything else is short enough, and written exactly.
    #[must_use]
    pub fn brief(&self, kind: Kind, quantity: Quantity) -> String {
        if kind == Kind::Data { self.brief_data(quantity.0) } else { self.quantity(kind, quantity) }
    }

    fn brief_data(&self, bytes: u64) -> String {
        let hundredfold = u128::from(bytes) * 100;
        let rounded = |scale: u64| (hundredfold + u128::from(scale / 2)) / u128::from(scale.max(1));
        let step = self.gigabyte.step();
        for unit in ["TB", "GB", "MB", "kB"] {
            let Some(scale) = self.gigabyte.bytes_in(unit) else { continue };
            let hundredths = rounded(scale);
            // What rounds up to a unit is one: `≈1 GB`, and not `≈1000 MB`.
            if bytes < scale && rounded(scale / step) < u128::from(step) * 100 {
                continue;
            }
            let mark = if hundredths * u128::from(scale) == hundredfold { "" } else { "≈" };
            let whole = u64::try_from(hundredths / 100).unwrap_or(u64::MAX);
            let fraction = u64::try_from(hundredths % 100).unwrap_or(0);
            return format!("{mark}{} {unit}", with_decimals(whole, fraction, 2, 0));
        }
        format!("{bytes} B")
    }

    fn data(&self, bytes: u64) -> String {
        for unit in ["TB", "GB", "MB", "kB"] {
            let Some(scale) = self.gigabyte.bytes_in(unit).filter(|&scale| scale <= bytes) else { continue };
            // A thousand times less than a unit, which is at most 2^40, fits.
            let thousandths = bytes % scale * 1_000;
            if thousandths.is_multiple_of(scale) {
                let number = with_decimals(bytes / scale, thousandths / scale, 3, 0);
                return format!("{number} {unit}");
            }
        }
        format!("{bytes} B")
    }

    fn money(&self, millionths: u64) -> String {
        let least = usize::from(self.currency.minor_digits());
        let number = with_decimals(millionths / 1_000_000, millionths % 1_000_000, 6, least);
        match self.currency.sign() {
            Some(sign) => format!("{sign}{number}"),
            None => format!("{number} {}", self.currency.code()),
        }
    }
}

fn voice(seconds: u64) -> String {
    match (seconds / 60, seconds % 60) {
        (minutes, 0) => format!("{minutes} min"),
        (0, seconds) => format!("{seconds} s"),
        (minutes, seconds) => format!("{minutes} min {seconds} s"),
    }
}

/// A whole number and a fraction of so many digits, of which trailing zeros are dropped down to the least number.
fn with_decimals(whole: u64, fraction: u64, digits: usize, least: usize) -> String {
    let fraction = format!("{fraction:0digits$}");
    let needed = fraction.trim_end_matches('0').len().max(least.min(digits));
    match fraction.get(..needed) {
        Some(shown) if needed > 0 => format!("{whole}.{shown}"),
        _ => whole.to_string(),
    }
}

#[cfg(test)]
mod tests;
