//! What happens to a use that no lot can pay.

use crate::ledger::{Listener, OriginId, Posting, Reason};
use crate::program::{ASSUMED, Chain, Counter, Fallback, Resort, ScopeId, Test, Users};
use crate::units::Quantity;

use super::account::LastEnd;
use super::overage::Terms;
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

/// Why something is not let through, and under which clause.
pub(super) type Stop = (Reason, OriginId);

impl World<'_> {
    /// Deals with what no lot has paid.
    pub(super) fn deplete(&mut self, who: Who, wanted: &mut Use, out: &mut impl Listener) -> Result<(), Fault> {
        let (reason, origin) = self.resort(who, wanted, None, out)?;
        if wanted.rest.is_zero() { Ok(()) } else { self.block(who, wanted, reason, origin, out) }
    }

    /// Tries what a chain lists, or the plan's own. Gives back why what it leaves is to be blocked.
    pub(super) fn resort(
        &mut self,
        who: Who,
        wanted: &mut Use,
        chain: Option<&Chain>,
        out: &mut impl Listener,
    ) -> Result<Stop, Fault> {
        let nothing = if wanted.share_used_up { Reason::ShareUsedUp } else { Reason::NothingLeft };
        let plan = self.plan_of(who.owner);
        // What a line that has ended has kept can be used; nothing is sold to it, let through or charged.
        if !self.accounts[who.owner].is_active() {
            return Ok((Reason::NotActive, plan.origin));
        }
        let chain = chain.or_else(|| plan.chains.iter().find(|chain| self.is_for(chain, who, wanted)));
        let Some(chain) = chain else { return Ok((nothing, ASSUMED)) };
        let mut reason = nothing;
        for resort in &chain.resorts {
            if wanted.rest.is_zero() {
                break;
            }
            if !self.concerns(who, resort.scope, resort.test.as_ref(), wanted) {
                continue;
            }
            if matches!(resort.what, Fallback::Block | Fallback::BlockWhole) {
                self.undoes = resort.what == Fallback::BlockWhole;
                break;
            }
            let before = wanted.rest;
            reason = self.fall_back(who, wanted, chain, resort, out)?.unwrap_or(nothing);
            // What a pack that is bought pays has been counted as it was paid.
            if wanted.counts && !matches!(resort.what, Fallback::Buy { .. }) {
                self.count_let_through(who, before.saturating_sub(wanted.rest), wanted);
            }
            if let Some(origin) = self.stopped_by.take() {
                return Ok((reason, origin));
            }
        }
        Ok((reason, chain.origin))
    }

    fn is_for(&self, chain: &Chain, who: Who, wanted: &Use) -> bool {
        let by_time = self.accounts[who.owner].last_end[wanted.kind.index()] == LastEnd::ByTime;
        chain.kind == wanted.kind
            && is_user(chain.users, who)
            && (!chain.expired_only || by_time)
            && self.concerns(who, chain.scope, chain.test.as_ref(), wanted)
    }

    /// Whether a scope admits a use and a test holds of whoever uses.
    pub(super) fn concerns(&self, who: Who, scope: ScopeId, test: Option<&Test>, wanted: &Use) -> bool {
        let admitted = scope == ScopeId::EVERYTHING
            || self.scope_admits(who.owner, &self.program.scopes[scope.0 as usize], wanted);
        admitted && test.is_none_or(|test| self.holds(who.user, test, &self.occasion(who.user)))
    }

    fn has_lapsed(&self, account: usize) -> bool {
        self.accounts[account].has_lapsed()
    }

    pub(super) fn block(
        &mut self,
        who: Who,
        wanted: &mut Use,
        reason: Reason,
        origin: OriginId,
        out: &mut impl Listener,
    ) -> Result<(), Fault> {
        let amount = std::mem::take(&mut wanted.rest);
        self.blocked = amount;
        self.post_plain(who.user, (wanted.kind, amount), Posting::Blocked { reason }, origin, out);
        Ok(())
    }

    /// Tries one thing. Gives back why it stopped, if it stopped for a reason of its own.
    fn fall_back(
        &mut self,
        who: Who,
        wanted: &mut Use,
        chain: &Chain,
        resort: &Resort,
        out: &mut impl Listener,
    ) -> Result<Option<Reason>, Fault> {
        // Whose counts: everybody's together are the owner's.
        let counts = if resort.together { who.owner } else { who.user };
        match &resort.what {
            // To be slow without end, or to owe, is part of a period that somebody has renewed.
            Fallback::Throttle { .. } | Fallback::Owe { .. } if self.has_lapsed(who.owner) => {
                Ok(Some(Reason::NotRenewed))
            }
            // Whoever tries these stops at a block.
            Fallback::Block | Fallback::BlockWhole => Ok(None),
            Fallback::Free { up_to } => {
                self.let_through((who, counts), wanted, up_to.as_ref(), (Posting::Overage, chain.origin), out);
                Ok(Some(Reason::LimitReached))
            }
            Fallback::Throttle { bits_per_second, up_to } => {
                let posting = Posting::Throttled { bits_per_second: *bits_per_second };
                let before = wanted.rest;
                self.let_through((who, counts), wanted, up_to.as_ref(), (posting, chain.origin), out);
                wanted.throttled = Quantity(wanted.throttled.0 + (before.0 - wanted.rest.0));
                Ok(Some(Reason::LimitReached))
            }
            Fallback::Owe { at_most, across_periods, origin } => {
                Ok(self.owe(who.user, wanted, (*at_most, *across_periods), *origin, out))
            }
            Fallback::Charge { price, per, in_proportion, limit, consent, open, kept, first, from, rounding } => {
                if !self.agreed(who.user, *consent) {
                    return Ok(Some(Reason::NoConsent));
                }
                let terms = Terms {
                    price: *price,
                    per: *per,
                    in_proportion: *in_proportion,
                    limit: limit.as_ref(),
                    open: (*open, *kept),
                    first: *first,
                    from: from.as_ref(),
                    rounding: *rounding,
                };
                let halt = self.overage((who, counts), wanted, &terms, chain.origin, out);
                if let Some(cap) = halt.cap {
                    self.go_on_beyond(who, cap, wanted, out);
                }
                Ok(halt.reason)
            }
            Fallback::Buy { product, price, limit, consent, .. } => {
                if !self.agreed(who.user, *consent) {
                    return Ok(Some(Reason::NoConsent));
                }
                let sold = &self.program.products[self.version_of(who.user, *product).0 as usize];
                let offer = (*product, *price, sold.price_origin);
                self.buy_and_use((who, counts), wanted, offer, limit.as_ref(), out)
            }
        }
    }

    /// Lets use through, as far as a limit goes.
    pub(super) fn let_through(
        &mut self,
        (who, counts): (Who, usize),
        wanted: &mut Use,
        up_to: Option<&Counter>,
        (posting, origin): (Posting, OriginId),
        out: &mut impl Listener,
    ) {
        let room = up_to.map_or(wanted.rest, |limit| self.remaining(counts, limit));
        let amount = wanted.rest.min(room);
        if amount.is_zero() {
            return;
        }
        if let Some(limit) = up_to {
            self.count(counts, limit.counter, limit.span, amount);
        }
        wanted.rest = wanted.rest.saturating_sub(amount);
        self.post_plain(who.user, (wanted.kind, amount), posting, origin, out);
        self.remember_use((who.user, who.owner), wanted, amount);
    }

    /// Buys a product as often as it takes, and pays from it.
    fn buy_and_use(
        &mut self,
        (who, counts): (Who, usize),
        wanted: &mut Use,
        (product, price, origin): (crate::event::ProductId, Option<Quantity>, OriginId),
        limit: Option<&Counter>,
        out: &mut impl Listener,
    ) -> Result<Option<Reason>, Fault> {
        // Nobody is charged for what would not help.
        if !self.would_pay(who, product, wanted) {
            return Ok(None);
        }
        for _ in 0..MOST_PURCHASES {
            if wanted.rest.is_zero() {
                return Ok(None);
            }
            if limit.is_some_and(|limit| self.remaining(counts, limit).is_zero()) {
                return Ok(Some(Reason::LimitReached));
            }
            let prepaid = self.plan_of(who.user).prepaid;
            if let Err(refusal) = self.purchase(who, product, (price, prepaid, origin), out) {
                return Ok(Some(refusal.reason).filter(|reason| *reason != Reason::NotActive));
            }
            if let Some(limit) = limit {
                self.count(counts, limit.counter, limit.span, Quantity(1));
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

/// Whether a clause for some users of a pool is for this one.
pub(super) fn is_user(users: Users, who: Who) -> bool {
    match users {
        Users::All => true,
        Users::Owner => who.user == who.owner,
        Users::Others => who.user != who.owner,
    }
}
