//! What happens to a use that no lot can pay.

use crate::ledger::{Charge, Listener, Posting, Reason};
use crate::program::{Chain, Consent, Counter, CounterSpan, Done, Fallback, Users};
use crate::units::{MonthEnd, Quantity};

use super::account::LastEnd;
use super::pay::Use;
use super::{Fault, World};

/// More purchases than this in one use are not made.
const MOST_PURCHASES: u32 = 1000;

/// Who uses, and whose plan decides: the account itself, or the owner of its pool.
#[derive(Debug, Clone, Copy)]
pub(super) struct Who {
    pub(super) user: usize,
    pub(super) owner: usize,
}

impl World<'_> {
    /// Deals with what no lot has paid.
    pub(super) fn deplete(&mut self, who: Who, wanted: &mut Use, out: &mut impl Listener) -> Result<(), Fault> {
        let nothing = if wanted.share_used_up { Reason::ShareUsedUp } else { Reason::NothingLeft };
        let plan = self.plan_of(who.owner);
        let Some(chain) = plan.chains.iter().find(|chain| self.is_for(chain, who, wanted)) else {
            return self.block(who, wanted, nothing, crate::program::ASSUMED, out);
        };
        let mut reason = nothing;
        for fallback in &chain.fallbacks {
            if wanted.rest.is_zero() {
                return Ok(());
            }
            if *fallback == Fallback::Block {
                break;
            }
            reason = self.fall_back(who, wanted, chain, fallback, out)?.unwrap_or(nothing);
        }
        if wanted.rest.is_zero() { Ok(()) } else { self.block(who, wanted, reason, chain.origin, out) }
    }

    fn is_for(&self, chain: &Chain, who: Who, wanted: &Use) -> bool {
        let is_owner = who.user == who.owner;
        let users = match chain.users {
            Users::All => true,
            Users::Owner => is_owner,
            Users::Others => !is_owner,
        };
        let by_time = self.accounts[who.owner].last_end[wanted.kind.index()] == LastEnd::ByTime;
        chain.kind == wanted.kind && users && (!chain.expired_only || by_time)
    }

    pub(super) fn block(
        &mut self,
        who: Who,
        wanted: &mut Use,
        reason: Reason,
        origin: crate::ledger::OriginId,
        out: &mut impl Listener,
    ) -> Result<(), Fault> {
        let amount = std::mem::take(&mut wanted.rest);
        self.post_plain(who.user, (wanted.kind, amount), Posting::Blocked { reason }, origin, out);
        Ok(())
    }

    /// Tries one thing. Gives back why it stopped, if it stopped for a reason of its own.
    fn fall_back(
        &mut self,
        who: Who,
        wanted: &mut Use,
        chain: &Chain,
        fallback: &Fallback,
        out: &mut impl Listener,
    ) -> Result<Option<Reason>, Fault> {
        match fallback {
            // Whoever tries these stops at a block.
            Fallback::Block => Ok(None),
            Fallback::Throttle { bits_per_second, up_to, counter } => {
                self.throttle(who, wanted, (*bits_per_second, *up_to, *counter), chain, out);
                Ok(Some(Reason::LimitReached))
            }
            Fallback::Owe { at_most, across_periods, origin } => {
                Ok(self.owe(who.user, wanted, (*at_most, *across_periods), *origin, out))
            }
            Fallback::Charge { price, per, limit, consent, open } => {
                if !self.agreed(who.user, *consent) {
                    return Ok(Some(Reason::NoConsent));
                }
                let terms = Terms { price: *price, per: *per, limit: limit.as_ref(), open: *open };
                Ok(self.overage(who, wanted, &terms, chain, out))
            }
            Fallback::Buy { product, price, limit, consent, .. } => {
                if !self.agreed(who.user, *consent) {
                    return Ok(Some(Reason::NoConsent));
                }
                let sold = &self.program.products[self.version_of(*product).0 as usize];
                let offer = (*product, price.unwrap_or(sold.price), sold.price_origin);
                self.buy_and_use(who, wanted, offer, limit.as_ref(), out)
            }
        }
    }

    fn agreed(&self, user: usize, consent: Consent) -> bool {
        let since = self.accounts[user].consent_since;
        match consent {
            Consent::NotNeeded => true,
            Consent::Needed => since.is_some(),
            Consent::NeededWithin(length) => {
                since.is_some_and(|since| length.after(since, &self.calendar_of(user).zone, MonthEnd::Clamp) > self.now)
            }
        }
    }

    fn throttle(
        &mut self,
        who: Who,
        wanted: &mut Use,
        (bits_per_second, up_to, counter): (u64, Option<Quantity>, usize),
        chain: &Chain,
        out: &mut impl Listener,
    ) {
        let counted = self.counted(who.user, counter, CounterSpan::Period);
        let room = up_to.map_or(wanted.rest, |up_to| up_to.saturating_sub(counted));
        let amount = wanted.rest.min(room);
        if amount.is_zero() {
            return;
        }
        self.count(who.user, counter, CounterSpan::Period, amount);
        wanted.rest = wanted.rest.saturating_sub(amount);
        self.post_plain(who.user, (wanted.kind, amount), Posting::Throttled { bits_per_second }, chain.origin, out);
        self.remember(who.user, Done::Used(wanted.kind), amount);
    }

    /// Charges for increments: first the rest of the one that is paid for, then new ones as far as limit and money go.
    fn overage(
        &mut self,
        who: Who,
        wanted: &mut Use,
        terms: &Terms,
        chain: &Chain,
        out: &mut impl Listener,
    ) -> Option<Reason> {
        let prepaid = self.plan_of(who.owner).prepaid;
        let open = self.counted(who.user, terms.open, CounterSpan::Period);
        let from_open = wanted.rest.min(open);
        let rest = wanted.rest.saturating_sub(from_open);
        let need = rest.0.div_ceil(terms.per.0.max(1));
        let affordable = |money: Quantity| money.0.checked_div(terms.price.0).unwrap_or(u64::MAX);
        let by_limit = terms.limit.map_or(u64::MAX, |limit| affordable(self.remaining(who.user, limit)));
        let by_money = if prepaid { affordable(self.money(who.user)) } else { u64::MAX };
        let increments = need.min(by_limit).min(by_money);
        let reason = match () {
            () if increments >= need => None,
            () if by_limit <= by_money => Some(Reason::LimitReached),
            () => Some(Reason::NotEnoughMoney),
        };
        let price = Quantity(terms.price.0.saturating_mul(increments));
        // That it can be paid was worked out above.
        let _ = self.charge(who.user, price, prepaid, (Charge::Overage, chain.origin), out);
        self.remember(who.user, Done::ChargedFor(wanted.kind), price);
        if let Some(limit) = terms.limit {
            self.count(who.user, limit.counter, limit.span, price);
        }
        let bought = Quantity(increments.saturating_mul(terms.per.0));
        let from_new = rest.min(bought);
        let served = Quantity(from_open.0 + from_new.0);
        let open = Quantity(open.0 - from_open.0 + (bought.0 - from_new.0));
        self.set_count(who.user, terms.open, CounterSpan::Period, open);
        wanted.rest = wanted.rest.saturating_sub(served);
        if !served.is_zero() {
            self.post_plain(who.user, (wanted.kind, served), Posting::Overage, chain.origin, out);
            self.remember(who.user, Done::Used(wanted.kind), served);
        }
        reason
    }

    /// Buys a product as often as it takes, and pays from it.
    fn buy_and_use(
        &mut self,
        who: Who,
        wanted: &mut Use,
        (product, price, origin): (crate::event::ProductId, Quantity, crate::ledger::OriginId),
        limit: Option<&Counter>,
        out: &mut impl Listener,
    ) -> Result<Option<Reason>, Fault> {
        // Nobody is charged for what would not help.
        if !self.would_pay(who.owner, product, wanted) {
            return Ok(None);
        }
        for _ in 0..MOST_PURCHASES {
            if wanted.rest.is_zero() {
                return Ok(None);
            }
            if limit.is_some_and(|limit| self.remaining(who.user, limit).is_zero()) {
                return Ok(Some(Reason::LimitReached));
            }
            let prepaid = self.plan_of(who.owner).prepaid;
            if let Err(refusal) = self.purchase(who, product, (price, prepaid, origin), out) {
                return Ok(Some(refusal.reason).filter(|reason| *reason != Reason::NotActive));
            }
            if let Some(limit) = limit {
                self.count(who.user, limit.counter, limit.span, Quantity(1));
            }
            let before = wanted.rest;
            self.pay(who.user, wanted, out)?;
            if wanted.rest == before {
                return Ok(None);
            }
        }
        Ok(if wanted.rest.is_zero() { None } else { Some(Reason::LimitReached) })
    }
}

/// The terms of use beyond the allowance.
struct Terms<'a> {
    price: Quantity,
    per: Quantity,
    limit: Option<&'a Counter>,
    open: usize,
}
