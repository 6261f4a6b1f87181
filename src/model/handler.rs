//! What is done when something happens.

use crate::event::{LabelId, ProductId};
use crate::text::Origin;
use crate::units::{Duration, Instant, Kind, Quantity, Ratio};

use super::{CapAmount, Condition, Grant, Selector, Service, Validity};

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

/// What happens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Trigger {
    /// The subscription starts.
    Activation,
    /// A period begins by renewal.
    Renewal,
    /// Money is paid in.
    Recharge,
    /// A pack is bought; `None` is any.
    Purchase(Option<ProductId>),
    /// A pack of this group is bought.
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

/// What is done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// A bonus is granted. The grant's own amount is replaced where the bonus is a share of the plan's.
    Bonus {
        /// Of which kind, how long, how usable.
        grant: Grant,
        /// How much.
        amount: BonusAmount,
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
    /// Lots are put to sleep; they wake when the suspension ends.
    Freeze {
        /// Which.
        of: Selector,
        /// Whether their clock stands still.
        clock_stops: bool,
        /// The words.
        origin: Origin,
    },
    /// A fee is charged.
    Charge {
        /// How much.
        amount: Quantity,
        /// The words.
        origin: Origin,
    },
    /// A pack is bought, if it can be paid.
    Buy {
        /// Which.
        product: ProductId,
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

/// How much a bonus is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BonusAmount {
    /// What its grant says.
    Granted,
    /// A share of what the plan grants in a period, of the bonus's kind.
    OfPlan(Ratio),
    /// A share of the money that is paid in; nothing where the event is not a recharge.
    OfRecharge(Ratio),
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
