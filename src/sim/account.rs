//! What is known of one account.

use crate::event::{AccountId, LabelId, Opening, PlanId, Setting};
use crate::ledger::{Flow, LotId, State, Sums};
use crate::program::{Calendar, Plan, Program};
use crate::units::{Instant, Kind, Quantity};

use super::Fault;
use super::counters::{Count, Span};
use super::debt::Debt;
use super::exchange::Returnable;
use super::holding::Holding;
use super::loan::Loans;
use super::price::Voucher;
use super::retry::Retrying;
use super::service::Bar;
use super::setting::Consented;
use super::stream::Stream;
use super::subscription::{Renewing, Subscription};

/// Whether a subscription runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Status {
    /// Not activated, or ended.
    Inactive,
    /// In a period.
    Running,
    /// A period ended then and was not renewed.
    Lapsed(Instant),
}

/// How the last lot of a kind came to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LastEnd {
    /// None has.
    None,
    /// Used up.
    ByUse,
    /// Its time was over, or it was taken away.
    ByTime,
}

/// What is known of one account.
#[derive(Debug, Clone)]
pub(super) struct Account {
    // What paying reads and writes.
    /// The lots that may pay, per kind, in the plan's order.
    pub(super) order: [Vec<usize>; Kind::COUNT],
    pub(super) holdings: Vec<Holding>,
    pub(super) sums: Sums,
    /// A use concerns nothing but the account's own lots: it is in no pool, not suspended, nothing is barred or limited, and
    /// no notice watches several lots together.
    pub(super) is_plain: bool,
    pub(super) suspended_since: Option<Instant>,
    /// The clause that the present or last suspension goes back to.
    pub(super) suspended_by: crate::ledger::OriginId,
    pub(super) pool: Option<usize>,

    // The subscription.
    pub(super) id: AccountId,
    pub(super) plan: PlanId,
    pub(super) status: Status,
    pub(super) anchor: Instant,
    /// The number of the period counted from the anchor.
    pub(super) index: u32,
    /// The number of the period counted from the activation, from 1.
    pub(super) number: u32,
    /// The number of the period counted from the beginning of the world: what is counted by the period belongs to it.
    pub(super) stretch: u32,
    /// The number of the period before the plan's first one.
    pub(super) number_before_plan: u32,
    /// What was charged for the running period, and for the one that comes.
    pub(super) bill: Quantity,
    pub(super) coming_bill: Quantity,
    /// What is taken off the periods that come.
    pub(super) vouchers: Vec<Voucher>,
    /// When the subscription started.
    pub(super) activated_at: Instant,
    pub(super) start: Instant,
    pub(super) end: Instant,
    pub(super) automatic: bool,
    /// When the periods that follow were paid, if they were, and whether by the system; the next one first.
    pub(super) paid_ahead: Vec<(Instant, bool)>,
    /// The renewal that has failed is tried again.
    pub(super) retrying: Option<Retrying>,
    pub(super) noted_change: Option<PlanId>,
    pub(super) changes_in_period: u32,
    pub(super) renewals_in_a_row: u32,
    /// The rollover was activated in this period.
    pub(super) activated: bool,
    /// Some rollover of the period that ended last was not activated in time.
    pub(super) missed_activation: bool,
    /// What the customer agrees to, charges or something that has a name, and since when.
    pub(super) consents: Vec<Consented>,
    /// The values that the customer has set.
    pub(super) settings: Vec<(LabelId, Setting)>,
    pub(super) marks: Vec<LabelId>,
    /// Use that is not let through.
    pub(super) bars: Vec<Bar>,
    /// Until when nothing is slow that would be from an amount on.
    pub(super) full_speed_until: Instant,
    pub(super) members: Vec<usize>,
    /// What each other account took of the data that this one shares, in this one's period.
    pub(super) shares: Vec<(usize, u64)>,

    /// What had been used in all when the period began, and what has been used of lots without limit.
    pub(super) used_before: [u64; Kind::COUNT],
    pub(super) used_unlimited: [u64; Kind::COUNT],

    // Its lots.
    /// The lots that are held, in the order of their numbers.
    pub(super) active: Vec<usize>,
    /// What will be granted again while some validity lasts.
    pub(super) streams: Vec<Stream>,
    pub(super) last_end: [LastEnd; Kind::COUNT],
    /// What lots end with may have moved.
    pub(super) ties_may_move: bool,
    /// Some lot has ended that another may have waited for.
    pub(super) queues: bool,
    /// For each place to count in, a count for each owner of periods.
    pub(super) counts: Vec<Vec<Count>>,
    /// What was used and is owed, by clause; nothing is ever taken out.
    pub(super) debts: Vec<Debt>,
    /// Which notices about lots together went out in this period: of which plan, and the place there.
    pub(super) noticed: Vec<(PlanId, usize)>,
    /// What was taken from the next period, per kind.
    pub(super) advances: [u64; Kind::COUNT],
    /// What was bought and can be returned.
    pub(super) returnable: Vec<Returnable>,
    /// What it is to pay later.
    pub(super) loans: Loans,
    /// The purchases that are made again by themselves, the last one at the end.
    pub(super) subscriptions: Vec<Subscription>,
    /// How many of them there have been.
    pub(super) subscribed: u32,
    /// When the one that is being bought again was last, and how often at that instant.
    pub(super) renewing: Option<Renewing>,
    /// Who received in the span of now, for each limit on the number of receivers.
    pub(super) receivers: Vec<(usize, usize)>,
    /// The numbers called that count towards a limit: at which place, in which span.
    pub(super) numbers: Vec<(usize, Span, LabelId)>,
    /// For each routine of the plan, when its time comes; empty where no time matters.
    pub(super) times: Vec<Instant>,
    /// When something is due without an event.
    pub(super) due: Instant,
}

