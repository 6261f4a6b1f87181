//! The turn from one period to the next: what is decided before leftovers are looked at.

use crate::event::{AccountId, PlanId};
use crate::ledger::{Posting, Reason};
use crate::units::{Instant, Quantity};

use super::history::Did;
use super::world::Period;
use super::{Reference, Run};

/// What leftovers meet at an instant.
#[derive(Debug, Clone, Copy)]
pub(super) struct Turn {
    pub(super) what: What,
    /// The end from which the leftovers' further life counts.
    pub(super) ended: Instant,
    /// How the period was renewed, if it ended and was.
    pub(super) made: Option<Made>,
    pub(super) plans: Pair,
    /// The customer has asked for the plan that comes; otherwise it is another version of the same.
    pub(super) changes: bool,
    /// The period that comes; where none ends, the one that runs.
    pub(super) next: Option<Period>,
}

/// What ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    /// Only lots.
    Lots,
    /// The period, when it was to end.
    Period,
    /// The period, before it was to end, by an early renewal.
    Early,
    /// The wait for a late renewal.
    Lapse,
}

/// The plan that was and the plan that comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Pair {
    pub(super) old: PlanId,
    pub(super) new: PlanId,
}

/// How a renewal was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Made {
    pub(super) automatic: bool,
    pub(super) at: Instant,
    /// When the period was to end.
    pub(super) end: Instant,
}

impl Turn {
    /// Whether a period ends here and none follows.
    pub(super) fn lapses(&self) -> bool {
        self.what == What::Period && self.made.is_none()
    }

    /// Whether a period ends here, or ended here.
    pub(super) fn is_of_period(&self) -> bool {
        self.what != What::Lots
    }
}

impl Reference<'_> {
    /// Nothing ends but lots.
    pub(super) fn no_turn(&self, account: AccountId) -> Run<Turn> {
        let subscriber = self.account(account)?;
        let plans = Pair { old: subscriber.plan, new: subscriber.plan };
        let (ended, next) = (self.now, subscriber.period);
        Ok(Turn { what: What::Lots, ended, made: None, plans, changes: false, next })
    }

    /// The system's attempt to renew at the period's end.
    pub(super) fn attempt(&mut self, account: AccountId) -> Run<Turn> {
        let plan = self.plan(account)?;
        let end = self.now;
        let comes = self.plan_then(account, end)?;
        let first = (!self.goes_on(account, comes)?).then_some(end);
        let running = self.account(account)?.period;
        let by_system = Made { automatic: true, at: end, end };
        let made = if let Some(at) = running.and_then(|period| period.next_paid_at) {
            let automatic = running.is_some_and(|period| period.next_paid_by_system);
            Ok(Made { automatic, at: if automatic { end } else { at }, end })
        } else if !plan.renewal.automatic {
            Err(Reason::NotRenewed)
        } else if !self.account(account)?.auto_renewal {
            Err(Reason::RenewalFailed)
        } else if let Some((reason, _)) = self.ineligible(account, &plan.renewal.only_if, &self.moment(account)?)? {
            Err(reason)
        } else if self.charge_period(account, comes, first, Some(by_system))? {
            Ok(by_system)
        } else {
            Err(Reason::NotEnoughMoney)
        };
        match made {
            Ok(made) => {
                let next = self.following_period(account, comes)?;
                self.renewed_turn(account, What::Period, made, next)
            }
            Err(reason) => {
                self.account_mut(account)?.renewals_in_a_row = 0;
                self.note(account, Posting::Lapsed { reason }, plan.cycle.origin);
                let plans = Pair { old: plan.id, new: plan.id };
                Ok(Turn { what: What::Period, ended: end, made: None, plans, changes: false, next: None })
            }
        }
    }

    /// A turn by renewal, this renewal counted.
    pub(super) fn renewed_turn(&mut self, account: AccountId, what: What, made: Made, next: Period) -> Run<Turn> {
        let plans = self.plans(account)?;
        let ended = if what == What::Lapse { made.end } else { self.now };
        let subscriber = self.account_mut(account)?;
        subscriber.renewals_in_a_row = subscriber.renewals_in_a_row.saturating_add(1);
        self.remember(account, Did::Renew, Quantity(1))?;
        let changes = self.account(account)?.noted_plan.is_some();
        Ok(Turn { what, ended, made: Some(made), plans, changes, next: Some(next) })
    }

    /// The plan of now, and the plan that comes if a change has been noted.
    pub(super) fn plans(&self, account: AccountId) -> Run<Pair> {
        let subscriber = self.account(account)?;
        Ok(Pair { old: subscriber.plan, new: self.plan_then(account, self.now)? })
    }

    /// The period after one that ends in time: of the same anchor, unless another plan begins with it.
    fn following_period(&self, account: AccountId, comes: PlanId) -> Run<Period> {
        let goes_on = self.goes_on(account, comes)?;
        let running = self.account(account)?.period.filter(|_| goes_on);
        let Some(running) = running else { return self.first_period(account, comes) };
        let (zone, cycle) = (self.zone(account)?, self.plan(account)?.cycle.answer);
        let mut index = running.index.saturating_add(1);
        let mut end = cycle.end(running.anchor, index, zone);
        // A suspension may have moved the end over one or more of the calendar's.
        while end <= running.end && index < u32::MAX {
            index += 1;
            end = cycle.end(running.anchor, index, zone);
        }
        Ok(Period { index, end, next_paid_at: None, next_paid_by_system: false, ..running })
    }

    /// A period of a plan that begins now.
    pub(super) fn first_period(&self, account: AccountId, plan: PlanId) -> Run<Period> {
        let end = self.plan_numbered(plan)?.cycle.answer.end(self.now, 0, self.zone(account)?);
        Ok(Period { anchor: self.now, index: 0, end, next_paid_at: None, next_paid_by_system: false })
    }
}
