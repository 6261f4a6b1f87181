//! A whole number of base units of some kind, and exact ratios of such numbers.

use serde::{Deserialize, Serialize};

/// A non-negative whole number of base units: bytes, seconds, messages, millionths of the currency unit.
///
/// Arithmetic is checked: what would overflow is `None`, never a wrap and never a panic.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(transparent)]
pub struct Quantity(pub u64);

impl Quantity {
    /// Nothing.
    pub const ZERO: Quantity = Quantity(0);
    /// The largest quantity a plan or an event may name: 2^60, about an exabyte. Sums of many stay below `u64::MAX`.
    pub const MAX: Quantity = Quantity(1 << 60);

    /// Whether there is nothing.
    #[must_use]
    pub const fn is_zero(self) -> bool {
        self.0 == 0
    }

    /// The sum, or `None` if it does not fit.
    #[must_use]
    pub const fn checked_add(self, other: Quantity) -> Option<Quantity> {
        match self.0.checked_add(other.0) {
            Some(sum) => Some(Quantity(sum)),
            None => None,
        }
    }

    /// The difference, or `None` if it would be negative.
    #[must_use]
    pub const fn checked_sub(self, other: Quantity) -> Option<Quantity> {
        match self.0.checked_sub(other.0) {
            Some(difference) => Some(Quantity(difference)),
            None => None,
        }
    }

    /// The difference, or zero if it would be negative.
    #[must_use]
    pub const fn saturating_sub(self, other: Quantity) -> Quantity {
        Quantity(self.0.saturating_sub(other.0))
    }

    /// `self * part / whole`, rounded down, computed without overflow in between. `None` if `whole` is zero or the
    /// result does not fit.
    #[must_use]
    pub fn proportion(self, part: u64, whole: u64) -> Option<Quantity> {
        let product = u128::from(self.0) * u128::from(part);
        let quotient = product.checked_div(u128::from(whole))?;
        u64::try_from(quotient).ok().map(Quantity)
    }
}

/// An exact ratio such as `100%` (1/1) or `1.5x` (3/2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Ratio {
    /// Above the line.
    pub numerator: u64,
    /// Below the line, never zero.
    pub denominator: u64,
}

impl Ratio {
    /// One to one.
    pub const ONE: Ratio = Ratio { numerator: 1, denominator: 1 };

    /// The ratio of a whole number of percent.
    #[must_use]
    pub const fn percent(percent: u64) -> Ratio {
        Ratio { numerator: percent, denominator: 100 }
    }

    /// This share of a quantity, rounded down; `None` if it does not fit.
    #[must_use]
    pub fn of(self, quantity: Quantity) -> Option<Quantity> {
        quantity.proportion(self.numerator, self.denominator)
    }
}

/// How much: a number of units, or no limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Allowance {
    /// So many base units.
    Limited(Quantity),
    /// As many as are used.
    Unlimited,
}
