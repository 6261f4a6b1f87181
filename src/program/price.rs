//! Prices that follow the customer.

use crate::units::{Quantity, Ratio, Rounding};

use super::{OriginId, Test};

/// Something that changes a price, one after the other (boost-autopay, visible-first-months, rogers-lines): a price is known only
/// when it is charged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PriceStep {
    /// What it does.
    pub what: PriceChange,
    /// Only if this holds.
    pub test: Option<Test>,
    /// The clause.
    pub origin: OriginId,
}

/// What is taken off a period that comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PriceOff {
    /// So much, which is kept until it is used up.
    Money(Quantity),
    /// A share of the price.
    Share(Ratio),
}

/// What becomes of a price.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PriceChange {
    /// It is so much instead.
    Is(Quantity),
    /// So much less.
    Less(Quantity),
    /// This share of it less.
    LessShare(Ratio, Option<Rounding>),
    /// So much more.
    More(Quantity),
    /// This share of it more: a tax that is not in the price (vat-exclusive).
    MoreShare(Ratio, Option<Rounding>),
    /// So much more for each member after so many.
    Each(Quantity, u32),
    /// From so many members on, so much; and for each one more than the last of them so much more.
    ByMembers(Vec<(u32, Quantity)>, Quantity),
}

impl PriceChange {
    /// What becomes of a price, for an account with so many members besides the owner.
    #[must_use]
    pub fn apply(&self, price: Quantity, members: u32) -> Quantity {
        let times = |each: Quantity, count: u32| Quantity(each.0.saturating_mul(u64::from(count)));
        let plus = |price: Quantity, more: Quantity| Quantity(price.0.saturating_add(more.0)).min(Quantity::MAX);
        match self {
            PriceChange::Is(other) => *other,
            PriceChange::Less(less) => price.saturating_sub(*less),
            PriceChange::LessShare(share, None) => price.saturating_sub(share.of(price).unwrap_or(price)),
            PriceChange::LessShare(share, Some(rounding)) => {
                let left = Ratio { numerator: share.denominator.saturating_sub(share.numerator), ..*share };
                rounding.of_share(left, price).min(price)
            }
            PriceChange::More(more) => plus(price, *more),
            PriceChange::MoreShare(share, None) => plus(price, share.of(price).unwrap_or(Quantity::MAX)),
            PriceChange::MoreShare(share, Some(rounding)) => {
                let all = Ratio { numerator: share.denominator.saturating_add(share.numerator), ..*share };
                rounding.of_share(all, price).max(price).min(Quantity::MAX)
            }
            PriceChange::Each(each, after) => plus(price, times(*each, members.saturating_sub(*after))),
            PriceChange::ByMembers(steps, more) => {
                let at = steps.iter().rev().find(|(from, _)| *from <= members).or(steps.first());
                let last = steps.last().map_or(0, |(last, _)| *last);
                plus(at.map_or(price, |(_, price)| *price), times(*more, members.saturating_sub(last)))
            }
        }
    }
}
