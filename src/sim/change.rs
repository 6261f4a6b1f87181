//! Moving to another plan.

use crate::event::PlanId;
use crate::ledger::{Charge, Listener, Posting, Reason};
use crate::program::{ChangeTime, Trigger};
use crate::units::{Kind, Quantity};

use super::World;
use super::account::Account;
use super::routine::Occasion;

impl Account {
    /// The plan of the next period.
    pub(super) fn noticed_plan(&self) -> PlanId {
        self.noted_change.unwrap_or(self.plan)
    }
}

impl World<'_> {
    /// The customer asks for another plan.
    pub(super) fn change_plan(&mut self, account: usize, to: PlanId, out: &mut impl Listener) -> Result<(), Reason> {
        let state = &self.accounts[account];
        if !state.is_active() {
            return Err(Reason::NotActive);
        }
        if state.plan == to {
            return Err(Reason::SamePlan);
        }
        if state.suspended_since.is_some() {
            return Err(Reason::Suspended);
        }
        let plan = self.plan_of(account);
        let now = match plan.change {
            ChangeTime::Now => true,
            ChangeTime::NextPeriod => false,
            ChangeTime::FirstNow => state.changes_in_period == 0,
        };
        if !state.is_running() {
            self.switch_plan(account, to, out);
            return Ok(());
        }
        if !now {
            self.accounts[account].noted_change = Some(to);
            let nothing = (Kind::Money, Quantity::ZERO);
            self.post_plain(account, nothing, Posting::PlanChangeNoted { to }, plan.origin, out);
            return Ok(());
        }
        self.change_now(account, to, out)
    }

    fn change_now(&mut self, account: usize, to: PlanId, out: &mut impl Listener) -> Result<(), Reason> {
        let new = &self.program.plans[to.0 as usize];
        if !self.can_pay(account, new.price, new.prepaid) {
            return Err(Reason::NotEnoughMoney);
        }
        let occasion = self.occasion(account);
        self.leave_plan(account, to, &occasion, out);
        let charged = (Charge::Period, new.price_origin);
        if let Err(reason) = self.charge(account, new.price, new.prepaid, charged, out) {
            // What was done at the change has cost the money that was there before.
            self.refuse(account, reason, new.origin, out);
        }
        for index in self.accounts[account].active.clone() {
            self.accounts[account].holdings[index].ends_with_period = false;
        }
        let next = self.next_from(account, self.now, false);
        self.begin_period(account, next, out);
        self.accounts[account].changes_in_period = 1;
        self.grant_period(account, out);
        Ok(())
    }

    /// Leaves the plan for another: what the old one says about that, then the change itself.
    pub(super) fn leave_plan(&mut self, account: usize, to: PlanId, occasion: &Occasion, out: &mut impl Listener) {
        let plans = Some((self.accounts[account].plan, to));
        let occasion = Occasion { plans, reason: Reason::PlanChanged, ..*occasion };
        self.run(account, &[Trigger::PlanChange], &occasion, out);
        self.switch_plan(account, to, out);
    }

    /// The plan is another one from now on.
    fn switch_plan(&mut self, account: usize, to: PlanId, out: &mut impl Listener) {
        let origin = self.plan_of(account).origin;
        let state = &mut self.accounts[account];
        state.plan = to;
        state.noted_change = None;
        self.post_plain(account, (Kind::Money, Quantity::ZERO), Posting::PlanChanged { to }, origin, out);
        for index in self.accounts[account].active.clone() {
            self.arm_notices(account, index);
        }
        self.sort_lots(account);
        self.refresh_plainness(account);
        self.refresh_due(account);
    }
}
