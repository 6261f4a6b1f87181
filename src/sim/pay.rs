//! Paying for a use from lots: the hot path.

use crate::event::{Circumstances, Class, ProductId};
use crate::ledger::{Entry, Flow, Listener, LotId, OriginId, Posting, State};
use crate::program::{AmountOf, Scope, ScopeId, Start, Weight};
use crate::units::{Instant, Kind, Quantity};

use super::account::{Account, LastEnd};
use super::deplete::Who;
use super::{Fault, World};

/// A use that is being paid.
#[derive(Debug, Clone, Copy)]
pub(super) struct Use {
    pub(super) kind: Kind,
    /// What is still to be paid.
    pub(super) rest: Quantity,
    /// How many units of a lot a unit of it takes.
    pub(super) times: u64,
    /// The instant by which windows are judged.
    pub(super) judged_at: Instant,
    pub(super) circumstances: Circumstances,
    /// When it began; the pieces of a record began with the record.
    pub(super) began: Instant,
    /// Some lot of the pool could have paid, but for the member's share.
    pub(super) share_used_up: bool,
    /// How much of it was let through slowly when nothing was left.
    pub(super) throttled: Quantity,
    /// Whether one lot is to pay all of it.
    pub(super) by_one: bool,
    /// The ceilings of the deciding plan that stop such a use, a bit for each by its place.
    pub(super) ceilings: u64,
    /// What no lot pays counts below those ceilings that are on all use.
    pub(super) counts: bool,
}

impl Use {
    /// A use of which nothing is paid yet.
    pub(super) fn of(kind: Kind, amount: Quantity, judged_at: Instant, circumstances: Circumstances) -> Use {
        Use {
            kind,
            rest: amount,
            times: 1,
            judged_at,
            circumstances,
            began: judged_at,
            share_used_up: false,
            throttled: Quantity::ZERO,
            by_one: false,
            ceilings: 0,
            counts: false,
        }
    }
}

impl Account {
    /// Pays a whole use from the lot that is first in order, if that is all there is to it: the lot is open to
    /// everything and has more left than is used and than any notice waits for. This is what nearly every use comes
    /// to; whatever is less simple goes the long way.
    #[inline(always)]
    pub(super) fn pay_simply(&mut self, kind: Kind, amount: Quantity) -> Option<(LotId, OriginId)> {
        let first = *self.order[kind.index()].first()?;
        let holding = self.holdings.get_mut(first)?;
        let left = holding.lot.left.0.checked_sub(amount.0)?;
        if left <= holding.plain_above {
            return None;
        }
        holding.lot.left = Quantity(left);
        let paid = (holding.lot.id, holding.origin);
        self.sums.release(kind, amount);
        self.sums.flow(kind, Flow::Used, amount);
        Some(paid)
    }
}

