//! What is counted in a span of time: a list of everything that counts, added up when somebody asks.

use crate::event::{AccountId, LabelId};
use crate::model::{Limit, LimitSpan, Product, Tariff};
use crate::text::Origin;
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
    /// Of which number that was called.
    number: Option<LabelId>,
    amount: Quantity,
}

/// Towards what it counts. Limits are told apart by their words: versions of a plan, and plans that are like each other, go on
/// with what the other has counted.
#[derive(Debug, Clone, Copy)]
pub(super) enum Counted<'m> {
    Limit(&'m Limit),
    /// Purchases of this product: one clause may be about several.
    Bought(&'m Limit, &'m Product),
    /// The charges that a notice is of: one clause may ask for several, one after the other.
    Told(&'m Limit, usize),
    /// The first increments of uses.
    First(&'m Tariff),
}

impl Counted<'_> {
    fn is(self, other: Counted<'_>) -> bool {
        match (self, other) {
            (Counted::Limit(left), Counted::Limit(right)) => is_same(left, right),
            (Counted::Bought(left, product), Counted::Bought(right, other)) => {
                is_same(left, right) && product.name == other.name
            }
            (Counted::Told(left, place), Counted::Told(right, other)) => is_same(left, right) && place == other,
            (Counted::First(left), Counted::First(right)) => std::ptr::eq(left, right),
            _ => false,
        }
    }

    fn span(self) -> LimitSpan {
        match self {
            Counted::Limit(limit) | Counted::Bought(limit, _) | Counted::Told(limit, _) => limit.span,
            Counted::First(_) => LimitSpan::Use,
        }
    }
}

impl<'m> Reference<'m> {
    pub(super) fn count(&mut self, account: AccountId, of: Counted<'m>, amount: Quantity) -> Run {
        self.count_number((account, None), of, amount)
    }

    /// What counts because a number was called.
    pub(super) fn count_number(
        &mut self,
        (account, number): (AccountId, Option<LabelId>),
        of: Counted<'m>,
        amount: Quantity,
    ) -> Run {
        let (at, period) = (self.now, self.period_of(account)?);
        let during = self.uses;
        self.account_mut(account)?.counts.push(Count { of, at, period, during, number, amount });
        match of {
            Counted::Limit(limit) | Counted::Bought(limit, _) | Counted::Told(limit, _) => {
                self.note_full(account, limit, of)
            }
            Counted::First(_) => Ok(()),
        }
    }

    /// Notes it if nothing more is admitted.
    fn note_full(&self, account: AccountId, limit: &Limit, of: Counted<'m>) -> Run {
        if self.is_open_now(limit) && self.counted(account, of)? >= self.most(account, limit)? {
            self.seen.note_limit(limit.origin, true);
        }
        Ok(())
    }

    /// The uses that have ever counted towards a limit.
    pub(super) fn uses_counted(&self, account: AccountId, limit: &'m Limit) -> Run<Vec<u64>> {
        let of_limit = |count: &&Count<'_>| count.of.is(Counted::Limit(limit));
        Ok(self.account(account)?.counts.iter().filter(of_limit).map(|count| count.during).collect())
    }

    /// How many uses have counted in the span of now: each in the span in which it counted first.
    pub(super) fn uses_in_span(&self, account: AccountId, limit: &'m Limit) -> Run<usize> {
        let mut seen = Vec::new();
        let mut uses = 0;
        for count in self.account(account)?.counts.iter().filter(|count| count.of.is(Counted::Limit(limit))) {
            if !seen.contains(&count.during) {
                seen.push(count.during);
                uses += usize::from(self.is_in_span(account, count)?);
            }
        }
        Ok(uses)
    }

    /// The different numbers that have counted in the span of now.
    pub(super) fn numbers_counted(&self, account: AccountId, limit: &'m Limit) -> Run<Vec<LabelId>> {
        let mut numbers = Vec::new();
        for count in self.account(account)?.counts.iter().filter(|count| count.of.is(Counted::Limit(limit))) {
            match count.number {
                Some(number) if !numbers.contains(&number) && self.is_in_span(account, count)? => numbers.push(number),
                _ => {}
            }
        }
        Ok(numbers)
    }

    /// The period in which something is counted: for the member of a pool, that of the owner.
    pub(super) fn period_of(&self, account: AccountId) -> Run<(AccountId, u32)> {
        let whose = self.decider(account)?;
        Ok((whose, self.account(whose)?.stretch))
    }

    /// What has been counted so far in the span of now.
    pub(super) fn counted(&self, account: AccountId, of: Counted<'m>) -> Run<Quantity> {
        let mut amounts = Vec::new();
        for count in self.account(account)?.counts.iter().filter(|count| count.of.is(of)) {
            if self.is_in_span(account, count)? {
                amounts.push(count.amount);
            }
        }
        sum(amounts)
    }

    /// Whether something has counted in the span of now.
    fn is_in_span(&self, account: AccountId, count: &Count<'m>) -> Run<bool> {
        let (zone, now, span) = (self.zone(account)?, self.period_of(account)?, count.of.span());
        let by_span = match span {
            LimitSpan::Period => count.period == now,
            LimitSpan::Last(length) => length.after(count.at, zone, MonthEnd::Clamp) > self.now,
            LimitSpan::Since(from) => count.at >= from,
            LimitSpan::Between(from, to) => from <= count.at && count.at < to,
            LimitSpan::Use => count.during == self.uses,
            _ => true,
        };
        Ok(by_span && calendar(span, count.at, zone) == calendar(span, self.now, zone))
    }

    /// A limit of some dates is none outside of them.
    pub(super) fn is_open_now(&self, limit: &Limit) -> bool {
        match limit.span {
            LimitSpan::Since(from) => self.now >= from,
            LimitSpan::Between(from, to) => from <= self.now && self.now < to,
            _ => true,
        }
    }

    /// How much the limit still admits. A limit of some dates is none outside of them.
    pub(super) fn room(&self, account: AccountId, limit: &'m Limit) -> Run<Quantity> {
        self.room_of(account, limit, Counted::Limit(limit))
    }

    /// The same, of something that is counted like this.
    pub(super) fn room_of(&self, account: AccountId, limit: &Limit, of: Counted<'m>) -> Run<Quantity> {
        if !self.is_open_now(limit) {
            return self.most(account, limit);
        }
        let room = self.most(account, limit)?.saturating_sub(self.counted(account, of)?);
        self.seen.note_limit(limit.origin, room.is_zero());
        Ok(room)
    }

    /// Whether all limits admit so much more.
    pub(super) fn admitted(&self, account: AccountId, limits: &'m [Limit], more: Quantity) -> Run<bool> {
        self.admit(account, limits.iter().map(|limit| (limit, Counted::Limit(limit))), more)
    }

    /// Whether all limits on purchases of a product admit one more. What is held at once is for whoever knows what is sold.
    pub(super) fn may_buy(&self, account: AccountId, product: &'m Product) -> Run<bool> {
        let limits = product.limits.iter().filter(|limit| limit.span != LimitSpan::AtOnce);
        self.admit(account, limits.map(|limit| (limit, Counted::Bought(limit, product))), Quantity(1))
    }

    fn admit(
        &self,
        account: AccountId,
        limits: impl Iterator<Item = (&'m Limit, Counted<'m>)>,
        more: Quantity,
    ) -> Run<bool> {
        for (limit, of) in limits {
            let room = self.room_of(account, limit, of)?;
            if room < more {
                self.seen.note_limit(limit.origin, true);
                return Ok(false);
            }
        }
        Ok(true)
    }

    pub(super) fn count_all(&mut self, account: AccountId, limits: &'m [Limit], amount: Quantity) -> Run {
        limits.iter().try_for_each(|limit| self.count(account, Counted::Limit(limit), amount))
    }
}

/// Whether two limits are the same words. What nobody has written is told apart by where it stands in the model.
pub(super) fn is_same(left: &Limit, right: &Limit) -> bool {
    std::ptr::eq(left, right) || (left.origin == right.origin && left.origin != Origin::Assumed)
}

/// The first day of the calendar span in which an instant lies; the same day for all instants where there is none.
pub(super) fn calendar(span: LimitSpan, at: Instant, zone: &Zone) -> Option<Day> {
    let day = zone.local(at).day;
    match span {
        LimitSpan::Period
        | LimitSpan::Ever
        | LimitSpan::Lot
        | LimitSpan::Use
        | LimitSpan::Last(_)
        | LimitSpan::Since(_)
        | LimitSpan::Between(..)
        | LimitSpan::AtOnce => None,
        LimitSpan::Day => Some(day),
        LimitSpan::Week => i32::try_from(day.weekday().index()).ok().map(|since_monday| day.plus(-since_monday)),
        LimitSpan::Quarter => crate::units::first_of(day, 3),
        LimitSpan::Year => crate::units::first_of(day, 12),
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
