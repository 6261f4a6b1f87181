//! Running routines: tests, and the operations on lots.

use crate::event::{LabelId, PlanId, ProductId};
use crate::ledger::{Charge, Lack, Listener, NoticeKind, OriginId, Posting, Reason, State};
use crate::program::{Cut, ExpiryMove, LimitAmount, Operation, Routine, Selector, Share, Side, Test, Timing, Trigger};
use crate::units::{Duration, Instant, Kind, MonthEnd, Quantity, Ratio};

use super::World;
use super::account::LastEnd;
use super::fits::fits;
use super::holding::Waits;
use super::lots::End;
use super::react::Occurrence;

/// What a test may ask about.
#[derive(Debug, Clone, Copy)]
pub(super) struct Occasion {
    /// How the period was renewed, if it was.
    pub(super) renewal: Option<RenewalFacts>,
    /// From which plan to which.
    pub(super) plans: Option<(PlanId, PlanId)>,
    /// How much was paid in.
    pub(super) recharged: Quantity,
    /// And how.
    pub(super) recharged_by: Option<LabelId>,
    /// The last lot that the event itself has granted, not counting bonuses.
    pub(super) granted: Option<usize>,
    /// What was bought, and the place of the first lot that was granted by that or since.
    pub(super) bought: Option<(ProductId, usize)>,
    /// What was used in the period that is looked at, and whether its rollover was activated.
    pub(super) used: [u64; Kind::COUNT],
    pub(super) activated: bool,
    /// The number of that period, as what is counted by the period has it.
    pub(super) stretch: u32,
    /// Whether it is or was a full one.
    pub(super) whole: bool,
    /// The number of the period of the plan that is charged, if that is not the one of now.
    pub(super) period: Option<u32>,
    /// Why lots are taken away on this occasion.
    pub(super) reason: Reason,
}

/// How a period was renewed.
#[derive(Debug, Clone, Copy)]
pub(super) struct RenewalFacts {
    pub(super) automatic: bool,
    /// When it was made.
    pub(super) at: Instant,
    /// When the period was to end.
    pub(super) end: Instant,
}

