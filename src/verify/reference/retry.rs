//! Renewals that have failed and are tried again.

use crate::event::AccountId;
use crate::ledger::Reason;
use crate::text::Origin;
use crate::units::{Attempts, Instant};

use super::turn::{Made, What};
use super::{Reference, Run};

/// A renewal that has failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Failed {
    /// When it was tried last by the clock.
    last: Instant,
    until: Instant,
}

impl Reference<'_> {
    /// Something fails now for the first time.
    pub(super) fn failed(&self, account: AccountId, attempts: &Attempts) -> Run<Option<Failed>> {
        let until = attempts.until(self.now, self.zone(account)?);
        self.still(account, attempts, Failed { last: self.now, until })
    }

    fn still(&self, account: AccountId, attempts: &Attempts, failed: Failed) -> Run<Option<Failed>> {
        let hope = self.next_attempt(account, attempts, failed)?.is_some()
            || (attempts.when_recharged && self.now < failed.until);
        Ok(hope.then_some(failed))
    }

    /// It fails again, at a time of the clock.
    pub(super) fn failed_again(&self, account: AccountId, attempts: &Attempts, failed: Failed) -> Run<Option<Failed>> {
        self.still(account, attempts, Failed { last: self.now, ..failed })
    }

    fn next_attempt(&self, account: AccountId, attempts: &Attempts, failed: Failed) -> Run<Option<Instant>> {
        let next = attempts.next(failed.last, self.zone(account)?);
        Ok((next != Instant::NEVER && next <= failed.until).then_some(next))
    }

    /// When it is tried again, or given up.
    pub(super) fn attempt_due(&self, account: AccountId, attempts: &Attempts, failed: Failed) -> Run<Instant> {
        Ok(self.next_attempt(account, attempts, failed)?.unwrap_or(failed.until))
    }

    /// Whether the clock says now that it is tried again.
    pub(super) fn is_attempt(&self, account: AccountId, attempts: &Attempts, failed: Failed) -> Run<bool> {
        Ok(self.next_attempt(account, attempts, failed)?.is_some_and(|next| next <= self.now))
    }

    /// Time has stood still.
    pub(super) fn delayed_attempt(&self, failed: Failed, slept: i64) -> Failed {
        let until = if failed.until == Instant::NEVER { failed.until } else { failed.until.plus_seconds(slept) };
        Failed { last: self.now, until }
    }

    /// The period was not renewed.
    pub(super) fn begin_attempts(&mut self, account: AccountId) -> Run {
        let renewal = &self.plan(account)?.renewal;
        let failed = match &renewal.retry {
            Some((attempts, _)) if renewal.automatic => self.failed(account, attempts)?,
            _ => None,
        };
        self.account_mut(account)?.failed = failed;
        Ok(())
    }

    pub(super) fn retry_due(&self, account: AccountId) -> Run<Option<Instant>> {
        let (subscriber, plan) = (self.account(account)?, self.plan(account)?);
        match (subscriber.failed, &plan.renewal.retry) {
            (Some(failed), Some((attempts, _))) => self.attempt_due(account, attempts, failed).map(Some),
            _ => Ok(None),
        }
    }

    pub(super) fn retry_in_time(&mut self, account: AccountId) -> Run {
        if self.retry_due(account)?.is_none_or(|due| due > self.now) {
            return Ok(());
        }
        let plan = self.plan(account)?;
        let (Some(failed), Some((attempts, _))) = (self.account(account)?.failed, &plan.renewal.retry) else {
            return Ok(());
        };
        let tried = self.is_attempt(account, attempts, failed)?;
        self.account_mut(account)?.failed = self.failed_again(account, attempts, failed)?;
        if tried { self.renew_late(account) } else { Ok(()) }
    }

    pub(super) fn retry_when_recharged(&mut self, account: AccountId) -> Run {
        let waits = self.plan(account)?.renewal.retry.as_ref().is_some_and(|(attempts, _)| attempts.when_recharged);
        if waits && self.account(account)?.failed.is_some() { self.renew_late(account) } else { Ok(()) }
    }

    /// The system's renewal of a period that is over.
    fn renew_late(&mut self, account: AccountId) -> Run {
        match &self.plan(account)?.renewal.retry {
            Some((_, origin)) => self.renew_late_by(account, *origin),
            None => Ok(()),
        }
    }

    /// What was not renewed is renewed by the system if nothing is to be paid any more.
    pub(super) fn renew_if_free(&mut self, account: AccountId, origin: Origin) -> Run {
        let Some(end) = self.account(account)?.lapsed_at else { return Ok(()) };
        let comes = self.plan_then(account, self.now)?;
        let made = Made { automatic: true, at: self.now, end };
        let cost = self.period_cost(account, comes, Some(self.now), Some(made))?;
        let is_free = cost.amount.is_zero() && self.plan(account)?.renewal.automatic;
        if is_free { self.renew_late_by(account, origin) } else { Ok(()) }
    }

    fn renew_late_by(&mut self, account: AccountId, origin: Origin) -> Run {
        let (plan, subscriber) = (self.plan(account)?, self.account(account)?);
        let Some(end) = subscriber.lapsed_at else { return Ok(()) };
        let refusal = if subscriber.suspended.is_some() {
            Some((Reason::Suspended, origin))
        } else if !subscriber.auto_renewal {
            Some((Reason::RenewalFailed, origin))
        } else if let Some(term) = self.last_period(account, 0)? {
            Some((Reason::LimitReached, term.origin))
        } else if let Some(against) = self.ineligible(account, &plan.renewal.only_if, &self.moment(account)?)? {
            Some(against)
        } else {
            let comes = self.plan_then(account, self.now)?;
            let made = Made { automatic: true, at: self.now, end };
            let paid = self.charge_period(account, comes, Some(self.now), Some(made))?;
            (!paid).then_some((Reason::NotEnoughMoney, origin))
        };
        match refusal {
            Some((reason, origin)) => {
                self.refuse(account, reason, origin);
                Ok(())
            }
            None => self.renew_as(account, What::Lapse, Made { automatic: true, at: self.now, end }),
        }
    }
}
