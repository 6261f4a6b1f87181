//! Packs that are bought again by themselves.

use crate::event::{AccountId, ProductId};
use crate::ledger::{LotId, Note, Posting, Reason, State};
use crate::model::{LastRenews, PackRenewal, RenewsWhen, Trigger, Validity};
use crate::units::Instant;

use super::{Reference, Run};

/// A purchase that is to be made again, with what it granted.
#[derive(Debug, Clone)]
pub(super) struct Subscription {
    /// No other one has it.
    key: usize,
    pub(super) pack: ProductId,
    /// The version of the pack whose terms hold.
    version: ProductId,
    payer: AccountId,
    pub(super) lots: Vec<LotId>,
    /// How often it was bought again at this instant.
    again: (Instant, u32),
}

/// Who wants it to be made again, and since when it was.
#[derive(Debug, Clone, Copy)]
pub(super) struct Standing {
    pub(super) payer: AccountId,
    pub(super) again: Option<(Instant, u32)>,
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
    pub(super) fn subscribe(
        &mut self,
        account: AccountId,
        (pack, version): (ProductId, ProductId),
        standing: Standing,
        lots: Vec<LotId>,
    ) -> Run {
        if self.terms(version)?.is_none() {
            return Ok(());
        }
        let rules = &self.plan(account)?.selling.last_renews;
        let speaks = |rule: &LastRenews, id: ProductId| match &rule.group {
            Some(group) => group.packs.contains(&id),
            None => true,
        };
        self.subscriptions += 1;
        let (key, again) = (self.subscriptions, standing.again.unwrap_or((self.now, 0)));
        let list = &mut self.account_mut(account)?.subscriptions;
        list.retain(|one| !rules.iter().any(|rule| speaks(rule, pack) && speaks(rule, one.pack)));
        list.push(Subscription { key, pack, version, payer: standing.payer, lots, again });
        Ok(())
    }

    fn end_of_subscription(&self, account: AccountId, one: &Subscription) -> Run<Option<Instant>> {
        let mut latest = self.streams_until(account, &one.lots)?;
        for id in &one.lots {
            latest = latest.max(Some(self.lot(*id)?.lot.expires_at));
        }
        Ok(latest)
    }

    /// When a pack is next bought again because its time is over.
    pub(super) fn subscription_due(&self, account: AccountId) -> Run<Option<Instant>> {
        let mut due: Option<Instant> = None;
        for one in &self.account(account)?.subscriptions {
            if self.renews(one.version, Why::Expired)? {
                due = [due, self.end_of_subscription(account, one)?].into_iter().flatten().min();
            }
        }
        Ok(due)
    }

    pub(super) fn renew_ended(&mut self, account: AccountId) -> Run {
        let mut over = Vec::new();
        for one in &self.account(account)?.subscriptions {
            if self.end_of_subscription(account, one)?.is_some_and(|end| end <= self.now)
                && self.renews(one.version, Why::Expired)?
            {
                over.push(one.key);
            }
        }
        over.into_iter().try_for_each(|key| self.buy_again(account, key))
    }

    pub(super) fn renew_used_up(&mut self, account: AccountId) -> Run {
        while let Some(key) = self.first_used_up(account)? {
            self.buy_again(account, key)?;
        }
        Ok(())
    }

    fn first_used_up(&self, account: AccountId) -> Run<Option<usize>> {
        for one in &self.account(account)?.subscriptions {
            let states: Run<Vec<State>> = one.lots.iter().map(|id| Ok(self.lot(*id)?.lot.state)).collect();
            let states = states?;
            let used_up = !states.is_empty() && states.iter().all(|state| *state == State::UsedUp);
            let goes_on = self.streams_until(account, &one.lots)?.is_some();
            if used_up && !goes_on && self.renews(one.version, Why::UsedUp)? {
                return Ok(Some(one.key));
            }
        }
        Ok(None)
    }

    pub(super) fn renew_with_plan(&mut self, account: AccountId) -> Run {
        let mut keys = Vec::new();
        for one in &self.account(account)?.subscriptions {
            if self.renews(one.version, Why::Plan)? {
                keys.push(one.key);
            }
        }
        keys.into_iter().try_for_each(|key| self.buy_again(account, key))
    }

    /// Makes a purchase again, on the account of whoever made it first.
    fn buy_again(&mut self, account: AccountId, key: usize) -> Run {
        let found = self.account(account)?.subscriptions.iter().find(|one| one.key == key).cloned();
        let Some(one) = found else { return Ok(()) };
        self.account_mut(account)?.subscriptions.retain(|other| other.key != key);
        let (plan, product, now) = (self.plan(one.payer)?, self.product(one.pack)?, self.now);
        let Some(terms) = self.terms(one.version)? else { return Ok(()) };
        let again = (now, if one.again.0 == now { one.again.1 + 1 } else { 1 });
        let payer = self.account(one.payer)?;
        let refused = if !plan.packs.contains(&one.pack) {
            Some((Reason::NotSold, terms.origin))
        } else if !payer.active {
            Some((Reason::NotActive, terms.origin))
        } else if payer.suspended.is_some() || self.account(account)?.suspended.is_some() {
            Some((Reason::Suspended, terms.origin))
        } else if again.1 > 1_000 {
            Some((Reason::LimitReached, terms.origin))
        } else {
            // Whatever the pack itself is refused for, it is the renewal that fails.
            let of_renewal = |(reason, origin)| (reason, if origin == product.origin { terms.origin } else { origin });
            let standing = Standing { payer: one.payer, again: Some(again) };
            self.purchase_by(standing, account, product, None)?.map(of_renewal)
        };
        if let Some((reason, origin)) = refused {
            self.refuse(account, reason, origin);
            self.note(account, Posting::Noted { what: Note::PackStopped(one.pack) }, terms.origin);
        }
        Ok(())
    }

    /// The customer stops a pack: what it has, and what it pays for others.
    pub(super) fn stop_pack(&mut self, account: AccountId, pack: ProductId) -> Run {
        let mut stopped = false;
        for holder in self.account_ids() {
            let list = self.account(holder)?.subscriptions.clone();
            let (gone, kept): (Vec<_>, Vec<_>) =
                list.into_iter().partition(|one| one.pack == pack && [holder, one.payer].contains(&account));
            let Some(first) = gone.first() else { continue };
            let origin = self.terms(first.version)?.map_or(self.plan(account)?.origin, |terms| terms.origin);
            self.account_mut(holder)?.subscriptions = kept;
            self.note(holder, Posting::Noted { what: Note::PackStopped(pack) }, origin);
            stopped = true;
        }
        if !stopped {
            let origin = self.catalogue.product(pack).map_or(self.plan(account)?.origin, |product| product.origin);
            self.refuse(account, Reason::NotRenewing, origin);
            return Ok(());
        }
        let moment = self.moment(account)?;
        let mut triggers = vec![Trigger::PackStop(Some(pack)), Trigger::PackStop(None)];
        triggers.extend(self.groups_of(pack).map(Trigger::PackStopIn));
        self.run_handlers(account, &triggers, &moment)
    }
}
