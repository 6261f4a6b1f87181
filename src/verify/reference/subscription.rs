//! Packs that are bought again by themselves.

use crate::event::{AccountId, ProductId};
use crate::ledger::{LotId, Note, Posting, Reason, State};
use crate::model::{LastRenews, PackRenewal, RenewsWhen, Trigger, Validity};
use crate::text::Origin;
use crate::units::{Attempts, Instant, MonthEnd};

use super::retry::Failed;
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
    /// When its own clock comes round.
    due: Option<Instant>,
    /// The purchase that its clock is counted from, and how often it has come round since.
    counted: (Instant, u32),
    /// It could not be bought again.
    failed: Option<Failed>,
}

/// Who wants it to be made again, and since when it was.
#[derive(Debug, Clone, Copy)]
pub(super) struct Standing {
    pub(super) payer: AccountId,
    pub(super) again: Option<(Instant, u32)>,
    /// The purchase that the clock is counted from, and how often it has come round.
    pub(super) counted: Option<(Instant, u32)>,
    /// What goes on to be bought again, where this is bought instead of it.
    pub(super) keeps: Option<(ProductId, ProductId)>,
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
        let (pack, version) = standing.keeps.unwrap_or((pack, version));
        let Some(terms) = self.terms(version)? else { return Ok(()) };
        let zone = self.zone(account)?;
        let counted = standing.counted.unwrap_or((self.now, 1));
        let due = match terms.when {
            RenewsWhen::Every(length) => Some(length.times(counted.1).after(counted.0, zone, MonthEnd::Clamp)),
            RenewsWhen::On(schedule) => Some(schedule.next(self.now, zone)),
            _ => None,
        };
        let rules = &self.plan(account)?.selling.last_renews;
        let speaks = |rule: &LastRenews, id: ProductId| match &rule.group {
            Some(group) => group.packs.contains(&id),
            None => true,
        };
        self.subscriptions += 1;
        let (key, again) = (self.subscriptions, standing.again.unwrap_or((self.now, 0)));
        let list = &mut self.account_mut(account)?.subscriptions;
        list.retain(|one| one.failed.is_none() || one.pack != pack || one.payer != standing.payer);
        list.retain(|one| !rules.iter().any(|rule| speaks(rule, pack) && speaks(rule, one.pack)));
        list.push(Subscription { key, pack, version, payer: standing.payer, lots, again, due, counted, failed: None });
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
            due = [due, self.time_of(account, one)?].into_iter().flatten().min();
        }
        Ok(due)
    }

    fn time_of(&self, account: AccountId, one: &Subscription) -> Run<Option<Instant>> {
        if let Some(failed) = one.failed {
            return match self.attempts(one.version)? {
                Some(attempts) => self.attempt_due(account, attempts, failed).map(Some),
                None => Ok(None),
            };
        }
        if one.due.is_some() {
            return Ok(one.due);
        }
        if self.renews(one.version, Why::Expired)? { self.end_of_subscription(account, one) } else { Ok(None) }
    }

    fn attempts(&self, version: ProductId) -> Run<Option<&'m Attempts>> {
        Ok(self.product(version)?.sale.retry.as_ref().map(|(attempts, _)| attempts))
    }

    pub(super) fn renew_ended(&mut self, account: AccountId) -> Run {
        let mut over = Vec::new();
        for one in &self.account(account)?.subscriptions {
            if self.time_of(account, one)?.is_some_and(|time| time <= self.now) {
                over.push(one.key);
            }
        }
        over.into_iter().try_for_each(|key| self.buy_again(account, key, false))
    }

    pub(super) fn renew_used_up(&mut self, account: AccountId) -> Run {
        while let Some(key) = self.first_used_up(account)? {
            self.buy_again(account, key, false)?;
        }
        Ok(())
    }

    fn first_used_up(&self, account: AccountId) -> Run<Option<usize>> {
        for one in &self.account(account)?.subscriptions {
            let states: Run<Vec<State>> = one.lots.iter().map(|id| Ok(self.lot(*id)?.lot.state)).collect();
            let states = states?;
            let used_up = !states.is_empty() && states.iter().all(|state| *state == State::UsedUp);
            let goes_on = self.streams_until(account, &one.lots)?.is_some();
            if used_up && !goes_on && one.failed.is_none() && self.renews(one.version, Why::UsedUp)? {
                return Ok(Some(one.key));
            }
        }
        Ok(None)
    }

    pub(super) fn renew_with_plan(&mut self, account: AccountId) -> Run {
        let mut keys = Vec::new();
        for one in &self.account(account)?.subscriptions {
            if one.failed.is_none() && self.renews(one.version, Why::Plan)? {
                keys.push(one.key);
            }
        }
        keys.into_iter().try_for_each(|key| self.buy_again(account, key, false))
    }

    /// Makes a purchase again, on the account of whoever made it first.
    fn buy_again(&mut self, account: AccountId, key: usize, recharged: bool) -> Run {
        let list = self.account(account)?.subscriptions.clone();
        let Some((place, one)) = list.into_iter().enumerate().find(|(_, one)| one.key == key) else { return Ok(()) };
        self.account_mut(account)?.subscriptions.remove(place);
        let now = self.now;
        let Some(terms) = self.terms(one.version)? else { return Ok(()) };
        let again = (now, if one.again.0 == now { one.again.1 + 1 } else { 1 });
        let attempts = self.attempts(one.version)?;
        let tried = match (one.failed, attempts) {
            (Some(failed), Some(attempts)) => recharged || self.is_attempt(account, attempts, failed)?,
            _ => true,
        };
        if tried {
            let mut refused = None;
            let in_time = one.failed.is_none() && one.due == Some(now);
            let counted = in_time.then_some((one.counted.0, one.counted.1.saturating_add(1)));
            for pack in std::iter::once(one.pack).chain(self.product(one.version)?.sale.instead.iter().copied()) {
                let keeps = (pack != one.pack).then_some((one.pack, one.version));
                let standing = Standing { payer: one.payer, again: Some(again), counted, keeps };
                match self.buy_this(account, pack, (standing, again.1), terms.origin)? {
                    None => return Ok(()),
                    Some(refusal) => refused = refused.or(Some(refusal)),
                }
            }
            if let Some((reason, origin)) = refused {
                self.refuse(account, reason, origin);
            }
        }
        let failed = match (one.failed, attempts) {
            (_, None) => None,
            (Some(_), Some(_)) if !tried => None,
            (Some(failed), Some(_)) if recharged => Some(failed),
            (Some(failed), Some(attempts)) => self.failed_again(account, attempts, failed)?,
            (None, Some(attempts)) => self.failed(account, attempts)?,
        };
        let (first, pack) = (one.failed.is_none(), one.pack);
        if failed.is_some() {
            let list = &mut self.account_mut(account)?.subscriptions;
            list.insert(place.min(list.len()), Subscription { failed, again, ..one });
        } else {
            self.note(account, Posting::Noted { what: Note::PackStopped(pack) }, terms.origin);
        }
        if first {
            let moment = self.moment(account)?;
            let mut triggers = vec![Trigger::PackRenewalFailure(Some(pack)), Trigger::PackRenewalFailure(None)];
            triggers.extend(self.groups_of(pack).map(Trigger::PackRenewalFailureIn));
            self.run_handlers(account, &triggers, &moment)?;
        }
        Ok(())
    }

    /// Buys a pack again, or what is bought instead of it; or why not.
    fn buy_this(
        &mut self,
        account: AccountId,
        pack: ProductId,
        (standing, times): (Standing, u32),
        renewal: Origin,
    ) -> Run<Option<(Reason, Origin)>> {
        let (plan, product, payer) = (self.plan(standing.payer)?, self.product(pack)?, self.account(standing.payer)?);
        Ok(if !plan.packs.contains(&pack) {
            Some((Reason::NotSold, renewal))
        } else if !payer.active {
            Some((Reason::NotActive, renewal))
        } else if payer.suspended.is_some() || self.account(account)?.suspended.is_some() {
            Some((Reason::Suspended, renewal))
        } else if times > 1_000 {
            Some((Reason::LimitReached, renewal))
        } else {
            // Whatever the pack itself is refused for, it is the renewal that fails.
            let of_renewal = |(reason, origin)| (reason, if origin == product.origin { renewal } else { origin });
            self.purchase_by(standing, account, product, None)?.map(of_renewal)
        })
    }

    pub(super) fn retry_packs_when_recharged(&mut self, account: AccountId) -> Run {
        let mut keys = Vec::new();
        for one in &self.account(account)?.subscriptions {
            let waits = self.attempts(one.version)?.is_some_and(|attempts| attempts.when_recharged);
            keys.extend((waits && one.failed.is_some()).then_some(one.key));
        }
        keys.into_iter().try_for_each(|key| self.buy_again(account, key, true))
    }

    /// Time has stood still: what is left to wait is left.
    pub(super) fn delay_attempts(&mut self, account: AccountId, slept: i64) -> Run {
        let (now, zone) = (self.now, self.zone(account)?);
        let failed = self.account(account)?.failed.map(|failed| self.delayed_attempt(failed, slept));
        let mut list = self.account(account)?.subscriptions.clone();
        for one in &mut list {
            one.failed = one.failed.map(|failed| self.delayed_attempt(failed, slept));
            one.due = match (self.terms(one.version)?.map(|terms| terms.when), one.due) {
                (Some(RenewsWhen::On(schedule)), Some(due)) if due <= now => Some(schedule.next(now, zone)),
                (Some(RenewsWhen::Every(_)), Some(due)) => Some(due.plus_seconds(slept)),
                (_, due) => due,
            };
            if slept != 0 {
                one.counted = (one.due.unwrap_or(now), 0);
            }
        }
        let subscriber = self.account_mut(account)?;
        (subscriber.failed, subscriber.subscriptions) = (failed, list);
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
