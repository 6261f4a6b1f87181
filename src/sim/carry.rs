//! Carrying leftovers on: who may, under which condition, within which limits.

use std::collections::BTreeMap;

use crate::ledger::{Listener, OriginId, Posting, Reason, State};
use crate::program::{Carry, CarryId, Life, Limit, LimitAmount, LimitOf, Side, Test};
use crate::units::{Duration, Instant, Kind, MonthEnd, Quantity, Validity};

use super::World;
use super::holding::{Holding, Waits};
use super::lots::End;
use super::routine::Occasion;

/// The end of a period, as far as leftovers are concerned.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ending {
    /// When.
    pub(super) at: Instant,
    /// Whether a period of the account ends, and not only some lot.
    pub(super) period: bool,
    /// The next period's place counted from its anchor, and the anchor, if there is a next period.
    pub(super) next: Option<Next>,
    /// What tests may ask about.
    pub(super) occasion: Occasion,
}

/// The period that comes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Next {
    pub(super) anchor: Instant,
    pub(super) index: u32,
    pub(super) end: Instant,
    /// The plan that comes.
    pub(super) plan: usize,
    /// Whether it begins by a renewal.
    pub(super) renewed: bool,
}

impl World<'_> {
    /// The rule by which a lot that ends may be carried on, if any.
    pub(super) fn rule_of(&self, holding: &Holding, ending: &Ending) -> Option<CarryId> {
        let id = holding.carry?;
        let lot = &holding.lot;
        let carry = &self.program.carries[id.0 as usize];
        if lot.unlimited || lot.left.is_zero() || holding.waits != Waits::No {
            return None;
        }
        let calendar = self.calendar_of(lot.owner.0 as usize);
        let day = || calendar.zone.local(lot.granted_at).day;
        if carry.granted_on.is_some_and(|days| !days.contains(day(), &calendar.holidays)) {
            return None;
        }
        let may = match carry.life {
            Life::For(_) => lot.generation == 0,
            Life::To(end) => lot.generation == 0 && self.named_end(holding, end, ending.at) > ending.at,
            Life::Periods(_) => ending.period && lot.generation == 0,
            Life::Bank { at_most, no_longer_than, .. } => {
                let often = at_most.is_none_or(|most| lot.generation < most);
                let young =
                    lot.generation == 0 || no_longer_than.is_none_or(|length| self.later(holding, length) > ending.at);
                ending.period && often && young
            }
        };
        may.then_some(id)
    }

    /// The end that the calendar names, of the day, week or month in which a lot's own time ends.
    fn named_end(&self, holding: &Holding, end: Validity, now: Instant) -> Instant {
        let own_end = if holding.own_end == Instant::NEVER { now } else { holding.own_end };
        self.end_of(holding.lot.owner.0 as usize, end, own_end.plus_seconds(-1))
    }

    /// So long after the end of a lot's own period.
    fn later(&self, holding: &Holding, length: Duration) -> Instant {
        let zone = &self.calendar_of(holding.lot.owner.0 as usize).zone;
        length.after(holding.own_end, zone, MonthEnd::Clamp)
    }

    /// Deals with the leftovers that some rules may carry on, rule by rule.
    pub(super) fn carry_all(
        &mut self,
        account: usize,
        candidates: BTreeMap<CarryId, Vec<usize>>,
        ending: &Ending,
        out: &mut impl Listener,
    ) {
        for (id, mut lots) in candidates {
            let carry = &self.program.carries[id.0 as usize];
            self.sort_by_age(account, &mut lots);
            for index in &lots {
                let holding = &mut self.accounts[account].holdings[*index];
                if holding.own_end == Instant::NEVER {
                    holding.own_end = ending.at;
                }
            }
            self.carry_one(account, (id, carry), &lots, ending, out);
        }
    }

    fn carry_one(
        &mut self,
        account: usize,
        (id, carry): (CarryId, &Carry),
        lots: &[usize],
        ending: &Ending,
        out: &mut impl Listener,
    ) {
        let renewed = ending.next.is_some_and(|next| next.renewed);
        if ending.period && !renewed && self.hold(account, carry, lots, ending, out) {
            return;
        }
        let needs_next = !matches!(carry.life, Life::For(_) | Life::To(_));
        if needs_next && ending.next.is_none() {
            return self.forfeit(account, lots, Reason::NotRenewed, carry, out);
        }
        if carry.test.as_ref().is_some_and(|test| !self.holds(account, test, &ending.occasion)) {
            return self.forfeit(account, lots, Reason::ConditionNotMet, carry, out);
        }
        if let Some(length) = carry.activation {
            let until = length.after(ending.at, &self.calendar_of(account).zone, MonthEnd::Clamp);
            for index in lots {
                let why = (Reason::WaitsForActivation, carry.origin);
                let holding = &mut self.accounts[account].holdings[*index];
                (holding.ends_with_period, holding.waits_since) = (false, ending.at);
                self.sleep(account, *index, (Waits::Activation, until), why, out);
            }
            return;
        }
        self.carry_over(account, (id, carry), lots, ending.next, out);
    }

    /// Keeps leftovers for a late renewal, if the plan has a grace for it.
    fn hold(
        &mut self,
        account: usize,
        carry: &Carry,
        lots: &[usize],
        ending: &Ending,
        out: &mut impl Listener,
    ) -> bool {
        let waits = !matches!(carry.life, Life::For(_) | Life::To(_))
            || carry.test.as_ref().is_some_and(|test| longest_wait(test).is_some());
        let grace = self.plan_of(account).grace.map(|grace| (grace.length, grace.usable));
        let own = || carry.test.as_ref().and_then(longest_wait).flatten().map(|length| (length, false));
        let Some((length, usable)) = grace.or_else(own).filter(|_| waits) else { return false };
        let origin = carry.origin;
        let until = length.after(ending.at, &self.calendar_of(account).zone, MonthEnd::Clamp);
        for index in lots {
            if usable {
                let holding = &mut self.accounts[account].holdings[*index];
                (holding.waits, holding.ends_with_period) = (Waits::Renewal, false);
                self.move_end(account, *index, until, origin, out);
            } else {
                self.accounts[account].holdings[*index].ends_with_period = false;
                self.sleep(account, *index, (Waits::Renewal, until), (Reason::InGrace, origin), out);
            }
        }
        true
    }

    pub(super) fn forfeit(
        &mut self,
        account: usize,
        lots: &[usize],
        reason: Reason,
        carry: &Carry,
        out: &mut impl Listener,
    ) {
        for index in lots {
            self.end_lot(account, *index, End::Forfeited(reason), carry.origin, out);
        }
    }

    /// Carries leftovers on, as far as the limits admit.
    pub(super) fn carry_over(
        &mut self,
        account: usize,
        (id, carry): (CarryId, &Carry),
        lots: &[usize],
        next: Option<Next>,
        out: &mut impl Listener,
    ) {
        for limit in &carry.limits {
            for kind in Kind::ALL {
                self.limit(account, (id, limit), kind, lots, next, out);
            }
        }
        for &index in lots {
            if self.accounts[account].holdings[index].lot.left.is_zero() {
                continue;
            }
            let until = self.new_end(account, &self.accounts[account].holdings[index], carry, next);
            if !self.round(account, index, carry, until, out) {
                continue;
            }
            if let Some(scope) = carry.scope {
                let holding = &mut self.accounts[account].holdings[index];
                (holding.scope, holding.restrictions) = (scope, self.program.scopes[scope.0 as usize].restrictions());
            }
            let state = &mut self.accounts[account];
            state.set_state(index, State::Live);
            let holding = &mut state.holdings[index];
            holding.waits = Waits::No;
            holding.lot.generation = holding.lot.generation.saturating_add(1);
            holding.lot.expires_at = until;
            holding.ends_with_period = matches!(carry.life, Life::Bank { .. });
            let left = holding.lot.left;
            self.changed(account, index);
            self.post_lot(account, index, left, Posting::Rolled { until }, carry.origin, out);
        }
    }

    /// Rounds a leftover to whole steps. What is rounded up is granted, what is rounded down is trimmed. Gives back
    /// whether anything is left.
    fn round(&mut self, account: usize, index: usize, carry: &Carry, until: Instant, out: &mut impl Listener) -> bool {
        let lot = self.accounts[account].holdings[index].lot;
        let Some((_, rounding)) = carry.rounding.filter(|(kind, _)| *kind == lot.kind) else { return true };
        let rounded = rounding.of(lot.left);
        if rounded < lot.left {
            self.trim(account, index, lot.left.saturating_sub(rounded), carry.origin, out);
        } else if rounded > lot.left {
            let more = rounded.saturating_sub(lot.left);
            let state = &mut self.accounts[account];
            state.set_left(index, rounded);
            let lot = &mut state.holdings[index].lot;
            lot.granted = Quantity(lot.granted.0.saturating_add(more.0));
            let posting = Posting::Granted { from: self.now, until };
            self.post_lot(account, index, more, posting, carry.origin, out);
        }
        !rounded.is_zero()
    }

    fn new_end(&self, account: usize, holding: &Holding, carry: &Carry, next: Option<Next>) -> Instant {
        let next_end = next.map_or(Instant::NEVER, |next| next.end);
        match carry.life {
            Life::For(length) => self.later(holding, length),
            Life::To(end) => self.named_end(holding, end, self.now),
            Life::Periods(0 | 1) => next_end,
            Life::Periods(periods) => next.map_or(Instant::NEVER, |next| {
                let plan = &self.program.plans[next.plan];
                let zone = &self.calendar_of(account).zone;
                plan.cycle.end(next.anchor, next.index.saturating_add(periods - 1), zone)
            }),
            Life::Bank { no_longer_than, .. } => {
                no_longer_than.map_or(next_end, |length| next_end.min(self.later(holding, length)))
            }
        }
    }

    /// Applies one limit to the lots of one kind.
    fn limit(
        &mut self,
        account: usize,
        (id, limit): (CarryId, &Limit),
        kind: Kind,
        lots: &[usize],
        next: Option<Next>,
        out: &mut impl Listener,
    ) {
        let left = |world: &Self, index: usize| world.accounts[account].holdings[index].lot.left.0;
        let of_kind = |index: &usize| self.accounts[account].holdings[*index].lot.kind == kind;
        let is_new = |index: &usize| self.accounts[account].holdings[*index].lot.generation == 0;
        let entering: Vec<usize> =
            lots.iter().copied().filter(|i| of_kind(i) && is_new(i) && left(self, *i) > 0).collect();
        let existing = match limit.of {
            LimitOf::Entry => Vec::new(),
            LimitOf::Bank | LimitOf::BankAndPlan => self.bank(account, id, kind),
        };
        // What goes first stands first.
        let victims: Vec<usize> = match limit.side {
            Side::Newest => entering.iter().rev().chain(existing.iter().rev()).copied().collect(),
            Side::Oldest => {
                let mut oldest = existing;
                oldest.sort_by_key(|index| self.accounts[account].holdings[*index].lot.expires_at);
                oldest.into_iter().chain(entering).collect()
            }
        };
        let mut over = match limit.amount {
            LimitAmount::Periods(periods) => {
                let terms = (periods, limit.side, limit.origin);
                return self.limit_periods(account, &victims, terms, out);
            }
            LimitAmount::Units(of, _) if of != kind => return,
            LimitAmount::Units(_, most) => self.over(account, &victims, (most, kind), limit.of, next),
            LimitAmount::TimesPlan(ratio) => {
                let base = self.granted_by_next(account, next, kind);
                let most = ratio.of(base).unwrap_or(Quantity::MAX);
                self.over(account, &victims, (most, kind), limit.of, next)
            }
        };
        for index in victims {
            let part = left(self, index).min(over);
            over -= part;
            self.trim(account, index, Quantity(part), limit.origin, out);
            if part > 0 {
                self.changed(account, index);
            }
        }
    }

    /// What the plan of now grants in a period: the plan that comes, or the one that is.
    fn granted_by_next(&self, account: usize, next: Option<Next>, kind: Kind) -> Quantity {
        let plan = next.map_or(self.accounts[account].plan.0 as usize, |next| next.plan);
        self.granted_by_plan(account, plan, kind)
    }

    /// Whether a period goes on, while only some lot has come to its end.
    fn is_within_period(&self, account: usize) -> bool {
        self.accounts[account].is_running() && self.accounts[account].end > self.now
    }

    /// By how much lots exceed a limit.
    fn over(
        &self,
        account: usize,
        lots: &[usize],
        (most, kind): (Quantity, Kind),
        of: LimitOf,
        next: Option<Next>,
    ) -> u64 {
        let room = match of {
            LimitOf::BankAndPlan if next.is_some() || self.is_within_period(account) => {
                most.saturating_sub(self.granted_by_next(account, next, kind))
            }
            LimitOf::BankAndPlan | LimitOf::Bank | LimitOf::Entry => most,
        };
        let total = lots.iter().map(|index| self.accounts[account].holdings[*index].lot.left.0);
        total.fold(0, u64::saturating_add).saturating_sub(room.0)
    }

    /// Takes whole periods away until no more than so many are left.
    pub(super) fn limit_periods(
        &mut self,
        account: usize,
        victims: &[usize],
        (periods, side, origin): (u32, Side, OriginId),
        out: &mut impl Listener,
    ) {
        let end = |world: &Self, index: usize| {
            let holding = &world.accounts[account].holdings[index];
            if holding.own_end == Instant::NEVER { holding.lot.expires_at } else { holding.own_end }
        };
        let mut ends: Vec<Instant> = victims.iter().map(|index| end(self, *index)).collect();
        ends.sort_unstable();
        ends.dedup();
        let over = ends.len().saturating_sub(periods as usize);
        let gone = match side {
            Side::Newest => ends.split_off(ends.len() - over),
            Side::Oldest => ends.drain(..over).collect(),
        };
        for &index in victims {
            if gone.contains(&end(self, index)) {
                let left = self.accounts[account].holdings[index].lot.left;
                self.trim(account, index, left, origin, out);
                self.changed(account, index);
            }
        }
    }

    /// What a rule has rolled and the account still holds, of one kind, the oldest first.
    fn bank(&self, account: usize, id: CarryId, kind: Kind) -> Vec<usize> {
        let state = &self.accounts[account];
        let in_bank = |index: &usize| {
            let holding = &state.holdings[*index];
            holding.carry == Some(id) && holding.lot.generation > 0 && holding.lot.kind == kind
        };
        let mut lots: Vec<usize> = state.active.iter().copied().filter(in_bank).collect();
        self.sort_by_age(account, &mut lots);
        lots
    }

    pub(super) fn sort_by_age(&self, account: usize, lots: &mut [usize]) {
        lots.sort_by_key(|index| {
            let lot = &self.accounts[account].holdings[*index].lot;
            (lot.granted_at, lot.id)
        });
    }
}

