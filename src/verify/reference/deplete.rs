//! What happens to a use that no lot can pay.

use crate::event::AccountId;
use crate::ledger::{Posting, Reason};
use crate::model::{Beyond, Condition, Depletion, Fallback, Limit, Member, Resort, Scope};
use crate::text::Origin;
use crate::units::{Kind, Quantity};

use super::admit::admits;
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
    /// Tries what is to be tried. Gives back what is not let through, and why.
    pub(super) fn deplete(&mut self, asking: &Asking, mut rest: Quantity) -> Run<(Quantity, (Reason, Origin))> {
        let decider = self.decider(asking.user)?;
        if !self.account(decider)?.active {
            return Ok((rest, (Reason::NotActive, self.plan(decider)?.origin)));
        }
        let nothing = if self.share_is_used_up(asking, rest)? { Reason::ShareUsedUp } else { Reason::NothingLeft };
        let mut reason = nothing;
        let ceiling = self.stopping(asking, rest)?;
        let own = self.chain(asking)?.map(|chain| (&chain.fallbacks.answer, chain.fallbacks.origin));
        let instead = ceiling.and_then(|ceiling| match &ceiling.beyond {
            Beyond::Instead(resorts) if !resorts.is_empty() => Some((resorts, ceiling.origin)),
            Beyond::Instead(_) | Beyond::Slow { .. } => None,
        });
        let chain = instead.or(own);
        let origin = chain.map_or(Origin::Assumed, |(_, origin)| origin);
        for resort in chain.into_iter().flat_map(|(resorts, _)| resorts) {
            if !self.concerns(asking, &resort.scope, resort.condition.as_ref())? {
                continue;
            }
            if rest.is_zero() || matches!(resort.what, Fallback::Block | Fallback::BlockWhole) {
                self.undoes |= !rest.is_zero() && resort.what == Fallback::BlockWhole;
                break;
            }
            let left = self.fall_back(asking, resort, rest, origin)?;
            (rest, reason) = (left.rest, left.reason.unwrap_or(nothing));
            if let Some(cap) = self.capped_by.take() {
                return Ok((rest, (reason, cap)));
            }
        }
        let stop = match ceiling {
            Some(ceiling) if reason == Reason::NothingLeft => (Reason::LimitReached, ceiling.origin),
            Some(_) | None => (reason, origin),
        };
        Ok((rest, stop))
    }

    /// Whether a use is of a scope, and a condition holds of whoever uses.
    pub(super) fn concerns(&self, asking: &Asking, scope: &Scope, condition: Option<&Condition>) -> Run<bool> {
        let operator = self.operator(self.decider(asking.user)?)?;
        Ok(admits(Some(scope), operator, asking)
            && match condition {
                Some(condition) => self.holds(asking.user, condition, &self.moment(asking.user)?)?,
                None => true,
            })
    }

    /// Whether a clause for some users is for this one.
    pub(super) fn is_for(&self, member: Member, asking: &Asking) -> Run<bool> {
        let in_pool = self.pool_of(asking.user)?.is_some();
        Ok(match member {
            Member::Everybody => true,
            Member::Owner => !in_pool,
            Member::Others => in_pool,
        })
    }

    /// The first rule that fits kind, user, cause, scope and condition.
    fn chain(&self, asking: &Asking) -> Run<Option<&'m Depletion>> {
        let decider = self.decider(asking.user)?;
        let by_time = self.ended_by_time(decider, asking.kind)?;
        for rule in &self.plan(decider)?.depletions {
            let fits = rule.kind == asking.kind && (by_time || !rule.expired_only);
            if fits
                && self.is_for(rule.member, asking)?
                && self.concerns(asking, &rule.scope, rule.condition.as_ref())?
            {
                return Ok(Some(rule));
            }
        }
        Ok(None)
    }

    /// Whether the last lot to end ended otherwise than by use.
    fn ended_by_time(&self, account: AccountId, kind: Kind) -> Run<bool> {
        let lots = self.account(account)?.lots.iter().filter(|lot| lot.lot.kind == kind);
        let last = lots.filter(|lot| lot.ended.is_some()).max_by_key(|lot| lot.ended.map(|ended| ended.order));
        Ok(last.and_then(|lot| lot.ended).is_some_and(|ended| !ended.by_use))
    }

    fn fall_back(&mut self, asking: &Asking, resort: &'m Resort, rest: Quantity, origin: Origin) -> Run<Left> {
        let counts = if resort.together { self.decider(asking.user)? } else { asking.user };
        let fallback = &resort.what;
        let lapsed = self.account(self.decider(asking.user)?)?.period.is_none();
        match fallback {
            Fallback::Throttle { .. } | Fallback::Owe { .. } if lapsed => {
                Ok(Left { rest, reason: Some(Reason::NotRenewed) })
            }
            Fallback::Block | Fallback::BlockWhole => Ok(Left { rest, reason: None }),
            Fallback::Free { up_to } | Fallback::Throttle { up_to, .. } => {
                let served = match up_to {
                    Some(limit) => rest.min(self.room(counts, limit)?),
                    None => rest,
                };
                if !served.is_zero() {
                    let posting = match fallback {
                        Fallback::Throttle { bits_per_second, .. } => {
                            Posting::Throttled { bits_per_second: *bits_per_second }
                        }
                        _ => Posting::Overage,
                    };
                    self.post(asking.user, asking.kind, served, posting, origin);
                    self.count_all(counts, up_to.as_slice(), served)?;
                    self.remember(asking.user, Did::Use(asking.kind, asking.circumstances), served)?;
                }
                Ok(Left { rest: rest.saturating_sub(served), reason: Some(Reason::LimitReached) })
            }
            Fallback::Charge { consent, .. } | Fallback::Buy { consent, .. }
                if !self.has_consent(asking.user, *consent)? =>
            {
                Ok(Left { rest, reason: Some(Reason::NoConsent) })
            }
            Fallback::Owe { at_most, origin, .. } => self.owe(asking, (*at_most, *origin), rest),
            Fallback::Charge { .. } => self.charge_overage(asking, counts, fallback, rest, origin),
            Fallback::Buy { product, price, limit, .. } => {
                let product = self.product(*product)?;
                self.buy_more((asking, counts), (product, *price), limit.as_ref(), rest)
            }
        }
    }

    /// Buys again and again until the use is paid.
    fn buy_more(
        &mut self,
        (asking, counts): (&Asking, AccountId),
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
                && self.room(counts, limit)?.is_zero()
            {
                return Ok(Left { rest, reason: Some(Reason::LimitReached) });
            }
            if let Some((reason, _)) = self.purchase(asking.user, product, price)? {
                let counts = !matches!(reason, Reason::NotActive | Reason::Suspended);
                return Ok(Left { rest, reason: counts.then_some(reason) });
            }
            if let Some(limit) = limit {
                self.count(counts, Counted::Limit(limit), Quantity(1))?;
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
