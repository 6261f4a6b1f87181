//! Prices that follow the customer: money off, another price for some periods or some people, a price for each member.

use crate::text::Origin;
use crate::units::{Quantity, Ratio, Rounding};

use super::Condition;

/// A price.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Price {
    /// How much, in millionths of the currency unit.
    pub amount: Quantity,
    /// The clause.
    pub origin: Origin,
}

/// Something that changes a price on a condition. They are taken one after the other, in the order of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PriceStep {
    /// What it does.
    pub what: PriceChange,
    /// Only if this holds, asked when the price is charged.
    pub only_if: Option<Condition>,
    /// The words.
    pub origin: Origin,
}

/// What is taken off the price of a period that comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PriceOff {
    /// So much; what a price is less than that is kept for the one after it.
    Money(Quantity),
    /// A share of it, rounded down to the smallest unit of money.
    Share(Ratio),
}

/// What becomes of a price; never less than nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PriceChange {
    /// It is so much instead.
    Is(Quantity),
    /// So much less.
    Less(Quantity),
    /// This share of it less, rounded down to the smallest unit of money; or, where that is said, what is left rounded.
    LessShare(Ratio, Option<Rounding>),
    /// So much more.
    More(Quantity),
    /// This share of it more, rounded down to the smallest unit of money; or, where that is said, the sum rounded.
    MoreShare(Ratio, Option<Rounding>),
    /// So much more for each member of the pool besides its owner.
    Each {
        /// How much.
        amount: Quantity,
        /// For those after so many.
        after: u32,
    },
    /// It is what stands at the number of members besides the owner.
    ByMembers {
        /// From so many members on, so much; in rising order.
        steps: Vec<(u32, Quantity)>,
        /// For each one more than the last of them.
        more: Quantity,
    },
}
