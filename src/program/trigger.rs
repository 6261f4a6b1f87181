//! What sets routines off.

use crate::event::{Anniversary, LabelId, ProductId};
use crate::units::{Duration, Kind, Schedule};

use super::{ScopeId, Selector};

/// What happens, or comes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trigger {
    /// The subscription starts.
    Activation,
    /// A period begins by renewal.
    Renewal,
    /// A period ends, before what ends with it does (points for what is left unused: telcel-sin-limite).
    PeriodEnd,
    /// A period ends and is not renewed.
    RenewalFailure,
    /// A product that renews by itself is not bought again; `None` is any (mtn-gh-autorenew).
    PackRenewalFailure(Option<ProductId>),
    /// Some product of a group is not.
    PackRenewalFailureIn(LabelId),
    /// One of these.
    AnyOf(Vec<Trigger>),
    /// Money is paid in.
    Recharge,
    /// A product is bought; `None` is any.
    Purchase(Option<ProductId>),
    /// A product of this group is bought.
    PurchaseIn(LabelId),
    /// A pack that renews by itself is stopped; `None` is any.
    PackStop(Option<ProductId>),
    /// The renewal of some pack of a group ends because the customer wants it so.
    PackStopIn(LabelId),
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
    /// A use that the scope admits is let through.
    Use(Option<Kind>, ScopeId),
    /// A lot is used up, and no other that fits is left.
    RunsOut(Selector),
    /// A lot expires.
    Expiry(Selector),
    /// A lot that waited begins its life.
    Start(Selector),
    /// Units are given.
    GiftGiven,
    /// Units are received.
    GiftReceived,
    /// The account joins a pool.
    Joining,
    /// It leaves it.
    Leaving,
    /// Another joins its pool.
    MemberJoins,
    /// Another leaves it.
    MemberLeaves,
    /// The customer agrees to charges, or takes it back.
    Consent(Option<LabelId>, bool),
    /// A mark is set, or taken off.
    Mark(LabelId, bool),
    /// A time by the calendar.
    Schedule(Schedule),
    /// A day of the customer comes again, at a second of it.
    Anniversary(Anniversary, u32),
    /// A time before the running period's end: the next one is paid some hours before it begins (giffgaff-plan-month).
    BeforePeriodEnd(Duration),
    /// A time since something. The life-cycles of numbers need it: 60 days without a recharge, then 30 more
    /// (metfone-reclaim), a cancellation three days after a payment failed (i3-nonpay).
    Timer(Box<Timer>),
}

/// A time that is counted from what happens, each time anew.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timer {
    /// How long.
    pub length: Duration,
    /// From what on.
    pub starts: Vec<Trigger>,
    /// Also from the beginning of the subscription, or of the plan.
    pub from_beginning: bool,
    /// How long after that it comes again (etisalat-wasel: every 90 days without use).
    pub again: Option<Duration>,
    /// What keeps it from coming.
    pub stops: Vec<Trigger>,
}

/// What a plan watches beyond what happens anyway, so that plans that watch nothing stay quick.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Watch {
    /// Lots that start or end.
    pub lots: bool,
    /// Uses.
    pub uses: bool,
    /// Times.
    pub clocks: bool,
}

impl Watch {
    /// What some triggers need.
    #[must_use]
    pub fn of(triggers: &[Trigger]) -> Watch {
        triggers.iter().fold(Watch::default(), |sum, trigger| {
            let one = match trigger {
                Trigger::Use(..) => Watch { uses: true, ..Watch::default() },
                Trigger::RunsOut(_) | Trigger::Expiry(_) | Trigger::Start(_) => {
                    Watch { lots: true, ..Watch::default() }
                }
                Trigger::Schedule(_) | Trigger::Anniversary(..) | Trigger::BeforePeriodEnd(_) => {
                    Watch { clocks: true, ..Watch::default() }
                }
                Trigger::AnyOf(triggers) => Watch::of(triggers),
                Trigger::Timer(timer) => {
                    let cues = Watch::of(&timer.starts).and(Watch::of(&timer.stops));
                    Watch { clocks: true, ..cues }
                }
                _ => Watch::default(),
            };
            sum.and(one)
        })
    }

    /// Both.
    #[must_use]
    pub fn and(self, other: Watch) -> Watch {
        Watch { lots: self.lots || other.lots, uses: self.uses || other.uses, clocks: self.clocks || other.clocks }
    }
}
