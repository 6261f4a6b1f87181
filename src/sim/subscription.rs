//! Packs that are bought again by themselves: when they end, when they are used up, or with the plan.

use std::ops::Range;

use crate::event::ProductId;
use crate::ledger::{Listener, Note, Reason, State};
use crate::program::{PackRenewal, Trigger};
use crate::units::Instant;

use super::World;
use super::account::Account;
use super::deplete::Who;
use super::eligible::Refusal;

/// No pack is bought again more often than this at one instant.
const MOST_AT_ONCE: u32 = 1000;

/// A pack that is to be bought again.
#[derive(Debug, Clone)]
pub(super) struct Subscription {
    product: ProductId,
    /// What the last purchase granted.
    lots: Range<usize>,
    /// When it was last bought again, and how often at that instant.
    again: (Instant, u32),
}

impl Subscription {
    fn is_used_up(&self, account: &Account) -> bool {
        let lots = &account.holdings[self.lots.clone()];
        !lots.is_empty() && lots.iter().all(|holding| holding.lot.state == State::UsedUp)
    }
}

impl World<'_> {
    /// When the last of what was bought ends, with what is still to come.
    fn end_of_subscription(&self, account: &Account, one: &Subscription) -> Instant {
        let ends = account.holdings[one.lots.clone()].iter().map(|holding| holding.lot.expires_at);
        ends.chain(self.streams_until(account, one.product)).max().unwrap_or(Instant::NEVER)
    }

    /// When the next pack is to be bought again because its time is over.
    pub(super) fn next_subscription(&self, account: &Account) -> Instant {
        let due =
            account.subscriptions.iter().filter(|one| self.renewal_of(one.product).is_some_and(|one| one.expires));
        due.map(|one| self.end_of_subscription(account, one)).min().unwrap_or(Instant::NEVER)
    }

    fn renewal_of(&self, product: ProductId) -> Option<PackRenewal> {
        self.program.products[product.0 as usize].offer.renewal
    }

    /// What was bought renews from now on, if it does; of some packs only the last one bought does.
    pub(super) fn subscribe(&mut self, account: usize, product: ProductId, lots: Range<usize>) {
        if self.renewal_of(product).is_none() {
            return;
        }
        let rules = &self.plan_of(account).selling.last_renews;
        let speaks =
            |among: &Option<Vec<ProductId>>, one: ProductId| among.as_ref().is_none_or(|all| all.contains(&one));
        let now = self.now;
        let subscriptions = &mut self.accounts[account].subscriptions;
        let before = subscriptions.iter().find(|one| one.product == product).map(|one| one.again);
        subscriptions.retain(|one| {
            one.product != product && !rules.iter().any(|among| speaks(among, product) && speaks(among, one.product))
        });
        let again = before.filter(|(at, _)| *at == now).unwrap_or((now, 0));
        subscriptions.push(Subscription { product, lots, again });
        self.refresh_due(account);
    }

    /// Buys again what has come to its end.
    pub(super) fn renew_ended(&mut self, account: usize, out: &mut impl Listener) {
        let state = &self.accounts[account];
        let over = |one: &&Subscription| self.end_of_subscription(state, one) <= self.now;
        let ended: Vec<ProductId> = state.subscriptions.iter().filter(over).map(|one| one.product).collect();
        for product in ended {
            if self.renewal_of(product).is_some_and(|renewal| renewal.expires) {
                self.buy_again(account, product, out);
            }
        }
    }

    /// Buys again what is used up.
    pub(super) fn renew_used_up(&mut self, account: usize, out: &mut impl Listener) {
        loop {
            let state = &self.accounts[account];
            let used_up = |one: &&Subscription| {
                self.renewal_of(one.product).is_some_and(|renewal| renewal.used_up)
                    && one.is_used_up(state)
                    && self.streams_until(state, one.product).is_none()
            };
            let Some(product) = state.subscriptions.iter().find(used_up).map(|one| one.product) else { return };
            self.buy_again(account, product, out);
        }
    }

    /// Buys again what goes with the plan: each time its period has turned.
    pub(super) fn renew_with_plan(&mut self, account: usize, out: &mut impl Listener) {
        let all: Vec<ProductId> = self.accounts[account].subscriptions.iter().map(|one| one.product).collect();
        for product in all {
            if self.renewal_of(product).is_some_and(|renewal| renewal.with_plan) {
                self.buy_again(account, product, out);
            }
        }
    }

    /// Buys a pack again, or stops doing so.
    fn buy_again(&mut self, account: usize, product: ProductId, out: &mut impl Listener) {
        let Some(renewal) = self.renewal_of(product) else { return };
        let (now, plan) = (self.now, self.plan_of(account));
        let subscriptions = &mut self.accounts[account].subscriptions;
        // Two packs may renew at one instant, and the one may end the other.
        let Some(one) = subscriptions.iter_mut().find(|one| one.product == product) else { return };
        one.again = if one.again.0 == now { (now, one.again.1 + 1) } else { (now, 1) };
        let often = one.again.1 > MOST_AT_ONCE;
        let sold = &self.program.products[self.version_of(product).0 as usize];
        let offer = (sold.price, plan.prepaid, sold.price_origin);
        let bought = if !plan.packs.contains(&product) {
            Err(Reason::NotSold.into())
        } else if self.accounts[account].suspended_since.is_some() {
            Err(Reason::Suspended.into())
        } else if often {
            Err(Reason::LimitReached.into())
        } else {
            self.purchase(Who { user: account, owner: account }, product, offer, out)
        };
        let bought: Result<(), Refusal> = bought;
        if let Err((reason, origin)) = bought.map_err(|refusal| refusal.of(renewal.origin)) {
            self.refuse(account, reason, origin, out);
            self.unsubscribe(account, product, out);
        }
    }

    fn unsubscribe(&mut self, account: usize, product: ProductId, out: &mut impl Listener) {
        self.accounts[account].subscriptions.retain(|one| one.product != product);
        let origin = self.renewal_of(product).map_or(self.plan_of(account).origin, |renewal| renewal.origin);
        self.note(account, Note::PackStopped(product), origin, out);
        self.refresh_due(account);
    }

    /// What was replaced is not bought again.
    pub(super) fn forget(&mut self, account: usize, product: ProductId) {
        self.accounts[account].subscriptions.retain(|one| one.product != product);
    }

    /// The customer wants a pack no more.
    pub(super) fn stop_pack(
        &mut self,
        account: usize,
        product: ProductId,
        out: &mut impl Listener,
    ) -> Result<(), Reason> {
        if !self.accounts[account].subscriptions.iter().any(|one| one.product == product) {
            return Err(Reason::NotRenewing);
        }
        self.unsubscribe(account, product, out);
        let triggers = [Trigger::PackStop(Some(product)), Trigger::PackStop(None)];
        self.run(account, &triggers, &self.occasion(account), out);
        Ok(())
    }
}
