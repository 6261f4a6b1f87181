//! Telling the customer: when much is used, when little is left, when an end is near.

use crate::ledger::{Listener, NoticeKind, Posting, State};
use crate::program::{Notice, ScopeId, Start, Threshold};
use crate::units::{Instant, Kind, Quantity, Ratio};

use super::World;
use super::fits::fits_lastingly;
use super::holding::Holding;

impl World<'_> {
    /// Works out what is to be watched in a lot, after it has changed.
    pub(super) fn arm_notices(&mut self, account: usize, index: usize) {
        self.watch(account, index);
        let holding = &mut self.accounts[account].holdings[index];
        let waits = holding.starts_on_use || matches!(holding.start, Start::NextSession { .. });
        let is_plain = holding.scope == ScopeId::EVERYTHING && holding.increment == 1 && !waits;
        holding.plain_above = if is_plain { holding.notice_left } else { u64::MAX };
    }

    fn watch(&mut self, account: usize, index: usize) {
        let plan = self.plan_of(account);
        if plan.notices.is_empty() {
            let now = self.now;
            let holding = &mut self.accounts[account].holdings[index];
            (holding.notice_left, holding.notify_at) = (0, Instant::NEVER);
            // Another plan may come that has notices, and asks since when the end has been the end.
            if holding.lot.expires_at != holding.armed_for {
                (holding.armed_for, holding.end_set_at) = (holding.lot.expires_at, now);
            }
            return;
        }
        let zone = &self.calendar_of(account).zone;
        let holding = &self.accounts[account].holdings[index];
        let watched = |notice: &&Notice| is_about(notice, holding) && !holding.lot.unlimited;
        let thresholds = plan.notices.iter().filter(watched).filter(|notice| notice.each);
        let left = thresholds.filter_map(|notice| threshold(notice.at, holding)).filter(|at| *at < holding.lot.left.0);
        let left = left.max().unwrap_or(0);
        let ends = plan.notices.iter().filter(watched).filter_map(|notice| match notice.at {
            Threshold::BeforeExpiry(length) => Some(length.before(holding.lot.expires_at, zone)),
            Threshold::Used(_) | Threshold::Left(_) => None,
        });
        let end = holding.lot.expires_at;
        let end_set_at = if end == holding.armed_for { holding.end_set_at } else { self.now };
        let told = holding.told_until;
        let comes = |at: &Instant| *at > end_set_at && *at > told && *at >= self.now;
        let told_of = holding.lot.state.is_held() && holding.frozen_since.is_none();
        let at = ends.filter(|at| told_of && comes(at)).min().unwrap_or(Instant::NEVER);
        let holding = &mut self.accounts[account].holdings[index];
        holding.notice_left = left;
        (holding.notify_at, holding.armed_for, holding.end_set_at) = (at, end, end_set_at);
    }

    /// Sends the notices that a use has made due in a lot.
    pub(super) fn notify_left(&mut self, account: usize, index: usize, before: u64, out: &mut impl Listener) {
        let plan = self.plan_of(account);
        for (place, notice) in plan.notices.iter().enumerate().filter(|(_, notice)| notice.each) {
            let holding = &self.accounts[account].holdings[index];
            let left = holding.lot.left;
            let crossed = threshold(notice.at, holding).is_some_and(|at| left.0 <= at && at < before);
            if crossed && is_about(notice, holding) {
                let what = match notice.at {
                    Threshold::Used(ratio) => NoticeKind::Used(ratio),
                    Threshold::Left(_) | Threshold::BeforeExpiry(_) => NoticeKind::Left,
                };
                if self.tells(account, notice) {
                    self.post_lot(account, index, left, Posting::Noticed { what }, notice.origin, out);
                }
                self.reach(account, place, notice);
            }
        }
        self.arm_notices(account, index);
    }

    /// Whether somebody is told.
    fn tells(&self, account: usize, notice: &Notice) -> bool {
        !notice.silent && notice.test.as_ref().is_none_or(|test| self.holds(account, test, &self.occasion(account)))
    }

    /// Remembers that something is to be done.
    fn reach(&mut self, account: usize, place: usize, notice: &Notice) {
        if notice.acts {
            self.reached(account, place);
        }
    }

    /// Sends the notices about money that was charged, and counts it.
    pub(super) fn notify_charges(&mut self, account: usize, amount: Quantity, out: &mut impl Listener) {
        let plan = self.plan_of(account);
        for (place, notice) in plan.notices.iter().enumerate() {
            let Some(limit) = &notice.charges else { continue };
            let before = self.counted(account, limit.counter, limit.span);
            self.count(account, limit.counter, limit.span, amount);
            let after = self.counted(account, limit.counter, limit.span);
            let Threshold::Used(ratio) = notice.at else { continue };
            let most = self.most(account, limit);
            let is_reached = |sum: Quantity| reached(ratio, sum.0.into(), most.0.into());
            if is_reached(after) && !is_reached(before) {
                if self.tells(account, notice) {
                    let what = NoticeKind::Charged(ratio);
                    self.post_plain(account, (Kind::Money, after), Posting::Noticed { what }, notice.origin, out);
                }
                self.reach(account, place, notice);
            }
        }
    }

    /// Forgets that notices went out which would not be due now: there is more again.
    pub(super) fn rearm_together(&mut self, account: usize, kind: Kind) {
        if self.accounts[account].noticed.is_empty() {
            return;
        }
        let plan = self.plan_of(account);
        for (place, notice) in plan.notices.iter().enumerate().filter(|(_, notice)| watches(notice, kind)) {
            let (base, left) = self.together(account, notice, kind);
            if !is_due(notice.at, base, left) {
                let this = (self.accounts[account].plan, place);
                self.accounts[account].noticed.retain(|told| *told != this);
            }
        }
    }

    /// Sends the notices whose time has come, for every lot of an account.
    pub(super) fn notify_ends(&mut self, account: usize, out: &mut impl Listener) {
        let plan = self.plan_of(account);
        for index in self.accounts[account].active.clone() {
            let holding = &self.accounts[account].holdings[index];
            if holding.notify_at > self.now {
                continue;
            }
            let (end, left) = (holding.lot.expires_at, holding.lot.left);
            for notice in &plan.notices {
                let Threshold::BeforeExpiry(length) = notice.at else { continue };
                let due = length.before(end, &self.calendar_of(account).zone) == self.now;
                let fits = is_about(notice, &self.accounts[account].holdings[index]);
                if due && fits && !left.is_zero() && self.tells(account, notice) {
                    let what = NoticeKind::Ending { at: end };
                    self.post_lot(account, index, left, Posting::Noticed { what }, notice.origin, out);
                }
            }
            self.accounts[account].holdings[index].told_until = self.now;
            self.arm_notices(account, index);
        }
        self.refresh_due(account);
    }

    /// Sends the notices about lots together that a use has made due.
    pub(super) fn notify_together(&mut self, account: usize, kind: Kind, out: &mut impl Listener) {
        let plan = self.plan_of(account);
        for (place, notice) in plan.notices.iter().enumerate() {
            let this = (self.accounts[account].plan, place);
            let done = self.accounts[account].noticed.contains(&this);
            if !watches(notice, kind) || done {
                continue;
            }
            let (base, left) = self.together(account, notice, kind);
            if !is_due(notice.at, base, left) {
                continue;
            }
            let what = match notice.at {
                Threshold::Used(ratio) => NoticeKind::Used(ratio),
                Threshold::Left(_) | Threshold::BeforeExpiry(_) => NoticeKind::Left,
            };
            self.accounts[account].noticed.push(this);
            let left = Quantity(u64::try_from(left).unwrap_or(u64::MAX));
            if self.tells(account, notice) {
                self.post_plain(account, (kind, left), Posting::Noticed { what }, notice.origin, out);
            }
            self.reach(account, place, notice);
        }
    }

    /// Of the lots that a notice is about: what was granted, and what is left of it.
    fn together(&self, account: usize, notice: &Notice, kind: Kind) -> (u128, u128) {
        let state = &self.accounts[account];
        let fits = |holding: &&Holding| holding.lot.kind == kind && !holding.lot.unlimited && is_about(notice, holding);
        let counted = |holding: &&Holding| match holding.lot.state {
            State::Live => true,
            State::UsedUp => holding.ended_in == state.stretch,
            State::Pending | State::Dormant | State::Expired | State::Forfeited => false,
        };
        let lots = state.holdings.iter().filter(fits).filter(counted);
        lots.fold((0, 0), |(base, left), holding| {
            (base + u128::from(holding.lot.granted.0), left + u128::from(holding.lot.left.0))
        })
    }
}

