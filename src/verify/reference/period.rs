//! How subscriptions start, go on and end.

use crate::event::{AccountId, Class};
use crate::ledger::{LotId, Note, Posting, Reason};
use crate::model::{EarlyRenewal, Term, Trigger};
use crate::text::Origin;
use crate::units::Quantity;

use super::handlers::Moment;
use super::turn::{Made, Turn, What};
use super::world::Period;
use super::{Reference, ReferenceFault, Run};

impl Reference<'_> {
    /// The subscription starts.
    pub(super) fn activate(&mut self, account: AccountId) -> Run {
        let plan = self.plan(account)?;
        if self.account(account)?.active {
            self.refuse(account, Reason::AlreadyActive, plan.origin);
            return Ok(());
        }
        if let Some((reason, origin)) = self.ineligible(account, &plan.eligibility, &self.moment(account)?)? {
            self.refuse(account, reason, origin);
            return Ok(());
        }
        if !self.charge_period(account, plan.id, Some(self.now), None)? {
            self.refuse(account, Reason::NotEnoughMoney, plan.origin);
            return Ok(());
        }
        let period = self.first_period(account, plan.id)?;
        let now = self.now;
        let subscriber = self.account_mut(account)?;
        (subscriber.active, subscriber.number, subscriber.renewals_in_a_row) = (true, 0, 0);
        subscriber.active_since = Some(now);
        self.start_times(account)?;
        let fresh = self.begin_period(account, period, false)?;
        let moment = Moment { fresh, ..self.moment(account)? };
        self.run_handlers(account, &[Trigger::Activation], &moment)
    }

    /// What is counted by the period begins anew.
    pub(super) fn begin_stretch(&mut self, account: AccountId) -> Run {
        let first_entry = self.entries.len();
        let subscriber = self.account_mut(account)?;
        subscriber.first_entry = first_entry;
        subscriber.stretch = subscriber.stretch.checked_add(1).ok_or(ReferenceFault::Overflow)?;
        subscriber.changed = false;
        Ok(())
    }

    /// A period begins, in a stretch of its own, with its grants; the last lot of them.
    pub(super) fn begin_period(&mut self, account: AccountId, period: Period, renewed: bool) -> Run<Option<LotId>> {
        self.begin_stretch(account)?;
        self.forgive(account, false)?;
        self.account_mut(account)?.paid_later.clear();
        self.enter_period(account, period, renewed)
    }

    fn enter_period(&mut self, account: AccountId, period: Period, renewed: bool) -> Run<Option<LotId>> {
        let plan = self.plan(account)?;
        let subscriber = self.account_mut(account)?;
        // Of several periods that are paid, one begins.
        let period = match subscriber.paid_later.is_empty() || !renewed {
            true => period,
            false => Period { next_paid_at: Some(subscriber.paid_later.remove(0)), ..period },
        };
        (subscriber.period, subscriber.lapsed_at) = (Some(period), None);
        subscriber.failed = None;
        subscriber.last_period = Some((period.anchor, period.index));
        subscriber.number = subscriber.number.saturating_add(1);
        let number = Quantity(u64::from(subscriber.number));
        let posting = Posting::PeriodBegan { until: period.end, renewed };
        self.post(account, crate::units::Kind::Money, number, posting, plan.cycle.origin);
        self.note_what_comes(account)?;
        self.times_before(account, period.end)?;
        let days = self.days_left(account)?;
        let part = plan.first_period.as_ref().filter(|_| period.index == 0).map(|(proration, _)| (proration, days));
        self.grant_all(account, (plan.product, Class::Plan), part)
    }

    /// What is done before leftovers are looked at.
    pub(super) fn period_ends(&mut self, account: AccountId, turn: &Turn) -> Run {
        let moment = self.moment_of(account, turn)?;
        self.run_handlers(account, &[Trigger::PeriodEnd], &moment)?;
        self.close_bill(account)
    }

    /// The plan's time is over, and nothing comes after it.
    pub(super) fn finish_term(&mut self, account: AccountId, term: &Term) -> Run {
        let moment = self.moment(account)?;
        self.run_handlers(account, &[Trigger::PeriodEnd], &moment)?;
        self.close_bill(account)?;
        self.cancel(account, Some(term.origin))
    }

    /// What comes after leftovers have been looked at: the next period, or none.
    pub(super) fn begin_next(&mut self, account: AccountId, turn: &Turn) -> Run {
        // Conditions of what is done at a renewal look back at the period that has ended.
        let ended = self.moment_of(account, turn)?;
        // The time without a period belongs to the period before it: a late renewal looks back at what was used then.
        self.stop_period_streams(account)?;
        let Some(next) = turn.next else {
            let subscriber = self.account_mut(account)?;
            (subscriber.period, subscriber.lapsed_at) = (None, Some(turn.ended));
            self.renew_with_plan(account)?;
            self.begin_attempts(account)?;
            let moment = self.moment(account)?;
            return self.run_handlers(account, &[Trigger::RenewalFailure], &moment);
        };
        self.begin_stretch(account)?;
        self.forgive(account, false)?;
        if turn.plans.old != turn.plans.new && turn.changes {
            self.switch_plan(account, &ended)?;
        } else if turn.plans.old != turn.plans.new {
            self.take_terms(account, turn.plans.new)?;
        }
        self.account_mut(account)?.noted_plan = None;
        let fresh = self.enter_period(account, next, true)?;
        self.run_handlers(account, &[Trigger::Renewal], &Moment { fresh, ..ended })?;
        self.renew_with_plan(account)
    }

    /// The customer renews by hand.
    pub(super) fn renew(&mut self, account: AccountId) -> Run {
        let plan = self.plan(account)?;
        let subscriber = self.account(account)?;
        let (running, lapsed_at) = (subscriber.period, subscriber.lapsed_at);
        let ahead = plan.renewal.early.answer == EarlyRenewal::AtPeriodEnd;
        let begins = running.filter(|_| ahead).map_or(self.now, |period| period.end);
        let comes = self.plan_then(account, begins)?;
        let first = match running {
            Some(period) if ahead => (!self.goes_on(account, comes)?).then_some(period.end),
            _ => Some(self.now),
        };
        let end = running.map(|period| period.end).or(lapsed_at).unwrap_or(self.now);
        let made = Made { automatic: false, at: self.now, end };
        let reason = if !subscriber.active {
            Some(Reason::NotActive)
        } else if subscriber.suspended.is_some() {
            Some(Reason::Suspended)
        } else if let Some(Period { next_paid_at: Some(_), .. }) = running
            && (!ahead || subscriber.paid_later.len() + 1 >= plan.renewal.ahead as usize)
        {
            Some(Reason::AlreadyRenewed)
        } else if let Some((reason, origin)) = self.term_or_condition(account, running)? {
            self.refuse(account, reason, origin);
            return Ok(());
        } else if !self.charge_period(account, comes, first, Some(made))? {
            Some(Reason::NotEnoughMoney)
        } else {
            None
        };
        if let Some(reason) = reason {
            self.refuse(account, reason, plan.origin);
            return Ok(());
        }
        if running.is_some() {
            self.seen.come_to(plan.renewal.early.origin);
        }
        match running {
            Some(period) if plan.renewal.early.answer == EarlyRenewal::AtPeriodEnd => {
                let now = self.now;
                let subscriber = self.account_mut(account)?;
                match period.next_paid_at {
                    Some(_) => subscriber.paid_later.push(now),
                    None => subscriber.period = Some(Period { next_paid_at: Some(now), ..period }),
                }
                self.note(account, Posting::Noted { what: Note::RenewedAhead }, plan.cycle.origin);
                Ok(())
            }
            Some(period) => self.renew_now(account, What::Early, period.end),
            None => self.renew_now(account, What::Lapse, lapsed_at.unwrap_or(self.now)),
        }
    }

    /// The system's renewal before the period's end; what fails is tried again at the end.
    pub(super) fn pay_ahead(&mut self, account: AccountId) -> Run {
        let plan = self.plan(account)?;
        let subscriber = self.account(account)?;
        let Some(period) = subscriber.period.filter(|period| period.next_paid_at.is_none()) else { return Ok(()) };
        let origin = plan.origin;
        let comes = self.plan_then(account, period.end)?;
        let first = (!self.goes_on(account, comes)?).then_some(period.end);
        let made = Made { automatic: true, at: period.end, end: period.end };
        if !plan.renewal.automatic || !subscriber.auto_renewal {
            self.refuse(account, Reason::RenewalFailed, origin);
        } else if let Some(term) = self.last_period(account, 0)? {
            self.refuse(account, Reason::LimitReached, term.origin);
        } else if let Some((reason, origin)) =
            self.ineligible(account, &plan.renewal.only_if, &self.moment(account)?)?
        {
            self.refuse(account, reason, origin);
        } else if self.charge_period(account, comes, first, Some(made))? {
            let paid = Period { next_paid_at: Some(self.now), next_paid_by_system: true, ..period };
            self.account_mut(account)?.period = Some(paid);
            self.note(account, Posting::Noted { what: Note::RenewedAhead }, plan.cycle.origin);
        } else {
            self.refuse(account, Reason::NotEnoughMoney, origin);
        }
        Ok(())
    }

    /// That the plan ends, or what it says against a renewal by hand.
    fn term_or_condition(&self, account: AccountId, running: Option<Period>) -> Run<Option<(Reason, Origin)>> {
        let paid = usize::from(running.is_some_and(|period| period.next_paid_at.is_some()));
        let ahead = paid + self.account(account)?.paid_later.len();
        match self.last_period(account, ahead)? {
            Some(term) => Ok(Some((Reason::LimitReached, term.origin))),
            None => self.speaks_against_renewal(account, running),
        }
    }

    /// What the plan says against a renewal by hand.
    fn speaks_against_renewal(&self, account: AccountId, running: Option<Period>) -> Run<Option<(Reason, Origin)>> {
        let (plan, moment) = (self.plan(account)?, self.moment(account)?);
        if !plan.renewal.automatic
            && let Some(objection) = self.ineligible(account, &plan.renewal.only_if, &moment)?
        {
            return Ok(Some(objection));
        }
        if running.is_some_and(|period| period.end > self.now) {
            return self.ineligible(account, &plan.renewal.early_only_if, &moment);
        }
        Ok(None)
    }

    /// A renewal by hand with which a period begins at once.
    fn renew_now(&mut self, account: AccountId, what: What, end: crate::units::Instant) -> Run {
        self.renew_as(account, what, Made { automatic: false, at: self.now, end })
    }

    pub(super) fn renew_as(&mut self, account: AccountId, what: What, made: Made) -> Run {
        let next = self.first_period(account, self.plan_then(account, self.now)?)?;
        let turn = self.renewed_turn(account, what, made, next)?;
        if what != What::Lapse {
            self.period_ends(account, &turn)?;
        }
        self.expire(account, &turn)?;
        self.roll(account, &turn)?;
        self.begin_next(account, &turn)
    }

    /// The system's renewal is switched on or off.
    pub(super) fn set_auto_renewal(&mut self, account: AccountId, on: bool) -> Run {
        let origin = self.plan(account)?.origin;
        self.account_mut(account)?.auto_renewal = on;
        let what = if on { Note::RenewalOn } else { Note::RenewalOff };
        self.note(account, Posting::Noted { what }, origin);
        Ok(())
    }

    /// The customer leaves.
    pub(super) fn cancel(&mut self, account: AccountId, by: Option<Origin>) -> Run {
        let plan = self.plan(account)?;
        let ended_by = by.unwrap_or(plan.origin);
        if !self.account(account)?.active {
            self.refuse(account, Reason::NotActive, plan.origin);
            return Ok(());
        }
        self.account_mut(account)?.times.clear();
        let moment = self.moment(account)?;
        self.run_handlers(account, &[Trigger::Cancellation], &moment)?;
        for lot in self.held(account)? {
            if lot.outlives {
                self.lot_mut(lot.lot.id)?.outlives = false;
                continue;
            }
            self.forfeit_lot(lot.lot.id, Reason::Cancelled, ended_by)?;
        }
        self.forgive(account, true)?;
        let subscriber = self.account_mut(account)?;
        subscriber.streams.clear();
        (subscriber.active, subscriber.period, subscriber.lapsed_at) = (false, None, None);
        (subscriber.noted_plan, subscriber.suspended) = (None, None);
        subscriber.subscriptions.clear();
        (subscriber.failed, subscriber.paid_later) = (None, Vec::new());
        subscriber.returnable.clear();
        subscriber.promised.clear();
        subscriber.advances.clear();
        subscriber.bars.clear();
        self.note(account, Posting::Noted { what: Note::Cancelled }, ended_by);
        self.end_bill(account)
    }
}
