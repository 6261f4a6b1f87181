//! When something is done: what happens, or a time that comes.

use crate::event::{Anniversary, LabelId, ProductId};
use crate::units::{Duration, Kind, Schedule};

use super::{Scope, Selector};

/// What happens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trigger {
    /// The subscription starts.
    Activation,
    /// A period begins by renewal.
    Renewal,
    /// A period ends, before what ends with it does.
    PeriodEnd,
    /// A period ends and is not renewed.
    RenewalFailure,
    /// A pack that renews by itself is not bought again; `None` is any.
    PackRenewalFailure(Option<ProductId>),
    /// Some pack of a group is not.
    PackRenewalFailureIn(LabelId),
    /// One of these.
    AnyOf(Vec<Trigger>),
    /// Money is paid in.
    Recharge,
    /// A pack is bought; `None` is any.
    Purchase(Option<ProductId>),
    /// A pack of this group is bought.
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
    /// A use, of a kind or of any, under some circumstances, is let through.
    Use(Option<Kind>, Box<Scope>),
    /// A lot is used up, and nothing else that fits is left.
    RunsOut(Selector),
    /// The time of a lot is over, with something left in it.
    Expiry(Selector),
    /// The life of a lot begins that waited for its first use, for a date, or for the one before.
    Start(Selector),
    /// Units are given to another account.
    GiftGiven,
    /// Units are received from another account.
    GiftReceived,
    /// The account joins a group, or leaves it.
    Joining,
    /// It leaves it.
    Leaving,
    /// Somebody joins the account's own group.
    MemberJoins,
    /// A member leaves it.
    MemberLeaves,
    /// The customer agrees to charges, or takes it back.
    Consent(Option<LabelId>, bool),
    /// A mark is set, or taken off.
    Mark(LabelId, bool),
    /// A time by the calendar comes.
    Schedule(Schedule),
    /// A day of the customer comes again, at a second of it.
    Anniversary(Anniversary, u32),
    /// So long before the running period ends, if it began longer ago than that.
    BeforePeriodEnd(Duration),
    /// So long has passed since something.
    Timer(Box<Timer>),
}

/// A time that is counted from what happens. It is counted anew whenever that happens again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timer {
    /// How long.
    pub length: Duration,
    /// From what on.
    pub starts: Vec<Trigger>,
    /// Also from the beginning of the subscription, or of the plan: the time without something.
    pub from_beginning: bool,
    /// How long after that it comes again, and so on, until what starts or stops it happens.
    pub again: Option<Duration>,
    /// It does not come if one of these happens first.
    pub stops: Vec<Trigger>,
}

impl Trigger {
    /// One of several; of one, that.
    #[must_use]
    pub fn any_of(mut triggers: Vec<Trigger>) -> Option<Trigger> {
        if triggers.len() > 1 { Some(Trigger::AnyOf(triggers)) } else { triggers.pop() }
    }

    /// What it waits for: of several, each.
    #[must_use]
    pub fn each(&self) -> &[Trigger] {
        match self {
            Trigger::AnyOf(triggers) => triggers,
            one => std::slice::from_ref(one),
        }
    }

    /// Whether it has to do with the notice at this place among the plan's.
    #[must_use]
    pub fn waits_for(&self, notice: usize) -> bool {
        match self {
            Trigger::Reached(place) => *place == notice,
            Trigger::AnyOf(triggers) => triggers.iter().any(|one| one.waits_for(notice)),
            Trigger::Timer(timer) => timer.starts.iter().chain(&timer.stops).any(|cue| cue.waits_for(notice)),
            _ => false,
        }
    }
}
