//! What is known about an account, and the way to everything in the catalogue.

use crate::event::{AccountId, LabelId, Opening, PlanId, ProductId};
use crate::ledger::{LotId, Posting, Reason};
use crate::model::{Limit, Notice, Operator, Plan, Product, Tariff};
use crate::text::Origin;
use crate::units::{Instant, Kind, Quantity, Zone};

use super::counters::Count;
use super::decision::Decided;
use super::exchange::Returnable;
use super::history::{Past, Reward};
use super::loan::Loan;
use super::service::Bar;
use super::subscription::Subscription;
use super::{Reference, ReferenceEntry, ReferenceFault, ReferenceLot, Run};

/// An account.
#[derive(Debug, Clone)]
pub(super) struct Subscriber<'m> {
    pub(super) plan: PlanId,
    /// Whether it has a subscription, in a running period or lapsed.
    pub(super) active: bool,
    pub(super) period: Option<Period>,
    /// When the last period ended, if none came after it.
    pub(super) lapsed_at: Option<Instant>,
    /// How many periods have begun.
    pub(super) number: u32,
    pub(super) renewals_in_a_row: u32,
    /// What is counted by the period is counted from this entry on, and belongs to the stretch of this number.
    pub(super) first_entry: usize,
    pub(super) stretch: u32,
    pub(super) auto_renewal: bool,
    /// The plan that comes when the period ends.
    pub(super) noted_plan: Option<PlanId>,
    /// Whether the plan was changed at once in this period.
    pub(super) changed: bool,
    pub(super) suspended: Option<Suspended>,
    pub(super) member_of: Option<AccountId>,
    /// What the customer has agreed to and set, in the order of time.
    pub(super) decided: Vec<Decided>,
    pub(super) marks: Vec<LabelId>,
    pub(super) bars: Vec<Bar<'m>>,
    /// Until when use is to be fast again, each time that it was said.
    pub(super) full_speed: Vec<Instant>,
    pub(super) past: Vec<Past>,
    pub(super) rewards: Vec<Reward>,
    /// Before which entry the last bill was closed, and before which the last subscription had ended.
    pub(super) bill_closed: (usize, usize),
    /// When the subscription started.
    pub(super) active_since: Option<Instant>,
    /// The anchor and the number of the period that has begun last.
    pub(super) last_period: Option<(Instant, u32)>,
    /// In which stretch rollover was last activated.
    pub(super) activated_in: Option<u32>,
    pub(super) counts: Vec<Count<'m>>,
    /// What is paid for and not yet used of the last increment, for each charge; in which period, and during which use.
    pub(super) open: Vec<(&'m Tariff, Quantity, (AccountId, u32), u64)>,
    /// Which notices of which ends have gone out.
    pub(super) told: Vec<(LotId, &'m Notice, Instant)>,
    /// Which notices about several lots together have gone out, and in which stretch.
    pub(super) told_together: Vec<(&'m Notice, u32)>,
    pub(super) lots: Vec<ReferenceLot<'m>>,
    /// What will be granted again.
    pub(super) streams: Vec<super::stream::Stream<'m>>,
    /// The renewal that has failed, while it is tried again.
    pub(super) failed: Option<super::retry::Failed>,
    /// When the periods after the next one were paid.
    pub(super) paid_later: Vec<Instant>,
    pub(super) loans: Vec<Loan>,
    /// What is to be taken off the periods that come.
    pub(super) promised: Vec<super::price::Promised>,
    pub(super) advances: Vec<(Kind, Quantity)>,
    pub(super) returnable: Vec<Returnable>,
    pub(super) subscriptions: Vec<Subscription>,
    /// Who has received, for each limit on their number.
    pub(super) receivers: Vec<(&'m Limit, AccountId)>,
    /// When handlers run by the clock: their place in the plan, and the time.
    pub(super) times: Vec<(usize, Instant)>,
}

/// A running period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Period {
    pub(super) anchor: Instant,
    pub(super) index: u32,
    pub(super) end: Instant,
    /// When the next one was paid by hand, if it was.
    pub(super) next_paid_at: Option<Instant>,
    /// By the system, not by the customer.
    pub(super) next_paid_by_system: bool,
}

/// A suspension.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Suspended {
    pub(super) since: Instant,
    pub(super) clock_stops: bool,
    /// The clause that it goes back to.
    pub(super) by: Origin,
}

impl Subscriber<'_> {
    pub(super) fn new(opening: &Opening) -> Self {
        Subscriber {
            plan: opening.plan,
            active: false,
            period: None,
            lapsed_at: None,
            number: 0,
            renewals_in_a_row: 0,
            first_entry: 0,
            stretch: 0,
            auto_renewal: true,
            noted_plan: None,
            changed: false,
            suspended: None,
            member_of: opening.member_of,
            decided: Vec::new(),
            marks: Vec::new(),
            bars: Vec::new(),
            full_speed: Vec::new(),
            past: Vec::new(),
            rewards: Vec::new(),
            bill_closed: (0, 0),
            active_since: None,
            last_period: None,
            activated_in: None,
            counts: Vec::new(),
            open: Vec::new(),
            told: Vec::new(),
            told_together: Vec::new(),
            lots: Vec::new(),
            streams: Vec::new(),
            failed: None,
            paid_later: Vec::new(),
            loans: Vec::new(),
            promised: Vec::new(),
            advances: Vec::new(),
            returnable: Vec::new(),
            subscriptions: Vec::new(),
            receivers: Vec::new(),
            times: Vec::new(),
        }
    }
}

