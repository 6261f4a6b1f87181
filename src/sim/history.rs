//! What is remembered of what happens, and tests that look at it or at what is held.

use crate::program::{Comparison, CounterSpan, Counts, Done, Fact, Range, ScopeId, Selector};
use crate::units::{Duration, Instant, MonthEnd, Quantity};

use super::World;
use super::pay::Use;
use super::routine::Occasion;

impl World<'_> {
    /// Counts what has just happened, where some test asks for it.
    pub(super) fn remember(&mut self, account: usize, done: Done, amount: Quantity) {
        let program = self.program;
        for fact in &program.facts {
            let counts = fact.counts(done, amount);
            if !counts.is_zero() {
                self.count_fact(account, fact, counts);
            }
        }
    }

    /// Counts what has just been used of an account's units.
    #[cold]
    pub(super) fn remember_use(&mut self, (account, judge): (usize, usize), used: &Use, amount: Quantity) {
        let program = self.program;
        for fact in &program.facts {
            let counts = fact.counts(Done::Used(used.kind), amount);
            let scope = || &program.scopes[fact.scope.0 as usize];
            let is_under = fact.scope == ScopeId::EVERYTHING || self.scope_admits(judge, scope(), used);
            if !counts.is_zero() && is_under {
                self.count_fact(account, fact, counts);
            }
        }
    }

    fn count_fact(&mut self, account: usize, fact: &Fact, counts: Quantity) {
        if let Counts::Days(today) = fact.counts {
            if !self.counted(account, today, CounterSpan::Day).is_zero() {
                return;
            }
            self.count(account, today, CounterSpan::Day, counts);
        }
        self.count(account, fact.counter, fact.span, counts);
    }

    /// Whether more, as much or less of one thing has happened than of another.
    pub(super) fn is_compared(
        &self,
        account: usize,
        (fact, than, back): (usize, usize, i64),
        sides: Comparison,
        occasion: &Occasion,
    ) -> bool {
        let counted = |fact| self.has_counted(account, (fact, back), occasion);
        match counted(fact).cmp(&counted(than)) {
            std::cmp::Ordering::Less => sides.before,
            std::cmp::Ordering::Equal => sides.at,
            std::cmp::Ordering::Greater => sides.after,
        }
    }

    /// Whether something has happened so often, or so much of it, in the span of now or in one before it.
    pub(super) fn has_happened(
        &self,
        account: usize,
        (fact, back, range): (usize, i64, Range),
        occasion: &Occasion,
    ) -> bool {
        range.contains(self.has_counted(account, (fact, back), occasion))
    }

    /// How often something has happened, or how much of it, in the span of now or in one before it.
    pub(super) fn has_counted(&self, account: usize, (fact, back): (usize, i64), occasion: &Occasion) -> Quantity {
        let Some(Fact { counter, span, .. }) = self.program.facts.get(fact) else { return Quantity::ZERO };
        match span {
            // At a renewal the period that has ended is looked at, though the next one has begun: both as the one that
            // the event is about, and as the one before.
            CounterSpan::OwnPeriod => {
                let asked = i64::from(self.accounts[account].stretch) - back;
                self.counted_in(account, *counter, asked.min(i64::from(occasion.stretch)))
            }
            span => self.counted_back(account, *counter, *span, back),
        }
    }

    /// Whether so much is held of some units; units without limit are more than any amount.
    pub(super) fn holds_units(&self, account: usize, of: &Selector, range: Range, occasion: &Occasion) -> bool {
        range.contains(self.units_held(account, of, occasion))
    }

    /// How much is held of some units.
    pub(super) fn units_held(&self, account: usize, of: &Selector, occasion: &Occasion) -> Quantity {
        let lots =
            self.selected(account, of, occasion).into_iter().map(|index| self.accounts[account].holdings[index].lot);
        let left = lots.map(|lot| if lot.unlimited { u64::MAX } else { lot.left.0 });
        Quantity(left.fold(0, u64::saturating_add))
    }

    /// Whether the subscription has run for so long.
    pub(super) fn has_run(&self, account: usize, comparison: Comparison, length: Duration) -> bool {
        let state = &self.accounts[account];
        if !state.is_active() {
            return comparison.before;
        }
        let then = length.after(state.activated_at, &self.calendar_of(account).zone, MonthEnd::Clamp);
        match self.now.cmp(&then) {
            std::cmp::Ordering::Less => comparison.before,
            std::cmp::Ordering::Equal => comparison.at,
            std::cmp::Ordering::Greater => comparison.after,
        }
    }

    /// Whether the running period began at a boundary of its calendar.
    pub(super) fn began_whole(&self, account: usize) -> bool {
        let state = &self.accounts[account];
        let cycle = self.plan_of(account).cycle;
        state.index > 0 || cycle.is_boundary(state.anchor, &self.calendar_of(account).zone)
    }

    /// How many things of a product are held at once: of the grant that has most lots here, so many.
    pub(super) fn held_at_once(&self, account: usize, product: crate::event::ProductId) -> Quantity {
        let state = &self.accounts[account];
        let own = |index: &&usize| {
            let lot = &state.holdings[**index].lot;
            lot.product == product && !lot.gifted && lot.expires_at > self.now
        };
        let origins: Vec<_> = state.active.iter().filter(own).map(|index| state.holdings[*index].origin).collect();
        let most = origins.iter().map(|origin| origins.iter().filter(|other| *other == origin).count()).max();
        Quantity(u64::try_from(most.unwrap_or(0)).unwrap_or(u64::MAX))
    }

    /// Whether an instant, counted from which a length of time has not passed, is within that length up to now.
    pub(super) fn is_recent(&self, account: usize, length: Duration, at: Instant) -> bool {
        length.after(at, &self.calendar_of(account).zone, MonthEnd::Clamp) > self.now
    }
}
