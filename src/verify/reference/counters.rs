//! What is counted in a span of time: a list of everything that counts, added up when somebody asks.

use crate::event::AccountId;
use crate::model::{Limit, LimitSpan, Tariff};
use crate::units::{Day, Instant, MonthEnd, Quantity, Zone};

use super::{Reference, ReferenceFault, Run};

/// Something that counts.
#[derive(Debug, Clone, Copy)]
pub(super) struct Count<'m> {
    of: Counted<'m>,
    at: Instant,
    period: (AccountId, u32),
    /// In which use.
    during: u64,
    amount: Quantity,
}

/// Towards what it counts. Clauses are told apart by where they stand in the model.
#[derive(Debug, Clone, Copy)]
pub(super) enum Counted<'m> {
    Limit(&'m Limit),
    /// The first increments of uses.
    First(&'m Tariff),
    /// Limits on changes of plan are told apart by their words: plans that are like each other share them.
    Change(&'m Limit),
}

impl Counted<'_> {
    fn is(self, other: Counted<'_>) -> bool {
        match (self, other) {
            (Counted::Limit(left), Counted::Limit(right)) => std::ptr::eq(left, right),
            (Counted::First(left), Counted::First(right)) => std::ptr::eq(left, right),
            (Counted::Change(left), Counted::Change(right)) => left.origin == right.origin,
            _ => false,
        }
    }

    fn span(self) -> LimitSpan {
        match self {
            Counted::Limit(limit) | Counted::Change(limit) => limit.span,
            Counted::First(_) => LimitSpan::Use,
        }
    }
}

impl<'m> Reference<'m> {
    pub(super) fn count(&mut self, account: AccountId, of: Counted<'m>, amount: Quantity) -> Run {
        let (at, period) = (self.now, self.period_of(account)?);
        let during = self.uses;
        self.account_mut(account)?.counts.push(Count { of, at, period, during, amount });
        Ok(())
    }

    /// The period in which something is counted: for the member of a pool, that of the owner.
    pub(super) fn period_of(&self, account: AccountId) -> Run<(AccountId, u32)> {
        let whose = self.decider(account)?;
        Ok((whose, self.account(whose)?.stretch))
    }

    /// What has been counted so far in the span of now.
    pub(super) fn counted(&self, account: AccountId, of: Counted<'m>) -> Run<Quantity> {
        let (zone, subscriber, now) = (self.zone(account)?, self.account(account)?, self.period_of(account)?);
        let in_span = |count: &&Count<'_>| {
            let at = |instant| calendar(of.span(), instant, zone);
            let by_span = match of.span() {
                LimitSpan::Period => count.period == now,
                LimitSpan::Last(length) => length.after(count.at, zone, MonthEnd::Clamp) > self.now,
                LimitSpan::Since(from) => count.at >= from,
                LimitSpan::Between(from, to) => from <= count.at && count.at < to,
                LimitSpan::Use => count.during == self.uses,
                _ => true,
            };
            count.of.is(of) && by_span && at(count.at) == at(self.now)
        };
        let amounts = subscriber.counts.iter().filter(in_span).map(|count| count.amount);
        sum(amounts)
    }

    /// How much the limit still admits. A limit of some dates is none outside of them.
    pub(super) fn room(&self, account: AccountId, limit: &'m Limit) -> Run<Quantity> {
        self.room_of(account, limit, Counted::Limit(limit))
    }

    /// The same, of something that is counted like this.
    pub(super) fn room_of(&self, account: AccountId, limit: &Limit, of: Counted<'m>) -> Run<Quantity> {
        let is_open = match limit.span {
            LimitSpan::Since(from) => self.now >= from,
            LimitSpan::Between(from, to) => from <= self.now && self.now < to,
            _ => true,
        };
        if !is_open {
            return self.most(account, limit);
        }
        Ok(self.most(account, limit)?.saturating_sub(self.counted(account, of)?))
    }

    /// Whether all limits admit so much more.
    pub(super) fn admitted(&self, account: AccountId, limits: &'m [Limit], more: Quantity) -> Run<bool> {
        // What is held at once is for whoever knows what is sold.
        for limit in limits.iter().filter(|limit| limit.span != LimitSpan::AtOnce) {
            if self.room(account, limit)? < more {
                return Ok(false);
            }
        }
        Ok(true)
    }

    pub(super) fn count_all(&mut self, account: AccountId, limits: &'m [Limit], amount: Quantity) -> Run {
        limits.iter().try_for_each(|limit| self.count(account, Counted::Limit(limit), amount))
    }
}

/// The first day of the calendar span in which an instant lies; the same day for all instants where there is none.
pub(super) fn calendar(span: LimitSpan, at: Instant, zone: &Zone) -> Option<Day> {
    let day = zone.local(at).day;
    match span {
        LimitSpan::Period
        | LimitSpan::Ever
        | LimitSpan::Use
        | LimitSpan::Last(_)
        | LimitSpan::Since(_)
        | LimitSpan::Between(..)
        | LimitSpan::AtOnce => None,
        LimitSpan::Day => Some(day),
        LimitSpan::Week => i32::try_from(day.weekday().index()).ok().map(|since_monday| day.plus(-since_monday)),
        LimitSpan::Month => {
            let (year, month, _) = day.ymd();
            Day::from_ymd(year, month, 1)
        }
    }
}

/// The sum of quantities.
pub(super) fn sum(amounts: impl IntoIterator<Item = Quantity>) -> Run<Quantity> {
    let mut sum = Quantity::ZERO;
    for amount in amounts {
        sum = sum.checked_add(amount).ok_or(ReferenceFault::Overflow)?;
    }
    Ok(sum)
}
