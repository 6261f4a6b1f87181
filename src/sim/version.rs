//! Later versions of the plan that an account has.

use crate::event::PlanId;
use crate::ledger::{Listener, Note};
use crate::program::Trigger;
use crate::units::Instant;

use super::World;
use super::account::Account;

impl World<'_> {
    /// The version of a plan that can be had now.
    pub(super) fn on_sale(&self, plan: PlanId) -> PlanId {
        self.program.plans[plan.0 as usize].on_sale(self.now)
    }

    /// Whatever version an account had before, without a subscription the one that is on sale speaks for it.
    pub(super) fn meet_terms(&mut self, account: usize) {
        if self.accounts[account].is_active() {
            return;
        }
        let comes = self.on_sale(self.accounts[account].plan);
        if comes != self.accounts[account].plan {
            self.accounts[account].plan = comes;
            self.have_plan(account);
        }
    }

    /// The plan of a period that begins then: what was asked for, or what has become of the plan meanwhile.
    pub(super) fn plan_from(&self, account: usize, at: Instant) -> PlanId {
        let state = &self.accounts[account];
        match state.noted_change {
            Some(plan) => self.program.plans[plan.0 as usize].on_sale(at),
            None => self.plan_of(account).moves_to(at, true).unwrap_or(state.plan),
        }
    }

    /// Whether the periods of a version follow those that have been.
    pub(super) fn goes_on(&self, account: usize, comes: PlanId) -> bool {
        let state = &self.accounts[account];
        if state.noted_change.is_some() {
            return comes == state.plan;
        }
        self.plan_of(account).cycle == self.program.plans[comes.0 as usize].cycle
    }

    /// When an account moves to a later version without a renewal.
    pub(super) fn moves_at(&self, account: &Account) -> Instant {
        if account.is_active() { account.plan(self.program).moves_at() } else { Instant::NEVER }
    }

    /// Moves to the version whose time has come.
    pub(super) fn move_on(&mut self, account: usize, out: &mut impl Listener) {
        if self.moves_at(&self.accounts[account]) > self.now {
            return;
        }
        if let Some(to) = self.plan_of(account).moves_to(self.now, false) {
            self.take_terms(account, to, out);
        }
    }

    /// The terms of a later version hold from now on.
    pub(super) fn take_terms(&mut self, account: usize, to: PlanId, out: &mut impl Listener) {
        let before = self.plan_of(account);
        let times = std::mem::take(&mut self.accounts[account].times);
        self.accounts[account].plan = to;
        self.begin_times(account);
        if self.accounts[account].is_running() {
            self.wait_for_end(account);
        }
        let after = self.plan_of(account);
        // What both versions say goes on being counted as it was.
        for (place, routine) in after.routines.iter().enumerate() {
            let same = before.routines.iter().position(|one| one.origin == routine.origin);
            let at = same.and_then(|same| times.get(same)).copied();
            if let (Trigger::Timer(_), Some(at)) = (&routine.trigger, at) {
                self.set_time(account, place, at);
            }
        }
        self.note(account, Note::NewTerms, after.origin, out);
        self.have_plan(account);
    }
}
