//! Packs that are bought.

use crate::event::{AccountId, Class, ProductId};
use crate::ledger::{Charge, Reason};
use crate::model::{Product, Trigger, Validity};
use crate::units::Quantity;

use super::{Reference, Run};

impl<'m> Reference<'m> {
    /// The customer buys a pack.
    pub(super) fn buy(&mut self, account: AccountId, id: ProductId) -> Run {
        let plan = self.plan(account)?;
        let Some(product) = self.catalogue.product(id).filter(|_| plan.packs.contains(&id)) else {
            let origin = self.catalogue.product(id).map_or(plan.origin, |product| product.origin);
            self.refuse(account, Reason::NotSold, origin);
            return Ok(());
        };
        if let Some(reason) = self.purchase(account, product, None)? {
            self.refuse(account, reason, product.origin);
        }
        Ok(())
    }

    /// Buys a pack, or says why not; then nothing has happened.
    pub(super) fn purchase(
        &mut self,
        account: AccountId,
        product: &'m Product,
        price: Option<Quantity>,
    ) -> Run<Option<Reason>> {
        if let Some(reason) = self.not_for_sale(account, product)? {
            return Ok(Some(reason));
        }
        let list_price = product.price.map(|price| price.answer);
        let amount = price.or(list_price.map(|price| price.amount)).unwrap_or_default();
        let origin = list_price.map_or(product.origin, |price| price.origin);
        if !self.charge(account, amount, Charge::Pack, origin)? {
            return Ok(Some(Reason::NotEnoughMoney));
        }
        self.count_all(account, &product.limits, Quantity(1))?;
        let fresh = self.grant_all(account, product.id, Class::Pack)?;
        let mut moment = self.moment(account)?;
        moment.fresh = fresh;
        self.run_handlers(account, &[Trigger::Purchase(Some(product.id)), Trigger::Purchase(None)], &moment)?;
        Ok(None)
    }

    fn not_for_sale(&self, account: AccountId, product: &'m Product) -> Run<Option<Reason>> {
        let subscriber = self.account(account)?;
        let by_period = |product: &Product| {
            product.grants.iter().any(|grant| matches!(grant.validity.answer, Validity::Periods(_)))
        };
        Ok(if !subscriber.active {
            Some(Reason::NotActive)
        } else if subscriber.suspended.is_some() {
            Some(Reason::Suspended)
        } else if subscriber.period.is_none() && by_period(product) {
            Some(Reason::NotActive)
        } else if !self.admitted(account, &product.limits, Quantity(1))? {
            Some(Reason::LimitReached)
        } else {
            None
        })
    }
}
