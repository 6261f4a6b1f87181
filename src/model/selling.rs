//! On what terms packs are sold: what is paid later, what is bought again by itself, what holds of several together.

use crate::event::ProductId;
use crate::text::Origin;
use crate::units::{Attempts, Duration, Kind, Quantity, Ratio, Schedule};

use super::{Grant, Group, Limit, OneAtATime, Order, PriceStep, Selector, Validity};

/// What holds of the packs of a plan together.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Selling {
    /// The groups that they are in, in the order of the text.
    pub groups: Vec<Group>,
    /// Of which one at a time is held.
    pub one_at_a_time: Vec<OneAtATime>,
    /// Of which only the last one bought renews.
    pub last_renews: Vec<LastRenews>,
    /// How debts are repaid, if not by whole recharges.
    pub repayment: Option<Repayment>,
    /// How much may be owed in all.
    pub debt_limit: Option<DebtLimit>,
    /// Which units can be converted to which.
    pub conversions: Vec<Conversion>,
    /// What can be taken from the next period.
    pub advance: Option<Advance>,
}

/// On what terms a pack is sold.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sale {
    /// It is paid later.
    pub credit: Option<Credit>,
    /// It is bought again by itself.
    pub renewal: Option<PackRenewal>,
    /// It is paid with certain units or certain money, beside its price.
    pub units: Option<UnitPrice>,
    /// It can be returned.
    pub refund: Option<Refund>,
    /// The buyer chooses what to pay.
    pub any_price: Option<AnyPrice>,
    /// When it is tried again to buy it once more, if that has failed.
    pub retry: Option<(Attempts, Origin)>,
    /// What is bought instead if it cannot be bought again, in this order.
    pub instead: Vec<ProductId>,
    /// What changes its price.
    pub price_steps: Vec<PriceStep>,
}

/// That a pack is sold at any price, and what is granted for which.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnyPrice {
    /// From so much on: this is what it costs where nobody says how much.
    pub least: Quantity,
    /// Up to so much.
    pub most: Option<Quantity>,
    /// What is granted from which price on; the first is for the least price, the amounts rise.
    pub bands: Vec<(Quantity, Vec<PaidGrant>)>,
    /// The clause.
    pub origin: Origin,
}

impl AnyPrice {
    /// What is granted for a price.
    #[must_use]
    pub fn band(&self, price: Quantity) -> &[PaidGrant] {
        self.bands.iter().rev().find(|(from, _)| *from <= price).map_or(&[], |(_, grants)| grants)
    }
}

/// What is granted for a price.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaidGrant {
    /// The grant; its amount is for each step, if there are steps.
    pub grant: Grant,
    /// For each whole step of what is paid.
    pub per: Option<Quantity>,
}

/// A price in units, or in money of certain lots.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitPrice {
    /// Which lots pay; its kind is always said.
    pub of: Selector,
    /// Those that do not fit pay instead.
    pub except: bool,
    /// How much.
    pub amount: Quantity,
    /// The clause.
    pub origin: Origin,
}

/// That what was bought last can be returned while nothing of it is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refund {
    /// As long after the purchase as something of this validity would live.
    pub within: Validity,
    /// The clause.
    pub origin: Origin,
}

/// How units of one kind are converted to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conversion {
    /// Of which kind.
    pub from: Kind,
    /// What it makes: its kind, how long, how usable. The amount is worked out.
    pub grant: Grant,
    /// So much makes so much; rounded down to the smallest unit.
    pub rate: (Quantity, Quantity),
    /// Only whole numbers of this.
    pub step: Option<Quantity>,
    /// Only these; none is all of the kind.
    pub of: Vec<Selector>,
    /// At most so much in a span.
    pub amounts: Vec<Limit>,
    /// At most so often in a span.
    pub times: Vec<Limit>,
    /// What it costs.
    pub fee: Quantity,
    /// Which lots go first.
    pub order: Order,
    /// The clause.
    pub origin: Origin,
}

/// What can be taken from the next period: its grants are so much smaller.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Advance {
    /// What it makes; the amount is what is asked for.
    pub grant: Grant,
    /// At most so much in a span.
    pub limit: Limit,
    /// The clause.
    pub origin: Origin,
}

/// A pack that is paid later: a loan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Credit {
    /// What is owed beside the price.
    pub fee: CreditFee,
    /// When it is to be paid; `None` is any time.
    pub due: Option<Duration>,
    /// The clause.
    pub origin: Origin,
}

/// What a loan costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CreditFee {
    /// So much.
    Fixed(Quantity),
    /// A share of the price, rounded down to the smallest unit of money.
    Share(Ratio),
}

/// A pack that is bought again by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PackRenewal {
    /// When.
    pub when: RenewsWhen,
    /// The clause.
    pub origin: Origin,
}

/// When a pack is bought again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RenewsWhen {
    /// When it ends.
    Expires,
    /// When all of it is used up.
    UsedUp,
    /// At whichever comes first.
    Either,
    /// When the plan is renewed.
    WithPlan,
    /// So long after it was bought last.
    Every(Duration),
    /// By the calendar.
    On(Schedule),
}

/// Of some packs only the last one bought renews.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LastRenews {
    /// Of these; `None` is every pack.
    pub group: Option<Group>,
    /// The clause.
    pub origin: Origin,
}

/// How much may be owed in all for what was bought on credit: a purchase that would go over it is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DebtLimit {
    /// So much.
    pub most: Quantity,
    /// The clause.
    pub origin: Origin,
}

/// How debts are repaid at a recharge.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Repayment {
    /// By at most this share of it.
    pub share: Ratio,
    /// The clause.
    pub origin: Origin,
}
