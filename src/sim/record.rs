//! Using units: at an instant, or over a stretch of time that may cross boundaries.

use crate::event::Circumstances;
use crate::ledger::{Listener, Note, OriginId, Posting, Reason};
use crate::program::{Increment, Scope};
use crate::units::{Instant, Kind, Quantity, Window};

use super::deplete::Who;
use super::pay::Use;
use super::react::Occurrence;
use super::{Fault, World};

/// The longest record: 400 days. It bounds how many pieces one can be split into.
const LONGEST: i64 = 400 * 86_400;

impl World<'_> {
    /// A use at an instant. It stays out of line, so that the short way before it is short.
    #[inline(never)]
    pub(super) fn use_now(&mut self, account: usize, wanted: Use, out: &mut impl Listener) -> Result<(), Fault> {
        if wanted.rest.is_zero() {
            return Ok(());
        }
        self.blocked = Quantity::ZERO;
        let who = Who { user: account, owner: self.owner_of(account) };
        if self.plan_of(who.owner).blocks_whole || self.is_tolled(who, &wanted) {
            self.pay_whole(account, wanted, out)?;
        } else {
            self.pay_or_deplete(account, wanted, out)?;
        }
        if self.plan_of(account).watch.uses && self.blocked < wanted.rest {
            self.run_on(account, &Occurrence::Used(&wanted), &self.occasion(account), out);
        }
        if self.reaction.waits() {
            self.react(None, out);
            self.audit(account)?;
        }
        self.follow_ties(out);
        Ok(())
    }

    #[inline]
    pub(super) fn pay_or_deplete(
        &mut self,
        account: usize,
        mut wanted: Use,
        out: &mut impl Listener,
    ) -> Result<(), Fault> {
        let owner = self.owner_of(account);
        if let Some(suspended) = [account, owner].into_iter().find(|who| self.accounts[*who].suspended_since.is_some())
        {
            let origin = self.accounts[suspended].suspended_by;
            return self.block(Who { user: account, owner }, &mut wanted, Reason::Suspended, origin, out);
        }
        if let Some(origin) = self.bar_on(Who { user: account, owner }, &wanted) {
            return self.block(Who { user: account, owner }, &mut wanted, Reason::Barred, origin, out);
        }
        let state = &self.accounts[account];
        if account == owner && !state.is_active() && state.active.is_empty() {
            let origin = self.plan_of(account).origin;
            return self.block(Who { user: account, owner }, &mut wanted, Reason::NotActive, origin, out);
        }
        wanted.times = self.times(owner, &wanted);
        let who = Who { user: account, owner };
        let plan = self.plan_of(owner);
        wanted.by_one = plan.one_lot[wanted.kind.index()];
        if !plan.tolls.is_empty()
            && let Some((reason, origin)) = self.pay_tolls(who, &wanted, out)
        {
            return self.block(who, &mut wanted, reason, origin, out);
        }
        if !self.plan_of(owner).ceilings.is_empty() {
            return self.use_below_ceilings(who, wanted, out);
        }
        self.pay_and_tell(who, &mut wanted, out)?;
        // A lot whose life has begun with this use may pay for what is owed, though it has paid all of the use.
        let owes = !self.accounts[account].debts.is_empty() || !self.accounts[owner].debts.is_empty();
        if wanted.rest.is_zero() && !owes {
            return Ok(());
        }
        self.use_rest(who, wanted, out)
    }

    /// What a use counts, by the plan that decides: whole increments.
    pub(super) fn whole_increments(&self, account: usize, wanted: &Use) -> Quantity {
        let (owner, amount) = (self.owner_of(account), wanted.rest.0);
        let fits = |one: &&Increment| {
            let scope = &self.program.scopes[one.scope.0 as usize];
            one.kind == wanted.kind && self.scope_admits(owner, scope, wanted)
        };
        let Some(increment) = self.plan_of(owner).increments.iter().find(fits) else { return wanted.rest };
        let (first, per) = (increment.first.0.max(1), increment.per.0.max(1));
        let whole = if amount <= first {
            first
        } else {
            first.saturating_add((amount - first).div_ceil(per).saturating_mul(per))
        };
        Quantity(if amount == 0 { 0 } else { whole })
    }

    /// Pays from lots as far as they go, and tells what is to be told of it.
    pub(super) fn pay_and_tell(&mut self, who: Who, wanted: &mut Use, out: &mut impl Listener) -> Result<(), Fault> {
        self.rearm_together(who.user, wanted.kind);
        if who.owner != who.user {
            self.rearm_together(who.owner, wanted.kind);
        }
        self.pay(who.user, wanted, out)?;
        self.notify_together(who.user, wanted.kind, out);
        if who.owner != who.user {
            self.notify_together(who.owner, wanted.kind, out);
        }
        Ok(())
    }

    /// What no lot has paid, and what is owed.
    #[cold]
    fn use_rest(&mut self, who: Who, mut wanted: Use, out: &mut impl Listener) -> Result<(), Fault> {
        if !wanted.rest.is_zero() {
            self.deplete(who, &mut wanted, out)?;
        }
        self.repay(who.user, out);
        self.repay(who.owner, out);
        self.accounts[who.user].check_debts()?;
        self.accounts[who.owner].check_debts()?;
        self.accounts[who.user].check(wanted.kind)?;
        self.accounts[who.user].check(Kind::Money)
    }

    /// A record that lasted: charged by its start, or split at the boundaries it crosses, in proportion to time. The
    /// last piece takes what the divisions leave over.
    #[inline(never)]
    pub(super) fn use_record(
        &mut self,
        account: usize,
        (since, until): (Instant, Instant),
        (kind, amount): (Kind, Quantity),
        circumstances: Circumstances,
        out: &mut impl Listener,
    ) -> Result<(), Fault> {
        if until.seconds_since(since) > LONGEST {
            return Err(Fault::RecordTooLong);
        }
        let owner = self.owner_of(account);
        let amount = self.whole_increments(account, &Use::of(kind, amount, since, circumstances));
        let mut began = since;
        self.uses += 1;
        if !self.calendar_of(owner).split_records {
            let start = since.max(self.now);
            self.settle(start, out)?;
            self.use_now(account, Use::of(kind, amount, since, circumstances), out)?;
            return self.settle(until, out);
        }
        let total = until.seconds_since(since).unsigned_abs();
        let (mut from, mut rest) = (since, amount);
        while from < until {
            self.settle(from, out)?;
            let to = self.next_boundary(account, owner, from).min(until);
            let part = if to == until {
                rest
            } else {
                amount.proportion(to.seconds_since(from).unsigned_abs(), total).unwrap_or(rest).min(rest)
            };
            rest = rest.saturating_sub(part);
            if !part.is_zero() {
                let piece = Use { began, ..Use::of(kind, part, from, circumstances) };
                self.use_now(account, piece, out)?;
            }
            if self.midnight_after(owner, from) == Some(to) && to < until {
                began = to;
                self.uses += 1;
            }
            from = to;
        }
        self.settle(until, out)
    }

    /// The next instant after another at which who pays may change: something is due, or a window opens or closes.
    fn next_boundary(&self, account: usize, owner: usize, from: Instant) -> Instant {
        let due = [account, owner].map(|account| self.accounts[account].due).into_iter().filter(|due| *due > from);
        let scopes = self.plan_of(owner).scopes.iter().map(|scope| &self.program.scopes[scope.0 as usize]);
        let windows = scopes.flat_map(|scope: &Scope| &scope.windows);
        let edges = windows.map(|window| self.next_real_edge(owner, window, from));
        due.chain(edges).chain(self.midnight_after(owner, from)).min().unwrap_or(Instant::NEVER)
    }

    /// The next midnight, if records end there.
    fn midnight_after(&self, owner: usize, from: Instant) -> Option<Instant> {
        let calendar = self.calendar_of(owner);
        let midnight = || calendar.zone.midnight(calendar.zone.local(from).day.plus(1));
        calendar.end_at_midnight.then(midnight)
    }

    /// The next instant at which a window really opens or closes.
    fn next_real_edge(&self, owner: usize, window: &Window, from: Instant) -> Instant {
        let calendar = self.calendar_of(owner);
        let open = |at: Instant| window.contains(calendar.zone.local(at), &calendar.holidays);
        let mut edge = from;
        // A window that opens at all does so within some days, but one on holidays may wait for a year.
        for _ in 0..2_000 {
            edge = window.next_edge(edge, &calendar.zone);
            if open(edge) != open(edge.plus_seconds(-1)) || edge.seconds_since(from) > LONGEST {
                return edge;
            }
        }
        edge
    }

    /// A request that was refused.
    pub(super) fn refuse(&mut self, account: usize, reason: Reason, origin: OriginId, out: &mut impl Listener) {
        self.post_plain(account, (Kind::Money, Quantity::ZERO), Posting::Refused { reason }, origin, out);
    }

    /// Something that was noted about an account.
    pub(super) fn note(&mut self, account: usize, what: Note, origin: OriginId, out: &mut impl Listener) {
        self.post_plain(account, (Kind::Money, Quantity::ZERO), Posting::Noted { what }, origin, out);
    }
}
