//! Use beyond the allowance, charged by the increment.

use crate::event::AccountId;
use crate::event::Pays;
use crate::ledger::{Charge, Posting, Reason};
use crate::model::{ChargeCap, Fallback, Limit, Tariff};
use crate::text::Origin;
use crate::units::{Quantity, Rounding};

use super::charge::Purse;
use super::counters::Counted;
use super::deplete::{Left, times};
use super::history::Did;
use super::pay::Asking;
use super::{Reference, ReferenceFault, Run};

/// What so many increments cost and serve.
#[derive(Debug, Clone, Copy, Default)]
struct Bought {
    increments: u64,
    cost: Quantity,
    units: Quantity,
}

/// What increments cost.
struct Prices {
    first: Option<(Quantity, Quantity)>,
    price: Quantity,
    rounding: Option<Rounding>,
}

impl Prices {
    /// What so many cost together.
    fn of(&self, count: u64) -> u128 {
        let first = self.first.filter(|_| count > 0);
        let more = u128::from(count) - u128::from(first.is_some());
        let sum = more * u128::from(self.price.0) + first.map_or(0, |(cost, _)| u128::from(cost.0));
        match (self.rounding, u64::try_from(sum)) {
            (Some(rounding), Ok(sum)) => rounding.of(Quantity(sum)).0.into(),
            _ => sum,
        }
    }

    /// How many of those that are needed some money pays: the number is looked for from both sides.
    fn affordable(&self, money: Quantity, needed: u64) -> u64 {
        let (mut enough, mut too_many) = (0, needed.saturating_add(1));
        while too_many - enough > 1 {
            let middle = enough + (too_many - enough) / 2;
            if self.of(middle) <= u128::from(money.0) { enough = middle } else { too_many = middle }
        }
        enough
    }
}

impl<'m> Reference<'m> {
    /// Serves what is paid for already, then whole increments as far as limit and money go.
    pub(super) fn charge_overage(
        &mut self,
        asking: &Asking,
        counts: AccountId,
        fallback: &'m Fallback,
        rest: Quantity,
        origin: Origin,
    ) -> Run<Left> {
        let Fallback::Charge { price, per, limit, tariff, .. } = fallback else {
            return Ok(Left { rest, reason: None });
        };
        if tariff.in_proportion {
            return self.charge_parts(asking, counts, (*price, *per, tariff, limit.as_ref()), rest, origin);
        }
        let open = self.open(counts, tariff)?;
        let already = rest.min(open);
        let unpaid = rest.saturating_sub(already);
        let first = match tariff.first {
            Some(first) if self.counted(counts, Counted::First(tariff))?.is_zero() => Some(first),
            Some(_) | None => None,
        };
        let whole = bought_for(unpaid, first, (*price, *per))?;
        let purse = Purse {
            circumstances: asking.circumstances,
            from: tariff.from.as_ref(),
            for_use: Some(asking.kind),
            pays: Pays::use_of(asking.kind),
        };
        let prices = Prices { first, price: *price, rounding: tariff.rounding };
        let own = (counts, limit.as_ref());
        let (allowed, reason, cap) = self.allowed(asking, own, whole.increments, &prices, &purse)?;
        let mut bought = increments(allowed, first, (*price, *per))?;
        if let Some(rounding) = tariff.rounding {
            bought.cost = rounding.of(bought.cost);
        }
        let mut origin = origin;
        if let Some((room, cap)) = self.spared_from(asking)?.filter(|(room, _)| *room < bought.cost) {
            (bought.cost, origin) = (room, cap.origin);
        }
        // The money was looked at already, so this does not fail.
        if !self.charge_from(self.payer(asking)?, bought.cost, &purse, Charge::Overage, origin)? {
            return Ok(Left { rest, reason: Some(Reason::NotEnoughMoney) });
        }
        self.remember(self.payer(asking)?, Did::ChargeFor(asking.kind), bought.cost)?;
        self.count_charge(asking, own, bought.cost)?;
        if first.is_some() && allowed > 0 {
            self.count(counts, Counted::First(tariff), Quantity(1))?;
        }
        let newly = unpaid.min(bought.units);
        let served = already.checked_add(newly).unwrap_or(rest);
        let still_open =
            open.saturating_sub(already).checked_add(bought.units.saturating_sub(newly)).unwrap_or_default();
        self.set_open(counts, tariff, still_open)?;
        if !served.is_zero() {
            self.post(asking.user, asking.kind, served, Posting::Overage, origin);
            self.remember(asking.user, Did::Use(asking.kind, asking.circumstances), served)?;
        }
        self.left_by(asking, rest.saturating_sub(served), (reason, cap))
    }

