//! Counting within spans of time.

use crate::program::{Calendar, Counter, CounterSpan};
use crate::units::{Instant, Quantity, Weekday};

use super::World;

/// A count, and the span it belongs to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Count {
    span: i64,
    sum: u64,
}

impl World<'_> {
    /// What is left of a limit for an account, in the span of now. Periods are those of `holder`: the account itself, or
    /// the owner of its pool.
    pub(super) fn remaining(&self, account: usize, holder: usize, counter: &Counter) -> Quantity {
        let span = self.span_number(holder, counter.span);
        let count = self.accounts[account].counts[counter.counter];
        let sum = if count.span == span { count.sum } else { 0 };
        counter.most.saturating_sub(Quantity(sum))
    }

    /// Adds to a count.
    pub(super) fn count(&mut self, account: usize, holder: usize, place: usize, span: CounterSpan, amount: Quantity) {
        let span = self.span_number(holder, span);
        let count = &mut self.accounts[account].counts[place];
        if count.span != span {
            *count = Count { span, sum: 0 };
        }
        count.sum = count.sum.saturating_add(amount.0);
    }

    /// What was counted in the span of now.
    pub(super) fn counted(&self, account: usize, holder: usize, place: usize, span: CounterSpan) -> Quantity {
        let count = self.accounts[account].counts[place];
        Quantity(if count.span == self.span_number(holder, span) { count.sum } else { 0 })
    }

    /// Replaces what was counted in the span of now.
    pub(super) fn set_count(&mut self, account: usize, holder: usize, place: usize, span: CounterSpan, sum: Quantity) {
        let span = self.span_number(holder, span);
        self.accounts[account].counts[place] = Count { span, sum: sum.0 };
    }

    /// Spans are numbered from 1, so that a count that was never touched belongs to none.
    fn span_number(&self, holder: usize, span: CounterSpan) -> i64 {
        let account = &self.accounts[holder];
        match span {
            CounterSpan::Period => i64::from(account.stretch) + 1,
            CounterSpan::Ever => 1,
            CounterSpan::Day | CounterSpan::Week | CounterSpan::Month => {
                calendar_span(account.calendar(self.program), span, self.now)
            }
        }
    }
}

/// The number of the day, week (from Monday) or month in which an instant lies.
fn calendar_span(calendar: &Calendar, span: CounterSpan, at: Instant) -> i64 {
    let day = calendar.zone.local(at).day;
    // Far enough before the earliest date to keep the numbers positive.
    const SHIFT: i64 = 1_000_000;
    match span {
        CounterSpan::Month => {
            let (year, month, _) = day.ymd();
            i64::from(year) * 12 + i64::from(month) + SHIFT
        }
        CounterSpan::Week => {
            let monday = i64::from(day.0) - day.weekday().index() as i64;
            monday.div_euclid(Weekday::ALL.len() as i64) + SHIFT
        }
        _ => i64::from(day.0) + SHIFT,
    }
}
