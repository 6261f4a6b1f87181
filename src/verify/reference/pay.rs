//! Who pays for a use.

use crate::event::{AccountId, Circumstances, Class};
use crate::ledger::{LotId, Posting, Reason, State};
use crate::model::{Increment, Pool};
use crate::text::Origin;
use crate::units::{Instant, Kind, Quantity};

use super::admit::admits;
use super::history::Did;
use super::{Reference, ReferenceEntry, ReferenceFault, ReferenceLot, Run};

/// A use that asks to be paid.
#[derive(Debug, Clone, Copy)]
pub(super) struct Asking {
    pub(super) user: AccountId,
    pub(super) kind: Kind,
    /// By which windows are judged; a record's piece is judged by its start even where it is paid later.
    pub(super) clock: Instant,
    pub(super) circumstances: Circumstances,
    /// Whether ceilings concern it: money that is charged knows none.
    pub(super) has_ceilings: bool,
    /// When the use began, of which this may be a piece.
    pub(super) began: Instant,
}

impl Asking {
    pub(super) fn of(user: AccountId, kind: Kind, clock: Instant, circumstances: Circumstances) -> Asking {
        Asking { user, kind, clock, circumstances, has_ceilings: true, began: clock }
    }
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

    /// What a use counts: as it is, or in the increments of the plan that decides.
    pub(super) fn counted_as(&self, asking: &Asking, amount: Quantity) -> Run<Quantity> {
        let decider = self.decider(asking.user)?;
        let (plan, operator) = (self.plan(decider)?, self.operator(decider)?);
        let of_use =
            |increment: &&Increment| increment.kind == asking.kind && admits(Some(&increment.scope), operator, asking);
        let Some(increment) = plan.increments.iter().find(of_use) else { return Ok(amount) };
        let first = increment.first.unwrap_or(increment.per);
        if amount.is_zero() || amount <= first {
            return Ok(if amount.is_zero() { amount } else { first });
        }
        let over = (amount.0 - first.0) % increment.per.0;
        let missing = if over == 0 { 0 } else { increment.per.0 - over };
        Ok(amount.checked_add(Quantity(missing)).unwrap_or(amount))
    }

    /// A use, from beginning to end.
    pub(super) fn use_units(&mut self, asking: &Asking, amount: Quantity) -> Run {
        if amount.is_zero() {
            return Ok(());
        }
        let first_entry = self.entries.len();
        self.pay_as_a_whole(asking, amount)?;
        self.after_use(asking, amount, first_entry)
    }

    pub(super) fn pay_or_deplete(&mut self, asking: &Asking, amount: Quantity) -> Run {
        let Asking { user, kind, .. } = *asking;
        let barred = self.barred(asking)?;
        if let Some((reason, origin)) = barred {
            self.post(user, kind, amount, Posting::Blocked { reason }, origin);
            return Ok(());
        }
        if let Some((reason, origin)) = self.pay_tolls(asking)? {
            self.post(user, kind, amount, Posting::Blocked { reason }, origin);
            return Ok(());
        }
        self.below = self.ceilings_of(asking)?;
        let mut rest = amount;
        while !rest.is_zero() {
            let part = self.alike(asking, rest)?;
            let blocked = self.use_part(asking, part.amount, part.slow)?;
            rest = rest.saturating_sub(part.amount);
            if let Some((unserved, stop)) = blocked {
                // What follows on something that is blocked is blocked.
                let amount = unserved.checked_add(rest).ok_or(ReferenceFault::Overflow)?;
                self.post(user, kind, amount, Posting::Blocked { reason: stop.0 }, stop.1);
                break;
            }
        }
        self.repay(user)?;
        self.repay(self.decider(user)?)
    }

