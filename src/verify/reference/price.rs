//! What something costs now.

use crate::event::{AccountId, PlanId};
use crate::ledger::{Charge, Note, Posting};
use crate::model::{PriceChange, PriceOff, PriceStep, Product};
use crate::text::Origin;
use crate::units::{Instant, Kind, Quantity, Rounding};

use super::follow::Asked;
use super::handlers::Moment;
use super::turn::Made;
use super::{Reference, ReferenceFault, Run};

/// What is to be taken off the periods that come.
#[derive(Debug, Clone, Copy)]
pub(super) struct Promised {
    what: PriceOff,
    /// What was taken off already of the amount that is used now.
    taken: Quantity,
    /// For how many periods still.
    periods: u32,
    origin: Origin,
}

/// A price, what was taken off it, and what remains promised when it is charged.
#[derive(Debug, Clone, Default)]
pub(super) struct Cost {
    pub(super) amount: Quantity,
    pub(super) off: Vec<(Quantity, Origin)>,
    pub(super) remains: Vec<Promised>,
}

impl Reference<'_> {
    /// How many periods of its plan an account has begun, by the entries.
    pub(super) fn periods_of_plan(&self, account: AccountId) -> Run<u32> {
        let mut count = 0;
        for entry in self.entries.iter().rev().filter(|entry| entry.account == account) {
            match entry.posting {
                Posting::PlanChanged { .. } | Posting::Noted { what: Note::Cancelled } => break,
                Posting::PeriodBegan { .. } => count += 1,
                _ => {}
            }
        }
        Ok(count)
    }

    fn stepped(&self, account: AccountId, price: Quantity, steps: &[PriceStep], moment: &Moment) -> Run<Cost> {
        let members = self.account_ids().filter(|other| self.is_member(*other, account)).count() as u128;
        let mut amount = u128::from(price.0);
        let mut off = Vec::new();
        for step in steps {
            if let Some(condition) = &step.only_if
                && !self.holds(account, condition, moment)?
            {
                continue;
            }
            let less = match &step.what {
                PriceChange::Less(less) => u128::from(less.0),
                PriceChange::LessShare(share, rounding) => {
                    let (part, whole) = (u128::from(share.numerator), u128::from(share.denominator.max(1)));
                    match rounding {
                        None => amount * part / whole,
                        Some(to) => amount.saturating_sub(rounded(*to, amount * whole.saturating_sub(part), whole)),
                    }
                }
                PriceChange::More(more) => {
                    amount += u128::from(more.0);
                    continue;
                }
                PriceChange::MoreShare(share, rounding) => {
                    let (part, whole) = (u128::from(share.numerator), u128::from(share.denominator.max(1)));
                    amount = match rounding {
                        None => amount + amount * part / whole,
                        Some(to) => amount.max(rounded(*to, amount * (whole + part), whole)),
                    };
                    continue;
                }
                PriceChange::Is(other) => {
                    (amount, off) = (u128::from(other.0), Vec::new());
                    continue;
                }
                PriceChange::Each { amount: each, after } => {
                    amount += members.saturating_sub(u128::from(*after)) * u128::from(each.0);
                    continue;
                }
                PriceChange::ByMembers { steps, more } => {
                    let reached = steps.iter().filter(|(from, _)| u128::from(*from) <= members).max();
                    let beyond = steps.last().map_or(0, |(last, _)| members.saturating_sub(u128::from(*last)));
                    amount = reached.or(steps.first()).map_or(amount, |(_, price)| u128::from(price.0));
                    (amount, off) = (amount + beyond * u128::from(more.0), Vec::new());
                    continue;
                }
            };
            let less = less.min(amount);
            amount -= less;
            off.push((Quantity(u64::try_from(less).map_err(|_| ReferenceFault::Overflow)?), step.origin));
        }
        let amount = Quantity(u64::try_from(amount).map_err(|_| ReferenceFault::Overflow)?);
        Ok(Cost { amount, off, remains: Vec::new() })
    }

    fn is_member(&self, other: AccountId, owner: AccountId) -> bool {
        self.account(other).is_ok_and(|subscriber| subscriber.member_of == Some(owner))
    }

    /// What a pack costs whoever pays for it.
    pub(super) fn pack_cost(&self, payer: AccountId, pack: &Product, sold: &Product) -> Run<Cost> {
        let price = sold.price.map(|price| price.answer.amount).unwrap_or_default();
        let mut moment = self.moment(payer)?;
        moment.bought = Some((pack.id, usize::MAX));
        self.stepped(payer, price, &sold.sale.price_steps, &moment)
    }

    /// What the coming period of a plan costs: its first one, if that begins then, or any other.
    pub(super) fn period_cost(
        &self,
        account: AccountId,
        plan: PlanId,
        first: Option<Instant>,
        made: Option<Made>,
    ) -> Run<Cost> {
        let subscriber = self.account(account)?;
        let terms = self.plan_numbered(plan)?;
        let family = |plan| Ok(self.family(plan)?.first().map(|first| first.id));
        let same =
            subscriber.plan == plan || (subscriber.noted_plan.is_none() && family(subscriber.plan)? == family(plan)?);
        let begun = if subscriber.active && same { self.periods_of_plan(account)? } else { 0 };
        let mut moment = self.moment(account)?;
        (moment.plans.new, moment.made, moment.period) = (plan, made, Some(begun + 1));
        let price = terms.price.map(|price| price.amount).unwrap_or_default();
        let mut cost = self.stepped(account, price, &terms.price_steps, &moment)?;
        cost.amount = self.part_of_price(account, plan, first, cost.amount)?;
        for (off, _) in &mut cost.off {
            *off = self.part_of_price(account, plan, first, *off)?;
        }
        for promised in &self.account(account)?.promised {
            let mut after = *promised;
            let off = match promised.what {
                PriceOff::Share(share) => share.of(cost.amount).ok_or(ReferenceFault::Overflow)?,
                PriceOff::Money(amount) => cost.amount.min(amount.saturating_sub(promised.taken)),
            };
            after.taken = Quantity(after.taken.0 + off.0);
            let done = match promised.what {
                PriceOff::Share(_) => !cost.amount.is_zero(),
                PriceOff::Money(amount) => after.taken == amount,
            };
            if done {
                (after.taken, after.periods) = (Quantity::ZERO, after.periods - 1);
            }
            cost.amount = cost.amount.saturating_sub(off);
            cost.off.push((off, promised.origin));
            if after.periods > 0 {
                cost.remains.push(after);
            }
        }
        Ok(cost)
    }

    /// Charges the coming period of a plan, or says that there is too little money; then nothing has happened.
    pub(super) fn charge_period(
        &mut self,
        account: AccountId,
        plan: PlanId,
        first: Option<Instant>,
        made: Option<Made>,
    ) -> Run<bool> {
        let cost = self.period_cost(account, plan, first, made)?;
        if self.plan(account)?.renewal.prepays_price() && self.money(account, Charge::Period)? < cost.amount {
            return Ok(false);
        }
        self.tell_off(account, &cost, Charge::Period);
        self.account_mut(account)?.promised = cost.remains;
        match self.plan_numbered(plan)?.price {
            Some(price) => self.charge(account, cost.amount, Charge::Period, price.origin),
            None => Ok(true),
        }
    }

    /// What was taken off a price is written down.
    pub(super) fn tell_off(&mut self, account: AccountId, cost: &Cost, what: Charge) {
        for (off, origin) in cost.off.iter().filter(|(off, _)| !off.is_zero()) {
            self.post(account, Kind::Money, *off, Posting::Reduced { what }, *origin);
        }
    }

    /// Something is to be taken off the periods that come.
    pub(super) fn promise_off(&mut self, account: AccountId, what: PriceOff, periods: u32, origin: Origin) -> Run {
        let promised = Promised { what, taken: Quantity::ZERO, periods, origin };
        self.account_mut(account)?.promised.push(promised);
        if self.account(account)?.lapsed_at.is_some() {
            self.following.asked.push((account, Asked::Free(origin)));
        }
        Ok(())
    }
}

/// So many parts of which `whole` are one, rounded to whole steps.
pub(super) fn rounded(to: Rounding, parts: u128, whole: u128) -> u128 {
    let (step, whole) = (u128::from(to.step().0.max(1)), whole.max(1));
    let least = parts / (whole * step);
    let steps = match to {
        Rounding::Down(_) => least,
        Rounding::Up(_) => parts.div_ceil(whole * step),
        Rounding::Nearest(_) => (2 * parts + whole * step) / (2 * whole * step),
    };
    steps * step
}
