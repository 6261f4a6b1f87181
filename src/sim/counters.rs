//! Counting within spans of time.

use crate::event::LabelId;
use crate::program::{Calendar, Counter, CounterSpan};
use crate::units::{Instant, Quantity, Weekday};

use super::World;

/// A count, and the span it belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Count {
    span: Span,
    sum: u64,
}

/// A span of time: a number, and whose. In a span that moves with time the number is an instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Span {
    whose: usize,
    number: i64,
}

impl World<'_> {
    /// What is left of a limit for an account, in the span of now.
    pub(super) fn remaining(&self, account: usize, counter: &Counter) -> Quantity {
        if !is_open(counter.span, self.now) {
            return self.most(account, counter);
        }
        self.most(account, counter).saturating_sub(self.counted(account, counter.counter, counter.span))
    }

    /// Adds to a count.
    pub(super) fn count(&mut self, account: usize, place: usize, span: CounterSpan, amount: Quantity) {
        if !is_open(span, self.now) {
            return;
        }
        let of = self.span_of(account, span);
        let sum = self.sum(account, place, of).saturating_add(amount.0);
        self.replace(account, place, span, Count { span: of, sum });
    }

    /// What was counted in the span of now.
    pub(super) fn counted(&self, account: usize, place: usize, span: CounterSpan) -> Quantity {
        self.counted_back(account, place, span, 0)
    }

    /// What was counted so many spans before the one of now.
    pub(super) fn counted_back(&self, account: usize, place: usize, span: CounterSpan, back: i64) -> Quantity {
        match span {
            CounterSpan::AtOnce(product) => self.held_at_once(account, product),
            CounterSpan::Last(length) => {
                let counts = self.accounts[account].counts[place].iter();
                let recent = counts.filter(|count| self.is_recent(account, length, Instant(count.span.number)));
                Quantity(recent.map(|count| count.sum).fold(0, u64::saturating_add))
            }
            span => {
                let Span { whose, number } = self.span_of(account, span);
                Quantity(self.sum(account, place, Span { whose, number: number - back }))
            }
        }
    }

    /// What was counted in one of the account's own periods.
    pub(super) fn counted_in(&self, account: usize, place: usize, stretch: i64) -> Quantity {
        Quantity(self.sum(account, place, Span { whose: account, number: stretch + 1 }))
    }

    /// The span so many before the one of now. At a renewal, the account's own period that has ended.
    pub(super) fn span_back(&self, account: usize, span: CounterSpan, (back, stretch): (i64, i64)) -> Span {
        let now = self.span_of(account, span);
        match span {
            CounterSpan::OwnPeriod => Span { number: (now.number - back).min(stretch + 1), ..now },
            _ => Span { number: now.number - back, ..now },
        }
    }

    /// What was counted in some span.
    pub(super) fn counted_at(&self, account: usize, place: usize, of: Span) -> Quantity {
        Quantity(self.sum(account, place, of))
    }

    /// Replaces what was counted in some span.
    pub(super) fn set_count_at(
        &mut self,
        account: usize,
        place: usize,
        span: CounterSpan,
        (of, sum): (Span, Quantity),
    ) {
        self.replace(account, place, span, Count { span: of, sum: sum.0 });
    }

    /// Replaces what was counted in the span of now.
    pub(super) fn set_count(&mut self, account: usize, place: usize, span: CounterSpan, sum: Quantity) {
        let count = Count { span: self.span_of(account, span), sum: sum.0 };
        self.replace(account, place, span, count);
    }

    /// Whether a number counts already in the span of now.
    pub(super) fn knows_number(&self, account: usize, (place, span): (usize, CounterSpan), number: LabelId) -> bool {
        self.accounts[account].numbers.contains(&(place, self.span_of(account, span), number))
    }

    /// Counts a number, once in a span. Those of spans that are over are forgotten.
    pub(super) fn count_number(&mut self, account: usize, (place, span): (usize, CounterSpan), number: LabelId) {
        if !is_open(span, self.now) || self.knows_number(account, (place, span), number) {
            return;
        }
        let of = self.span_of(account, span);
        let numbers = &mut self.accounts[account].numbers;
        numbers.retain(|(other, known, _)| *other != place || known.whose != of.whose || known.number == of.number);
        numbers.push((place, of, number));
        self.count(account, place, span, Quantity(1));
    }

    fn sum(&self, account: usize, place: usize, span: Span) -> u64 {
        let counts = &self.accounts[account].counts[place];
        counts.iter().find(|count| count.span == span).map_or(0, |count| count.sum)
    }

    fn replace(&mut self, account: usize, place: usize, span: CounterSpan, count: Count) {
        // Those that conditions may ask for, and one more for those who look back at a period when the next one has begun.
        let remembered = self.program.looks_back.max(1) + 1;
        let mut counts = std::mem::take(&mut self.accounts[account].counts[place]);
        // A member that leaves a pool and comes back finds its count again; what is over is forgotten.
        counts.retain(|other| match span {
            _ if other.span == count.span => false,
            CounterSpan::Last(length) => self.is_recent(account, length, Instant(other.span.number)),
            _ => other.span.whose != count.span.whose || other.span.number + remembered >= count.span.number,
        });
        counts.push(count);
        self.accounts[account].counts[place] = counts;
    }

    /// The span of now. The periods of a member of a pool are those of the pool's owner.
    fn span_of(&self, account: usize, span: CounterSpan) -> Span {
        match span {
            CounterSpan::Period => {
                let whose = self.owner_of(account);
                Span { whose, number: i64::from(self.accounts[whose].stretch) + 1 }
            }
            CounterSpan::OwnPeriod => Span { whose: account, number: i64::from(self.accounts[account].stretch) + 1 },
            CounterSpan::Last(_) => Span { whose: account, number: self.now.0 },
            CounterSpan::Ever
            | CounterSpan::Lot
            | CounterSpan::Since(_)
            | CounterSpan::Between(..)
            | CounterSpan::AtOnce(_) => Span { whose: account, number: 1 },
            CounterSpan::Use => Span { whose: account, number: i64::try_from(self.uses).unwrap_or(i64::MAX) },
            CounterSpan::Day | CounterSpan::Week | CounterSpan::Month | CounterSpan::Quarter | CounterSpan::Year => {
                Span { whose: account, number: calendar_span(self.calendar_of(account), span, self.now) }
            }
        }
    }
}

/// Whether anything is counted now.
fn is_open(span: CounterSpan, now: Instant) -> bool {
    match span {
        CounterSpan::Since(from) => from <= now,
        CounterSpan::Between(from, to) => from <= now && now < to,
        _ => true,
    }
}

/// The number of the day, week (from Monday) or month in which an instant lies.
pub(super) fn calendar_span(calendar: &Calendar, span: CounterSpan, at: Instant) -> i64 {
    let day = calendar.zone.local(at).day;
    // Far enough before the earliest date to keep the numbers positive.
    const SHIFT: i64 = 1_000_000;
    match span {
        CounterSpan::Month => {
            let (year, month, _) = day.ymd();
            i64::from(year) * 12 + i64::from(month) + SHIFT
        }
        CounterSpan::Quarter => {
            let (year, month, _) = day.ymd();
            i64::from(year) * 4 + (i64::from(month) - 1) / 3 + SHIFT
        }
        CounterSpan::Year => i64::from(day.ymd().0) + SHIFT,
        CounterSpan::Week => {
            let monday = i64::from(day.0) - day.weekday().index() as i64;
            monday.div_euclid(Weekday::ALL.len() as i64) + SHIFT
        }
        _ => i64::from(day.0) + SHIFT,
    }
}
