//! Periods begin, end, are renewed or not.

use std::collections::BTreeMap;

use crate::event::PlanId;
use crate::ledger::{Listener, Note, OriginId, Posting, Reason};
use crate::program::{CarryId, Done, EarlyRenewal, Life, Trigger};
use crate::units::{Instant, Kind, Quantity};

use super::World;
use super::account::Status;
use super::carry::{Ending, Next};
use super::eligible::Refusal;
use super::holding::Waits;
use super::routine::{Occasion, RenewalFacts};

impl World<'_> {
    /// The subscription starts.
    pub(super) fn activate(&mut self, account: usize, out: &mut impl Listener) -> Result<(), Refusal> {
        if self.accounts[account].is_active() {
            return Err(Reason::AlreadyActive.into());
        }
        let plan = self.plan_of(account);
        self.eligible(account, &plan.eligibility, &self.occasion(account))?;
        let plan = self.accounts[account].plan;
        self.charge_period(account, plan, Some(self.now), None, out)?;
        let now = self.now;
        let state = &mut self.accounts[account];
        state.activated_at = now;
        (state.number, state.number_before_plan) = (0, 0);
        state.renewals_in_a_row = 0;
        self.begin_times(account);
        let next = self.next_from(account, self.now, false);
        self.begin_period(account, next, out);
        let granted = self.grant_period(account, out);
        let occasion = Occasion { granted, ..self.occasion(account) };
        self.run(account, &[Trigger::Activation], &occasion, out);
        Ok(())
    }

    /// The first period of the account's plan if it is anchored at an instant.
    pub(super) fn next_from(&self, account: usize, anchor: Instant, renewed: bool) -> Next {
        self.next_of(account, self.accounts[account].plan, anchor, renewed)
    }

    /// The first period of a plan if it is anchored at an instant.
    pub(super) fn next_of(&self, account: usize, plan: PlanId, anchor: Instant, renewed: bool) -> Next {
        let zone = &self.calendar_of(account).zone;
        let plan = plan.0 as usize;
        Next { anchor, index: 0, end: self.program.plans[plan].cycle.end(anchor, 0, zone), plan, renewed }
    }

    /// What is counted by the period begins anew. Until then the time after a period without renewal belongs to it.
    fn turn_page(&mut self, account: usize) {
        let state = &mut self.accounts[account];
        state.stretch = state.stretch.saturating_add(1);
        state.changes_in_period = 0;
        state.activated = false;
        state.missed_activation = false;
        state.count_use_anew();
        state.noticed.clear();
        state.shares.clear();
    }

    /// A period begins, and with it a new page.
    pub(super) fn begin_period(&mut self, account: usize, next: Next, out: &mut impl Listener) {
        self.turn_page(account);
        self.forgive(account, false, out);
        self.accounts[account].paid_ahead.clear();
        self.enter_period(account, next, out);
    }

    fn enter_period(&mut self, account: usize, next: Next, out: &mut impl Listener) {
        let now = self.now;
        let state = &mut self.accounts[account];
        state.status = Status::Running;
        (state.anchor, state.index, state.start, state.end) = (next.anchor, next.index, now, next.end);
        state.number = state.number.saturating_add(1);
        state.retrying = None;
        let number = Quantity(u64::from(state.number));
        let posting = Posting::PeriodBegan { until: next.end, renewed: next.renewed };
        let origin = self.plan_of(account).cycle_origin;
        self.post_plain(account, (Kind::Money, number), posting, origin, out);
        self.open_bill(account);
        self.note_what_comes(account, out);
        self.wait_for_end(account);
        self.refresh_due(account);
    }

    /// What the plan grants in each period. Gives back the last lot.
    pub(super) fn grant_period(&mut self, account: usize, out: &mut impl Listener) -> Option<usize> {
        let mut granted = None;
        let plan = self.plan_of(account);
        let part = plan.first_period.as_ref().filter(|_| self.accounts[account].index == 0);
        for grant in &plan.grants {
            let lot = match part {
                Some(part) => self.grant_part(account, *grant, part, out),
                None => self.grant_less(account, *grant, out),
            };
            granted = lot.or(granted);
        }
        granted
    }

    /// The period's time is over: the renewal, what ends, what rolls, what comes.
    pub(super) fn end_period(&mut self, account: usize, out: &mut impl Listener) {
        if let Some(term) = self.last_period(account, 0) {
            self.run(account, &[Trigger::PeriodEnd], &self.occasion(account), out);
            self.accounts[account].bill = Quantity::ZERO;
            // An account whose period ends is active.
            let _ = self.cancel(account, Some(term.origin), out);
            return;
        }
        let end = self.accounts[account].end;
        match self.attempt(account, out) {
            Ok(facts) => self.renew_at(account, facts, None, out),
            Err(reason) => self.lapse(account, end, reason, out),
        }
    }

    /// The renewal at the period's end: paid before, or made by the system now.
    fn attempt(&mut self, account: usize, out: &mut impl Listener) -> Result<RenewalFacts, Reason> {
        let state = &self.accounts[account];
        let end = state.end;
        if let Some((at, automatic)) = state.paid_ahead.first().copied() {
            self.accounts[account].paid_ahead.remove(0);
            return Ok(RenewalFacts { automatic, at: if automatic { end } else { at }, end });
        }
        let plan = self.plan_of(account);
        if !plan.automatic {
            return Err(Reason::NotRenewed);
        }
        if !state.automatic {
            return Err(Reason::RenewalFailed);
        }
        self.eligible(account, &plan.renews_only_if, &self.occasion(account)).map_err(|refusal| refusal.reason)?;
        let comes = self.plan_from(account, self.now);
        let first = (!self.goes_on(account, comes)).then_some(self.now);
        let facts = RenewalFacts { automatic: true, at: end, end };
        self.charge_period(account, comes, first, Some(facts), out)?;
        Ok(facts)
    }

    /// The system's renewal before the period's end. What cannot be charged now is tried again at the end.
    pub(super) fn pay_ahead(&mut self, account: usize, out: &mut impl Listener) -> Result<(), Refusal> {
        let (state, plan) = (&self.accounts[account], self.plan_of(account));
        if !state.is_running() || !state.paid_ahead.is_empty() {
            return Ok(());
        }
        if !plan.automatic || !state.automatic {
            return Err(Reason::RenewalFailed.into());
        }
        if let Some(term) = self.last_period(account, 0) {
            return Err((Reason::LimitReached, term.origin).into());
        }
        self.eligible(account, &plan.renews_only_if, &self.occasion(account))?;
        let end = state.end;
        let comes = self.plan_from(account, end);
        let first = (!self.goes_on(account, comes)).then_some(end);
        self.charge_period(account, comes, first, Some(RenewalFacts { automatic: true, at: end, end }), out)?;
        let now = self.now;
        self.accounts[account].paid_ahead.push((now, true));
        self.note(account, Note::RenewedAhead, plan.cycle_origin, out);
        Ok(())
    }

    /// A period that is renewed ends now, and the next one begins. `anchor` is the next one's, where it is a new one.
    pub(super) fn renew_at(
        &mut self,
        account: usize,
        facts: RenewalFacts,
        anchor: Option<Instant>,
        out: &mut impl Listener,
    ) {
        let state = &mut self.accounts[account];
        let late = state.status != Status::Running;
        state.renewals_in_a_row = state.renewals_in_a_row.saturating_add(1);
        let (from, changes) = (state.plan, state.noted_change.is_some());
        let to = self.plan_from(account, self.now);
        self.remember(account, Done::Renewed, Quantity(1));
        let next = match anchor {
            _ if changes && from != to => self.next_of(account, to, self.now, true),
            None if self.goes_on(account, to) => self.following(account, to),
            _ => self.next_of(account, to, anchor.unwrap_or(self.now), true),
        };
        let whole = self.began_whole(account) && self.now >= self.accounts[account].end;
        let plans = Some((from, to));
        let occasion = Occasion { renewal: Some(facts), plans, whole, ..self.occasion(account) };
        let at = if late { facts.end } else { self.now };
        let ending = Ending { at, period: true, next: Some(next), occasion };
        if late {
            self.release_held(account);
        }
        if !late {
            self.run(account, &[Trigger::PeriodEnd], &occasion, out);
            self.accounts[account].bill = Quantity::ZERO;
        }
        self.end_lots(account, &ending, out);
        self.stop_period_streams(account);
        self.turn_page(account);
        self.forgive(account, false, out);
        if from != to && changes {
            self.leave_plan(account, to, &occasion, out);
        } else if from != to {
            self.take_terms(account, to, out);
        }
        self.accounts[account].noted_change = None;
        self.enter_period(account, next, out);
        let granted = self.grant_period(account, out);
        self.run(account, &[Trigger::Renewal], &Occasion { granted, ..occasion }, out);
        self.renew_with_plan(account, out);
    }

    /// The period that follows the running one.
    fn following(&self, account: usize, comes: PlanId) -> Next {
        let state = &self.accounts[account];
        let (plan, zone) = (self.plan_of(account), &self.calendar_of(account).zone);
        let mut index = state.index.saturating_add(1);
        let mut end = plan.cycle.end(state.anchor, index, zone);
        // A suspension may have moved the running period's end beyond some of the anchor's.
        while end < state.end && index < u32::MAX {
            index += 1;
            end = plan.cycle.end(state.anchor, index, zone);
        }
        Next { anchor: state.anchor, index, end, plan: comes.0 as usize, renewed: true }
    }

    /// What was kept for a late renewal is dealt with as if its period ended now.
    fn release_held(&mut self, account: usize) {
        let now = self.now;
        for index in self.accounts[account].active.clone() {
            let holding = &mut self.accounts[account].holdings[index];
            if holding.waits == Waits::Renewal {
                holding.waits = Waits::No;
                holding.lot.expires_at = now;
            }
        }
    }

    /// A period ends and none follows.
    fn lapse(&mut self, account: usize, end: Instant, reason: Reason, out: &mut impl Listener) {
        let origin = self.plan_of(account).cycle_origin;
        self.post_plain(account, (Kind::Money, Quantity::ZERO), Posting::Lapsed { reason }, origin, out);
        self.accounts[account].renewals_in_a_row = 0;
        self.run(account, &[Trigger::PeriodEnd], &self.occasion(account), out);
        self.accounts[account].bill = Quantity::ZERO;
        self.accounts[account].status = Status::Lapsed(end);
        let ending = Ending { at: end, period: true, next: None, occasion: self.occasion(account) };
        self.end_lots(account, &ending, out);
        self.stop_period_streams(account);
        self.renew_with_plan(account, out);
        self.begin_retry(account);
        self.run(account, &[Trigger::RenewalFailure], &self.occasion(account), out);
        self.refresh_due(account);
    }

    /// The customer renews.
    pub(super) fn renew(&mut self, account: usize, out: &mut impl Listener) -> Result<(), Refusal> {
        let state = &self.accounts[account];
        if !state.is_active() {
            return Err(Reason::NotActive.into());
        }
        if state.suspended_since.is_some() {
            return Err(Reason::Suspended.into());
        }
        let plan = self.plan_of(account);
        let ahead = state.is_running() && plan.early == EarlyRenewal::AtPeriodEnd;
        let most = if ahead { plan.ahead as usize } else { 1 };
        if state.paid_ahead.len() >= most {
            return Err(Reason::AlreadyRenewed.into());
        }
        if let Some(term) = self.last_period(account, state.paid_ahead.len()) {
            return Err((Reason::LimitReached, term.origin).into());
        }
        let end = if let Status::Lapsed(end) = state.status { end } else { state.end };
        let occasion = self.occasion(account);
        if !plan.automatic {
            self.eligible(account, &plan.renews_only_if, &occasion)?;
        }
        if state.is_running() && state.end > self.now {
            self.eligible(account, &plan.early_only_if, &occasion)?;
        }
        let comes = self.plan_from(account, if ahead { end } else { self.now });
        // The period that is paid ahead follows in its turn, and is whole unless it is another plan's first.
        let first = match ahead {
            true => (!self.goes_on(account, comes)).then_some(end),
            false => Some(self.now),
        };
        let facts = RenewalFacts { automatic: false, at: self.now, end };
        self.charge_period(account, comes, first, Some(facts), out)?;
        if ahead {
            let now = self.now;
            self.accounts[account].paid_ahead.push((now, false));
            let origin = plan.cycle_origin;
            self.note(account, Note::RenewedAhead, origin, out);
            return Ok(());
        }
        self.renew_at(account, facts, Some(self.now), out);
        Ok(())
    }

    /// The customer activates the rollover.
    pub(super) fn activate_rollover(&mut self, account: usize, out: &mut impl Listener) -> Result<(), Reason> {
        if !self.accounts[account].is_active() {
            return Err(Reason::NotActive);
        }
        let plan = self.plan_of(account);
        let waiting = self.take_waiting(account);
        let (none, asked) = (waiting.is_empty(), plan.asks_activation.is_some());
        for ((_, id), mut lots) in waiting {
            let carry = &self.program.carries[id.0 as usize];
            let next = self.running_as_next(account);
            self.sort_by_age(account, &mut lots);
            if next.is_none() && !matches!(carry.life, Life::For(_) | Life::To(_)) {
                self.forfeit(account, &lots, Reason::NotRenewed, carry, out);
            } else {
                self.carry_over(account, (id, carry), &lots, next, out);
            }
        }
        if let Some(origin) = plan.asks_activation {
            self.accounts[account].activated = true;
            self.note(account, Note::RolloverActivated, origin, out);
        }
        match (none && !asked, self.accounts[account].missed_activation) {
            (false, _) => Ok(()),
            (true, true) => Err(Reason::NotActivatedInTime),
            (true, false) => Err(Reason::NothingToActivate),
        }
    }

    /// The lots that wait to be activated, what has waited longest first, then by rule.
    fn take_waiting(&self, account: usize) -> BTreeMap<(Instant, CarryId), Vec<usize>> {
        let state = &self.accounts[account];
        let mut waiting = BTreeMap::<_, Vec<usize>>::new();
        for &index in &state.active {
            let holding = &state.holdings[index];
            if let (Waits::Activation, Some(carry)) = (holding.waits, holding.carry) {
                waiting.entry((holding.waits_since, carry)).or_default().push(index);
            }
        }
        waiting
    }

    /// The running period, seen as the one that came after a leftover's own.
    fn running_as_next(&self, account: usize) -> Option<Next> {
        let state = &self.accounts[account];
        let (anchor, index, end, plan) = (state.anchor, state.index, state.end, state.plan.0 as usize);
        state.is_running().then_some(Next { anchor, index, end, plan, renewed: true })
    }

    /// The subscription ends. `by` is the clause that asks for it, if one does.
    pub(super) fn cancel(
        &mut self,
        account: usize,
        by: Option<OriginId>,
        out: &mut impl Listener,
    ) -> Result<(), Reason> {
        if !self.accounts[account].is_active() {
            return Err(Reason::NotActive);
        }
        self.end_times(account);
        let occasion = Occasion { reason: Reason::Cancelled, ..self.occasion(account) };
        self.run(account, &[Trigger::Cancellation], &occasion, out);
        let origin = by.unwrap_or(self.plan_of(account).origin);
        for index in self.accounts[account].active.clone() {
            if std::mem::take(&mut self.accounts[account].holdings[index].outlives) {
                continue;
            }
            self.end_lot(account, index, super::lots::End::Forfeited(Reason::Cancelled), origin, out);
        }
        self.forgive(account, true, out);
        let state = &mut self.accounts[account];
        state.streams.clear();
        state.status = Status::Inactive;
        state.end = Instant::NEVER;
        state.noted_change = None;
        state.paid_ahead.clear();
        state.retrying = None;
        state.suspended_since = None;
        state.subscriptions.clear();
        state.returnable.clear();
        state.vouchers.clear();
        (state.bill, state.coming_bill) = (Quantity::ZERO, Quantity::ZERO);
        state.advances = [0; Kind::COUNT];
        state.bars.clear();
        self.note(account, Note::Cancelled, origin, out);
        self.refresh_due(account);
        Ok(())
    }
}