impl World<'_> {
    /// What tests may ask about when nothing special happens: they look at the running period.
    pub(super) fn occasion(&self, account: usize) -> Occasion {
        let state = &self.accounts[account];
        Occasion {
            renewal: None,
            plans: None,
            recharged: Quantity::ZERO,
            recharged_by: None,
            granted: None,
            bought: None,
            used: state.used_in_period(),
            activated: state.activated,
            stretch: state.stretch,
            whole: self.began_whole(account),
            period: None,
            reason: Reason::ByClause,
        }
    }

    /// Runs what an account's plan does on some triggers, in the order of the plan.
    pub(super) fn run(&mut self, account: usize, triggers: &[Trigger], occasion: &Occasion, out: &mut impl Listener) {
        self.run_on(account, &Occurrence::Plain(triggers), occasion, out);
    }

    /// Runs what an account's plan does at something, in the order of the plan.
    pub(super) fn run_on(
        &mut self,
        account: usize,
        occurrence: &Occurrence<'_>,
        occasion: &Occasion,
        out: &mut impl Listener,
    ) {
        self.count_from(account, occurrence);
        for (place, routine) in self.plan_of(account).routines.iter().enumerate() {
            if self.is_set_off(account, &routine.trigger, occurrence) {
                self.run_routine(account, place, routine, occasion, out);
            }
        }
    }

    pub(super) fn run_routine(
        &mut self,
        account: usize,
        place: usize,
        routine: &Routine,
        occasion: &Occasion,
        out: &mut impl Listener,
    ) {
        let now = self.now;
        if !self.may_follow(account, place) {
            return;
        }
        if let Some((from, to)) = routine.between.filter(|(from, to)| now < *from || *to <= now) {
            return self.missed(account, routine, Lack::Dates { from, to }, out);
        }
        if self.eligible(account, &routine.eligibility, occasion).is_err() {
            return self.missed(account, routine, Lack::Eligibility, out);
        }
        if routine.limit.as_ref().is_some_and(|limit| self.remaining(account, limit).is_zero()) {
            return self.missed(account, routine, Lack::Limit, out);
        }
        let failing = routine.test.as_ref().filter(|test| !self.holds(account, test, occasion));
        if let Some(test) = failing.filter(|_| out.asks_why()) {
            self.missed_tests(account, (routine, test), occasion, out);
        }
        let holds = failing.is_none();
        let operations = if holds { &routine.operations } else { &routine.otherwise };
        // A fee that is refused has not been charged, and does not count as if it had been.
        let charges = |operation: &Operation| matches!(operation, Operation::Charge(..));
        let mut done = operations.is_empty() || !operations.iter().all(charges);
        for operation in operations {
            done |= self.operate(account, operation, occasion, out);
        }
        if let Some(limit) = routine.limit.as_ref().filter(|_| holds && done) {
            self.count(account, limit.counter, limit.span, Quantity(1));
        }
    }

    /// Whether a test holds.
    pub(super) fn holds(&self, account: usize, test: &Test, occasion: &Occasion) -> bool {
        let state = &self.accounts[account];
        match test {
            Test::All(tests) => tests.iter().all(|test| self.holds(account, test, occasion)),
            Test::Any(tests) => tests.iter().any(|test| self.holds(account, test, occasion)),
            Test::Not(test) => !self.holds(account, test, occasion),
            Test::Renewed(timing) => occasion.renewal.is_some_and(|facts| self.in_time(account, timing, facts)),
            Test::Used(kind, range) => range.contains(Quantity(occasion.used[kind.index()])),
            Test::Activated => occasion.activated,
            Test::InARow(renewals) => state.renewals_in_a_row >= *renewals,
            Test::Alone => state.members.is_empty() && state.pool.is_none(),
            Test::Marked(label) => state.marks.contains(label),
            Test::PlanStep(step) => {
                let (from, to) = occasion.plans.unwrap_or((state.plan, state.plan));
                step.leads(self.program.ranks_of(from), self.program.ranks_of(to))
            }
            Test::Owing(range) => range.contains(state.loans.owed()),
            Test::Recharged(range) => range.contains(occasion.recharged),
            Test::RechargedBy(way) => occasion.recharged_by == Some(*way),
            Test::Happened { fact, back, range } => self.has_happened(account, (*fact, *back, *range), occasion),
            Test::Compared { fact, than, back, sides } => {
                self.is_compared(account, (*fact, *than, *back), *sides, occasion)
            }
            Test::Held(of, range) => self.holds_units(account, of, *range, occasion),
            Test::Subscribed(comparison, length) => self.has_run(account, *comparison, *length),
            Test::FullPeriod => occasion.whole,
            Test::During(window) => {
                let calendar = self.calendar_of(account);
                window.contains(calendar.zone.local(self.now), &calendar.holidays)
            }
            Test::Suspended => state.suspended_since.is_some(),
            Test::PeriodNumber(range) => {
                let number = occasion.period.unwrap_or_else(|| self.period_of_plan(account));
                range.contains(Quantity(u64::from(number)))
            }
            Test::Anniversary { of, month } => self.is_anniversary(account, *of, *month),
            Test::Season(season) => season.contains(self.calendar_of(account).zone.local(self.now).day),
            Test::Between(from, to) => *from <= self.now && self.now < *to,
            Test::Members(range) => range.contains(self.members_of_pool(account)),
            Test::From(plans) => plans.contains(&occasion.plans.map_or(state.plan, |(from, _)| from)),
            Test::To(plans) => plans.contains(&occasion.plans.map_or(state.plan, |(_, to)| to)),
        }
    }

    fn in_time(&self, account: usize, timing: &Timing, facts: RenewalFacts) -> bool {
        let zone = &self.calendar_of(account).zone;
        let side = match facts.at.cmp(&facts.end) {
            std::cmp::Ordering::Less => timing.before,
            std::cmp::Ordering::Equal => timing.at_end,
            std::cmp::Ordering::Greater => timing.after,
        };
        let early = |length: Duration| facts.at <= length.before(facts.end, zone);
        let late = |length: Duration| length.after(facts.end, zone, MonthEnd::Clamp) >= facts.at;
        side && timing.automatic.is_none_or(|automatic| automatic == facts.automatic)
            && timing.early_by.is_none_or(early)
            && timing.late_by_at_most.is_none_or(late)
    }

    /// The places of the lots of an account that fit, in the order of their numbers.
    pub(super) fn selected(&self, account: usize, selector: &Selector, occasion: &Occasion) -> Vec<usize> {
        let state = &self.accounts[account];
        let zone = &self.calendar_of(account).zone;
        let fitting = |index: &usize| {
            fits(selector, &state.holdings[*index], self.now, state.number, zone)
                && self.stands(selector, account, *index, occasion)
        };
        state.active.iter().copied().filter(fitting).collect()
    }

    /// The lots that have expired, and that fit a selector which says so.
    fn expired(&self, account: usize, selector: &Selector, occasion: &Occasion) -> Vec<usize> {
        let state = &self.accounts[account];
        let zone = &self.calendar_of(account).zone;
        let fitting = |index: &usize| {
            fits(selector, &state.holdings[*index], self.now, state.number, zone)
                && self.stands(selector, account, *index, occasion)
        };
        let all = if selector.expired { state.holdings.len() } else { 0 };
        (0..all).filter(fitting).collect()
    }

    /// Does it. Gives back whether it was done: a charge may be refused.
    fn operate(&mut self, account: usize, operation: &Operation, occasion: &Occasion, out: &mut impl Listener) -> bool {
        match operation {
            Operation::Grant(grant) => {
                match self.by_what_happened(account, *grant, occasion) {
                    Some(amount) => self.grant_units(account, *grant, (amount, false), out),
                    None => {
                        let plan = occasion.plans.map_or(self.accounts[account].plan, |(_, to)| to);
                        self.grant_under(account, plan, *grant, out)
                    }
                };
            }
            Operation::Forfeit(of, origin) => {
                // What has expired is lost already: it only cannot come back any more.
                for index in self.expired(account, of, occasion) {
                    self.accounts[account].set_state(index, State::Forfeited);
                }
                for index in self.selected(account, of, occasion) {
                    self.end_lot(account, index, End::Forfeited(occasion.reason), *origin, out);
                }
                self.bar_from_refill(account, of);
            }
            Operation::Shrink(of, share, origin) => self.shrink(account, (of, *share, *origin), occasion, out),
            Operation::Cut(of, cut, origin) => self.cut(account, (of, *cut, *origin), occasion, out),
            Operation::Keep(of, limit, origin) => {
                if let Some(limit) = limit {
                    self.keep(account, (of, *limit, *origin), occasion, out);
                }
                self.keep_beyond(account, of, occasion);
            }
            Operation::Revive(of, within, origin) => self.revive(account, (of, *within, *origin), occasion, out),
            Operation::Refill(of, to, price, origin) => self.refill(account, of, (*to, *price), *origin, out),
            Operation::SetExpiry(of, to, origin) => self.set_expiry(account, of, *to, *origin, occasion, out),
            Operation::Freeze { of, clock_stops, origin } => {
                self.freeze(account, (of, *clock_stops, *origin), occasion, out);
            }
            Operation::Thaw(of, origin) => self.thaw(account, (of, *origin), occasion, out),
            Operation::Mark(label, on, origin) => self.mark_by_action(account, (*label, *on), *origin, out),
            Operation::Ask(request, origin) => self.ask(account, *request, *origin),
            Operation::Charge(amount, origin) => {
                let prepaid = self.plan_of(account).prepaid;
                let amount = self.fee_of(account, amount, occasion);
                if let Err(reason) = self.charge(account, amount, prepaid, (Charge::Fee, *origin), out) {
                    self.refuse(account, reason, *origin, out);
                    return false;
                }
            }
            Operation::PriceOff(what, periods, origin) => self.promise_off(account, *what, *periods, *origin),
            Operation::Service(what, origin) => self.serve(account, *what, *origin, out),
            Operation::Notify(origin) => {
                let what = NoticeKind::Message;
                let nothing = (Kind::Money, Quantity::ZERO);
                self.post_plain(account, nothing, Posting::Noticed { what }, *origin, out);
            }
        }
        true
    }

    /// Keeps lots up to a limit, each kind by itself; what is over goes, what ends first before the rest.
    fn keep(
        &mut self,
        account: usize,
        (of, limit, origin): (&Selector, LimitAmount, OriginId),
        occasion: &Occasion,
        out: &mut impl Listener,
    ) {
        let plan = occasion.plans.map_or(self.accounts[account].plan, |(_, to)| to);
        for kind in Kind::ALL {
            let mut lots = self.selected(account, of, occasion);
            lots.retain(|index| self.accounts[account].holdings[*index].lot.kind == kind);
            let most = match limit {
                LimitAmount::Units(of, most) if of == kind => most,
                LimitAmount::TimesPlan(ratio) => {
                    ratio.of(self.granted_by_plan(account, plan.0 as usize, kind)).unwrap_or(Quantity::MAX)
                }
                LimitAmount::Periods(periods) => {
                    self.limit_periods(account, &lots, (periods, Side::Oldest, origin), out);
                    continue;
                }
                LimitAmount::Units(..) => continue,
            };
            lots.sort_by_key(|index| {
                let lot = &self.accounts[account].holdings[*index].lot;
                (lot.expires_at, lot.granted_at, lot.id)
            });
            let total = lots.iter().map(|index| self.accounts[account].holdings[*index].lot.left.0);
            let mut over = total.fold(0_u64, u64::saturating_add).saturating_sub(most.0);
            for index in lots {
                let part = self.accounts[account].holdings[index].lot.left.0.min(over);
                over -= part;
                self.trim(account, index, Quantity(part), origin, out);
                self.note_emptied(account, index, Quantity(part));
                self.changed(account, index);
            }
        }
    }

    /// Takes so much of lots together away, each kind by itself, what ends first before the rest.
    fn cut(
        &mut self,
        account: usize,
        (of, cut, origin): (&Selector, Cut, OriginId),
        occasion: &Occasion,
        out: &mut impl Listener,
    ) {
        for kind in Kind::ALL {
            let mut lots = self.selected(account, of, occasion);
            lots.retain(|index| {
                let lot = &self.accounts[account].holdings[*index].lot;
                lot.kind == kind && !lot.unlimited && !lot.left.is_zero()
            });
            lots.sort_by_key(|index| {
                let lot = &self.accounts[account].holdings[*index].lot;
                (lot.expires_at, lot.granted_at, lot.id)
            });
            let all = lots.iter().map(|index| self.accounts[account].holdings[*index].lot.left.0);
            let all = all.fold(0_u64, u64::saturating_add);
            let share = cut.share.and_then(|share| share.of(Quantity(all))).map_or(0, |share| share.0);
            let at = kind.index();
            let part = share.max(cut.least[at]).min(cut.most[at]).min(all.saturating_sub(cut.stays[at]));
            self.take_away(account, &lots, Quantity(part), (occasion.reason, origin), out);
        }
    }

    /// Forfeits so much of some lots, in their order.
    fn take_away(
        &mut self,
        account: usize,
        lots: &[usize],
        mut rest: Quantity,
        (reason, origin): (Reason, OriginId),
        out: &mut impl Listener,
    ) {
        for index in lots {
            let lot = self.accounts[account].holdings[*index].lot;
            let lost = lot.left.min(rest);
            rest = rest.saturating_sub(lost);
            self.lose(account, *index, lost, (reason, origin), out);
        }
    }

    /// Forfeits a part of a lot.
    fn lose(
        &mut self,
        account: usize,
        index: usize,
        lost: Quantity,
        (reason, origin): (Reason, OriginId),
        out: &mut impl Listener,
    ) {
        if lost.is_zero() {
            return;
        }
        let left = self.accounts[account].holdings[index].lot.left.saturating_sub(lost);
        self.post_lot(account, index, lost, Posting::Forfeited { reason }, origin, out);
        self.accounts[account].set_left(index, left);
        if left.is_zero() {
            self.retire(account, index, State::Forfeited, LastEnd::ByTime);
            self.note_emptied(account, index, lost);
        } else {
            self.changed(account, index);
        }
    }

    /// Takes a share of each lot away.
    fn shrink(
        &mut self,
        account: usize,
        (of, share, origin): (&Selector, Share, OriginId),
        occasion: &Occasion,
        out: &mut impl Listener,
    ) {
        for index in self.selected(account, of, occasion) {
            let lot = self.accounts[account].holdings[index].lot;
            let part = |ratio: Ratio, base: Quantity| ratio.of(base).unwrap_or(Quantity::MAX).min(lot.left);
            let lost = match share {
                Share::OfLeft(ratio) => part(ratio, lot.left),
                Share::OfGranted(ratio) => part(ratio, lot.granted),
                Share::AllBut(ratio) => lot.left.saturating_sub(part(ratio, lot.left)),
            };
            self.lose(account, index, lost, (occasion.reason, origin), out);
        }
    }

    /// What is kept when the subscription ends stays usable until its end, and no longer.
    fn keep_beyond(&mut self, account: usize, of: &Selector, occasion: &Occasion) {
        if occasion.reason != Reason::Cancelled {
            return;
        }
        for index in self.selected(account, of, occasion) {
            let holding = &mut self.accounts[account].holdings[index];
            if holding.lot.state != State::Live {
                continue;
            }
            (holding.outlives, holding.ends_with_period, holding.carry) = (true, false, None);
        }
    }

    fn revive(
        &mut self,
        account: usize,
        (of, within, origin): (&Selector, Option<Duration>, OriginId),
        occasion: &Occasion,
        out: &mut impl Listener,
    ) {
        let until = self.end_of_granted(account, occasion).unwrap_or(Instant::NEVER);
        for index in self.expired(account, of, occasion) {
            let holding = &self.accounts[account].holdings[index];
            let zone = &self.calendar_of(account).zone;
            let recent = |length: Duration| length.after(holding.ended_at, zone, MonthEnd::Clamp) >= self.now;
            let left = holding.lot.left;
            if left.is_zero() || holding.lot.state != State::Expired || !within.is_none_or(recent) {
                continue;
            }
            let state = &mut self.accounts[account];
            state.set_state(index, State::Live);
            let holding = &mut state.holdings[index];
            (holding.lot.expires_at, holding.ends_with_period) = (until, false);
            state.active.push(index);
            state.active.sort_unstable();
            self.changed(account, index);
            self.post_lot(account, index, left, Posting::Revived { until }, origin, out);
        }
    }

    /// The end of the lot that the event has granted.
    fn end_of_granted(&self, account: usize, occasion: &Occasion) -> Option<Instant> {
        occasion.granted.map(|index| self.accounts[account].holdings[index].lot.expires_at)
    }

    fn set_expiry(
        &mut self,
        account: usize,
        of: &Selector,
        to: ExpiryMove,
        origin: OriginId,
        occasion: &Occasion,
        out: &mut impl Listener,
    ) {
        let lots = self.selected(account, of, occasion);
        let end = |index: usize| self.accounts[account].holdings[index].lot.expires_at;
        let latest = lots.iter().map(|index| end(*index)).max();
        let new = self.end_of_granted(account, occasion);
        let sum = self.sum_of_ends(account, &lots, occasion);
        for index in lots {
            let own = self.accounts[account].holdings[index].lot.expires_at;
            let until = match to {
                ExpiryMove::Latest => latest.unwrap_or(own),
                ExpiryMove::New => new.unwrap_or(own),
                ExpiryMove::Later => new.unwrap_or(own).max(own),
                ExpiryMove::Sum => sum.unwrap_or(own),
                ExpiryMove::Extend(length) => length.after(own, &self.calendar_of(account).zone, MonthEnd::Clamp),
                ExpiryMove::To(validity) => self.end_of(account, validity, self.now),
            };
            if until != own {
                self.accounts[account].holdings[index].ends_with_period = false;
            }
            self.move_end(account, index, until, origin, out);
        }
    }

    fn freeze(
        &mut self,
        account: usize,
        (of, clock_stops, origin): (&Selector, bool, OriginId),
        occasion: &Occasion,
        out: &mut impl Listener,
    ) {
        let reason = if occasion.reason == Reason::Suspended { Reason::Suspended } else { Reason::Frozen };
        for index in self.selected(account, of, occasion) {
            let holding = &mut self.accounts[account].holdings[index];
            if holding.lot.state != State::Live || holding.waits != Waits::No {
                continue;
            }
            holding.ends_with_period &= !clock_stops;
            holding.frozen_since = clock_stops.then_some(self.now);
            let until = holding.lot.expires_at;
            self.sleep(account, index, (Waits::Resumption, until), (reason, origin), out);
        }
    }
}