impl<'m> Reference<'m> {
    pub(super) fn account(&self, id: AccountId) -> Run<&Subscriber<'m>> {
        self.accounts.get(id.0 as usize).ok_or(ReferenceFault::UnknownAccount(id))
    }

    pub(super) fn account_mut(&mut self, id: AccountId) -> Run<&mut Subscriber<'m>> {
        self.accounts.get_mut(id.0 as usize).ok_or(ReferenceFault::UnknownAccount(id))
    }

    pub(super) fn account_ids(&self) -> impl Iterator<Item = AccountId> + use<> {
        (0_u32..).map(AccountId).take(self.accounts.len())
    }

    pub(super) fn plan_numbered(&self, id: PlanId) -> Run<&'m Plan> {
        self.catalogue.plan(id).ok_or(ReferenceFault::UnknownPlan(id))
    }

    /// The plan of now.
    pub(super) fn plan(&self, id: AccountId) -> Run<&'m Plan> {
        self.plan_numbered(self.account(id)?.plan)
    }

    pub(super) fn product(&self, id: ProductId) -> Run<&'m Product> {
        self.catalogue.product(id).ok_or(ReferenceFault::UnknownProduct(id))
    }

    pub(super) fn operator(&self, id: AccountId) -> Run<&'m Operator> {
        let plan = self.plan(id)?;
        self.catalogue.operator_of(plan).ok_or(ReferenceFault::UnknownOperator(plan.id))
    }

    pub(super) fn zone(&self, id: AccountId) -> Run<&'m Zone> {
        Ok(&self.operator(id)?.zone.answer)
    }

    /// An entry about so much of a kind, and about no lot.
    pub(super) fn post(&mut self, account: AccountId, kind: Kind, amount: Quantity, posting: Posting, origin: Origin) {
        self.entries.push(ReferenceEntry { at: self.now, account, lot: None, kind, amount, posting, origin });
    }

    /// An entry about no units at all.
    pub(super) fn note(&mut self, account: AccountId, posting: Posting, origin: Origin) {
        self.post(account, Kind::Money, Quantity::ZERO, posting, origin);
    }

    pub(super) fn refuse(&mut self, account: AccountId, reason: Reason, origin: Origin) {
        self.note(account, Posting::Refused { reason }, origin);
    }

    /// An entry about a lot, on its owner's account.
    pub(super) fn post_lot(&mut self, id: LotId, amount: Quantity, posting: Posting, origin: Origin) -> Run {
        let kind = self.lot(id)?.lot.kind;
        let account = AccountId(id.account);
        self.entries.push(ReferenceEntry { at: self.now, account, lot: Some(id), kind, amount, posting, origin });
        Ok(())
    }
}
