//! Rounding to whole steps.

use super::Quantity;

/// To which whole number of steps an amount is rounded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rounding {
    /// To the next one that is not less.
    Up(Quantity),
    /// To the last one that is not more.
    Down(Quantity),
}

impl Rounding {
    /// The amount, rounded. What would be too large to count, and any amount in steps of nothing, stays as it is.
    #[must_use]
    pub fn of(self, amount: Quantity) -> Quantity {
        let (Rounding::Up(step) | Rounding::Down(step)) = self;
        if step.is_zero() {
            return amount;
        }
        let down = amount.0 - amount.0 % step.0;
        match self {
            Rounding::Up(_) if down < amount.0 => Quantity(down.checked_add(step.0).unwrap_or(amount.0)),
            Rounding::Up(_) | Rounding::Down(_) => Quantity(down),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_steps() {
        let (up, down) = (Rounding::Up(Quantity(10)), Rounding::Down(Quantity(10)));
        let rounded = |amount| (up.of(Quantity(amount)).0, down.of(Quantity(amount)).0);
        assert_eq!(rounded(0), (0, 0));
        assert_eq!(rounded(1), (10, 0));
        assert_eq!(rounded(10), (10, 10));
        assert_eq!(rounded(19), (20, 10));
        assert_eq!(up.of(Quantity(u64::MAX)), Quantity(u64::MAX));
        assert_eq!(Rounding::Up(Quantity(0)).of(Quantity(7)), Quantity(7));
    }
}
