//! Why a decimal number is not an amount.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Why a decimal number is not an amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DecimalError {
    /// It is not digits, or digits, a point and digits.
    NotANumber,
    /// It is more than [`super::Quantity::MAX`].
    TooLarge,
    /// It is not a whole number of base units: 0.3 B.
    TooFine,
}

impl fmt::Display for DecimalError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            DecimalError::NotANumber => "not a number",
            DecimalError::TooLarge => "too large",
            DecimalError::TooFine => "finer than the smallest unit",
        })
    }
}

impl std::error::Error for DecimalError {}
