//! Packs that are bought.

use crate::event::{AccountId, Class, ProductId};
use crate::ledger::{Charge, Reason};
use crate::model::{Grant, LimitSpan, Product, Trigger, Validity};
use crate::text::Origin;
use crate::units::{Allowance, Kind, Quantity};

use super::counters::Counted;
use super::history::Did;
use super::price::Cost;
use super::subscription::Standing;
use super::{Reference, Run};

impl<'m> Reference<'m> {
    /// The customer buys a pack, at a price of their own if they say one.
    pub(super) fn buy(&mut self, account: AccountId, id: ProductId, chosen: Option<Quantity>) -> Run {
        let plan = self.plan(account)?;
        let Some(product) = self.catalogue.product(id).filter(|_| plan.packs.contains(&id)) else {
            let origin = self.catalogue.product(id).map_or(plan.origin, |product| product.origin);
            self.refuse(account, Reason::NotSold, origin);
            return Ok(());
        };
        if chosen.is_some() && self.sold_now(account, product)?.sale.any_price.is_none() {
            self.refuse(account, Reason::NotSold, product.origin);
            return Ok(());
        }
        if let Some((reason, origin)) = self.purchase(account, product, chosen)? {
            self.refuse(account, reason, origin);
        }
        Ok(())
    }

    /// Buys a pack, or says why not; then nothing has happened.
    pub(super) fn purchase(
        &mut self,
        account: AccountId,
        product: &'m Product,
        price: Option<Quantity>,
    ) -> Run<Option<(Reason, Origin)>> {
        self.purchase_by(Standing { payer: account, again: None, counted: None, keeps: None }, account, product, price)
    }