/// Whether a test asks about renewals at all, and for how long after the end it would still hold.
fn longest_wait(test: &Test) -> Option<Option<Duration>> {
    match test {
        Test::All(tests) | Test::Any(tests) => {
            let waits = tests.iter().filter_map(longest_wait);
            waits.reduce(|a, b| match (a, b) {
                (Some(a), Some(b)) => Some(if a.approximate_seconds() >= b.approximate_seconds() { a } else { b }),
                (a, b) => a.or(b),
            })
        }
        Test::Not(test) => longest_wait(test),
        Test::Renewed(timing) => Some(timing.late_by_at_most),
        Test::Used(..)
        | Test::Activated
        | Test::InARow(_)
        | Test::Alone
        | Test::Marked(_)
        | Test::PlanStep(_)
        | Test::Owing(_)
        | Test::Recharged(_)
        | Test::RechargedBy(_)
        | Test::Happened { .. }
        | Test::Compared { .. }
        | Test::Held(..)
        | Test::Subscribed(..)
        | Test::FullPeriod
        | Test::During(_)
        | Test::Suspended
        | Test::PeriodNumber(_)
        | Test::Between(..)
        | Test::Season(_)
        | Test::Anniversary { .. }
        | Test::Members(_)
        | Test::From(_)
        | Test::To(_) => None,
    }
}