    /// Pays for a part of a use, and tells what is to be told of it. Gives back what is not let through, and why.
    fn use_part(
        &mut self,
        asking: &Asking,
        amount: Quantity,
        slow: Option<(u64, Origin)>,
    ) -> Run<Option<(Quantity, (Reason, Origin))>> {
        let Asking { user, kind, .. } = *asking;
        let first = self.entries.len();
        self.rearm(user, kind)?;
        if let Some((owner, _)) = self.pool_of(user)? {
            self.rearm(owner, kind)?;
        }
        let rest = self.pay(asking, amount)?;
        self.notice_together(user, kind)?;
        if let Some((owner, _)) = self.pool_of(user)? {
            self.notice_together(owner, kind)?;
        }
        let (unserved, stop) =
            if rest.is_zero() { (rest, (Reason::NothingLeft, Origin::Assumed)) } else { self.deplete(asking, rest)? };
        let served = amount.saturating_sub(unserved);
        let throttled = self.entries.iter().skip(first).filter(|entry| {
            entry.kind == kind && entry.account == user && matches!(entry.posting, Posting::Throttled { .. })
        });
        let throttled = super::counters::sum(throttled.map(|entry| entry.amount))?;
        let fast = served.saturating_sub(throttled);
        if let Some((bits_per_second, origin)) = slow.filter(|_| !fast.is_zero()) {
            self.post(user, kind, fast, Posting::Slowed { bits_per_second }, origin);
        }
        self.count_slow(asking, served)?;
        Ok((!unserved.is_zero()).then_some((unserved, stop)))
    }

    /// Why nothing at all can be used.
    fn barred(&self, asking: &Asking) -> Run<Option<(Reason, Origin)>> {
        let user = asking.user;
        let pool = self.pool_of(user)?;
        for account in [Some(user), pool.map(|(owner, _)| owner)].into_iter().flatten() {
            if let Some(suspended) = self.account(account)?.suspended {
                return Ok(Some((Reason::Suspended, suspended.by)));
            }
        }
        if let Some(origin) = self.bar_on(asking)? {
            return Ok(Some((Reason::Barred, origin)));
        }
        let nobody = !self.account(user)?.active && self.held(user)?.is_empty() && pool.is_none();
        Ok(nobody.then_some((Reason::NotActive, self.plan(user)?.origin)))
    }

    /// Pays from lots as long as one can pay, and says what is not paid.
    pub(super) fn pay(&mut self, asking: &Asking, amount: Quantity) -> Run<Quantity> {
        let mut rest = amount;
        let times = self.times(asking)?;
        while !rest.is_zero() {
            let share = self.share_left(asking)?;
            let by_one = self.is_paid_by_one(asking)?;
            let mut lots = self.could_pay(asking, rest)?;
            lots.retain(|lot| {
                let least = least_of(lot, by_one.then_some(rest), times);
                self.room_below_ceilings(asking, lot).is_ok_and(|room| room.0 >= least)
            });
            let Some(lot) = lots.first().copied() else { break };
            let owner_is_user = lot.lot.owner == asking.user;
            let mut uses = rest.0;
            if let Some(share) = share.filter(|_| !owner_is_user) {
                uses = uses.min(share.0 / times);
            }
            uses = uses.min(self.room_below_ceilings(asking, &lot)?.0 / times);
            if !lot.lot.unlimited {
                uses = uses.min(lot.lot.left.0 / times);
            }
            // Where not all of it fits, only so much as whole increments serve.
            let step = lot.increment.0;
            uses = if uses < rest.0
                || !fits_whole(
                    &lot,
                    uses,
                    times,
                    share.filter(|_| !owner_is_user),
                    self.room_below_ceilings(asking, &lot)?,
                ) {
                uses / step * step
            } else {
                uses
            };
            let taken =
                Quantity(uses.div_ceil(step).saturating_mul(step).checked_mul(times).ok_or(ReferenceFault::Overflow)?);
            self.count_below_ceilings(asking, &lot, taken)?;
            self.take(lot.lot.id, (asking.user, asking.circumstances), taken, lot.origin)?;
            // Whoever waited in the queue goes on with the same use.
            self.start_queues(lot.lot.owner)?;
            self.renew_used_up(lot.lot.owner)?;
            rest = rest.saturating_sub(Quantity(uses));
        }
        Ok(rest)
    }

