//! What happens to a use that no lot can pay.

use crate::event::AccountId;
use crate::ledger::{Posting, Reason};
use crate::model::{Beyond, Ceiling, Condition, Depletion, Fallback, Limit, Member, Resort, Scope};
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
    pub(super) fn deplete(&mut self, asking: &Asking, rest: Quantity) -> Run<(Quantity, (Reason, Origin))> {
        let decider = self.decider(asking.user)?;
        if !self.account(decider)?.active {
            return Ok((rest, (Reason::NotActive, self.plan(decider)?.origin)));
        }
        let ceiling = self.stopping(asking, rest)?;
        if let Some(ceiling) = ceiling.filter(|ceiling| ceiling.is_of_all_use() || !beyond(ceiling).is_empty()) {
            return self.deplete_beyond(asking, ceiling, rest);
        }
        let chain = self.chain(asking)?.map(|chain| (chain.fallbacks.answer.as_slice(), chain.fallbacks.origin));
        let (resorts, origin) = chain.unwrap_or((&[], Origin::Assumed));
        let least = self.least_room(asking)?;
        let within = least.map_or(rest, |(_, room)| rest.min(room));
        let over = rest.saturating_sub(within);
        let (unserved, stop) = match within.is_zero() {
            true => (within, (Reason::NothingLeft, Origin::Assumed)),
            false => self.try_all(asking, (resorts, origin), within, true)?,
        };
        match (least, ceiling) {
            (Some((least, _)), _) if unserved.is_zero() && !over.is_zero() => self.deplete_beyond(asking, least, over),
            (_, ceiling) => {
                let rest = unserved.checked_add(over).ok_or(ReferenceFault::Overflow)?;
                let stopping = ceiling.filter(|_| stop.0 == Reason::NothingLeft);
                Ok((rest, stopping.map_or(stop, |ceiling| (Reason::LimitReached, ceiling.origin))))
            }
        }
    }

    /// What a ceiling says is beyond it, tried in its turn.
    fn deplete_beyond(
        &mut self,
        asking: &Asking,
        ceiling: &'m Ceiling,
        rest: Quantity,
    ) -> Run<(Quantity, (Reason, Origin))> {
        let reached = (Reason::LimitReached, ceiling.origin);
        if beyond(ceiling).is_empty() {
            return Ok((rest, reached));
        }
        let (rest, stop) = self.try_all(asking, (beyond(ceiling), ceiling.origin), rest, false)?;
        Ok((rest, if stop.0 == Reason::NothingLeft { reached } else { stop }))
    }

    /// Tries one thing after the other. What is let through may count below ceilings on all use.
    fn try_all(
        &mut self,
        asking: &Asking,
        (resorts, origin): (&'m [Resort], Origin),
        mut rest: Quantity,
        counts: bool,
    ) -> Run<(Quantity, (Reason, Origin))> {
        let nothing = if self.share_is_used_up(asking, rest)? { Reason::ShareUsedUp } else { Reason::NothingLeft };
        let mut reason = nothing;
        for resort in resorts {
            if !self.concerns(asking, &resort.scope, resort.condition.as_ref())? {
                continue;
            }
            if rest.is_zero() || matches!(resort.what, Fallback::Block | Fallback::BlockWhole) {
                self.undoes |= !rest.is_zero() && resort.what == Fallback::BlockWhole;
                break;
            }
            let left = self.fall_back(asking, resort, rest, origin)?;
            // A pack that is bought pays as any lot does, and is counted as it does.
            if counts && !matches!(resort.what, Fallback::Buy { .. }) {
                self.count_unpaid(asking, rest.saturating_sub(left.rest))?;
            }
            (rest, reason) = (left.rest, left.reason.unwrap_or(nothing));
            if let Some(cap) = self.capped_by.take() {
                return Ok((rest, (reason, cap)));
            }
        }
        Ok((rest, (reason, origin)))
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

/// What a ceiling says of what is beyond it.
fn beyond(ceiling: &Ceiling) -> &[Resort] {
    match &ceiling.beyond {
        Beyond::Instead(resorts) => resorts,
        Beyond::Slow { .. } => &[],
    }
}

/// A product of counts, which may be too large.
pub(super) fn times(count: u64, amount: Quantity) -> Run<Quantity> {
    amount.0.checked_mul(count).map(Quantity).ok_or(ReferenceFault::Overflow)
}
