//! The closed set of operations, and the routines made of them.

use crate::event::{LabelId, PlanId, ProductId};
use crate::units::{Duration, Instant, Kind, Quantity, Ratio, Validity};

use super::{
    Counter, Eligibility, FeeAmount, GrantId, LimitAmount, OriginId, PriceOff, Selector, Service, Test, Trigger,
};

/// When something happens, if a test holds: these operations, otherwise those.
#[derive(Debug, Clone, PartialEq)]
pub struct Routine {
    /// When.
    pub trigger: Trigger,
    /// Only from an instant on, to before another.
    pub between: Option<(Instant, Instant)>,
    /// Only for accounts for which this holds.
    pub eligibility: Eligibility,
    /// At most so often in a span.
    pub limit: Option<Counter>,
    /// If.
    pub test: Option<Test>,
    /// Then.
    pub operations: Vec<Operation>,
    /// Otherwise.
    pub otherwise: Vec<Operation>,
    /// The clause.
    pub origin: OriginId,
}

/// An operation on the lots of an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Operation {
    /// A lot comes into being.
    Grant(GrantId),
    /// Lots are taken away.
    Forfeit(Selector, OriginId),
    /// A share of each lot is taken away.
    Shrink(Selector, Share, OriginId),
    /// So much of lots together is taken away, each kind by itself, what ends first before the rest. A share of each lot is
    /// rounded as often as there are lots (points-decay: 5% of the balance, at least 5 points).
    Cut(Selector, Cut, OriginId),
    /// Lots are kept up to a limit; what is over is trimmed, the oldest first.
    Keep(Selector, Option<LimitAmount>, OriginId),
    /// Expired lots come back, if they expired no longer ago than a time.
    Revive(Selector, Option<Duration>, OriginId),
    /// Each lot that is held, or was used up before its end, is filled up to what was granted, or to an amount. A new lot
    /// could not stand for that: it would have another age, and two lots would share one end. What is added may have its price
    /// (metronome: a balance that is topped up to 100 at so much for each unit).
    Refill(Selector, Option<(Kind, Quantity)>, Option<PerUnit>, OriginId),
    /// The end of lots moves.
    SetExpiry(Selector, ExpiryMove, OriginId),
    /// Lots fall asleep until the suspension ends or they are thawed; their clock may stand still.
    Freeze {
        /// Which.
        of: Selector,
        /// Whether their clock stands still.
        clock_stops: bool,
        /// The words.
        origin: OriginId,
    },
    /// Lots that fell asleep so wake.
    Thaw(Selector, OriginId),
    /// A mark is set on the account, or taken off.
    Mark(LabelId, bool, OriginId),
    /// What a customer could ask for is asked for, to be dealt with after the event. What a published plan does with
    /// a subscription by itself: ends it three days after a payment failed (i3-nonpay), falls back to a default tariff
    /// (ais-512), buys more.
    Ask(Request, OriginId),
    /// Money is charged.
    Charge(FeeAmount, OriginId),
    /// Something is taken off so many periods that come (refer-a-friend-credit): no money on the account could be kept for that.
    PriceOff(PriceOff, u32, OriginId),
    /// Something is done with the line itself.
    Service(Service, OriginId),
    /// The customer is told.
    Notify(OriginId),
}

/// Where the end of a lot moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExpiryMove {
    /// To the latest end among them.
    Latest,
    /// To the end of what the event grants.
    New,
    /// To that or its own, whichever is later.
    Later,
    /// To the latest end of what was there, later by the validity of what the event grants.
    Sum,
    /// Later by a length of time.
    Extend(Duration),
    /// To where a lot of this validity would end that starts now.
    To(Validity),
}

/// What an operation can ask for on the customer's behalf.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Request {
    /// A product.
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

/// How much of lots together is taken away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cut {
    /// This part of what is left in all.
    pub share: Option<Ratio>,
    /// At least so much of each kind.
    pub least: [u64; Kind::COUNT],
    /// At most so much of each kind.
    pub most: [u64; Kind::COUNT],
    /// So much of each kind stays.
    pub stays: [u64; Kind::COUNT],
}

/// A price of units: so much for so many, whole ones or in proportion.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PerUnit {
    /// How much money.
    pub price: Quantity,
    /// For so many, never none.
    pub per: Quantity,
    /// Whether one that is begun is paid in full.
    pub whole: bool,
}

/// How much of a lot is taken away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Share {
    /// This part of what is left.
    OfLeft(Ratio),
    /// This part of what was granted.
    OfGranted(Ratio),
    /// All but this part of what is left.
    AllBut(Ratio),
}