impl World<'_> {
    /// Pays from the lots of an account, or of its pool, as far as they go.
    #[inline]
    pub(super) fn pay(&mut self, account: usize, wanted: &mut Use, out: &mut impl Listener) -> Result<(), Fault> {
        match self.owner_of(account) {
            owner if owner == account && !self.draws_on_members(account) => self.pay_own(account, wanted, out),
            owner => self.pay_from_pool(account, owner, wanted, out),
        }
    }

    #[inline]
    fn pay_own(&mut self, account: usize, wanted: &mut Use, out: &mut impl Listener) -> Result<(), Fault> {
        let kind = wanted.kind.index();
        let mut place = 0;
        while !wanted.rest.is_zero() {
            let Some(&index) = self.accounts[account].order[kind].get(place) else { break };
            if !self.admits((account, account), index, wanted) || !self.suffices(account, index, wanted) {
                place += 1;
                continue;
            }
            let ended = if wanted.ceilings == 0 {
                self.take((account, account), index, wanted, Quantity(u64::MAX), out)
            } else {
                let who = Who { user: account, owner: account };
                self.take_below(who, (account, index), wanted, u64::MAX, out)
            };
            // A lot that ends may start the one that waited for it, so the order is looked at anew.
            place = if ended { 0 } else { place + 1 };
        }
        self.accounts[account].check(wanted.kind)
    }

    /// Whether the members of an account's pool bring units of their own.
    #[inline]
    pub(super) fn draws_on_members(&self, account: usize) -> bool {
        !self.accounts[account].members.is_empty()
            && self.plan_of(account).pool.as_ref().is_some_and(|pool| pool.everybody)
    }

    fn pay_from_pool(
        &mut self,
        member: usize,
        owner: usize,
        wanted: &mut Use,
        out: &mut impl Listener,
    ) -> Result<(), Fault> {
        'anew: loop {
            let candidates = self.gather(member, owner, wanted.kind.index());
            for &(holder, index) in &candidates {
                if wanted.rest.is_zero() {
                    break;
                }
                let room = if holder == owner && member != owner {
                    self.share_left(member, owner, wanted.kind)
                } else {
                    u64::MAX
                };
                if !self.admits((holder, owner), index, wanted) || !self.suffices(holder, index, wanted) {
                    continue;
                }
                if room < self.needs(holder, index, wanted) {
                    wanted.share_used_up = true;
                    continue;
                }
                let before = wanted.rest;
                let who = Who { user: member, owner };
                let ended = self.take_below(who, (holder, index), wanted, room, out);
                if holder == owner && member != owner && wanted.kind == Kind::Data {
                    let units = self.units_for(holder, index, before.0 - wanted.rest.0, wanted.times);
                    self.add_share(owner, member, units);
                }
                let goes_on = !ended && self.suffices(holder, index, wanted);
                let is_short = || self.share_left(member, owner, wanted.kind) < self.needs(holder, index, wanted);
                if !wanted.rest.is_zero() && room != u64::MAX && goes_on && is_short() {
                    wanted.share_used_up = true;
                }
                if ended {
                    self.scratch = candidates;
                    continue 'anew;
                }
            }
            self.scratch = candidates;
            break;
        }
        for place in 0..self.accounts[owner].members.len() {
            self.accounts[self.accounts[owner].members[place]].check(wanted.kind)?;
        }
        self.accounts[owner].check(wanted.kind)?;
        self.accounts[member].check(wanted.kind)
    }

    /// How much a member may still take from the pool in the owner's period.
    pub(super) fn share_left(&self, member: usize, owner: usize, kind: Kind) -> u64 {
        let Some(pool) = self.plan_of(owner).pool.as_ref().filter(|_| kind == Kind::Data) else { return u64::MAX };
        let shares = &self.accounts[owner].shares;
        let own = shares.iter().find(|(who, _)| *who == member).map_or(0, |(_, taken)| *taken);
        let all = shares.iter().map(|(_, taken)| *taken).fold(0, u64::saturating_add);
        let each = pool.each.map_or(u64::MAX, |(each, _)| each.0.saturating_sub(own));
        let together = pool.together.map_or(u64::MAX, |(together, _)| together.0.saturating_sub(all));
        each.min(together)
    }

    /// What is taken counts for the period, also if the member leaves and comes back.
    fn add_share(&mut self, owner: usize, member: usize, amount: u64) {
        let shares = &mut self.accounts[owner].shares;
        match shares.iter_mut().find(|(who, _)| *who == member) {
            Some((_, taken)) => *taken = taken.saturating_add(amount),
            None => shares.push((member, amount)),
        }
    }

    /// Whether there is as much in a lot as a use takes at least.
    #[inline]
    pub(super) fn suffices(&self, holder: usize, index: usize, wanted: &Use) -> bool {
        let lot = &self.accounts[holder].holdings[index].lot;
        let least = self.needs(holder, index, wanted);
        least <= 1 || lot.unlimited || lot.left.0 >= least
    }

    /// How many units of a lot a use takes at least: for one unit of it, or one increment; where one lot is to pay, for all of it.
    #[inline]
    pub(super) fn needs(&self, holder: usize, index: usize, wanted: &Use) -> u64 {
        let uses = if wanted.by_one { wanted.rest.0 } else { 1 };
        self.units_for(holder, index, uses, wanted.times)
    }

    /// How many units of a lot so much use takes: whole increments of the lot.
    #[inline]
    pub(super) fn units_for(&self, holder: usize, index: usize, uses: u64, times: u64) -> u64 {
        let increment = self.accounts[holder].holdings[index].increment;
        let whole = if increment == 1 { uses } else { uses.div_ceil(increment).saturating_mul(increment) };
        whole.saturating_mul(times)
    }

    /// How many units of a lot a unit of use takes, by the plan that decides.
    pub(super) fn times(&self, judge: usize, wanted: &Use) -> u64 {
        let fits = |weight: &&Weight| {
            let scope = &self.program.scopes[weight.scope.0 as usize];
            weight.kind == wanted.kind && self.scope_admits(judge, scope, wanted)
        };
        self.plan_of(judge).weights.iter().find(fits).map_or(1, |weight| weight.times)
    }

    /// Whether a lot that is in the order can pay for this use.
    #[inline]
    pub(super) fn admits(&self, (holder, judge): (usize, usize), index: usize, wanted: &Use) -> bool {
        let holding = &self.accounts[holder].holdings[index];
        if wanted.began < holding.lot.granted_at && !self.pays_for_earlier((holder, judge), index, wanted) {
            return false;
        }
        holding.scope == ScopeId::EVERYTHING || {
            let scope = &self.program.scopes[holding.scope.0 as usize];
            self.scope_admits(judge, scope, wanted)
        }
    }

    /// Whether a lot pays for a use that began before it was there. Where a use belongs to its start, only what its own plan
    /// grants does, for which the world may have gone on too far, and what the use itself has made be bought.
    #[cold]
    fn pays_for_earlier(&self, (holder, judge): (usize, usize), index: usize, wanted: &Use) -> bool {
        let holding = &self.accounts[holder].holdings[index];
        let lot = &holding.lot;
        let by_start = !self.calendar_of(judge).split_records && lot.class != Class::Plan && lot.granted_at < self.now;
        let in_time = match holding.start {
            Start::NextSession { if_without } => if_without && self.began_with(holder, lot.kind, wanted.began),
            Start::Granted | Start::At(_) | Start::FirstUse(_) | Start::AfterPrevious => true,
        };
        in_time && !by_start
    }

    /// Whether some lot of a kind was there at an instant that is past.
    fn began_with(&self, holder: usize, kind: Kind, at: Instant) -> bool {
        self.accounts[holder].holdings.iter().any(|holding| {
            let lot = &holding.lot;
            let lasted = lot.state.is_held() || holding.ended_at >= at;
            lot.kind == kind && lot.granted_at <= at && lot.state != State::Pending && lasted
        })
    }

    /// Whether something that a product grants could pay for a use now.
    pub(super) fn would_pay(&self, who: Who, product: ProductId, wanted: &Use) -> bool {
        let holder = who.owner;
        let sold = &self.program.products[self.version_of(who.user, product).0 as usize];
        let grants = sold.grants.iter().map(|grant| &self.program.grants[grant.0 as usize]);
        let starts = |start: Start| match start {
            Start::At(at) => at <= self.now,
            Start::NextSession { if_without } => {
                wanted.began >= self.now || (if_without && self.began_with(holder, wanted.kind, wanted.began))
            }
            Start::Granted | Start::FirstUse(_) | Start::AfterPrevious => true,
        };
        let scope = |scope: ScopeId| &self.program.scopes[scope.0 as usize];
        grants
            .filter(|grant| grant.kind == wanted.kind && starts(grant.start))
            .filter(|grant| {
                let least = wanted.times.saturating_mul(grant.increment.0);
                !matches!(grant.amount, AmountOf::Units(amount) if self.for_each(holder, grant, amount).0 < least)
            })
            .any(|grant| self.scope_admits(holder, scope(grant.scope), wanted))
    }

    /// Windows are judged by the days of whoever's plan decides.
    pub(super) fn scope_admits(&self, judge: usize, scope: &Scope, wanted: &Use) -> bool {
        let calendar = self.calendar_of(judge);
        let open = || {
            let local = calendar.zone.local(wanted.judged_at);
            scope.windows.iter().any(|window| window.contains(local, &calendar.holidays))
        };
        scope.app.admits(wanted.circumstances.app)
            && scope.zone.admits(wanted.circumstances.zone)
            && scope.network.admits(wanted.circumstances.network)
            && scope.carrier.admits(wanted.circumstances.carrier)
            && scope.mark.admits(wanted.circumstances.mark)
            && (scope.windows.is_empty() || open())
    }

    /// Takes from a lot, up to a limit. Gives back whether the lot ended by it.
    #[inline]
    pub(super) fn take(
        &mut self,
        (user, holder): (usize, usize),
        index: usize,
        wanted: &mut Use,
        limit: Quantity,
        out: &mut impl Listener,
    ) -> bool {
        if self.accounts[holder].holdings[index].starts_on_use {
            self.begin_life(holder, index, out);
        }
        let (now, user_id) = (self.now, self.accounts[user].id);
        let account = &mut self.accounts[holder];
        let holding = &mut account.holdings[index];
        let lot = &mut holding.lot;
        let before = lot.left.0;
        let room = if lot.unlimited { limit.0 } else { limit.0.min(before) };
        // Nearly every use counts once.
        let uses = wanted.rest.0.min(if wanted.times == 1 { room } else { room / wanted.times });
        let increment = holding.increment;
        // Of a lot that counts in increments whole ones go, and there must be room for one.
        let (uses, amount) = if increment == 1 {
            (uses, uses * wanted.times)
        } else {
            let uses = wanted.rest.0.min(room / wanted.times / increment * increment);
            (uses, uses.div_ceil(increment) * increment * wanted.times)
        };
        wanted.rest = Quantity(wanted.rest.0 - uses);
        let kind = wanted.kind;
        let entry = Entry {
            at: now,
            account: user_id,
            lot: Some(lot.id),
            kind,
            amount: Quantity(amount),
            posting: Posting::Used,
            origin: holding.origin,
        };
        out.entry(&entry);
        if self.program.remembers_use {
            self.remember_use((holder, self.owner_of(user)), wanted, Quantity(amount));
        }
        let account = &mut self.accounts[holder];
        let holding = &mut account.holdings[index];
        let lot = &mut holding.lot;
        if lot.unlimited {
            let used = &mut account.used_unlimited[kind.index()];
            *used = used.wrapping_add(amount);
            return false;
        }
        lot.left = Quantity(before - amount);
        let (left, armed) = (lot.left.0, holding.notice_left);
        account.sums.release(kind, Quantity(amount));
        account.sums.flow(kind, Flow::Used, Quantity(amount));
        if left <= armed && before > armed {
            self.notify_left(holder, index, before, out);
        }
        if left == 0 {
            self.retire(holder, index, State::UsedUp, LastEnd::ByUse);
            self.start_queued(holder, out);
            self.renew_used_up(holder, out);
        }
        left == 0
    }
}
