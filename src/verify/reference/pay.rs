//! Who pays for a use.

use crate::event::{AccountId, Circumstances, Class};
use crate::ledger::{LotId, Posting, Reason, State};
use crate::model::Pool;
use crate::text::Origin;
use crate::units::{Instant, Kind, Quantity};

use super::history::Did;
use super::{Reference, ReferenceEntry, ReferenceLot, Run};

/// A use that asks to be paid.
#[derive(Debug, Clone, Copy)]
pub(super) struct Asking {
    pub(super) user: AccountId,
    pub(super) kind: Kind,
    /// By which windows are judged; a record's piece is judged by its start even where it is paid later.
    pub(super) clock: Instant,
    pub(super) circumstances: Circumstances,
}

impl<'m> Reference<'m> {
    /// The pool in which the account is a member, with its owner.
    pub(super) fn pool_of(&self, user: AccountId) -> Run<Option<(AccountId, &'m Pool)>> {
        let Some(owner) = self.account(user)?.member_of.filter(|owner| *owner != user) else { return Ok(None) };
        Ok(self.plan(owner)?.pool.as_ref().map(|pool| (owner, pool)))
    }

    /// Whose plan decides about order, depletion and windows.
    pub(super) fn decider(&self, user: AccountId) -> Run<AccountId> {
        Ok(self.pool_of(user)?.map_or(user, |(owner, _)| owner))
    }

    /// A use, from beginning to end.
    pub(super) fn use_units(&mut self, asking: &Asking, amount: Quantity) -> Run {
        if amount.is_zero() {
            return Ok(());
        }
        let Asking { user, kind, .. } = *asking;
        if let Some((reason, origin)) = self.barred(user)? {
            self.post(user, kind, amount, Posting::Blocked { reason }, origin);
            return Ok(());
        }
        let rest = self.pay(asking, amount)?;
        self.notice_together(user, kind)?;
        if let Some((owner, _)) = self.pool_of(user)? {
            self.notice_together(owner, kind)?;
        }
        if !rest.is_zero() {
            self.deplete(asking, rest)?;
        }
        self.repay(user)?;
        self.repay(self.decider(user)?)
    }

    /// Why nothing at all can be used.
    fn barred(&self, user: AccountId) -> Run<Option<(Reason, Origin)>> {
        let pool = self.pool_of(user)?;
        for account in [Some(user), pool.map(|(owner, _)| owner)].into_iter().flatten() {
            if self.account(account)?.suspended.is_some() {
                return Ok(Some((Reason::Suspended, self.plan(account)?.suspension.origin)));
            }
        }
        let nobody = !self.account(user)?.active && self.held(user)?.is_empty() && pool.is_none();
        Ok(nobody.then_some((Reason::NotActive, self.plan(user)?.origin)))
    }

    /// Pays from lots as long as one can pay, and says what is not paid.
    pub(super) fn pay(&mut self, asking: &Asking, amount: Quantity) -> Run<Quantity> {
        let order = &self.plan(self.decider(asking.user)?)?.order.answer;
        let mut rest = amount;
        let times = self.times(asking)?;
        while !rest.is_zero() {
            let share = self.share_left(asking)?;
            let mut lots = self.usable(asking.user, asking)?;
            if share.is_none_or(|share| share.0 >= times) {
                lots.extend(self.shared(asking)?);
            }
            let Some(lot) = self.to_pay(order, asking.user, lots)?.first().copied() else { break };
            let owner_is_user = lot.lot.owner == asking.user;
            let mut uses = rest.0;
            if let Some(share) = share.filter(|_| !owner_is_user) {
                uses = uses.min(share.0 / times);
            }
            if !lot.lot.unlimited {
                uses = uses.min(lot.lot.left.0 / times);
            }
            let taken = Quantity(uses.checked_mul(times).ok_or(super::ReferenceFault::Overflow)?);
            self.take(lot.lot.id, asking.user, taken, lot.origin)?;
            // Whoever waited in the queue goes on with the same use.
            self.start_queues(lot.lot.owner)?;
            self.renew_used_up(lot.lot.owner)?;
            rest = rest.saturating_sub(Quantity(uses));
        }
        Ok(rest)
    }

    /// The lots of the pool that could pay, caps aside.
    fn shared(&self, asking: &Asking) -> Run<Vec<ReferenceLot<'m>>> {
        let Some((owner, pool)) = self.pool_of(asking.user)? else { return Ok(Vec::new()) };
        let mut shared = Vec::new();
        for lot in self.usable(owner, asking)? {
            let is_shared = match &pool.of {
                Some(selector) => self.fits(selector, &lot)?,
                None => lot.lot.class == Class::Plan,
            };
            if is_shared && !lot.lot.gifted {
                shared.push(lot);
            }
        }
        Ok(shared)
    }

    /// How much more of the pool's data the member may use; `None` is without limit.
    fn share_left(&self, asking: &Asking) -> Run<Option<Quantity>> {
        let Some((owner, pool)) = self.pool_of(asking.user)? else { return Ok(None) };
        let mut least = None;
        for cap in pool.caps.iter().filter(|_| asking.kind == Kind::Data) {
            let takes = |user: AccountId| if cap.each { user == asking.user } else { user != owner };
            let left = cap.amount.saturating_sub(self.taken_from_pool(owner, takes)?);
            least = Some(least.map_or(left, |least: Quantity| least.min(left)));
        }
        Ok(least)
    }

    /// The data that some members have used of the pool in this period.
    fn taken_from_pool(&self, owner: AccountId, takes: impl Fn(AccountId) -> bool) -> Run<Quantity> {
        let of_pool = |entry: &&ReferenceEntry| {
            let from_owner = entry.lot.is_some_and(|lot| lot.account == owner.0);
            from_owner && entry.account != owner && entry.kind == Kind::Data && entry.posting == Posting::Used
        };
        let entries = self.entries.iter().skip(self.account(owner)?.first_entry).filter(of_pool);
        super::counters::sum(entries.filter(|entry| takes(entry.account)).map(|entry| entry.amount))
    }

    /// Whether a lot of the pool could pay, if the member had not used its share.
    pub(super) fn share_is_used_up(&self, asking: &Asking) -> Run<bool> {
        let times = self.times(asking)?;
        Ok(self.share_left(asking)?.is_some_and(|share| share.0 < times) && !self.shared(asking)?.is_empty())
    }

    /// Uses units of a lot.
    pub(super) fn take(&mut self, id: LotId, user: AccountId, amount: Quantity, origin: Origin) -> Run {
        let before = self.lot(id)?;
        if before.unused {
            self.lot_mut(id)?.unused = false;
            self.begin_life(id)?;
        }
        let entry = ReferenceEntry {
            at: self.now,
            account: user,
            lot: Some(id),
            kind: before.lot.kind,
            amount,
            posting: Posting::Used,
            origin,
        };
        self.entries.push(entry);
        // Money is not used but charged.
        if before.lot.kind != Kind::Money {
            self.remember(AccountId(id.account), Did::Use(before.lot.kind), amount)?;
        }
        if before.lot.unlimited {
            return Ok(());
        }
        let used_up = self.lower(id, amount)?;
        self.notice_lot(id, before.lot.left)?;
        if used_up { self.end_lot(id, State::UsedUp) } else { Ok(()) }
    }
}