    /// Buys a pack for an account, with what another one has.
    pub(super) fn purchase_by(
        &mut self,
        standing: Standing,
        account: AccountId,
        product: &'m Product,
        price: Option<Quantity>,
    ) -> Run<Option<(Reason, Origin)>> {
        let payer = standing.payer;
        let pack = product;
        let product = self.sold_now(payer, pack)?;
        let list_price = product.price.map(|price| price.answer);
        let cost = match price {
            Some(amount) => Cost { amount, ..Cost::default() },
            None => self.pack_cost(payer, pack, product)?,
        };
        let amount = cost.amount;
        let paid = amount;
        let granted: Vec<&'m Grant> = match &product.sale.any_price {
            None => product.grants.iter().collect(),
            Some(any) => any.band(paid).iter().map(|paid| &paid.grant).collect(),
        };
        if let Some(reason) = self.not_for_sale((payer, account), product, &granted)? {
            return Ok(Some((reason, pack.origin)));
        }
        if self.is_in_the_way(account, pack.id)? {
            return Ok(Some((Reason::OneAtATime, pack.origin)));
        }
        let mut asked = self.moment(account)?;
        asked.bought = Some((pack.id, usize::MAX));
        let objection = self.ineligible(account, &product.eligibility, &asked)?;
        if objection.is_some() {
            return Ok(objection);
        }
        if let Some(origin) = self.nothing_to_end_with(account, &granted)? {
            return Ok(Some((Reason::NotEligible, origin)));
        }
        if let Some(any) = &product.sale.any_price {
            if paid < any.least {
                return Ok(Some((Reason::TooLittle, pack.origin)));
            }
            if any.most.is_some_and(|most| paid > most) {
                return Ok(Some((Reason::LimitReached, pack.origin)));
            }
        }
        let part = match &product.proration {
            Some(proration) => Some((proration, self.days_left(account)?)),
            None => None,
        };
        let of_part = |amount| part.map_or(amount, |(proration, days)| proration.price(amount, days));
        let amount = of_part(amount);
        let off = cost.off.into_iter().map(|(off, origin)| (of_part(off), origin)).collect();
        let cost = Cost { amount, off, ..Cost::default() };
        let origin = list_price.map_or(product.origin, |price| price.origin);
        if let Some(units) = &product.sale.units
            && let Some(reason) = self.missing(payer, units)?
        {
            return Ok(Some((reason, pack.origin)));
        }
        if let Some(credit) = &product.sale.credit
            && let Some(origin) = self.too_much_owed(payer, amount, credit)?
        {
            return Ok(Some((Reason::LimitReached, origin)));
        }
        let owes = product.sale.credit.is_some();
        if !owes && self.plan(payer)?.renewal.prepaid && self.money(payer, Charge::Pack)? < amount {
            return Ok(Some((Reason::NotEnoughMoney, pack.origin)));
        }
        self.tell_off(payer, &cost, Charge::Pack);
        if let Some(credit) = &product.sale.credit {
            self.lend(payer, amount, credit)?;
        } else if !self.charge(payer, amount, Charge::Pack, origin)? {
            return Ok(Some((Reason::NotEnoughMoney, pack.origin)));
        }
        if let Some(units) = &product.sale.units {
            self.pay_units(payer, units)?;
        }
        for limit in &product.limits {
            self.count(payer, Counted::Bought(limit, product), Quantity(1))?;
        }
        self.remember(account, Did::Buy(pack.id), Quantity(1))?;
        self.replace(account, pack.id)?;
        let before = self.account(account)?.lots.len();
        let class = if product.sale.credit.is_some() { Class::Borrowed } else { Class::Pack };
        let fresh = match &product.sale.any_price {
            None => self.grant_all_of(account, product, (pack.id, class), part)?,
            Some(any) => {
                let mut last = None;
                for given in any.band(paid) {
                    let amount = given.per.map_or(self.whole_of(account, &given.grant), |step| {
                        times(given.grant.amount.answer, paid.0 / step.0.max(1))
                    });
                    last = self.mint(account, &given.grant, (class, pack.id), amount)?.or(last);
                }
                last
            }
        };
        let lots: Vec<_> = self.account(account)?.lots.iter().skip(before).map(|lot| lot.lot.id).collect();
        self.subscribe(account, (pack.id, product.id), standing, lots.clone())?;
        let certain = match &product.sale.units {
            None => Some(Quantity::ZERO),
            Some(units) => (units.of.kind == Some(Kind::Money)).then_some(units.amount),
        };
        if let Some(certain) = certain.filter(|_| product.sale.credit.is_none() && payer == account) {
            self.keep_for_return(account, pack.id, lots, super::counters::sum([amount, certain])?)?;
        }
        let mut moment = self.moment(account)?;
        (moment.fresh, moment.bought) = (fresh, Some((pack.id, before)));
        let mut triggers = vec![Trigger::Purchase(Some(pack.id)), Trigger::Purchase(None)];
        triggers.extend((product.id != pack.id).then_some(Trigger::Purchase(Some(product.id))));
        triggers.extend(self.groups_of(pack.id).map(Trigger::PurchaseIn));
        self.run_handlers(account, &triggers, &moment)?;
        Ok(None)
    }

    /// The version of a pack that somebody is sold now: of the plan's own terms the last one whose day has come.
    pub(super) fn sold_now(&self, buyer: AccountId, pack: &'m Product) -> Run<&'m Product> {
        let plan = self.plan(buyer)?;
        let own = plan.pack_terms.iter().find(|(known, _)| *known == pack.id);
        let pack = own.map_or(Ok(pack), |(_, terms)| self.product(*terms))?;
        let come = pack.versions.iter().filter(|(from, _)| *from <= self.now);
        come.max_by_key(|(from, _)| *from).map_or(Ok(pack), |(_, version)| self.product(*version))
    }

    fn not_for_sale(
        &self,
        (payer, account): (AccountId, AccountId),
        product: &'m Product,
        granted: &[&'m Grant],
    ) -> Run<Option<Reason>> {
        let subscriber = self.account(account)?;
        let held = self.held_at_once(account, product)?;
        let mut at_once = product.limits.iter().filter(|limit| limit.span == LimitSpan::AtOnce);
        at_once.clone().for_each(|limit| self.seen.note_limit(limit.origin, held >= limit.amount));
        let full = at_once.any(|limit| held >= limit.amount);
        let by_period = |product: &Product| {
            product.proration.is_some()
                || granted.iter().any(|grant| matches!(grant.validity.answer, Validity::Periods(_)))
        };
        Ok(if !subscriber.active {
            Some(Reason::NotActive)
        } else if subscriber.suspended.is_some() {
            Some(Reason::Suspended)
        } else if subscriber.period.is_none() && by_period(product) {
            Some(Reason::NotActive)
        } else if full || !self.may_buy(payer, product)? {
            Some(Reason::LimitReached)
        } else {
            None
        })
    }
}

/// So many times an amount.
fn times(amount: Allowance, steps: u64) -> Allowance {
    match amount {
        Allowance::Limited(each) => Allowance::Limited(Quantity(each.0.saturating_mul(steps)).min(Quantity::MAX)),
        Allowance::Unlimited => Allowance::Unlimited,
    }
}
