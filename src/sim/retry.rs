//! Renewals that have failed and are tried again.

use crate::ledger::{Listener, Reason};
use crate::units::{Attempts, Instant, Zone};

use super::World;
use super::account::{Account, Status};
use super::eligible::Refusal;
use super::routine::RenewalFacts;

/// When it is tried again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Retrying {
    /// The next time.
    next: Instant,
    /// It is given up then.
    until: Instant,
}

impl Retrying {
    /// Something has failed now for the first time.
    pub(super) fn begin(attempts: &Attempts, now: Instant, zone: &Zone) -> Option<Retrying> {
        Retrying { next: now, until: attempts.until(now, zone) }.go_on(attempts, now, zone)
    }

    /// It has failed again; `None` is that it is given up.
    pub(super) fn go_on(self, attempts: &Attempts, now: Instant, zone: &Zone) -> Option<Retrying> {
        let next = attempts.next(now, zone);
        let next = if next <= self.until { next } else { Instant::NEVER };
        let waits = next != Instant::NEVER || (attempts.when_recharged && now < self.until);
        waits.then_some(Retrying { next, ..self })
    }

    pub(super) fn due(self) -> Instant {
        self.next.min(self.until)
    }

    /// Whether it is tried now, and not only given up.
    pub(super) fn is_tried(self, now: Instant) -> bool {
        self.next <= now
    }

    /// The clock has stood still: there is as much time left as before, and attempts by the clock are past.
    pub(super) fn delayed(self, attempts: &Attempts, (now, slept): (Instant, i64), zone: &Zone) -> Retrying {
        let until = if self.until == Instant::NEVER { self.until } else { self.until.plus_seconds(slept) };
        let next = attempts.next(now, zone);
        Retrying { next: if next <= until { next } else { Instant::NEVER }, until }
    }
}

impl Account {
    /// When a renewal of the plan is tried again, or given up.
    pub(super) fn retry_due(&self) -> Instant {
        self.retrying.map_or(Instant::NEVER, Retrying::due)
    }
}

impl World<'_> {
    /// The plan was not renewed; it may be tried again.
    pub(super) fn begin_retry(&mut self, account: usize) {
        let (plan, zone) = (self.plan_of(account), &self.calendar_of(account).zone);
        let attempts = plan.retry.as_ref().filter(|_| plan.automatic);
        self.accounts[account].retrying = attempts.and_then(|(attempts, _)| Retrying::begin(attempts, self.now, zone));
    }

    /// The time for another attempt has come, or for none.
    pub(super) fn retry_in_time(&mut self, account: usize, out: &mut impl Listener) {
        let Some(retrying) = self.accounts[account].retrying.filter(|retrying| retrying.due() <= self.now) else {
            return;
        };
        let (plan, zone) = (self.plan_of(account), &self.calendar_of(account).zone);
        let Some((attempts, _)) = &plan.retry else { return };
        self.accounts[account].retrying = retrying.go_on(attempts, self.now, zone);
        if retrying.is_tried(self.now) {
            self.try_again(account, out);
        }
    }

    /// Money has come.
    pub(super) fn retry_on_recharge(&mut self, account: usize, out: &mut impl Listener) {
        let waits = self.plan_of(account).retry.as_ref().is_some_and(|(attempts, _)| attempts.when_recharged);
        if waits && self.accounts[account].retrying.is_some() {
            self.try_again(account, out);
        }
    }

    fn try_again(&mut self, account: usize, out: &mut impl Listener) {
        let plan = self.plan_of(account);
        let Some((_, origin)) = &plan.retry else { return };
        let Status::Lapsed(end) = self.accounts[account].status else { return };
        match self.pay_late(account, out) {
            Ok(()) => {
                let facts = RenewalFacts { automatic: true, at: self.now, end };
                self.renew_at(account, facts, Some(self.now), out);
            }
            Err(refusal) => {
                let (reason, origin) = refusal.of(*origin);
                self.refuse(account, reason, origin, out);
            }
        }
    }

    /// A period that is free needs no payment: what could not be paid goes on as soon as nothing is to be paid.
    pub(super) fn renew_for_nothing(&mut self, account: usize, out: &mut impl Listener) -> Result<(), Refusal> {
        let Status::Lapsed(end) = self.accounts[account].status else { return Ok(()) };
        let facts = RenewalFacts { automatic: true, at: self.now, end };
        let comes = self.plan_from(account, self.now);
        let cost = self.period_cost(account, comes, Some(self.now), Some(facts));
        if !self.plan_of(account).automatic || !cost.amount.is_zero() {
            return Ok(());
        }
        self.pay_late(account, out)?;
        self.renew_at(account, facts, Some(self.now), out);
        Ok(())
    }

    fn pay_late(&mut self, account: usize, out: &mut impl Listener) -> Result<(), Refusal> {
        let (plan, state) = (self.plan_of(account), &self.accounts[account]);
        if state.suspended_since.is_some() {
            return Err(Reason::Suspended.into());
        }
        if !state.automatic {
            return Err(Reason::RenewalFailed.into());
        }
        if let Some(term) = self.last_period(account, 0) {
            return Err((Reason::LimitReached, term.origin).into());
        }
        self.eligible(account, &plan.renews_only_if, &self.occasion(account))?;
        let comes = self.plan_from(account, self.now);
        let end = if let Status::Lapsed(end) = self.accounts[account].status { end } else { self.now };
        let facts = RenewalFacts { automatic: true, at: self.now, end };
        self.charge_period(account, comes, Some(self.now), Some(facts), out)?;
        Ok(())
    }
}
