//! Packs that are bought again by themselves: when they end, when they are used up, or with the plan.

use std::ops::Range;

use crate::event::ProductId;
use crate::ledger::{Listener, Note, Reason, State};
use crate::program::{PackRenewal, Trigger};
use crate::units::Instant;

use super::World;
use super::account::Account;
use super::eligible::Refusal;

/// No pack is bought again more often than this at one instant.
const MOST_AT_ONCE: u32 = 1000;

/// A purchase that is to be made again.
#[derive(Debug, Clone)]
pub(super) struct Subscription {
    /// Which of the account's it is, counted from the first.
    number: u32,
    product: ProductId,
    /// The version that was bought, whose terms hold.
    version: ProductId,
    /// Who pays.
    payer: usize,
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
        ends.chain(self.streams_until(account, &one.lots)).max().unwrap_or(Instant::NEVER)
    }

    /// When the next pack is to be bought again because its time is over.
    pub(super) fn next_subscription(&self, account: &Account) -> Instant {
        let due =
            account.subscriptions.iter().filter(|one| self.renewal_of(one.version).is_some_and(|one| one.expires));
        due.map(|one| self.end_of_subscription(account, one)).min().unwrap_or(Instant::NEVER)
    }

    fn renewal_of(&self, version: ProductId) -> Option<PackRenewal> {
        self.program.products[version.0 as usize].offer.renewal
    }

    /// What was bought renews from now on, if it does; of some packs only the last one bought does.
    pub(super) fn subscribe(&mut self, account: usize, (product, payer): (ProductId, usize), lots: Range<usize>) {
        let version = self.version_of(payer, product);
        if self.renewal_of(version).is_none() {
            return;
        }
        let rules = &self.plan_of(account).selling.last_renews;
        let speaks =
            |among: &Option<Vec<ProductId>>, one: ProductId| among.as_ref().is_none_or(|all| all.contains(&one));
        let state = &mut self.accounts[account];
        state
            .subscriptions
            .retain(|one| !rules.iter().any(|among| speaks(among, product) && speaks(among, one.product)));
        state.subscribed = state.subscribed.saturating_add(1);
        let (number, again) = (state.subscribed, state.renewing.take().unwrap_or((self.now, 0)));
        state.subscriptions.push(Subscription { number, product, version, payer, lots, again });
        self.refresh_due(account);
    }

    /// Buys again what has come to its end.
    pub(super) fn renew_ended(&mut self, account: usize, out: &mut impl Listener) {
        let state = &self.accounts[account];
        let over = |one: &&Subscription| {
            self.end_of_subscription(state, one) <= self.now
                && self.renewal_of(one.version).is_some_and(|renewal| renewal.expires)
        };
        let ended: Vec<u32> = state.subscriptions.iter().filter(over).map(|one| one.number).collect();
        for number in ended {
            self.buy_again(account, number, out);
        }
    }

    /// Buys again what is used up.
    pub(super) fn renew_used_up(&mut self, account: usize, out: &mut impl Listener) {
        loop {
            let state = &self.accounts[account];
            let used_up = |one: &&Subscription| {
                self.renewal_of(one.version).is_some_and(|renewal| renewal.used_up)
                    && one.is_used_up(state)
                    && self.streams_until(state, &one.lots).is_none()
            };
            let Some(number) = state.subscriptions.iter().find(used_up).map(|one| one.number) else { return };
            self.buy_again(account, number, out);
        }
    }

    /// Buys again what goes with the plan: each time its period has turned.
    pub(super) fn renew_with_plan(&mut self, account: usize, out: &mut impl Listener) {
        let with_plan = |one: &&Subscription| self.renewal_of(one.version).is_some_and(|renewal| renewal.with_plan);
        let all: Vec<u32> =
            self.accounts[account].subscriptions.iter().filter(with_plan).map(|one| one.number).collect();
        for number in all {
            self.buy_again(account, number, out);
        }
    }

    /// Buys a pack again, or stops doing so.
    fn buy_again(&mut self, account: usize, number: u32, out: &mut impl Listener) {
        let subscriptions = &mut self.accounts[account].subscriptions;
        // Two packs may renew at one instant, and the one may end the other.
        let Some(place) = subscriptions.iter().position(|one| one.number == number) else { return };
        let one = subscriptions.remove(place);
        let Some(renewal) = self.renewal_of(one.version) else { return };
        let again = if one.again.0 == self.now { (self.now, one.again.1 + 1) } else { (self.now, 1) };
        let (plan, payer) = (self.plan_of(one.payer), &self.accounts[one.payer]);
        let sold = &self.program.products[self.version_of(one.payer, one.product).0 as usize];
        let offer = (sold.price, plan.prepaid, sold.price_origin);
        let bought = if !plan.packs.contains(&one.product) {
            Err(Reason::NotSold.into())
        } else if !payer.is_active() {
            Err(Reason::NotActive.into())
        } else if payer.suspended_since.is_some() || self.accounts[account].suspended_since.is_some() {
            Err(Reason::Suspended.into())
        } else if again.1 > MOST_AT_ONCE {
            Err(Reason::LimitReached.into())
        } else {
            self.accounts[account].renewing = Some(again);
            self.purchase_by(one.payer, account, one.product, offer, out)
        };
        self.accounts[account].renewing = None;
        let bought: Result<(), Refusal> = bought;
        if let Err((reason, origin)) = bought.map_err(|refusal| refusal.of(renewal.origin)) {
            self.refuse(account, reason, origin, out);
            self.note(account, Note::PackStopped(one.product), renewal.origin, out);
        }
        self.refresh_due(account);
    }

    /// What was replaced is not bought again.
    pub(super) fn forget(&mut self, account: usize, product: ProductId) {
        self.accounts[account].subscriptions.retain(|one| one.product != product);
    }

    /// What was returned is not bought again.
    pub(super) fn forget_purchase(&mut self, account: usize, product: ProductId, lots: &Range<usize>) {
        self.accounts[account].subscriptions.retain(|one| one.product != product || one.lots != *lots);
    }

    /// The customer wants a pack no more: its own, whoever pays for it, and what it pays for others.
    pub(super) fn stop_pack(
        &mut self,
        account: usize,
        product: ProductId,
        out: &mut impl Listener,
    ) -> Result<(), Reason> {
        let mut stopped = false;
        for holder in 0..self.accounts.len() {
            let ends = |one: &Subscription| one.product == product && (holder == account || one.payer == account);
            let Some(one) = self.accounts[holder].subscriptions.iter().find(|one| ends(one)) else { continue };
            let origin = self.renewal_of(one.version).map_or(self.plan_of(account).origin, |renewal| renewal.origin);
            self.accounts[holder].subscriptions.retain(|one| !ends(one));
            self.note(holder, Note::PackStopped(product), origin, out);
            self.refresh_due(holder);
            stopped = true;
        }
        if !stopped {
            return Err(Reason::NotRenewing);
        }
        let groups = &self.program.products[product.0 as usize].offer.groups;
        let groups = groups.iter().map(|group| Trigger::PackStopIn(*group));
        let any = [Trigger::PackStop(Some(product)), Trigger::PackStop(None)];
        let triggers: Vec<Trigger> = any.into_iter().chain(groups).collect();
        self.run(account, &triggers, &self.occasion(account), out);
        Ok(())
    }
}
