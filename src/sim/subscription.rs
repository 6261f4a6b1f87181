//! Packs that are bought again by themselves: when they end, when they are used up, or with the plan.

use std::ops::Range;

use crate::event::ProductId;
use crate::ledger::{Listener, Note, Reason, State};
use crate::program::{Clock, PackRenewal, Trigger};
use crate::units::{Instant, MonthEnd};

use super::World;
use super::account::Account;
use super::eligible::Refusal;
use super::retry::Retrying;

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
    /// When its own clock comes round.
    due: Instant,
    /// Since when that is counted, and the how manieth time `due` is: what was bought on the 31st comes back to it.
    counted: (Instant, u32),
    /// It could not be bought again, and is tried again.
    retrying: Option<Retrying>,
}

/// What is being bought again: when it was last, how often at that instant, and, where another pack takes its place, what
/// goes on to be bought again: the pack and its version.
#[derive(Debug, Clone, Copy)]
pub(super) struct Renewing {
    again: (Instant, u32),
    /// Since when its clock goes on to be counted, and how often it has come round.
    counted: Option<(Instant, u32)>,
    keeps: Option<(ProductId, ProductId)>,
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
        account.subscriptions.iter().map(|one| self.due_of_subscription(account, one)).min().unwrap_or(Instant::NEVER)
    }

    fn due_of_subscription(&self, account: &Account, one: &Subscription) -> Instant {
        match (one.retrying, self.renewal_of(one.version)) {
            (Some(retrying), _) => retrying.due(),
            (None, Some(renewal)) if renewal.clock.is_some() => one.due,
            (None, Some(renewal)) if renewal.expires => self.end_of_subscription(account, one),
            (None, _) => Instant::NEVER,
        }
    }

    fn renewal_of(&self, version: ProductId) -> Option<PackRenewal> {
        self.program.products[version.0 as usize].offer.renewal
    }

    /// What was bought renews from now on, if it does; of some packs only the last one bought does.
    pub(super) fn subscribe(&mut self, account: usize, (product, payer): (ProductId, usize), lots: Range<usize>) {
        let renewing = self.accounts[account].renewing.take();
        let kept = renewing.and_then(|renewing| renewing.keeps);
        let (product, version) = kept.unwrap_or_else(|| (product, self.version_of(payer, product)));
        let Some(renewal) = self.renewal_of(version) else { return };
        let zone = &self.calendar_of(account).zone;
        let (since, times) = renewing.and_then(|renewing| renewing.counted).unwrap_or((self.now, 0));
        let counted = (since, times.saturating_add(1));
        let due = match renewal.clock {
            Some(Clock::Every(length)) => length.times(counted.1).after(since, zone, MonthEnd::Clamp),
            Some(Clock::On(schedule)) => schedule.next(self.now, zone),
            None => Instant::NEVER,
        };
        let rules = &self.plan_of(account).selling.last_renews;
        let speaks =
            |among: &Option<Vec<ProductId>>, one: ProductId| among.as_ref().is_none_or(|all| all.contains(&one));
        let state = &mut self.accounts[account];
        // What is bought is not tried again.
        state.subscriptions.retain(|one| one.product != product || one.payer != payer || one.retrying.is_none());
        state
            .subscriptions
            .retain(|one| !rules.iter().any(|among| speaks(among, product) && speaks(among, one.product)));
        state.subscribed = state.subscribed.saturating_add(1);
        let (number, again) = (state.subscribed, renewing.map_or((self.now, 0), |renewing| renewing.again));
        let one = Subscription { number, product, version, payer, lots, again, due, counted, retrying: None };
        state.subscriptions.push(one);
        self.refresh_due(account);
    }

    /// Buys again what has come to its end.
    pub(super) fn renew_ended(&mut self, account: usize, out: &mut impl Listener) {
        let state = &self.accounts[account];
        let over = |one: &&Subscription| self.due_of_subscription(state, one) <= self.now;
        let ended: Vec<u32> = state.subscriptions.iter().filter(over).map(|one| one.number).collect();
        for number in ended {
            self.buy_again(account, number, false, out);
        }
    }

    /// Buys again what is used up.
    pub(super) fn renew_used_up(&mut self, account: usize, out: &mut impl Listener) {
        loop {
            let state = &self.accounts[account];
            let used_up = |one: &&Subscription| {
                self.renewal_of(one.version).is_some_and(|renewal| renewal.used_up)
                    && one.retrying.is_none()
                    && one.is_used_up(state)
                    && self.streams_until(state, &one.lots).is_none()
            };
            let Some(number) = state.subscriptions.iter().find(used_up).map(|one| one.number) else { return };
            self.buy_again(account, number, false, out);
        }
    }

    /// Buys again what goes with the plan: each time its period has turned.
    pub(super) fn renew_with_plan(&mut self, account: usize, out: &mut impl Listener) {
        let with_plan = |one: &&Subscription| {
            one.retrying.is_none() && self.renewal_of(one.version).is_some_and(|renewal| renewal.with_plan)
        };
        let all: Vec<u32> =
            self.accounts[account].subscriptions.iter().filter(with_plan).map(|one| one.number).collect();
        for number in all {
            self.buy_again(account, number, false, out);
        }
    }

    /// Buys a pack again, or stops doing so.
    fn buy_again(&mut self, account: usize, number: u32, on_recharge: bool, out: &mut impl Listener) {
        let subscriptions = &mut self.accounts[account].subscriptions;
        // Two packs may renew at one instant, and the one may end the other.
        let Some(place) = subscriptions.iter().position(|one| one.number == number) else { return };
        let one = subscriptions.remove(place);
        let Some(renewal) = self.renewal_of(one.version) else { return };
        let again = if one.again.0 == self.now { (self.now, one.again.1 + 1) } else { (self.now, 1) };
        let retry = self.program.products[one.version.0 as usize].offer.retry.as_ref();
        let given_up = one.retrying.is_some_and(|retrying| !retrying.is_tried(self.now)) && !on_recharge;
        if !given_up {
            let Err((reason, origin)) =
                self.buy_one_of(account, &one, again, out).map_err(|refusal| refusal.of(renewal.origin))
            else {
                return self.refresh_due(account);
            };
            self.refuse(account, reason, origin, out);
        }
        let zone = &self.calendar_of(account).zone;
        let retrying = retry.filter(|_| !given_up).and_then(|(attempts, _)| match one.retrying {
            Some(retrying) if on_recharge => Some(retrying),
            Some(retrying) => retrying.go_on(attempts, self.now, zone),
            None => Retrying::begin(attempts, self.now, zone),
        });
        let (first, product) = (one.retrying.is_none(), one.product);
        if retrying.is_some() {
            let subscriptions = &mut self.accounts[account].subscriptions;
            subscriptions.insert(place.min(subscriptions.len()), Subscription { retrying, again, ..one });
        } else {
            self.note(account, Note::PackStopped(product), renewal.origin, out);
        }
        if first {
            let groups = &self.program.products[product.0 as usize].offer.groups;
            let groups = groups.iter().map(|group| Trigger::PackRenewalFailureIn(*group));
            let any = [Trigger::PackRenewalFailure(Some(product)), Trigger::PackRenewalFailure(None)];
            let triggers: Vec<Trigger> = any.into_iter().chain(groups).collect();
            self.run(account, &triggers, &self.occasion(account), out);
        }
        self.refresh_due(account);
    }

    /// Buys the pack again, or the first that can be bought instead; of several refusals the pack's own counts.
    fn buy_one_of(
        &mut self,
        account: usize,
        one: &Subscription,
        again: (Instant, u32),
        out: &mut impl Listener,
    ) -> Result<(), Refusal> {
        let mut refused = None;
        let in_time = one.due == self.now && one.retrying.is_none();
        let counted = in_time.then_some(one.counted);
        let instead = &self.program.products[one.version.0 as usize].offer.instead;
        for product in std::iter::once(one.product).chain(instead.iter().copied()) {
            let keeps = (product != one.product).then_some((one.product, one.version));
            match self.buy_this(account, (one.payer, product), Renewing { again, counted, keeps }, out) {
                Ok(()) => return Ok(()),
                Err(refusal) => refused = refused.or(Some(refusal)),
            }
        }
        refused.map_or(Ok(()), Err)
    }

    fn buy_this(
        &mut self,
        account: usize,
        (payer, product): (usize, ProductId),
        renewing: Renewing,
        out: &mut impl Listener,
    ) -> Result<(), Refusal> {
        let (plan, payers) = (self.plan_of(payer), &self.accounts[payer]);
        let sold = &self.program.products[self.version_of(payer, product).0 as usize];
        let offer = (None, plan.prepaid, sold.price_origin);
        if !plan.packs.contains(&product) {
            return Err(Reason::NotSold.into());
        }
        if !payers.is_active() {
            return Err(Reason::NotActive.into());
        }
        if payers.suspended_since.is_some() || self.accounts[account].suspended_since.is_some() {
            return Err(Reason::Suspended.into());
        }
        if renewing.again.1 > MOST_AT_ONCE {
            return Err(Reason::LimitReached.into());
        }
        self.accounts[account].renewing = Some(renewing);
        let bought = self.purchase_by(payer, account, product, offer, out);
        self.accounts[account].renewing = None;
        bought
    }

    /// Money has come: what could not be bought again is tried again, where that is said.
    pub(super) fn retry_packs_on_recharge(&mut self, account: usize, out: &mut impl Listener) {
        let waits = |one: &&Subscription| {
            let retry = self.program.products[one.version.0 as usize].offer.retry.as_ref();
            one.retrying.is_some() && retry.is_some_and(|(attempts, _)| attempts.when_recharged)
        };
        let all: Vec<u32> = self.accounts[account].subscriptions.iter().filter(waits).map(|one| one.number).collect();
        for number in all {
            self.buy_again(account, number, true, out);
        }
    }

    /// The clock has stood still: attempts, and packs' own clocks, go on where they were.
    pub(super) fn delay_attempts(&mut self, account: usize, slept: i64) {
        let (program, plan, zone) = (self.program, self.plan_of(account), &self.calendar_of(account).zone);
        let time = (self.now, slept);
        let state = &mut self.accounts[account];
        if let (Some(retrying), Some((attempts, _))) = (&mut state.retrying, &plan.retry) {
            *retrying = retrying.delayed(attempts, time, zone);
        }
        for one in &mut state.subscriptions {
            let offer = &program.products[one.version.0 as usize].offer;
            if let (Some(retrying), Some((attempts, _))) = (&mut one.retrying, &offer.retry) {
                *retrying = retrying.delayed(attempts, time, zone);
            }
            match offer.renewal.and_then(|renewal| renewal.clock) {
                Some(Clock::Every(_)) => {
                    one.due = one.due.plus_seconds(slept);
                    if slept != 0 {
                        one.counted = (one.due, 0);
                    }
                }
                Some(Clock::On(schedule)) if one.due <= time.0 => one.due = schedule.next(time.0, zone),
                _ => {}
            }
        }
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
