//! A part of a price or of an amount, for a part of a period.

use super::{Kind, Quantity, Ratio, Rounding};

/// How many days of a period are left, today counted, and how many it has when it is whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Days {
    /// Left.
    pub left: u32,
    /// Of the whole period.
    pub whole: u32,
}

/// Which part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Share {
    /// The days that are left, of the days of the whole period.
    ByDays,
    /// From the day of this number on, counted in the whole period, this ratio; before the first of them everything.
    Steps(Vec<(u32, Ratio)>),
}

/// What becomes of a price, and of units, where a period is not whole.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Proration {
    /// Of the price; `None` is whole.
    pub price: Option<Share>,
    /// Of units of a kind, or of every kind; what is not named stays whole.
    pub units: Vec<(Option<Kind>, Share)>,
    /// To which steps the result is rounded, by kind. Without one, down to the base unit.
    pub rounding: Vec<(Kind, Rounding)>,
}

impl Share {
    fn of(&self, amount: Quantity, days: Days) -> Quantity {
        let left = days.left.min(days.whole);
        if days.whole == 0 || left == days.whole {
            return amount;
        }
        match self {
            Share::ByDays => amount.proportion(u64::from(left), u64::from(days.whole)).unwrap_or(amount),
            Share::Steps(steps) => {
                let day = days.whole - left + 1;
                let step = steps.iter().rev().find(|(from, _)| *from <= day);
                step.and_then(|(_, ratio)| ratio.of(amount)).unwrap_or(amount)
            }
        }
    }
}

impl Proration {
    /// What is charged of a price.
    #[must_use]
    pub fn price(&self, price: Quantity, days: Days) -> Quantity {
        self.price.as_ref().map_or(price, |share| self.rounded(Kind::Money, price, share.of(price, days)))
    }

    /// What is granted of an amount.
    #[must_use]
    pub fn units(&self, kind: Kind, amount: Quantity, days: Days) -> Quantity {
        let named = self.units.iter().find(|(of, _)| *of == Some(kind));
        let share = named.or_else(|| self.units.iter().find(|(of, _)| of.is_none()));
        share.map_or(amount, |(_, share)| self.rounded(kind, amount, share.of(amount, days)))
    }

    /// What is whole is not rounded.
    fn rounded(&self, kind: Kind, whole: Quantity, part: Quantity) -> Quantity {
        let rounding = self.rounding.iter().find(|(of, _)| *of == kind).filter(|_| part != whole);
        rounding.map_or(part, |(_, rounding)| rounding.of(part))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn by_days_in_steps_and_rounded() {
        let days = |left| Days { left, whole: 31 };
        let linear = Proration {
            price: Some(Share::ByDays),
            rounding: vec![(Kind::Money, Rounding::Up(Quantity(10_000)))],
            ..Proration::default()
        };
        assert_eq!(linear.price(Quantity(10_000_000), days(12)), Quantity(3_880_000));
        assert_eq!(linear.price(Quantity(10_000_001), days(31)), Quantity(10_000_001));
        assert_eq!(linear.units(Kind::Data, Quantity(31), days(12)), Quantity(31));
        let half = Share::Steps(vec![(1, Ratio::ONE), (21, Ratio::percent(50))]);
        let steps = Proration { units: vec![(None, half)], ..Proration::default() };
        assert_eq!(steps.units(Kind::Data, Quantity(100), days(12)), Quantity(100));
        assert_eq!(steps.units(Kind::Data, Quantity(100), days(11)), Quantity(50));
    }
}
