//! What is done when something happens.

use crate::event::{LabelId, PlanId, ProductId};
use crate::text::Origin;
use crate::units::{Duration, Instant, Kind, Quantity, Ratio};

use super::{CapAmount, Condition, FeeAmount, Grant, Past, PriceOff, Selector, Service, Trigger, Validity};

/// When something happens, if something holds: do this, otherwise that.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Handler {
    /// When.
    pub trigger: Trigger,
    /// Only from this instant on, to before that one (a promotion's dates).
    pub between: Option<(Instant, Instant)>,
    /// Only for accounts for which this holds (whom a promotion is for).
    pub eligibility: super::Eligibility,
    /// At most so often in a span, for one account.
    pub limit: Option<super::Limit>,
    /// If.
    pub condition: Option<Condition>,
    /// Then.
    pub actions: Vec<Action>,
    /// Otherwise.
    pub otherwise: Vec<Action>,
    /// The product that bonuses come from: the promotion, or the plan.
    pub product: ProductId,
    /// The clause.
    pub origin: Origin,
}

/// What is done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// A bonus is granted. The grant's own amount is replaced where the bonus is a share of the plan's.
    Bonus {
        /// Of which kind, how long, how usable.
        grant: Box<Grant>,
        /// How much.
        amount: BonusAmount,
        /// And no more than this.
        at_most: Option<Quantity>,
        /// What it is counted by, where that is what is held.
        held: Option<Box<Selector>>,
        /// The words.
        origin: Origin,
    },
    /// Lots are forfeited.
    Forfeit {
        /// Which.
        of: Selector,
        /// The words.
        origin: Origin,
    },
    /// A share of each lot is forfeited: units that shrink.
    Shrink {
        /// Which.
        of: Selector,
        /// How much of each goes.
        share: Share,
        /// The words.
        origin: Origin,
    },
    /// So much of some lots together is forfeited, each kind by itself, what ends first before the rest.
    Cut {
        /// Which.
        of: Selector,
        /// How much.
        cut: Cut,
        /// The words.
        origin: Origin,
    },
    /// Lots are kept, up to a limit; what is over is trimmed, the oldest first.
    Keep {
        /// Which.
        of: Selector,
        /// Up to how much in all.
        up_to: Option<CapAmount>,
        /// The words.
        origin: Origin,
    },
    /// Expired lots are brought back, with what was left of them.
    Revive {
        /// Which.
        of: Selector,
        /// Only those that expired no longer ago than this.
        within: Option<Duration>,
        /// The words.
        origin: Origin,
    },
    /// Each lot that is held, or was used up before its end, is filled up again.
    Refill {
        /// Which.
        of: Selector,
        /// To how much; `None` is what was granted. Lots of other kinds stay as they are.
        to: Option<(Kind, Quantity)>,
        /// What is charged for what is added; a lot for which it cannot be paid stays as it is.
        price: Option<PerUnit>,
        /// The words.
        origin: Origin,
    },
    /// The end of lots is moved.
    SetExpiry {
        /// Which.
        of: Selector,
        /// To when.
        to: ExpiryMove,
        /// The words.
        origin: Origin,
    },
    /// Lots are put to sleep; they wake when the suspension ends, or when they are thawed.
    Freeze {
        /// Which.
        of: Selector,
        /// Whether their clock stands still.
        clock_stops: bool,
        /// The words.
        origin: Origin,
    },
    /// Lots that were put to sleep wake.
    Thaw {
        /// Which.
        of: Selector,
        /// The words.
        origin: Origin,
    },
    /// A mark is set on the account, or taken off.
    Mark {
        /// Which.
        label: LabelId,
        /// Whether it is set.
        on: bool,
        /// The words.
        origin: Origin,
    },
    /// What a customer could ask for is asked for. It is dealt with after all that is done at the event.
    Ask {
        /// What.
        request: Request,
        /// The words.
        origin: Origin,
    },
    /// A fee is charged.
    Charge {
        /// How much.
        amount: FeeAmount,
        /// The words.
        origin: Origin,
    },
    /// Something is taken off the prices of periods that come.
    PriceOff {
        /// What.
        what: PriceOff,
        /// Of so many of them.
        periods: u32,
        /// The words.
        origin: Origin,
    },
    /// Something is done with the line itself.
    Service {
        /// What.
        what: Service,
        /// The words.
        origin: Origin,
    },
    /// The customer is told.
    Notify {
        /// What.
        message: String,
        /// The words.
        origin: Origin,
    },
}