    /// The lots of the pool that could pay, caps aside: the owner's, and where everybody brings some, those of all others.
    fn shared(&self, asking: &Asking) -> Run<Vec<ReferenceLot<'m>>> {
        let owner = self.decider(asking.user)?;
        let Some(pool) = &self.plan(owner)?.pool else { return Ok(Vec::new()) };
        let mut shared = Vec::new();
        for other in self.account_ids().filter(|other| *other != asking.user) {
            let is_member = self.account(other)?.member_of == Some(owner);
            let sleeps = self.account(other)?.suspended.is_some();
            if other != owner && !(pool.everybody && is_member && !sleeps) {
                continue;
            }
            for lot in self.usable(other, asking)? {
                let mut fits = pool.of.is_empty() && lot.lot.class == Class::Plan;
                for selector in &pool.of {
                    fits |= self.fits(selector, &lot)?;
                }
                if fits && !lot.lot.gifted {
                    shared.push(lot);
                }
            }
        }
        Ok(shared)
    }

    /// The lots that could pay but for ceilings, in the order in which they would.
    pub(super) fn could_pay(&self, asking: &Asking, rest: Quantity) -> Run<Vec<ReferenceLot<'m>>> {
        let order = &self.plan(self.decider(asking.user)?)?.order.answer;
        let (times, by_one) = (self.times(asking)?, self.is_paid_by_one(asking)?);
        let least = |lot: &ReferenceLot<'m>| least_of(lot, by_one.then_some(rest), times);
        let mut lots = self.usable(asking.user, asking)?;
        let (share, owner) = (self.share_left(asking)?, self.decider(asking.user)?);
        let shared = self.shared(asking)?.into_iter();
        lots.extend(shared.filter(|lot| share.is_none_or(|share| lot.lot.owner != owner || share.0 >= least(lot))));
        lots.retain(|lot| lot.lot.unlimited || lot.lot.left.0 >= least(lot));
        self.to_pay(order, asking.user, lots)
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
    pub(super) fn share_is_used_up(&self, asking: &Asking, rest: Quantity) -> Run<bool> {
        let (times, by_one) = (self.times(asking)?, self.is_paid_by_one(asking)?);
        let Some(share) = self.share_left(asking)? else { return Ok(false) };
        let short = |lot: &ReferenceLot<'m>| {
            let least = least_of(lot, by_one.then_some(rest), times);
            share.0 < least && (lot.lot.unlimited || lot.lot.left.0 >= least)
        };
        Ok(self.shared(asking)?.iter().any(short))
    }

    /// Uses units of a lot.
    pub(super) fn take(
        &mut self,
        id: LotId,
        (user, circumstances): (AccountId, Circumstances),
        amount: Quantity,
        origin: Origin,
    ) -> Run {
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
            self.remember(AccountId(id.account), Did::Use(before.lot.kind, circumstances), amount)?;
        }
        if before.lot.unlimited {
            return Ok(());
        }
        let used_up = self.lower(id, amount)?;
        self.notice_lot(id, before.lot.left)?;
        if used_up { self.end_lot(id, State::UsedUp) } else { Ok(()) }
    }
}

/// How many units of a lot a use takes at least: of so much use that is to be paid by one lot, or of one unit or increment.
pub(super) fn least_of(lot: &ReferenceLot<'_>, whole: Option<Quantity>, times: u64) -> u64 {
    let uses = whole.map_or(1, |whole| whole.0);
    uses.div_ceil(lot.increment.0).saturating_mul(lot.increment.0).saturating_mul(times)
}

/// Whether the increments that so much use takes are all there.
fn fits_whole(lot: &ReferenceLot<'_>, uses: u64, times: u64, share: Option<Quantity>, room: Quantity) -> bool {
    let units = least_of(lot, Some(Quantity(uses)), times);
    (lot.lot.unlimited || lot.lot.left.0 >= units) && share.is_none_or(|share| share.0 >= units) && room.0 >= units
}