    /// How many increments may be charged, and why no more.
    fn allowed(
        &self,
        asking: &Asking,
        own: (AccountId, Option<&'m Limit>),
        needed: u64,
        prices: &Prices,
        purse: &Purse<'_>,
    ) -> Run<(u64, Option<Reason>, Option<&'m ChargeCap>)> {
        let (mut allowed, mut reason, mut stopped) = (needed, None, None);
        if let Some((room, cap)) = self.stops_at(asking, own)? {
            let by_limit = prices.affordable(room, needed);
            if by_limit < allowed {
                (allowed, reason, stopped) = (by_limit, Some(Reason::LimitReached), cap);
            }
        }
        let money = self.money_in(self.payer(asking)?, purse)?;
        let is_spared = self.spared_from(asking)?.is_some_and(|(room, _)| room <= money);
        if self.pays_from_money(self.payer(asking)?, purse)? && !is_spared {
            let by_money = prices.affordable(money, needed);
            if by_money < allowed {
                (allowed, reason, stopped) = (by_money, Some(Reason::NotEnoughMoney), None);
            }
        }
        Ok((allowed, reason, stopped))
    }

    pub(super) fn open(&self, account: AccountId, tariff: &'m Tariff) -> Run<Quantity> {
        let (open, period) = (&self.account(account)?.open, self.period_of(account)?);
        let found = open.iter().find(|(of, _, since, during)| {
            std::ptr::eq(*of, tariff) && if tariff.each_use { *during == self.uses } else { *since == period }
        });
        Ok(found.map_or(Quantity::ZERO, |(_, amount, ..)| *amount))
    }

    pub(super) fn set_open(&mut self, account: AccountId, tariff: &'m Tariff, amount: Quantity) -> Run {
        let (period, during) = (self.period_of(account)?, self.uses);
        let open = &mut self.account_mut(account)?.open;
        // Whoever leaves a pool finds the rest of its own period again.
        open.retain(|(of, _, since, _)| !std::ptr::eq(*of, tariff) || (!tariff.each_use && *since != period));
        open.push((tariff, amount, period, during));
        Ok(())
    }
}

/// What has to be bought to serve so much.
fn bought_for(rest: Quantity, first: Option<(Quantity, Quantity)>, each: (Quantity, Quantity)) -> Run<Bought> {
    if rest.is_zero() {
        return Ok(Bought::default());
    }
    let (begun, after) = match first {
        Some((_, size)) => (1, rest.saturating_sub(size)),
        None => (0, rest),
    };
    let more = if each.1.is_zero() { 0 } else { after.0.div_ceil(each.1.0) };
    // What it would cost in all may be more than can be counted, so only the number is asked for.
    Ok(Bought { increments: begun + more, ..Bought::default() })
}

/// So many increments.
fn increments(count: u64, first: Option<(Quantity, Quantity)>, each: (Quantity, Quantity)) -> Run<Bought> {
    let (begun, cost, units) = match first {
        Some((cost, units)) if count > 0 => (1, cost, units),
        Some(_) | None => (0, Quantity::ZERO, Quantity::ZERO),
    };
    let add = |sum: Quantity, more: Quantity| sum.checked_add(more).ok_or(ReferenceFault::Overflow);
    let more = count - begun;
    Ok(Bought { increments: count, cost: add(cost, times(more, each.0)?)?, units: add(units, times(more, each.1)?)? })
}
