//! Currencies.

use serde::{Deserialize, Serialize};

/// The operator's currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(try_from = "String", into = "String")]
pub struct Currency {
    code: [u8; 3],
    minor_digits: u8,
}

impl Currency {
    /// No currency was declared. Amounts are written as dollars are, as the language writes them; its code is the one
    /// that ISO 4217 has for no currency.
    pub const UNDECLARED: Currency = Currency { code: *b"XXX", minor_digits: 2 };

    /// The currency of that ISO 4217 code, in capitals: `USD`, `KHR`. `XXX` is [`Currency::UNDECLARED`].
    #[must_use]
    pub fn named(code: &str) -> Option<Currency> {
        let bytes = <[u8; 3]>::try_from(code.as_bytes()).ok()?;
        if bytes == Self::UNDECLARED.code {
            return Some(Self::UNDECLARED);
        }
        let currency = iso_currency::Currency::from_code(code)?;
        let minor_digits = match currency {
            // ISO 4217 still counts 100 sen to the riel; no price list has for decades.
            iso_currency::Currency::KHR => 0,
            // Metals and units of account have no minor unit.
            _ => currency.exponent().and_then(|digits| u8::try_from(digits).ok()).unwrap_or(0),
        };
        Some(Currency { code: bytes, minor_digits })
    }

    /// The ISO 4217 code.
    #[must_use]
    pub fn code(&self) -> &str {
        // Always ASCII: a known code or `XXX`.
        std::str::from_utf8(&self.code).unwrap_or_default()
    }

    /// How many decimals its amounts are written with at least: 2 for USD, 0 for JPY and, unlike ISO 4217, for KHR.
    #[must_use]
    pub const fn minor_digits(&self) -> u8 {
        self.minor_digits
    }

    /// The sign written before the number, for the few that everybody reads alike. `¥` or `kr` would not do.
    #[must_use]
    pub const fn sign(&self) -> Option<&'static str> {
        match &self.code {
            b"USD" | b"XXX" => Some("$"),
            b"EUR" => Some("€"),
            b"GBP" => Some("£"),
            _ => None,
        }
    }
}

impl TryFrom<String> for Currency {
    type Error = String;

    fn try_from(code: String) -> Result<Currency, String> {
        Currency::named(&code).ok_or_else(|| format!("`{code}` is not a currency"))
    }
}

impl From<Currency> for String {
    fn from(currency: Currency) -> String {
        currency.code().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes() {
        let described = |code| Currency::named(code).map(|currency| (currency.minor_digits(), currency.sign()));
        assert_eq!(described("USD"), Some((2, Some("$"))));
        assert_eq!(described("EUR"), Some((2, Some("€"))));
        assert_eq!(described("KHR"), Some((0, None)));
        assert_eq!(described("JPY"), Some((0, None)));
        assert_eq!(described("KWD"), Some((3, None)));
        assert_eq!(Currency::named("XXX"), Some(Currency::UNDECLARED));
        for code in ["", "usd", "US", "USDX", "ZZZ", "€"] {
            assert_eq!(Currency::named(code), None, "{code}");
        }
        assert_eq!(Currency::try_from(String::from(Currency::UNDECLARED)), Ok(Currency::UNDECLARED));
    }
}
