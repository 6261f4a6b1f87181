//! Use beyond the allowance, charged by the increment.

use crate::event::AccountId;
use crate::ledger::{Charge, Posting, Reason};
use crate::model::{Fallback, Limit};
use crate::text::Origin;
use crate::units::Quantity;

use super::counters::Counted;
use super::deplete::{Left, times};
use super::history::Did;
use super::pay::Asking;
use super::{Reference, Run};

impl<'m> Reference<'m> {
    /// Serves what is paid for already, then whole increments as far as limit and money go.
    pub(super) fn charge_overage(
        &mut self,
        asking: &Asking,
        fallback: &'m Fallback,
        rest: Quantity,
        origin: Origin,
    ) -> Run<Left> {
        let Fallback::Charge { price, per, limit, .. } = fallback else { return Ok(Left { rest, reason: None }) };
        let open = self.open(asking.user, fallback)?;
        let already = rest.min(open);
        let unpaid = rest.saturating_sub(already);
        let needed = if per.is_zero() { 0 } else { unpaid.0.div_ceil(per.0) };
        let (allowed, reason) = self.allowed(asking.user, needed, *price, limit.as_ref())?;
        let cost = times(allowed, *price)?;
        // The money was looked at already, so this does not fail.
        if !self.charge(asking.user, cost, Charge::Overage, origin)? {
            return Ok(Left { rest, reason: Some(Reason::NotEnoughMoney) });
        }
        self.remember(asking.user, Did::ChargeFor(asking.kind), cost)?;
        if let Some(limit) = limit {
            self.count(asking.user, Counted::Limit(limit), cost)?;
        }
        let bought = times(allowed, *per)?;
        let newly = unpaid.min(bought);
        let served = already.checked_add(newly).unwrap_or(rest);
        let still_open = open.saturating_sub(already).checked_add(bought.saturating_sub(newly)).unwrap_or_default();
        self.set_open(asking.user, fallback, still_open)?;
        if !served.is_zero() {
            self.post(asking.user, asking.kind, served, Posting::Overage, origin);
            self.remember(asking.user, Did::Use(asking.kind), served)?;
        }
        Ok(Left { rest: rest.saturating_sub(served), reason })
    }

    /// How many increments may be charged, and why no more.
    fn allowed(
        &self,
        account: AccountId,
        needed: u64,
        price: Quantity,
        limit: Option<&'m Limit>,
    ) -> Run<(u64, Option<Reason>)> {
        let (mut allowed, mut reason) = (needed, None);
        if price.is_zero() {
            return Ok((allowed, reason));
        }
        if let Some(limit) = limit {
            let by_limit = self.room(account, limit)?.0 / price.0;
            if by_limit < allowed {
                (allowed, reason) = (by_limit, Some(Reason::LimitReached));
            }
        }
        if self.plan(account)?.renewal.prepaid {
            let by_money = self.money(account)?.0 / price.0;
            if by_money < allowed {
                (allowed, reason) = (by_money, Some(Reason::NotEnoughMoney));
            }
        }
        Ok((allowed, reason))
    }

    fn open(&self, account: AccountId, fallback: &'m Fallback) -> Run<Quantity> {
        let (open, period) = (&self.account(account)?.open, self.period_of(account)?);
        let found = open.iter().find(|(of, _, since)| std::ptr::eq(*of, fallback) && *since == period);
        Ok(found.map_or(Quantity::ZERO, |(_, amount, _)| *amount))
    }

    fn set_open(&mut self, account: AccountId, fallback: &'m Fallback, amount: Quantity) -> Run {
        let period = self.period_of(account)?;
        let open = &mut self.account_mut(account)?.open;
        open.retain(|(of, _, _)| !std::ptr::eq(*of, fallback));
        open.push((fallback, amount, period));
        Ok(())
    }
}
