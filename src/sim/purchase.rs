//! Buying a product.

use crate::event::{AccountId, ProductId};
use crate::ledger::{Charge, Listener, OriginId, Reason};
use crate::program::{AmountOf, CounterSpan, Done, GrantId, Trigger};
use crate::units::{Kind, Quantity, Validity};

use super::World;
use super::deplete::Who;
use super::eligible::Refusal;
use super::price::Cost;
use super::routine::Occasion;

impl World<'_> {
    /// The customer asks for a product of its plan, perhaps at a price of its own. The clause named in a refusal is the
    /// product's.
    pub(super) fn buy(
        &mut self,
        account: usize,
        product: ProductId,
        chosen: Option<Quantity>,
        out: &mut impl Listener,
    ) -> Result<(), Refusal> {
        let (state, plan) = (&self.accounts[account], self.plan_of(account));
        let fixed = |id: ProductId| self.program.products[id.0 as usize].any_price.is_none();
        if !plan.packs.contains(&product) || (chosen.is_some() && fixed(self.version_of(account, product))) {
            return Err(Reason::NotSold.into());
        }
        if !state.is_active() {
            return Err(Reason::NotActive.into());
        }
        if state.suspended_since.is_some() {
            return Err(Reason::Suspended.into());
        }
        let price_origin = self.program.products[self.version_of(account, product).0 as usize].price_origin;
        let who = Who { user: account, owner: account };
        self.purchase(who, product, (chosen, plan.prepaid, price_origin), out)
    }

    /// The version of a product that an account can buy now.
    pub(super) fn version_of(&self, account: usize, product: ProductId) -> ProductId {
        let terms = &self.plan_of(account).pack_terms;
        let product = terms.iter().find(|(pack, _)| *pack == product).map_or(product, |(_, terms)| *terms);
        let versions = &self.program.products[product.0 as usize].versions;
        versions.iter().rev().find(|(from, _)| *from <= self.now).map_or(product, |(_, version)| *version)
    }

    /// The customer buys a product for another account: it pays, and the other one gets what there is.
    pub(super) fn buy_for(
        &mut self,
        payer: usize,
        (product, chosen): (ProductId, Option<Quantity>),
        to: AccountId,
        out: &mut impl Listener,
    ) -> Result<(), Refusal> {
        let (state, plan, account) = (&self.accounts[payer], self.plan_of(payer), to.0 as usize);
        let fixed = |id: ProductId| self.program.products[id.0 as usize].any_price.is_none();
        if !plan.packs.contains(&product) || (chosen.is_some() && fixed(self.version_of(payer, product))) {
            return Err(Reason::NotSold.into());
        }
        if !state.is_active() {
            return Err(Reason::NotActive.into());
        }
        if state.suspended_since.is_some() {
            return Err(Reason::Suspended.into());
        }
        if !self.accounts.get(account).is_some_and(super::account::Account::is_active) {
            return Err(Reason::ReceiverNotActive.into());
        }
        if self.accounts[account].suspended_since.is_some() {
            return Err(Reason::Suspended.into());
        }
        let price_origin = self.program.products[self.version_of(payer, product).0 as usize].price_origin;
        self.purchase_by(payer, account, product, (chosen, plan.prepaid, price_origin), out)
    }

    /// Charges for a product and grants what it grants, or refuses and changes nothing.
    pub(super) fn purchase(
        &mut self,
        who: Who,
        product: ProductId,
        offer: (Option<Quantity>, bool, OriginId),
        out: &mut impl Listener,
    ) -> Result<(), Refusal> {
        self.purchase_by(who.user, who.user, product, offer, out)
    }

    pub(super) fn purchase_by(
        &mut self,
        payer: usize,
        account: usize,
        product: ProductId,
        (price, prepaid, origin): (Option<Quantity>, bool, OriginId),
        out: &mut impl Listener,
    ) -> Result<(), Refusal> {
        if !self.accounts[account].is_active() {
            return Err(Reason::NotActive.into());
        }
        let sold = &self.program.products[self.version_of(payer, product).0 as usize];
        // A price of its own is that; the list price may be changed.
        let cost = match price {
            Some(price) => Cost::of(price),
            None => self.cost_of(payer, product, self.version_of(payer, product)),
        };
        let price = cost.amount;
        let (chosen, granted_for) = (price, sold.grants_for(price));
        let grants = granted_for.iter().map(|grant| &self.program.grants[grant.0 as usize]);
        let mut with_period = grants.filter(|grant| matches!(grant.validity, Validity::Periods(_)));
        if (with_period.next().is_some() || sold.proration.is_some()) && !self.accounts[account].is_running() {
            return Err(Reason::NotActive.into());
        }
        // What is held is the receiver's, how often is bought the buyer's.
        let counted = |span: CounterSpan| if matches!(span, CounterSpan::AtOnce(_)) { account } else { payer };
        if sold.limits.iter().any(|limit| self.remaining(counted(limit.span), limit).is_zero()) {
            return Err(Reason::LimitReached.into());
        }
        if self.is_in_the_way(account, product) {
            return Err(Reason::OneAtATime.into());
        }
        let asked = Occasion { bought: Some((product, usize::MAX)), ..self.occasion(account) };
        self.eligible(account, &sold.eligibility, &asked)?;
        let mut grants = granted_for.iter().map(|grant| &self.program.grants[grant.0 as usize]);
        if let Some(grant) = grants.find(|grant| self.has_nothing_to_end_with(account, grant)) {
            return Err((Reason::NotEligible, grant.origin).into());
        }
        match &sold.any_price {
            Some(any) if price < any.least => return Err(Reason::TooLittle.into()),
            Some(any) if price > any.most => return Err(Reason::LimitReached.into()),
            _ => {}
        }
        let part = sold.proration.as_ref();
        let price = part.map_or(price, |part| part.price(price, self.days_left(account)));
        let cost = part.map_or_else(|| cost.clone(), |part| cost.part(part, self.days_left(account)));
        if let Some(units) = &sold.offer.units {
            self.can_pay_units(payer, units)?;
        }
        if let (Some(credit), Some((most, origin))) = (sold.offer.credit, self.plan_of(payer).selling.debt_limit)
            && self.would_owe(payer, price, credit) > most
        {
            return Err((Reason::LimitReached, origin).into());
        }
        if sold.offer.credit.is_none() {
            self.affords(payer, price, prepaid, (Charge::Pack, origin), out)?;
        }
        self.tell_off(payer, &cost, Charge::Pack, out);
        match sold.offer.credit {
            Some(credit) => self.lend(payer, price, credit, out),
            None => self.charge(payer, price, prepaid, (Charge::Pack, origin), out)?,
        }
        if let Some(units) = &sold.offer.units {
            self.pay_units(payer, units, out);
        }
        for limit in &sold.limits {
            self.count(counted(limit.span), limit.counter, limit.span, Quantity(1));
        }
        self.remember(account, Done::Bought(product), Quantity(1));
        self.supersede(account, product, out);
        let first = self.accounts[account].holdings.len();
        let bought = Some((product, first));
        let mut granted = None;
        for grant in granted_for {
            let lot = match part {
                None if sold.any_price.is_some() => self.grant_for_price(account, *grant, chosen, out),
                Some(part) => self.grant_part(account, *grant, part, out),
                None => self.grant(account, *grant, out),
            };
            granted = lot.or(granted);
        }
        self.subscribe(account, (product, payer), first..self.accounts[account].holdings.len());
        let certain = sold
            .offer
            .units
            .as_ref()
            .map_or(Some(Quantity::ZERO), |units| (units.kind == Kind::Money).then_some(units.amount));
        if let Some(certain) = certain.filter(|_| sold.offer.credit.is_none() && payer == account) {
            let paid = Quantity(price.0.saturating_add(certain.0));
            self.keep_for_return(account, product, first..self.accounts[account].holdings.len(), paid);
        }
        let occasion = Occasion { granted, bought, ..self.occasion(account) };
        let groups =
            self.program.products[product.0 as usize].offer.groups.iter().map(|group| Trigger::PurchaseIn(*group));
        let version = Some(self.version_of(payer, product)).filter(|version| *version != product);
        let version = version.map(|version| Trigger::Purchase(Some(version)));
        let any = [Trigger::Purchase(Some(product)), Trigger::Purchase(None)];
        let triggers: Vec<Trigger> = any.into_iter().chain(version).chain(groups).collect();
        self.run(account, &triggers, &occasion, out);
        Ok(())
    }

    /// Grants what goes with the price that was chosen.
    fn grant_for_price(
        &mut self,
        account: usize,
        grant: GrantId,
        price: Quantity,
        out: &mut impl Listener,
    ) -> Option<usize> {
        let AmountOf::PerPrice(each, step) = self.program.grants[grant.0 as usize].amount else {
            return self.grant(account, grant, out);
        };
        let steps = price.0.checked_div(step.0).unwrap_or(0);
        let amount = Quantity(each.0.saturating_mul(steps)).min(Quantity::MAX);
        self.grant_units(account, grant, (amount, false), out)
    }
}
