//! Counting within spans of time.

use crate::program::{Calendar, Counter, CounterSpan};
use crate::units::{Instant, Quantity, Weekday};

use super::World;

/// A count, and the span it belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Count {
    span: Span,
    sum: u64,
}

/// A span of time: a number, and whose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Span {
    whose: usize,
    number: i64,
}

impl World<'_> {
    /// What is left of a limit for an account, in the span of now.
    pub(super) fn remaining(&self, account: usize, counter: &Counter) -> Quantity {
        counter.most.saturating_sub(self.counted(account, counter.counter, counter.span))
    }

    /// Adds to a count.
    pub(super) fn count(&mut self, account: usize, place: usize, span: CounterSpan, amount: Quantity) {
        let sum = self.counted(account, place, span).0.saturating_add(amount.0);
        self.set_count(account, place, span, Quantity(sum));
    }

    /// What was counted in the span of now.
    pub(super) fn counted(&self, account: usize, place: usize, span: CounterSpan) -> Quantity {
        let span = self.span_of(account, span);
        let counts = &self.accounts[account].counts[place];
        Quantity(counts.iter().find(|count| count.span == span).map_or(0, |count| count.sum))
    }

    /// Replaces what was counted in the span of now.
    pub(super) fn set_count(&mut self, account: usize, place: usize, span: CounterSpan, sum: Quantity) {
        let span = self.span_of(account, span);
        let counts = &mut self.accounts[account].counts[place];
        // A member that leaves a pool and comes back finds its count again; what is over is forgotten.
        counts.retain(|count| count.span.whose != span.whose);
        counts.push(Count { span, sum: sum.0 });
    }

    /// The span of now. The periods of a member of a pool are those of the pool's owner.
    fn span_of(&self, account: usize, span: CounterSpan) -> Span {
        match span {
            CounterSpan::Period => {
                let whose = self.owner_of(account);
                Span { whose, number: i64::from(self.accounts[whose].stretch) + 1 }
            }
            CounterSpan::Ever => Span { whose: account, number: 1 },
            CounterSpan::Day | CounterSpan::Week | CounterSpan::Month => {
                Span { whose: account, number: calendar_span(self.calendar_of(account), span, self.now) }
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
