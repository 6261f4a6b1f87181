//! What a gigabyte is.

use serde::{Deserialize, Serialize};

/// Whether `1 GB` is 1000 or 1024 MB; published plans use both.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Gigabyte {
    /// 1000 MB.
    Decimal,
    /// 1024 MB.
    Binary,
}

impl Gigabyte {
    /// How many times smaller the next smaller unit is.
    #[must_use]
    pub const fn step(self) -> u64 {
        match self {
            Gigabyte::Decimal => 1_000,
            Gigabyte::Binary => 1_024,
        }
    }

    /// How many bytes one unit of data is: `B`, `kB` (also `KB`), `MB`, `GB`, `TB` as declared, `KiB`, `MiB`, `GiB` and
    /// `TiB` always by 1024. `None` for any other word; `Mb` and `mb` are not guessed at.
    #[must_use]
    pub fn bytes_in(self, word: &str) -> Option<u64> {
        let step = if word.ends_with("iB") { Gigabyte::Binary.step() } else { self.step() };
        let power = match word {
            "B" => 0,
            "kB" | "KB" | "KiB" => 1,
            "MB" | "MiB" => 2,
            "GB" | "GiB" => 3,
            "TB" | "TiB" => 4,
            _ => return None,
        };
        step.checked_pow(power)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words() {
        assert_eq!(Gigabyte::Decimal.bytes_in("GB"), Some(1_000_000_000));
        assert_eq!(Gigabyte::Binary.bytes_in("GB"), Some(1 << 30));
        assert_eq!(Gigabyte::Decimal.bytes_in("KiB"), Some(1_024));
        assert_eq!(Gigabyte::Decimal.bytes_in("TiB"), Some(1 << 40));
        assert_eq!(Gigabyte::Binary.bytes_in("kB"), Some(1_024));
        assert_eq!(Gigabyte::Binary.bytes_in("B"), Some(1));
        for word in ["", "iB", "Mb", "gb", "PB", "GB ", "min"] {
            assert_eq!(Gigabyte::Decimal.bytes_in(word), None, "{word}");
        }
    }
}
