//! Suspending a line, and resuming it.

use crate::ledger::{Listener, Note, OriginId, Posting, Reason, State};
use crate::program::{ASSUMED, Selector, Suspension, Trigger};
use crate::units::Instant;

use super::World;
use super::holding::Waits;
use super::routine::Occasion;

impl World<'_> {
    /// The clause about suspensions, or else the plan.
    pub(super) fn suspension_clause(&self, account: usize) -> OriginId {
        let plan = self.plan_of(account);
        if plan.suspension_origin == ASSUMED { plan.origin } else { plan.suspension_origin }
    }

    /// Suspends the line. `by` is the clause that asks for it; otherwise the customer or the operator does.
    pub(super) fn suspend(
        &mut self,
        account: usize,
        by: Option<OriginId>,
        out: &mut impl Listener,
    ) -> Result<(), Reason> {
        let by = by.unwrap_or_else(|| self.suspension_clause(account));
        let state = &mut self.accounts[account];
        if !state.is_active() {
            return Err(Reason::NotActive);
        }
        if state.suspended_since.is_some() {
            return Err(Reason::Suspended);
        }
        (state.suspended_since, state.suspended_by) = (Some(self.now), by);
        self.note(account, Note::Suspended, by, out);
        let occasion = Occasion { reason: Reason::Suspended, ..self.occasion(account) };
        self.run(account, &[Trigger::Suspension], &occasion, out);
        self.refresh_due(account);
        Ok(())
    }

    /// The suspension ends.
    pub(super) fn resume(
        &mut self,
        account: usize,
        by: Option<OriginId>,
        out: &mut impl Listener,
    ) -> Result<(), Reason> {
        let clause = self.suspension_clause(account);
        let Some(since) = self.accounts[account].suspended_since.take() else { return Err(Reason::NotSuspended) };
        self.note(account, Note::Resumed, by.unwrap_or(clause), out);
        let slept = self.now.seconds_since(since);
        let whole = self.plan_of(account).suspension == Suspension::ClockStops;
        if whole {
            self.shift_streams(account, slept);
            self.move_period(account, slept);
            self.move_times(account, slept);
            self.delay_attempts(account, slept);
        }
        for index in self.accounts[account].active.clone() {
            self.wake(account, index, whole.then_some(slept), clause, out);
        }
        self.run(account, &[Trigger::Resumption], &self.occasion(account), out);
        self.refresh_due(account);
        Ok(())
    }

    /// Moves the running period's end by the time that was slept.
    fn move_period(&mut self, account: usize, slept: i64) {
        let state = &mut self.accounts[account];
        if state.is_running() {
            state.anchor = state.anchor.plus_seconds(slept);
            state.end = later(state.end, slept);
        }
    }

    /// Lots that were frozen wake. While the line is suspended, they sleep on.
    pub(super) fn thaw(
        &mut self,
        account: usize,
        (of, origin): (&Selector, OriginId),
        occasion: &Occasion,
        out: &mut impl Listener,
    ) {
        if self.accounts[account].suspended_since.is_some() {
            return;
        }
        for index in self.selected(account, of, occasion) {
            if self.accounts[account].holdings[index].waits == Waits::Resumption {
                self.wake(account, index, None, origin, out);
            }
        }
    }

    /// Wakes a lot, if it slept; its end moves if its clock stood still.
    fn wake(&mut self, account: usize, index: usize, whole: Option<i64>, origin: OriginId, out: &mut impl Listener) {
        let now = self.now;
        let state = &mut self.accounts[account];
        let holding = &mut state.holdings[index];
        let frozen = holding.waits == Waits::Resumption;
        let since = holding.frozen_since.take();
        let slept = whole.or_else(|| since.map(|since| now.seconds_since(since))).unwrap_or(0);
        let before = holding.lot.expires_at;
        holding.lot.expires_at = later(before, slept);
        if whole.is_some() && holding.lot.state == State::Pending {
            holding.lot.usable_from = later(holding.lot.usable_from, slept);
        }
        if frozen {
            holding.waits = Waits::No;
            state.set_state(index, State::Live);
        }
        let lot = state.holdings[index].lot;
        self.changed(account, index);
        if frozen || (whole.is_some() && before != Instant::NEVER) {
            self.post_lot(account, index, lot.left, Posting::Woke { until: lot.expires_at }, origin, out);
        }
    }
}

/// Later by some seconds; what never comes stays so.
fn later(at: Instant, seconds: i64) -> Instant {
    if at == Instant::NEVER { at } else { at.plus_seconds(seconds) }
}
