//! Packs that are bought again by themselves.

use crate::event::{AccountId, ProductId};
use crate::ledger::{LotId, Note, Posting, Reason, State};
use crate::model::{LastRenews, PackRenewal, RenewsWhen, Trigger, Validity};
use crate::units::Instant;

use super::{Reference, Run};

/// A pack that is to be bought again, with what its last purchase granted.
#[derive(Debug, Clone)]
pub(super) struct Subscription {
    pub(super) pack: ProductId,
    pub(super) lots: Vec<LotId>,
    /// How often it was bought again at this instant.
    pub(super) again: (Instant, u32),
}

/// What makes a pack be bought again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Why {
    Expired,
    UsedUp,
    Plan,
}

impl<'m> Reference<'m> {
    fn terms(&self, pack: ProductId) -> Run<Option<&'m PackRenewal>> {
        Ok(self.product(pack)?.sale.renewal.as_ref())
    }

    /// Whether a pack is bought again for this.
    fn renews(&self, pack: ProductId, why: Why) -> Run<bool> {
        let Some(terms) = self.terms(pack)? else { return Ok(false) };
        let grants = &self.product(pack)?.grants;
        let in_periods = grants.iter().any(|grant| matches!(grant.validity.answer, Validity::Periods(_)));
        let by_time = matches!(terms.when, RenewsWhen::Expires | RenewsWhen::Either);
        Ok(match why {
            Why::Expired => by_time && !in_periods,
            Why::UsedUp => matches!(terms.when, RenewsWhen::UsedUp | RenewsWhen::Either),
            Why::Plan => terms.when == RenewsWhen::WithPlan || (by_time && in_periods),
        })
    }

    /// A purchase begins a subscription, and ends those that it takes the place of.
    pub(super) fn subscribe(&mut self, account: AccountId, pack: ProductId, lots: Vec<LotId>) -> Run {
        if self.terms(pack)?.is_none() {
            return Ok(());
        }
        let rules = &self.plan(account)?.selling.last_renews;
        let speaks = |rule: &LastRenews, id: ProductId| match &rule.group {
            Some(group) => group.packs.contains(&id),
            None => true,
        };
        let again = self.account(account)?.subscriptions.iter().find(|one| one.pack == pack).map(|one| one.again);
        let again = again.filter(|(at, _)| *at == self.now).unwrap_or((self.now, 0));
        let list = &mut self.account_mut(account)?.subscriptions;
        list.retain(|one| one.pack != pack);
        list.retain(|one| !rules.iter().any(|rule| speaks(rule, pack) && speaks(rule, one.pack)));
        list.push(Subscription { pack, lots, again });
        Ok(())
    }

    fn end_of_subscription(&self, account: AccountId, one: &Subscription) -> Run<Option<Instant>> {
        let mut latest = self.streams_until(account, one.pack)?;
        for id in &one.lots {
            latest = latest.max(Some(self.lot(*id)?.lot.expires_at));
        }
        Ok(latest)
    }

    /// When a pack is next bought again because its time is over.
    pub(super) fn subscription_due(&self, account: AccountId) -> Run<Option<Instant>> {
        let mut due: Option<Instant> = None;
        for one in &self.account(account)?.subscriptions {
            if self.renews(one.pack, Why::Expired)? {
                due = [due, self.end_of_subscription(account, one)?].into_iter().flatten().min();
            }
        }
        Ok(due)
    }

    pub(super) fn renew_ended(&mut self, account: AccountId) -> Run {
        let mut over = Vec::new();
        for one in &self.account(account)?.subscriptions {
            if self.end_of_subscription(account, one)?.is_some_and(|end| end <= self.now)
                && self.renews(one.pack, Why::Expired)?
            {
                over.push(one.pack);
            }
        }
        over.into_iter().try_for_each(|pack| self.buy_again(account, pack))
    }

    pub(super) fn renew_used_up(&mut self, account: AccountId) -> Run {
        while let Some(pack) = self.first_used_up(account)? {
            self.buy_again(account, pack)?;
        }
        Ok(())
    }

    fn first_used_up(&self, account: AccountId) -> Run<Option<ProductId>> {
        for one in &self.account(account)?.subscriptions {
            let states: Run<Vec<State>> = one.lots.iter().map(|id| Ok(self.lot(*id)?.lot.state)).collect();
            let states = states?;
            let used_up = !states.is_empty() && states.iter().all(|state| *state == State::UsedUp);
            if used_up && self.streams_until(account, one.pack)?.is_none() && self.renews(one.pack, Why::UsedUp)? {
                return Ok(Some(one.pack));
            }
        }
        Ok(None)
    }

    pub(super) fn renew_with_plan(&mut self, account: AccountId) -> Run {
        let packs: Vec<ProductId> = self.account(account)?.subscriptions.iter().map(|one| one.pack).collect();
        for pack in packs {
            if self.renews(pack, Why::Plan)? {
                self.buy_again(account, pack)?;
            }
        }
        Ok(())
    }

    fn buy_again(&mut self, account: AccountId, pack: ProductId) -> Run {
        let (plan, product, now) = (self.plan(account)?, self.product(pack)?, self.now);
        let list = &mut self.account_mut(account)?.subscriptions;
        let Some(one) = list.iter_mut().find(|one| one.pack == pack) else { return Ok(()) };
        one.again = (now, if one.again.0 == now { one.again.1 + 1 } else { 1 });
        let too_often = one.again.1 > 1_000;
        let Some(terms) = self.terms(pack)? else { return Ok(()) };
        let refused = if !plan.packs.contains(&pack) {
            Some((Reason::NotSold, terms.origin))
        } else if self.account(account)?.suspended.is_some() {
            Some((Reason::Suspended, terms.origin))
        } else if too_often {
            Some((Reason::LimitReached, terms.origin))
        } else {
            // Whatever the pack itself is refused for, it is the renewal that fails.
            let of_renewal = |(reason, origin)| (reason, if origin == product.origin { terms.origin } else { origin });
            self.purchase(account, product, None)?.map(of_renewal)
        };
        if let Some((reason, origin)) = refused {
            self.refuse(account, reason, origin);
            self.unsubscribe(account, pack)?;
        }
        Ok(())
    }

    fn unsubscribe(&mut self, account: AccountId, pack: ProductId) -> Run {
        self.account_mut(account)?.subscriptions.retain(|one| one.pack != pack);
        let origin = self.terms(pack)?.map_or(self.plan(account)?.origin, |terms| terms.origin);
        self.note(account, Posting::Noted { what: Note::PackStopped(pack) }, origin);
        Ok(())
    }

    /// The customer stops a pack.
    pub(super) fn stop_pack(&mut self, account: AccountId, pack: ProductId) -> Run {
        if !self.account(account)?.subscriptions.iter().any(|one| one.pack == pack) {
            let origin = self.catalogue.product(pack).map_or(self.plan(account)?.origin, |product| product.origin);
            self.refuse(account, Reason::NotRenewing, origin);
            return Ok(());
        }
        self.unsubscribe(account, pack)?;
        let moment = self.moment(account)?;
        self.run_handlers(account, &[Trigger::PackStop(Some(pack)), Trigger::PackStop(None)], &moment)
    }
}
