//! What happens to a use that no lot can pay.

use crate::event::AccountId;
use crate::ledger::{Posting, Reason};
use crate::model::{Ask, Depletion, Fallback, Limit, Member};
use crate::text::Origin;
use crate::units::{Kind, MonthEnd, Quantity};

use super::counters::Counted;
use super::history::Did;
use super::pay::Asking;
use super::{Reference, ReferenceFault, Run};

/// What a fallback left, and why.
pub(super) struct Left {
    pub(super) rest: Quantity,
    /// `None`: for no other reason than that nothing is left.
    pub(super) reason: Option<Reason>,
}

impl<'m> Reference<'m> {
    pub(super) fn deplete(&mut self, asking: &Asking, mut rest: Quantity) -> Run {
        let nothing = if self.share_is_used_up(asking)? { Reason::ShareUsedUp } else { Reason::NothingLeft };
        let mut reason = nothing;
        let chain = self.chain(asking)?;
        let origin = chain.map_or(Origin::Assumed, |chain| chain.fallbacks.origin);
        for fallback in chain.iter().flat_map(|chain| &chain.fallbacks.answer) {
            if rest.is_zero() || *fallback == Fallback::Block {
                break;
            }
            let left = self.fall_back(asking, fallback, rest, origin)?;
            (rest, reason) = (left.rest, left.reason.unwrap_or(nothing));
        }
        if !rest.is_zero() {
            self.post(asking.user, asking.kind, rest, Posting::Blocked { reason }, origin);
        }
        Ok(())
    }

    /// The first rule that fits kind, user and cause.
    fn chain(&self, asking: &Asking) -> Run<Option<&'m Depletion>> {
        let pool = self.pool_of(asking.user)?;
        let decider = self.decider(asking.user)?;
        let by_time = self.ended_by_time(decider, asking.kind)?;
        let fits = |rule: &&Depletion| {
            let member = match rule.member {
                Member::Everybody => true,
                Member::Owner => pool.is_none(),
                Member::Others => pool.is_some(),
            };
            rule.kind == asking.kind && member && (by_time || !rule.expired_only)
        };
        Ok(self.plan(decider)?.depletions.iter().find(fits))
    }

    /// Whether the last lot to end ended otherwise than by use.
    fn ended_by_time(&self, account: AccountId, kind: Kind) -> Run<bool> {
        let lots = self.account(account)?.lots.iter().filter(|lot| lot.lot.kind == kind);
        let last = lots.filter(|lot| lot.ended.is_some()).max_by_key(|lot| lot.ended.map(|ended| ended.order));
        Ok(last.and_then(|lot| lot.ended).is_some_and(|ended| !ended.by_use))
    }

    fn fall_back(&mut self, asking: &Asking, fallback: &'m Fallback, rest: Quantity, origin: Origin) -> Run<Left> {
        match fallback {
            Fallback::Block => Ok(Left { rest, reason: None }),
            Fallback::Throttle { bits_per_second, up_to } => {
                let counted = self.counted(asking.user, Counted::Throttle(fallback))?;
                let served = up_to.map_or(rest, |up_to| rest.min(up_to.saturating_sub(counted)));
                if !served.is_zero() {
                    let posting = Posting::Throttled { bits_per_second: *bits_per_second };
                    self.post(asking.user, asking.kind, served, posting, origin);
                    self.count(asking.user, Counted::Throttle(fallback), served)?;
                    self.remember(asking.user, Did::Use(asking.kind), served)?;
                }
                Ok(Left { rest: rest.saturating_sub(served), reason: Some(Reason::LimitReached) })
            }
            Fallback::Charge { consent, .. } | Fallback::Buy { consent, .. }
                if !self.has_consent(asking.user, *consent)? =>
            {
                Ok(Left { rest, reason: Some(Reason::NoConsent) })
            }
            Fallback::Owe { at_most, origin, .. } => self.owe(asking, (*at_most, *origin), rest),
            Fallback::Charge { .. } => self.charge_overage(asking, fallback, rest, origin),
            Fallback::Buy { product, price, limit, .. } => {
                let product = self.product(*product)?;
                self.buy_more(asking, (product, *price), limit.as_ref(), rest)
            }
        }
    }

    fn has_consent(&self, account: AccountId, ask: Ask) -> Run<bool> {
        let given = self.account(account)?.consent;
        let zone = self.zone(account)?;
        Ok(match ask {
            Ask::No => true,
            Ask::Yes => given.is_some(),
            Ask::YesFor(time) => given.is_some_and(|given| time.after(given, zone, MonthEnd::Clamp) > self.now),
        })
    }

    /// Buys again and again until the use is paid.
    fn buy_more(
        &mut self,
        asking: &Asking,
        (product, price): (&'m crate::model::Product, Option<Quantity>),
        limit: Option<&'m Limit>,
        mut rest: Quantity,
    ) -> Run<Left> {
        // Nobody is charged for what would not help.
        if !self.would_pay(product, asking)? {
            return Ok(Left { rest, reason: None });
        }
        for _ in 0..1_000 {
            if let Some(limit) = limit
                && self.room(asking.user, limit)?.is_zero()
            {
                return Ok(Left { rest, reason: Some(Reason::LimitReached) });
            }
            if let Some((reason, _)) = self.purchase(asking.user, product, price)? {
                let counts = !matches!(reason, Reason::NotActive | Reason::Suspended);
                return Ok(Left { rest, reason: counts.then_some(reason) });
            }
            if let Some(limit) = limit {
                self.count(asking.user, Counted::Limit(limit), Quantity(1))?;
            }
            let left = self.pay(asking, rest)?;
            if left.is_zero() || left == rest {
                return Ok(Left { rest: left, reason: None });
            }
            rest = left;
        }
        Ok(Left { rest, reason: Some(Reason::LimitReached) })
    }
}

/// A product of counts, which may be too large.
pub(super) fn times(count: u64, amount: Quantity) -> Run<Quantity> {
    amount.0.checked_mul(count).map(Quantity).ok_or(ReferenceFault::Overflow)
}
