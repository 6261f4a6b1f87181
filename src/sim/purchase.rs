//! Buying a product.

use crate::event::ProductId;
use crate::ledger::{Charge, Listener, OriginId, Reason};
use crate::program::{Done, Product, Trigger};
use crate::units::{Quantity, Validity};

use super::World;
use super::deplete::Who;
use super::eligible::Refusal;
use super::routine::Occasion;

impl World<'_> {
    /// The customer asks for a product of its plan. The clause named in a refusal is the product's.
    pub(super) fn buy(&mut self, account: usize, product: ProductId, out: &mut impl Listener) -> Result<(), Refusal> {
        let (state, plan) = (&self.accounts[account], self.plan_of(account));
        if !plan.packs.contains(&product) {
            return Err(Reason::NotSold.into());
        }
        if !state.is_active() {
            return Err(Reason::NotActive.into());
        }
        if state.suspended_since.is_some() {
            return Err(Reason::Suspended.into());
        }
        let Product { price, price_origin, .. } = self.program.products[self.version_of(product).0 as usize];
        let who = Who { user: account, owner: account };
        self.purchase(who, product, (price, plan.prepaid, price_origin), out)
    }

    /// The version of a product that is sold now.
    pub(super) fn version_of(&self, product: ProductId) -> ProductId {
        let versions = &self.program.products[product.0 as usize].versions;
        versions.iter().rev().find(|(from, _)| *from <= self.now).map_or(product, |(_, version)| *version)
    }

    /// Charges for a product and grants what it grants, or refuses and changes nothing.
    pub(super) fn purchase(
        &mut self,
        who: Who,
        product: ProductId,
        (price, prepaid, origin): (Quantity, bool, OriginId),
        out: &mut impl Listener,
    ) -> Result<(), Refusal> {
        let account = who.user;
        if !self.accounts[account].is_active() {
            return Err(Reason::NotActive.into());
        }
        let sold = &self.program.products[self.version_of(product).0 as usize];
        let grants = sold.grants.iter().map(|grant| &self.program.grants[grant.0 as usize]);
        let mut with_period = grants.filter(|grant| matches!(grant.validity, Validity::Periods(_)));
        if (with_period.next().is_some() || sold.proration.is_some()) && !self.accounts[account].is_running() {
            return Err(Reason::NotActive.into());
        }
        if sold.limits.iter().any(|limit| self.remaining(account, limit).is_zero()) {
            return Err(Reason::LimitReached.into());
        }
        self.eligible(account, &sold.eligibility, &self.occasion(account))?;
        let part = sold.proration.as_ref();
        let price = part.map_or(price, |part| part.price(price, self.days_left(account)));
        self.charge(account, price, prepaid, (Charge::Pack, origin), out)?;
        for limit in &sold.limits {
            self.count(account, limit.counter, limit.span, Quantity(1));
        }
        self.remember(account, Done::Bought(product), Quantity(1));
        let mut granted = None;
        for grant in &sold.grants {
            let lot = match part {
                Some(part) => self.grant_part(account, *grant, part, out),
                None => self.grant(account, *grant, out),
            };
            granted = lot.or(granted);
        }
        let occasion = Occasion { granted, ..self.occasion(account) };
        self.run(account, &[Trigger::Purchase(Some(product)), Trigger::Purchase(None)], &occasion, out);
        Ok(())
    }
}
