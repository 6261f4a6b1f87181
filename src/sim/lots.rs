//! Lots come into being, begin to live, and end.

use crate::event::{Class, PlanId, ProductId};
use crate::ledger::{Entry, Listener, Lot, OriginId, Posting, Reason, State};
use crate::program::{AmountOf, Grant, GrantId, ScopeId, Start};
use crate::units::{Instant, Kind, MonthEnd, Quantity, Validity};

use super::World;
use super::account::LastEnd;
use super::holding::{Holding, Waits};
use super::react::Turn;

impl World<'_> {
    /// Grants a lot. Gives back its place, or nothing where the amount is nothing.
    pub(super) fn grant(&mut self, account: usize, grant: GrantId, out: &mut impl Listener) -> Option<usize> {
        self.grant_under(account, self.accounts[account].plan, grant, out)
    }

    /// Grants a lot whose amount may be a share of what some plan grants.
    pub(super) fn grant_under(
        &mut self,
        account: usize,
        plan: PlanId,
        id: GrantId,
        out: &mut impl Listener,
    ) -> Option<usize> {
        let program = self.program;
        let grant = &program.grants[id.0 as usize];
        let (amount, unlimited) = match grant.amount {
            AmountOf::Units(amount) => (self.for_each(account, grant, amount), false),
            AmountOf::Unlimited => (Quantity::ZERO, true),
            AmountOf::ShareOfPlan(ratio) => {
                let base = self.granted_by_plan(account, plan.0 as usize, grant.kind);
                (ratio.of(base).unwrap_or(Quantity::MAX), false)
            }
            // Only at an event that these follow: see `by_what_happened`.
            AmountOf::ShareOfRecharge(_)
            | AmountOf::PerRecharge(..)
            | AmountOf::PerPrice(..)
            | AmountOf::ShareOfBought(_)
            | AmountOf::ShareOfFact(..)
            | AmountOf::PerHeld(..)
            | AmountOf::PerFact(..) => (Quantity::ZERO, false),
        };
        self.grant_units(account, id, (amount, unlimited), out)
    }

    /// How much an amount for each member is in all.
    pub(super) fn for_each(&self, account: usize, grant: &Grant, amount: Quantity) -> Quantity {
        let Some((owner, after)) = grant.each else { return amount };
        let heads = u64::try_from(self.accounts[account].members.len()).unwrap_or(u64::MAX);
        let heads = heads.saturating_add(u64::from(owner)).saturating_sub(u64::from(after));
        Quantity(amount.0.saturating_mul(heads)).min(Quantity::MAX)
    }

    /// What a plan grants of a kind in a period, to so many as there are now; what is without limit does not count.
    pub(super) fn granted_by_plan(&self, account: usize, plan: usize, kind: Kind) -> Quantity {
        let plan = &self.program.plans[plan];
        let grants = || plan.grants.iter().map(|id| &self.program.grants[id.0 as usize]).filter(|one| one.kind == kind);
        if grants().all(|grant| grant.each.is_none()) {
            return plan.granted[kind.index()];
        }
        let amount = |grant: &Grant| match grant.amount {
            AmountOf::Units(amount) => self.for_each(account, grant, amount).0,
            _ => 0,
        };
        Quantity(grants().map(amount).fold(0, u64::saturating_add)).min(Quantity::MAX)
    }

    /// Grants a lot of an amount that is known.
    pub(super) fn grant_units(
        &mut self,
        account: usize,
        id: GrantId,
        (amount, unlimited): (Quantity, bool),
        out: &mut impl Listener,
    ) -> Option<usize> {
        let program = self.program;
        let grant = &program.grants[id.0 as usize];
        let amount = amount.min(grant.at_most);
        if (amount.is_zero() && !unlimited) || self.has_nothing_to_end_with(account, grant) {
            return None;
        }
        let mut holding = self.holding_of(account, (id, grant), amount, unlimited);
        if holding.lot.state == State::Live && !holding.starts_on_use {
            self.open_stream(account, &mut holding);
        }
        let posting = Posting::Granted { from: holding.lot.usable_from, until: holding.lot.expires_at };
        let index = self.admit(account, holding);
        self.post_lot(account, index, amount, posting, grant.origin, out);
        Some(index)
    }

    /// The lot that a grant makes now.
    fn holding_of(&self, account: usize, (id, grant): (GrantId, &Grant), amount: Quantity, unlimited: bool) -> Holding {
        let now = self.now;
        let mut holding = self.holding_like(account, grant, amount, unlimited);
        holding.start = grant.start;
        holding.repeat = grant.repeat.map(|_| id);
        holding.tie = grant.tie.as_ref().map(|_| id);
        match grant.start {
            Start::At(start) if start > now => {
                holding.lot.state = State::Pending;
                holding.lot.usable_from = start;
                self.set_end(account, &mut holding, start);
            }
            Start::FirstUse(within) => {
                holding.starts_on_use = true;
                let zone = &self.calendar_of(account).zone;
                let deadline = within.map(|within| within.after(now, zone, MonthEnd::Clamp));
                holding.lot.expires_at = deadline.unwrap_or(Instant::NEVER);
            }
            Start::AfterPrevious if self.queue_is_busy(account, grant.kind) => {
                holding.lot.state = State::Pending;
                holding.lot.usable_from = Instant::NEVER;
                holding.lot.expires_at = Instant::NEVER;
            }
            Start::Granted | Start::At(_) | Start::AfterPrevious | Start::NextSession { .. } => {
                self.set_end(account, &mut holding, now);
            }
        }
        holding
    }

    /// A lot such as a grant makes, without its life.
    pub(super) fn holding_like(&self, account: usize, grant: &Grant, amount: Quantity, unlimited: bool) -> Holding {
        let mut holding = self.blank(account, grant.kind, (grant.class, grant.product), amount, grant.origin);
        holding.lot.unlimited = unlimited;
        holding.scope = grant.scope;
        holding.restrictions = self.program.scopes[grant.scope.0 as usize].restrictions();
        holding.used_first = grant.used_first;
        holding.increment = grant.increment.0.max(1);
        holding.carry = grant.carry;
        holding.ends_by = grant.ends_by;
        holding.validity = grant.validity;
        holding
    }

    /// A lot of money that was paid in.
    pub(super) fn recharge_lot(&mut self, account: usize, amount: Quantity, out: &mut impl Listener) -> Option<usize> {
        if amount.is_zero() {
            return None;
        }
        let plan = self.plan_of(account);
        let (product, origin) = (plan.recharge_product, plan.recharge_origin);
        let mut holding = self.blank(account, Kind::Money, (Class::Recharge, product), amount, origin);
        let tier = plan.recharge_tiers.iter().rev().find(|(from, _)| *from <= amount);
        holding.validity = tier.map_or(plan.recharge_validity, |(_, validity)| *validity);
        holding.carry = plan.recharge_carry;
        self.set_end(account, &mut holding, self.now);
        let posting = Posting::Granted { from: self.now, until: holding.lot.expires_at };
        let index = self.admit(account, holding);
        self.post_lot(account, index, amount, posting, origin, out);
        Some(index)
    }

    /// A lot with nothing special about it.
    pub(super) fn blank(
        &self,
        account: usize,
        kind: Kind,
        (class, product): (Class, ProductId),
        amount: Quantity,
        origin: OriginId,
    ) -> Holding {
        let owner = &self.accounts[account];
        let lot = Lot {
            id: owner.next_lot(),
            from: None,
            kind,
            class,
            product,
            granted: amount,
            unlimited: false,
            granted_at: self.now,
            generation: 0,
            gifted: false,
            owner: owner.id,
            left: amount,
            state: State::Live,
            usable_from: self.now,
            expires_at: Instant::NEVER,
        };
        Holding {
            lot,
            plain_above: u64::MAX,
            notice_left: 0,
            scope: ScopeId::EVERYTHING,
            starts_on_use: false,
            used_first: false,
            increment: 1,
            paid: Vec::new(),
            ends_with_period: false,
            outlives: false,
            emptied: false,
            restrictions: 0,
            carry: None,
            ends_by: None,
            own_end: Instant::NEVER,
            waits: Waits::No,
            waits_since: Instant::MIN,
            validity: Validity::Forever,
            start: Start::Granted,
            tie: None,
            repeat: None,
            frozen_since: None,
            armed_for: Instant::NEVER,
            end_set_at: self.now,
            told_until: Instant::MIN,
            notify_at: Instant::NEVER,
            period: owner.number,
            ended_at: Instant::NEVER,
            ended_in: 0,
            origin,
        }
    }

    /// Sets the end of a lot whose life begins at an instant.
    fn set_end(&self, account: usize, holding: &mut Holding, start: Instant) {
        holding.lot.expires_at = self.end_of(account, holding.validity, start);
        if let Some(end) = holding.tie.and_then(|grant| self.tied_end(account, grant)) {
            holding.lot.expires_at = end;
        }
        let with_period = matches!(holding.validity, Validity::Periods(0 | 1));
        holding.ends_with_period = with_period && self.accounts[account].is_running();
    }

    /// Takes a new lot in.
    pub(super) fn admit(&mut self, account: usize, holding: Holding) -> usize {
        let state = &mut self.accounts[account];
        let index = state.holdings.len();
        state.sums.hold(holding.lot.kind, holding.lot.left);
        state.holdings.push(holding);
        state.active.push(index);
        self.changed(account, index);
        index
    }

    /// To be called after anything that decides about paying or notices has changed in a lot.
    pub(super) fn changed(&mut self, account: usize, index: usize) {
        self.arm_notices(account, index);
        self.accounts[account].ties_may_move |= self.has_ties;
        let state = &mut self.accounts[account];
        let lot = &state.holdings[index].lot;
        let pays = lot.state == State::Live && (lot.unlimited || !lot.left.is_zero());
        let order = &mut state.order[lot.kind.index()];
        match (order.iter().position(|place| *place == index), pays) {
            (None, true) => order.push(index),
            (Some(place), false) => drop(order.remove(place)),
            (None, false) | (Some(_), true) => {}
        }
        if pays {
            self.sort_lots(account);
        }
        self.refresh_due(account);
    }

    /// Whether another lot of the kind runs, or waits to run, one after the other.
    fn queue_is_busy(&self, account: usize, kind: Kind) -> bool {
        let account = &self.accounts[account];
        let queued = |index: &usize| {
            let holding = &account.holdings[*index];
            holding.start == Start::AfterPrevious && holding.lot.kind == kind
        };
        account.active.iter().any(queued) || self.queued_stream_runs(account, kind)
    }

    /// Makes an entry about a lot.
    pub(super) fn post_lot(
        &mut self,
        account: usize,
        index: usize,
        amount: Quantity,
        posting: Posting,
        origin: OriginId,
        out: &mut impl Listener,
    ) {
        let lot = &self.accounts[account].holdings[index].lot;
        let (account, kind, id) = (lot.owner, lot.kind, lot.id);
        self.post(Entry { at: self.now, account, lot: Some(id), kind, amount, posting, origin }, out);
    }

    /// Ends a lot with what is left in it. Where nothing is left there is nothing to say.
    pub(super) fn end_lot(
        &mut self,
        account: usize,
        index: usize,
        end: End,
        origin: OriginId,
        out: &mut impl Listener,
    ) {
        let holding = &self.accounts[account].holdings[index];
        let left = holding.lot.left;
        let (state, posting) = match end {
            End::Expired => (State::Expired, Posting::Expired),
            End::Forfeited(reason) => (State::Forfeited, Posting::Forfeited { reason }),
        };
        if !left.is_zero() {
            self.post_lot(account, index, left, posting, origin, out);
        }
        self.retire(account, index, state, LastEnd::ByTime);
    }

    /// Takes a part of a lot away, because a cap does not admit it. What is trimmed whole is forfeited.
    pub(super) fn trim(
        &mut self,
        account: usize,
        index: usize,
        amount: Quantity,
        origin: OriginId,
        out: &mut impl Listener,
    ) {
        if amount.is_zero() {
            return;
        }
        let left = self.accounts[account].holdings[index].lot.left.saturating_sub(amount);
        self.post_lot(account, index, amount, Posting::Trimmed, origin, out);
        self.accounts[account].set_left(index, left);
        if left.is_zero() {
            self.retire(account, index, State::Forfeited, LastEnd::ByTime);
        }
    }

    /// A lot is held no more.
    pub(super) fn retire(&mut self, account: usize, index: usize, state: State, how: LastEnd) {
        let (now, has_ties) = (self.now, self.has_ties);
        let owner = &mut self.accounts[account];
        owner.ties_may_move |= has_ties;
        let stretch = owner.stretch;
        owner.set_state(index, state);
        owner.active.retain(|place| *place != index);
        let holding = &mut owner.holdings[index];
        holding.waits = Waits::No;
        (holding.ended_at, holding.ended_in) = (now, stretch);
        let (kind, start) = (holding.lot.kind, holding.start);
        owner.last_end[kind.index()] = how;
        let order = &mut owner.order[kind.index()];
        order.retain(|place| *place != index);
        owner.queues |= start == Start::AfterPrevious;
        self.turned(account, index, Turn::Ended);
        self.refresh_due(account);
    }

    /// Starts the lots that have waited longest for the ones before them to end, one of a kind.
    pub(super) fn start_queued(&mut self, account: usize, out: &mut impl Listener) {
        if std::mem::take(&mut self.accounts[account].queues) {
            for kind in Kind::ALL {
                self.start_next(account, kind, out);
            }
        }
    }

    fn start_next(&mut self, account: usize, kind: Kind, out: &mut impl Listener) {
        let state = &self.accounts[account];
        let waits = |index: &usize| {
            let holding = &state.holdings[*index];
            holding.start == Start::AfterPrevious && holding.lot.kind == kind && holding.lot.state == State::Pending
        };
        let runs = |index: &usize| {
            let holding = &state.holdings[*index];
            holding.start == Start::AfterPrevious && holding.lot.kind == kind && holding.lot.state != State::Pending
        };
        if state.active.iter().any(runs) || self.queued_stream_runs(state, kind) {
            return;
        }
        if let Some(index) = state.active.iter().copied().find(waits) {
            self.begin_life(account, index, out);
        }
    }

    /// A lot that waited begins to live now.
    pub(super) fn begin_life(&mut self, account: usize, index: usize, out: &mut impl Listener) {
        let mut holding = self.accounts[account].holdings[index].clone();
        holding.lot.state = State::Live;
        holding.starts_on_use = false;
        holding.lot.usable_from = self.now;
        self.set_end(account, &mut holding, self.now);
        self.open_stream(account, &mut holding);
        let (left, until, origin) = (holding.lot.left, holding.lot.expires_at, holding.origin);
        self.accounts[account].holdings[index] = holding;
        self.changed(account, index);
        self.post_lot(account, index, left, Posting::Moved { until }, origin, out);
        self.turned(account, index, Turn::Began);
    }

    /// Moves the end of a lot. Tells nobody where it does not change.
    pub(super) fn move_end(
        &mut self,
        account: usize,
        index: usize,
        until: Instant,
        origin: OriginId,
        out: &mut impl Listener,
    ) {
        let holding = &mut self.accounts[account].holdings[index];
        if holding.lot.expires_at != until {
            holding.lot.expires_at = until;
            let left = holding.lot.left;
            self.changed(account, index);
            self.post_lot(account, index, left, Posting::Moved { until }, origin, out);
        }
    }

    /// Puts a lot to sleep.
    pub(super) fn sleep(
        &mut self,
        account: usize,
        index: usize,
        (waits, until): (Waits, Instant),
        (reason, origin): (Reason, OriginId),
        out: &mut impl Listener,
    ) {
        let owner = &mut self.accounts[account];
        owner.set_state(index, State::Dormant);
        let holding = &mut owner.holdings[index];
        holding.waits = waits;
        holding.lot.expires_at = until;
        let left = holding.lot.left;
        self.changed(account, index);
        self.post_lot(account, index, left, Posting::Slept { reason }, origin, out);
    }
}

/// How a lot ends with something left in it.
#[derive(Debug, Clone, Copy)]
pub(super) enum End {
    /// Its time is over.
    Expired,
    /// A rule takes it away.
    Forfeited(Reason),
}
