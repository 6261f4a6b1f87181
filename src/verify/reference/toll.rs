//! What comes before a use; and uses that happen as a whole or not at all.

use crate::ledger::{Charge, Posting, Reason};
use crate::model::{Condition, Toll, TollWhat};
use crate::text::Origin;
use crate::units::Quantity;

use super::charge::Purse;
use super::counters::Counted;
use super::pay::Asking;
use super::{Reference, Run};

impl<'m> Reference<'m> {
    /// Pays and buys what comes before a use. Gives back why the use does not happen, if it does not.
    pub(super) fn pay_tolls(&mut self, asking: &Asking) -> Run<Option<(Reason, Origin)>> {
        let decider = self.decider(asking.user)?;
        for toll in &self.plan(decider)?.tolls {
            let counts = if toll.together { decider } else { asking.user };
            let condition: Option<&Condition> = toll.condition.as_ref();
            let of_kind = toll.kinds.is_empty() || toll.kinds.contains(&asking.kind);
            if !of_kind || !self.is_for(toll.member, asking)? || !self.concerns(asking, &toll.scope, condition)? {
                continue;
            }
            if let Some(limit) = &toll.limit
                && self.room(counts, limit)?.is_zero()
            {
                continue;
            }
            if let Some(reason) = self.pay_toll(asking, toll)? {
                return Ok(Some((reason, toll.origin)));
            }
            self.tolled = true;
            if let Some(limit) = &toll.limit {
                self.count(counts, Counted::Limit(limit), Quantity(1))?;
            }
        }
        Ok(None)
    }

    fn pay_toll(&mut self, asking: &Asking, toll: &'m Toll) -> Run<Option<Reason>> {
        if !self.has_consent(asking.user, toll.consent)? {
            return Ok(Some(Reason::NoConsent));
        }
        match &toll.what {
            TollWhat::Fee { amount, from } => {
                let (circumstances, for_use) = (asking.circumstances, Some(asking.kind));
                let purse = Purse { circumstances, from: from.as_ref(), for_use, ..Purse::of(Charge::Fee) };
                let paid = self.charge_from(self.payer(asking)?, *amount, &purse, Charge::Fee, toll.origin)?;
                Ok((!paid).then_some(Reason::NotEnoughMoney))
            }
            TollWhat::Pack { product, price } => {
                let refused = self.purchase(asking.user, self.product(*product)?, *price)?;
                Ok(refused.map(|(reason, _)| reason))
            }
        }
    }

    /// A use of which nothing is to be let through unless all of it is, and for which nothing is paid before if nothing of it is.
    pub(super) fn pay_as_a_whole(&mut self, asking: &Asking, amount: Quantity) -> Run {
        let (before, first) = (self.clone(), self.entries.len());
        (self.undoes, self.tolled) = (false, false);
        self.pay_or_deplete(asking, amount)?;
        let of_use = |entry: &&super::ReferenceEntry| entry.account == asking.user && entry.kind == asking.kind;
        let blocked = self.entries.iter().skip(first).filter(of_use);
        let blocked =
            blocked.filter(|entry| matches!(entry.posting, Posting::Blocked { .. })).map(|entry| entry.amount);
        let in_vain = self.tolled && super::counters::sum(blocked)? == amount;
        if !self.undoes && !in_vain {
            return Ok(());
        }
        let blocked = self.entries.iter().skip(first).rev().find_map(|entry| match entry.posting {
            Posting::Blocked { reason } => Some((reason, entry.origin)),
            _ => None,
        });
        *self = before;
        let (reason, origin) = blocked.unwrap_or((Reason::NothingLeft, Origin::Assumed));
        self.post(asking.user, asking.kind, amount, Posting::Blocked { reason }, origin);
        Ok(())
    }

    /// Whether one lot is to pay all of a use.
    pub(super) fn is_paid_by_one(&self, asking: &Asking) -> Run<bool> {
        let plan = self.plan(self.decider(asking.user)?)?;
        Ok(plan.one_lot.iter().any(|rule| rule.kind.is_none_or(|kind| kind == asking.kind)))
    }
}