/// Whether a notice is about lots together, and a use of this kind lowers them.
fn watches(notice: &Notice, used: Kind) -> bool {
    !notice.each && notice.charges.is_none() && notice.of.iter().any(|of| of.has_kind(used))
}

/// Whether a lot is one that a notice is about.
fn is_about(notice: &Notice, holding: &Holding) -> bool {
    notice.of.iter().any(|of| fits_lastingly(of, holding))
}

/// Whether a notice about lots together is due.
fn is_due(at: Threshold, base: u128, left: u128) -> bool {
    match at {
        Threshold::Used(ratio) => reached(ratio, base.saturating_sub(left), base),
        Threshold::Left(limit) => base > 0 && left <= u128::from(limit.0),
        Threshold::BeforeExpiry(_) => false,
    }
}

/// Whether a share of a base has been used.
fn reached(ratio: Ratio, used: u128, base: u128) -> bool {
    base > 0 && used * u128::from(ratio.denominator) >= u128::from(ratio.numerator) * base
}

/// What is left in a lot when a notice is due, if that is a matter of what is left.
fn threshold(at: Threshold, holding: &Holding) -> Option<u64> {
    let granted = u128::from(holding.lot.granted.0);
    match at {
        Threshold::Used(ratio) => {
            let used = (granted * u128::from(ratio.numerator)).div_ceil(u128::from(ratio.denominator.max(1)));
            u64::try_from(granted.checked_sub(used)?).ok()
        }
        Threshold::Left(left) => Some(left.0),
        Threshold::BeforeExpiry(_) => None,
    }
}
