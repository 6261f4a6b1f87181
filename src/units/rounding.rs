//! Rounding to whole steps.

use super::{Quantity, Ratio};

/// To which whole number of steps an amount is rounded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rounding {
    /// To the next one that is not less.
    Up(Quantity),
    /// To the last one that is not more.
    Down(Quantity),
    /// To the nearest one; what is in the middle goes up.
    Nearest(Quantity),
}

impl Rounding {
    /// The size of a step.
    #[must_use]
    pub const fn step(self) -> Quantity {
        let (Rounding::Up(step) | Rounding::Down(step) | Rounding::Nearest(step)) = self;
        step
    }

    /// The amount, rounded. What would be too large to count, and any amount in steps of nothing, stays as it is.
    #[must_use]
    pub fn of(self, amount: Quantity) -> Quantity {
        let step = self.step();
        if step.is_zero() {
            return amount;
        }
        let over = amount.0 % step.0;
        let down = amount.0 - over;
        let goes_up = match self {
            Rounding::Up(_) => over > 0,
            Rounding::Down(_) => false,
            Rounding::Nearest(_) => over >= step.0.div_ceil(2),
        };
        Quantity(if goes_up { down.checked_add(step.0).unwrap_or(amount.0) } else { down })
    }

    /// A share of an amount, rounded once. What would be too large to count is the most there is.
    #[must_use]
    pub fn of_share(self, share: Ratio, amount: Quantity) -> Quantity {
        let step = u128::from(self.step().0.max(1));
        let whole = u128::from(amount.0) * u128::from(share.numerator);
        let per_step = u128::from(share.denominator.max(1)) * step;
        let (steps, over) = (whole / per_step, whole % per_step);
        let goes_up = match self {
            Rounding::Up(_) => over > 0,
            Rounding::Down(_) => false,
            Rounding::Nearest(_) => over >= per_step - over && over > 0,
        };
        let steps = steps + u128::from(goes_up);
        steps.checked_mul(step).and_then(|all| u64::try_from(all).ok()).map_or(Quantity::MAX, Quantity)
    }

    /// The most that is rounded to no more than this.
    #[must_use]
    pub fn most_within(self, limit: Quantity) -> Quantity {
        let step = self.step();
        if step.is_zero() {
            return limit;
        }
        let more = match self {
            Rounding::Up(_) => 0,
            Rounding::Down(_) => step.0 - 1,
            Rounding::Nearest(_) => step.0.div_ceil(2) - 1,
        };
        Quantity((limit.0 - limit.0 % step.0).saturating_add(more))
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

    #[test]
    fn a_share_is_rounded_once() {
        let share = Ratio { numerator: 15, denominator: 100 };
        let of = |rounding: Rounding, amount| rounding.of_share(share, Quantity(amount)).0;
        let ten = Quantity(10);
        assert_eq!(
            [of(Rounding::Up(ten), 1), of(Rounding::Down(ten), 133), of(Rounding::Nearest(ten), 100)],
            [10, 10, 20]
        );
        assert_eq!([of(Rounding::Nearest(ten), 99), of(Rounding::Up(ten), 0)], [10, 0]);
    }

    #[test]
    fn the_nearest_step_and_the_most_that_is_within() {
        let nearest = |step: u64, amount| Rounding::Nearest(Quantity(step)).of(Quantity(amount)).0;
        assert_eq!([nearest(10, 4), nearest(10, 5), nearest(10, 14), nearest(5, 2), nearest(5, 3)], [0, 10, 10, 0, 5]);
        for step in [1, 2, 5, 10] {
            let step = Quantity(step);
            for rounding in [Rounding::Up(step), Rounding::Down(step), Rounding::Nearest(step)] {
                for limit in 0..40 {
                    let most = rounding.most_within(Quantity(limit));
                    assert!(
                        rounding.of(most).0 <= limit && rounding.of(Quantity(most.0 + 1)).0 > limit,
                        "{rounding:?}"
                    );
                }
            }
        }
    }
}