impl Account {
    pub(super) fn new(program: &Program, id: AccountId, opening: &Opening) -> Account {
        Account {
            order: std::array::from_fn(|_| Vec::new()),
            holdings: Vec::new(),
            sums: Sums::default(),
            used_before: [0; Kind::COUNT],
            used_unlimited: [0; Kind::COUNT],
            is_plain: false,
            suspended_since: None,
            suspended_by: crate::program::ASSUMED,
            pool: opening.member_of.map(|owner| owner.0 as usize),
            id,
            plan: opening.plan,
            status: Status::Inactive,
            anchor: Instant::MIN,
            index: 0,
            number: 0,
            number_before_plan: 0,
            bill: Quantity::ZERO,
            coming_bill: Quantity::ZERO,
            vouchers: Vec::new(),
            stretch: 0,
            activated_at: Instant::MIN,
            start: Instant::MIN,
            end: Instant::NEVER,
            automatic: true,
            paid_ahead: Vec::new(),
            retrying: None,
            noted_change: None,
            changes_in_period: 0,
            renewals_in_a_row: 0,
            activated: false,
            missed_activation: false,
            consents: Vec::new(),
            settings: Vec::new(),
            marks: Vec::new(),
            bars: Vec::new(),
            full_speed_until: Instant::MIN,
            members: Vec::new(),
            shares: Vec::new(),
            active: Vec::new(),
            streams: Vec::new(),
            last_end: [LastEnd::None; Kind::COUNT],
            ties_may_move: false,
            queues: false,
            counts: vec![Vec::new(); program.counters],
            debts: Vec::new(),
            noticed: Vec::new(),
            advances: [0; Kind::COUNT],
            returnable: Vec::new(),
            loans: Loans::default(),
            subscriptions: Vec::new(),
            subscribed: 0,
            renewing: None,
            receivers: Vec::new(),
            numbers: Vec::new(),
            times: Vec::new(),
            due: Instant::NEVER,
        }
    }

    pub(super) fn plan<'p>(&self, program: &'p Program) -> &'p Plan {
        &program.plans[self.plan.0 as usize]
    }

    pub(super) fn calendar<'p>(&self, program: &'p Program) -> &'p Calendar {
        &program.calendars[self.plan(program).calendar]
    }

    pub(super) fn has_lapsed(&self) -> bool {
        matches!(self.status, Status::Lapsed(_))
    }

    pub(super) fn is_running(&self) -> bool {
        self.status == Status::Running
    }

    pub(super) fn is_active(&self) -> bool {
        self.status != Status::Inactive
    }

    /// What has been used of each kind in all.
    fn used(&self) -> [u64; Kind::COUNT] {
        Kind::ALL.map(|kind| self.sums.flowed(kind, Flow::Used).0.wrapping_add(self.used_unlimited[kind.index()]))
    }

    /// What has been used of each kind in the period.
    pub(super) fn used_in_period(&self) -> [u64; Kind::COUNT] {
        let used = self.used();
        std::array::from_fn(|kind| used[kind].wrapping_sub(self.used_before[kind]))
    }

    /// From now on, use counts for a new period.
    pub(super) fn count_use_anew(&mut self) {
        self.used_before = self.used();
    }

    /// The number that the next lot will have.
    pub(super) fn next_lot(&self) -> LotId {
        LotId { account: self.id.0, number: u32::try_from(self.holdings.len()).unwrap_or(u32::MAX).saturating_add(1) }
    }

    /// Changes what is left in a lot, keeping the sum of what is held.
    pub(super) fn set_left(&mut self, index: usize, left: Quantity) {
        let lot = &mut self.holdings[index].lot;
        if lot.state.is_held() {
            self.sums.release(lot.kind, lot.left);
            self.sums.hold(lot.kind, left);
        }
        lot.left = left;
    }

    /// Changes what a lot is, keeping the sum of what is held.
    pub(super) fn set_state(&mut self, index: usize, state: State) {
        let lot = &mut self.holdings[index].lot;
        if lot.state.is_held() && !state.is_held() {
            self.sums.release(lot.kind, lot.left);
        } else if !lot.state.is_held() && state.is_held() {
            self.sums.hold(lot.kind, lot.left);
        }
        lot.state = state;
    }

    /// The law of conservation, for one kind.
    #[inline]
    pub(super) fn check(&self, kind: Kind) -> Result<(), Fault> {
        if self.sums.overflowed() {
            return Err(Fault::Overflow);
        }
        self.sums.check(kind).map_err(|imbalance| Fault::NotConserved { account: self.id, imbalance })
    }
}
