//! Moving to another plan.

use crate::event::{AccountId, PlanId};
use crate::ledger::{Posting, Reason};
use crate::model::{ChangeTime, Trigger};

use super::handlers::Moment;
use super::turn::Pair;
use super::{Reference, Run};

impl Reference<'_> {
    /// The customer asks for another plan.
    pub(super) fn change_plan(&mut self, account: AccountId, to: PlanId) -> Run {
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
        let at_once = match plan.change.when.answer {
            ChangeTime::Now => true,
            ChangeTime::NextPeriod => false,
            ChangeTime::FirstNow => !subscriber.changed,
        };
        if subscriber.period.is_none() {
            self.replace_plan(account, to)
        } else if at_once {
            let price = new.price.map(|price| price.amount).unwrap_or_default();
            if new.renewal.prepaid && self.money(account)? < price {
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

    /// The period of the new plan begins now.
    fn change_now(&mut self, account: AccountId, to: PlanId) -> Run {
        let plans = Pair { old: self.account(account)?.plan, new: to };
        let moment = Moment { plans, ..self.moment(account)? };
        self.switch_plan(account, &moment)?;
        if !self.charge_period(account, to)? {
            // What was done at the change has cost the money that was there before.
            self.refuse(account, Reason::NotEnoughMoney, self.plan(account)?.origin);
        }
        let period = self.first_period(account, to)?;
        self.begin_period(account, period, false)?;
        self.account_mut(account)?.changed = true;
        Ok(())
    }

    /// Does what the old plan does at a change, and puts the new plan in its place.
    pub(super) fn switch_plan(&mut self, account: AccountId, moment: &Moment) -> Run {
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
        (subscriber.plan, subscriber.noted_plan) = (to, None);
        Ok(())
    }
}
