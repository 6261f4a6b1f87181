//! What something costs now: its price, what changes that, and what the account has coming.

use crate::event::{PlanId, ProductId};
use crate::ledger::{Charge, Listener, OriginId, Posting, Reason};
use crate::program::{PriceChange, PriceOff, PriceStep};
use crate::units::{Days, Instant, Kind, Proration, Quantity};

use super::World;
use super::routine::{Occasion, RenewalFacts};

/// A price as it is charged.
#[derive(Debug, Clone, Default)]
pub(super) struct Cost {
    pub(super) amount: Quantity,
    /// The same before what the account has coming was taken off.
    before_vouchers: Quantity,
    /// What was taken off it, and by which clause.
    off: Vec<(Quantity, OriginId)>,
}

/// Money off the periods that come.
#[derive(Debug, Clone, Copy)]
pub(super) struct Voucher {
    what: PriceOff,
    /// What is left of it for the next charge.
    rest: Quantity,
    /// So many periods.
    periods: u32,
    origin: OriginId,
}

impl Cost {
    /// A price that nothing changes.
    pub(super) fn of(amount: Quantity) -> Cost {
        Cost { amount, ..Cost::default() }
    }

    /// The same of a part of the period.
    pub(super) fn part(&self, part: &Proration, days: Days) -> Cost {
        let off = self.off.iter().map(|(off, origin)| (part.price(*off, days), *origin)).collect();
        Cost { amount: part.price(self.amount, days), off, ..Cost::default() }
    }
}

impl Voucher {
    /// What it takes off a price.
    fn off(&self, price: Quantity) -> Quantity {
        match self.what {
            PriceOff::Money(_) => self.rest.min(price),
            PriceOff::Share(share) => share.of(price).unwrap_or(price).min(price),
        }
    }

    /// Takes it off: a share is for one charge, money for as many as it takes.
    fn take(&mut self, price: Quantity) -> Quantity {
        let off = self.off(price);
        match self.what {
            PriceOff::Share(_) => self.periods -= u32::from(!price.is_zero()),
            PriceOff::Money(amount) => {
                self.rest = self.rest.saturating_sub(off);
                if self.rest.is_zero() {
                    (self.rest, self.periods) = (amount, self.periods.saturating_sub(1));
                }
            }
        }
        off
    }
}

impl World<'_> {
    /// Which period of a plan comes next, counted from when the account came to it.
    fn coming_period(&self, account: usize, plan: PlanId) -> u32 {
        let state = &self.accounts[account];
        // A later version is the same plan, unless a change to it was asked for.
        let first = |plan: PlanId| self.program.plans[plan.0 as usize].first;
        let same = state.plan == plan || (state.noted_change.is_none() && first(state.plan) == first(plan));
        if state.is_active() && same { self.period_of_plan(account).saturating_add(1) } else { 1 }
    }

    /// Which period of its plan the account is in, counted from when it came to it.
    pub(super) fn period_of_plan(&self, account: usize) -> u32 {
        let state = &self.accounts[account];
        state.number.saturating_sub(state.number_before_plan)
    }

    /// A price after everything that changes it.
    fn stepped(&self, account: usize, price: Quantity, steps: &[PriceStep], occasion: &Occasion) -> Cost {
        let mut cost = Cost::of(price);
        if steps.is_empty() {
            return cost;
        }
        let members = u32::try_from(self.accounts[account].members.len()).unwrap_or(u32::MAX);
        for step in steps {
            if step.test.as_ref().is_some_and(|test| !self.holds(account, test, occasion)) {
                continue;
            }
            let after = step.what.apply(cost.amount, members);
            match step.what {
                PriceChange::Less(_) | PriceChange::LessShare(..) => {
                    cost.off.push((cost.amount.saturating_sub(after), step.origin));
                }
                PriceChange::Is(_) | PriceChange::ByMembers(..) => cost.off.clear(),
                PriceChange::Each(..) | PriceChange::More(_) | PriceChange::MoreShare(..) => {}
            }
            cost.amount = after;
        }
        cost
    }

    /// What a product costs whoever pays for it.
    pub(super) fn cost_of(&self, payer: usize, product: ProductId, version: ProductId) -> Cost {
        let sold = &self.program.products[version.0 as usize];
        if sold.price_steps.is_empty() {
            return Cost::of(sold.price);
        }
        let occasion = Occasion { bought: Some((product, usize::MAX)), ..self.occasion(payer) };
        self.stepped(payer, sold.price, &sold.price_steps, &occasion)
    }

    /// What the coming period of a plan costs: its first one, if it is known from when.
    pub(super) fn period_cost(
        &self,
        account: usize,
        plan: PlanId,
        first: Option<Instant>,
        renewal: Option<RenewalFacts>,
    ) -> Cost {
        let terms = &self.program.plans[plan.0 as usize];
        let mut cost = if terms.price_steps.is_empty() {
            Cost::of(terms.price)
        } else {
            let period = Some(self.coming_period(account, plan));
            let plans = Some((self.accounts[account].plan, plan));
            let occasion = Occasion { renewal, plans, period, ..self.occasion(account) };
            self.stepped(account, terms.price, &terms.price_steps, &occasion)
        };
        if let Some(from) = first {
            cost.amount = self.first_part(account, plan, from, cost.amount);
            for (off, _) in &mut cost.off {
                *off = self.first_part(account, plan, from, *off);
            }
        }
        cost.before_vouchers = cost.amount;
        for voucher in &self.accounts[account].vouchers {
            let off = voucher.off(cost.amount);
            cost.off.push((off, voucher.origin));
            cost.amount = cost.amount.saturating_sub(off);
        }
        cost
    }

    /// Charges the coming period of a plan, or refuses and changes nothing.
    pub(super) fn charge_period(
        &mut self,
        account: usize,
        plan: PlanId,
        first: Option<Instant>,
        renewal: Option<RenewalFacts>,
        out: &mut impl Listener,
    ) -> Result<(), Reason> {
        let cost = self.period_cost(account, plan, first, renewal);
        let prepaid = self.plan_of(account).prepays_price();
        let origin = self.program.plans[plan.0 as usize].price_origin;
        self.affords(account, cost.amount, prepaid, (Charge::Period, origin), out)?;
        let mut price = cost.before_vouchers;
        let vouchers = &mut self.accounts[account].vouchers;
        vouchers.iter_mut().for_each(|voucher| price = price.saturating_sub(voucher.take(price)));
        vouchers.retain(|voucher| voucher.periods > 0);
        self.tell_off(account, &cost, Charge::Period, out);
        self.charge(account, cost.amount, prepaid, (Charge::Period, origin), out)
    }

    /// Enters what was taken off a price.
    pub(super) fn tell_off(&mut self, account: usize, cost: &Cost, what: Charge, out: &mut impl Listener) {
        for (off, origin) in cost.off.iter().filter(|(off, _)| !off.is_zero()) {
            self.post_plain(account, (Kind::Money, *off), Posting::Reduced { what }, *origin, out);
        }
    }

    /// Something is taken off the periods that come.
    pub(super) fn promise_off(&mut self, account: usize, what: PriceOff, periods: u32, origin: OriginId) {
        let rest = if let PriceOff::Money(amount) = what { amount } else { Quantity::ZERO };
        self.accounts[account].vouchers.push(Voucher { what, rest, periods, origin });
        if self.accounts[account].has_lapsed() {
            self.cheaper(account, origin);
        }
    }
}