/// What an action can ask for on the customer's behalf.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Request {
    /// A pack.
    Buy(ProductId),
    /// The next period.
    Renew,
    /// The system's renewal, before the period's end: the next period is paid now, and begins in its turn.
    PayAhead,
    /// Another plan.
    ChangePlan(PlanId),
    /// That the line is suspended.
    Suspend,
    /// That the suspension ends.
    Resume,
    /// That the subscription ends.
    Cancel,
}

/// How much of a lot is taken away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Share {
    /// This part of what is left.
    OfLeft(Ratio),
    /// This part of what was granted, as far as there is so much left.
    OfGranted(Ratio),
    /// What is left, but for this part of it.
    AllBut(Ratio),
}

/// How much of some lots together is taken away: a share of all, rounded once, or an amount, or both bound.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Cut {
    /// This part of what is left in all.
    pub share: Option<Ratio>,
    /// At least so much, if there is so much.
    pub least: Option<(Kind, Quantity)>,
    /// At most so much.
    pub most: Option<(Kind, Quantity)>,
    /// So much stays in any case.
    pub down_to: Option<(Kind, Quantity)>,
}

impl Cut {
    /// How much goes of so much of a kind; nothing of a kind that it does not speak of.
    #[must_use]
    pub fn of(self, kind: Kind, left: Quantity) -> Quantity {
        let of_kind = |said: Option<(Kind, Quantity)>| said.filter(|(of, _)| *of == kind).map(|(_, amount)| amount);
        let all =
            if self.down_to.is_some() && self.share.is_none() && self.least.is_none() { left } else { Quantity::ZERO };
        let part = self.share.map_or(all, |share| share.of(left).unwrap_or(left));
        let part = of_kind(self.least).map_or(part, |least| part.max(least));
        let part = of_kind(self.most).map_or(part, |most| part.min(most));
        let stays = match self.down_to {
            None => Quantity::ZERO,
            Some(_) => of_kind(self.down_to).unwrap_or(left),
        };
        part.min(left.saturating_sub(stays))
    }
}

/// A price of units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PerUnit {
    /// How much money,
    pub price: Quantity,
    /// for so many units,
    pub per: Quantity,
    /// whether of whole ones, one that is begun in full; otherwise in proportion, rounded up to the millionth.
    pub whole: bool,
}

impl PerUnit {
    /// What so many units cost.
    #[must_use]
    pub fn of(self, units: Quantity) -> Quantity {
        let (price, per) = (u128::from(self.price.0), u128::from(self.per.0.max(1)));
        let units = u128::from(units.0);
        let cost = if self.whole { units.div_ceil(per) * price } else { (units * price).div_ceil(per) };
        u64::try_from(cost).map_or(Quantity::MAX, Quantity)
    }
}

/// How much a bonus is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BonusAmount {
    /// What its grant says.
    Granted,
    /// A share of what the plan grants in a period, of the bonus's kind.
    OfPlan(Ratio),
    /// A share of the money that is paid in; nothing where the event is not a recharge.
    OfRecharge(Ratio),
    /// A share of what a pack grants of the bonus's kind; `None` is the one whose purchase is the event.
    OfPack(Ratio, Option<ProductId>),
    /// A share of what has happened in a span: of the money charged on the day before.
    OfPast(Ratio, Past),
    /// So much for each whole step of it.
    PerPast {
        /// How much.
        amount: Quantity,
        /// For each so much, in units of what has happened.
        step: Quantity,
        /// Of what.
        past: Past,
    },
    /// So much for each whole step of what is held of some units.
    PerHeld {
        /// How much.
        amount: Quantity,
        /// For each so many.
        step: Quantity,
        /// Of this kind.
        kind: Kind,
    },
    /// So much for each whole step of the money that is paid in.
    PerRecharge {
        /// How much.
        amount: Quantity,
        /// For each so much money.
        step: Quantity,
    },
}

/// Where the end of a lot moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExpiryMove {
    /// To the latest end among all lots that fit the selector.
    Latest,
    /// To the end of what is granted by the event (the recharge, the pack, the new period).
    New,
    /// To that, or to its own, whichever is later.
    Later,
    /// To the latest end of what was there, and the validity of what is granted by the event on top of it.
    Sum,
    /// Later by a length of time.
    Extend(Duration),
    /// To where a new lot of this validity would end that starts now.
    To(Validity),
}
