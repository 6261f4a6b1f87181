//! Moving to another plan.

use crate::event::{AccountId, Pays, PlanId};
use crate::ledger::{Charge, Posting, Reason};
use crate::model::{ChangeTime, Trigger};
use crate::text::Origin;
use crate::units::Quantity;

use super::charge::Purse;
use super::counters::Counted;
use super::handlers::Moment;
use super::history::Did;
use super::turn::Pair;
use super::{Reference, Run};

impl<'m> Reference<'m> {
    /// The customer asks for another plan.
    pub(super) fn change_plan(&mut self, account: AccountId, to: PlanId) -> Run {
        let to = self.on_sale(to, self.now)?;
        let (plan, new) = (self.plan(account)?, self.plan_numbered(to)?);
        let subscriber = self.account(account)?;
        let reason = if !subscriber.active {
            Some(Reason::NotActive)
        } else if subscriber.plan == to {
            Some(Reason::SamePlan)
        } else if subscriber.suspended.is_some() {
            Some(Reason::Suspended)
        } else {
            None
        };
        if let Some(reason) = reason {
            self.refuse(account, reason, plan.origin);
            return Ok(());
        }
        let pair = Pair { old: plan.id, new: to };
        let asked = Moment { plans: pair, ..self.moment(account)? };
        if let Some((reason, origin)) = self.ineligible(account, &new.eligibility, &asked)? {
            self.refuse(account, reason, origin);
            return Ok(());
        }
        let mut when = plan.change.when.answer;
        self.seen.come_to(plan.change.when.origin);
        for (of, other) in plan.change.some.iter().rev() {
            if self.holds(account, of, &asked)? {
                when = *other;
            }
        }
        let at_once = match when {
            ChangeTime::Now => true,
            ChangeTime::NextPeriod => false,
            ChangeTime::FirstNow => !subscriber.changed,
        };
        let now = subscriber.period.is_some() && at_once;
        if let Some((reason, origin)) = self.agree_to_terms(account, &asked, now)? {
            self.refuse(account, reason, origin);
            return Ok(());
        }
        let subscriber = self.account(account)?;
        if subscriber.period.is_none() {
            let moment = Moment { plans: pair, ..self.moment(account)? };
            self.remember(account, Did::Change(pair), Quantity(1))?;
            self.run_handlers(account, &[Trigger::PlanChange], &moment)?;
            self.replace_plan(account, to)
        } else if at_once {
            let price = self.period_cost(account, to, Some(self.now), None)?.amount;
            if new.renewal.prepays_price() && self.money(account, Charge::Period)? < price {
                self.refuse(account, Reason::NotEnoughMoney, plan.origin);
                return Ok(());
            }
            self.change_now(account, to)
        } else {
            self.account_mut(account)?.noted_plan = Some(to);
            self.note(account, Posting::PlanChangeNoted { to }, plan.origin);
            Ok(())
        }
    }

    /// What the plan asks for such a change is asked, counted and charged; or why not, and nothing has happened.
    fn agree_to_terms(&mut self, account: AccountId, asked: &Moment, now: bool) -> Run<Option<(Reason, Origin)>> {
        let (plan, new) = (self.plan(account)?, self.plan_numbered(asked.plans.new)?);
        let mut fitting = Vec::new();
        for terms in &plan.change.terms {
            let fits = match &terms.of {
                Some(of) => self.holds(account, of, asked)?,
                None => true,
            };
            if !fits {
                continue;
            }
            if let Some(against) = self.ineligible(account, &terms.only_if, asked)? {
                return Ok(Some(against));
            }
            for limit in &terms.limits {
                if self.room_of(account, limit, Counted::Limit(limit))?.is_zero() {
                    return Ok(Some((Reason::LimitReached, terms.origin)));
                }
            }
            fitting.push(terms);
        }
        let price = match now && new.renewal.prepays_price() {
            true => self.period_cost(account, asked.plans.new, Some(self.now), None)?.amount,
            false => Quantity::ZERO,
        };
        let fees = match plan.renewal.prepaid {
            true => super::counters::sum(fitting.iter().map(|terms| terms.fee.unwrap_or_default()))?,
            false => Quantity::ZERO,
        };
        let (of_price, of_fees) = (self.money(account, Charge::Period)?, self.money(account, Charge::Fee)?);
        let for_both = Purse { pays: Pays::PERIOD.and(Pays::FEES), ..Purse::of(Charge::Fee) };
        let shared = self.money_in(account, &for_both)?;
        let all = u128::from(of_price.0) + u128::from(of_fees.0) - u128::from(shared.0);
        if of_price < price || of_fees < fees || all < u128::from(price.0) + u128::from(fees.0) {
            return Ok(Some((Reason::NotEnoughMoney, plan.origin)));
        }
        for terms in fitting {
            self.charge(account, terms.fee.unwrap_or_default(), Charge::Fee, terms.origin)?;
            for limit in &terms.limits {
                self.count(account, Counted::Limit(limit), Quantity(1))?;
            }
        }
        Ok(None)
    }

    /// The period of the new plan begins now.
    fn change_now(&mut self, account: AccountId, to: PlanId) -> Run {
        let plans = Pair { old: self.account(account)?.plan, new: to };
        let moment = Moment { plans, whole: false, ..self.moment(account)? };
        self.switch_plan(account, &moment)?;
        if !self.charge_period(account, to, Some(self.now), None)? {
            // What was done at the change has cost the money that was there before.
            self.refuse(account, Reason::NotEnoughMoney, self.plan(account)?.origin);
        }
        self.stop_period_streams(account)?;
        let period = self.first_period(account, to)?;
        self.begin_period(account, period, false)?;
        self.account_mut(account)?.changed = true;
        Ok(())
    }

    /// Does what the old plan does at a change, and puts the new plan in its place.
    pub(super) fn switch_plan(&mut self, account: AccountId, moment: &Moment) -> Run {
        self.remember(account, Did::Change(moment.plans), Quantity(1))?;
        self.run_handlers(account, &[Trigger::PlanChange], moment)?;
        // In a running period, what was to end with it keeps that instant. At its end everything has ended or rolled.
        let running = if moment.made.is_none() { self.held(account)? } else { Vec::new() };
        for lot in running {
            self.lot_mut(lot.lot.id)?.ends_with_period = false;
        }
        self.replace_plan(account, moment.plans.new)
    }

    fn replace_plan(&mut self, account: AccountId, to: PlanId) -> Run {
        let origin = self.plan(account)?.origin;
        self.note(account, Posting::PlanChanged { to }, origin);
        let subscriber = self.account_mut(account)?;
        (subscriber.plan, subscriber.noted_plan, subscriber.failed) = (to, None, None);
        self.start_times(account)
    }
}
