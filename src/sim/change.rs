//! Moving to another plan.

use crate::event::{Pays, PlanId};
use crate::ledger::{Charge, Listener, Posting, Reason};
use crate::program::{ChangeTerms, ChangeTime, Done, Trigger};
use crate::units::{Kind, Quantity};

use super::World;
use super::charge::Purse;
use super::eligible::Refusal;
use super::routine::Occasion;

impl World<'_> {
    /// The customer asks for another plan.
    pub(super) fn change_plan(&mut self, account: usize, to: PlanId, out: &mut impl Listener) -> Result<(), Refusal> {
        let state = &self.accounts[account];
        if !state.is_active() {
            return Err(Reason::NotActive.into());
        }
        let to = self.on_sale(to);
        if state.plan == to {
            return Err(Reason::SamePlan.into());
        }
        if state.suspended_since.is_some() {
            return Err(Reason::Suspended.into());
        }
        let plan = self.plan_of(account);
        let occasion = Occasion { plans: Some((state.plan, to)), ..self.occasion(account) };
        self.eligible(account, &self.program.plans[to.0 as usize].eligibility, &occasion)?;
        let fits = |(test, _): &&(crate::program::Test, ChangeTime)| self.holds(account, test, &occasion);
        let when = plan.some_changes.iter().find(fits).map_or(plan.change, |(_, when)| *when);
        let now = match when {
            ChangeTime::Now => true,
            ChangeTime::NextPeriod => false,
            ChangeTime::FirstNow => state.changes_in_period == 0,
        };
        let running = state.is_running();
        self.agree_to_terms(account, (to, running && now), &occasion, out)?;
        if !running {
            self.leave_plan(account, to, &self.occasion(account), out);
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

    /// Counts and charges what a change asks for, or refuses and changes nothing. A change that takes effect at once
    /// also has its first period to pay.
    fn agree_to_terms(
        &mut self,
        account: usize,
        (to, at_once): (PlanId, bool),
        occasion: &Occasion,
        out: &mut impl Listener,
    ) -> Result<(), Refusal> {
        let (plan, new) = (self.plan_of(account), &self.program.plans[to.0 as usize]);
        let fits = |terms: &&ChangeTerms| terms.of.as_ref().is_none_or(|test| self.holds(account, test, occasion));
        let terms: Vec<&ChangeTerms> = plan.change_terms.iter().filter(fits).collect();
        for terms in &terms {
            self.eligible(account, &terms.only_if, occasion)?;
            if terms.limits.iter().any(|limit| self.remaining(account, limit).is_zero()) {
                return Err((Reason::LimitReached, terms.origin).into());
            }
        }
        let fees = terms.iter().map(|terms| terms.fee.0).fold(0, u64::saturating_add);
        let first = match at_once && new.prepays_price() {
            true => self.period_cost(account, to, Some(self.now), None).amount.0,
            false => 0,
        };
        let fees_now = if plan.prepaid { fees } else { 0 };
        // Some money is for one of them only.
        let both = Purse { pays: Pays::PERIOD.and(Pays::FEES), ..Purse::of(Charge::Fee) };
        let shared = self.money_in(account, &both).0;
        let (of_fees, of_price) = (self.money(account, Charge::Fee).0, self.money(account, Charge::Period).0);
        let together = of_fees.saturating_add(of_price).saturating_sub(shared);
        if of_fees < fees_now || of_price < first || together < fees_now.saturating_add(first) {
            return Err(Reason::NotEnoughMoney.into());
        }
        for terms in terms {
            // That it can be paid was seen above.
            let _ = self.charge(account, terms.fee, plan.prepaid, (Charge::Fee, terms.origin), out);
            for limit in &terms.limits {
                self.count(account, limit.counter, limit.span, Quantity(1));
            }
        }
        Ok(())
    }

    fn change_now(&mut self, account: usize, to: PlanId, out: &mut impl Listener) -> Result<(), Refusal> {
        let new = &self.program.plans[to.0 as usize];
        if !self.can_pay(
            account,
            self.period_cost(account, to, Some(self.now), None).amount,
            new.prepays_price(),
            Charge::Period,
        ) {
            return Err(Reason::NotEnoughMoney.into());
        }
        // The running period ends before its time.
        let occasion = Occasion { whole: false, ..self.occasion(account) };
        self.leave_plan(account, to, &occasion, out);
        if let Err(reason) = self.charge_period(account, to, Some(self.now), None, out) {
            // What was done at the change has cost the money that was there before.
            self.refuse(account, reason, new.origin, out);
        }
        self.stop_period_streams(account);
        for index in self.accounts[account].active.clone() {
            self.accounts[account].holdings[index].ends_with_period = false;
        }
        let next = self.next_from(account, self.now, false);
        self.begin_period(account, next, out);
        self.accounts[account].changes_in_period = 1;
        self.grant_period(account, out);
        Ok(())
    }

    fn plan_changed(&self, from: PlanId, to: PlanId) -> Done {
        Done::Changed(self.program.ranks_of(from), self.program.ranks_of(to))
    }

    /// Leaves the plan for another: what the old one says about that, then the change itself.
    pub(super) fn leave_plan(&mut self, account: usize, to: PlanId, occasion: &Occasion, out: &mut impl Listener) {
        let from = self.accounts[account].plan;
        self.remember(account, self.plan_changed(from, to), Quantity(1));
        let plans = Some((from, to));
        let occasion = Occasion { plans, reason: Reason::PlanChanged, ..*occasion };
        self.run(account, &[Trigger::PlanChange], &occasion, out);
        self.switch_plan(account, to, out);
    }

    /// The plan is another one from now on.
    fn switch_plan(&mut self, account: usize, to: PlanId, out: &mut impl Listener) {
        let origin = self.plan_of(account).origin;
        let state = &mut self.accounts[account];
        state.plan = to;
        state.number_before_plan = state.number;
        (state.noted_change, state.retrying) = (None, None);
        self.begin_times(account);
        self.post_plain(account, (Kind::Money, Quantity::ZERO), Posting::PlanChanged { to }, origin, out);
        self.have_plan(account);
    }

    /// What depends on the plan is worked out anew.
    pub(super) fn have_plan(&mut self, account: usize) {
        for index in self.accounts[account].active.clone() {
            self.arm_notices(account, index);
        }
        self.sort_lots(account);
        self.refresh_plainness(account);
        self.refresh_due(account);
    }
}
