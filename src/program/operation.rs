//! The closed set of operations, and the routines made of them.

use crate::event::{LabelId, ProductId};
use crate::units::{Duration, Instant, Kind, Quantity, Validity};

use super::{Counter, Eligibility, GrantId, LimitAmount, OriginId, Selector, Service, Test};

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

/// What happens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Trigger {
    /// The subscription starts.
    Activation,
    /// A period begins by renewal.
    Renewal,
    /// Money is paid in.
    Recharge,
    /// A product is bought; `None` is any.
    Purchase(Option<ProductId>),
    /// A product of this group is bought.
    PurchaseIn(LabelId),
    /// A pack that renews by itself is stopped; `None` is any.
    PackStop(Option<ProductId>),
    /// A debt is due, and is owed still.
    DebtDue,
    /// The plan is left for another.
    PlanChange,
    /// The line is suspended.
    Suspension,
    /// The suspension ends.
    Resumption,
    /// The subscription ends.
    Cancellation,
    /// What a notice waits for is reached: the one at this place among the plan's.
    Reached(usize),
}

/// An operation on the lots of an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Operation {
    /// A lot comes into being.
    Grant(GrantId),
    /// Lots are taken away.
    Forfeit(Selector, OriginId),
    /// Lots are kept up to a limit; what is over is trimmed, the oldest first.
    Keep(Selector, Option<LimitAmount>, OriginId),
    /// Expired lots come back, if they expired no longer ago than a time.
    Revive(Selector, Option<Duration>, OriginId),
    /// Each lot that is held, or was used up before its end, is filled up to what was granted, or to an amount. A new lot
    /// could not stand for that: it would have another age, and two lots would share one end.
    Refill(Selector, Option<(Kind, Quantity)>, OriginId),
    /// The end of lots moves.
    SetExpiry(Selector, ExpiryMove, OriginId),
    /// Lots fall asleep until the suspension ends; their clock may stand still.
    Freeze {
        /// Which.
        of: Selector,
        /// Whether their clock stands still.
        clock_stops: bool,
        /// The words.
        origin: OriginId,
    },
    /// Money is charged.
    Charge(Quantity, OriginId),
    /// A product is bought, if it can be paid.
    Buy(ProductId, OriginId),
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
