//! How much a fee is that follows something, and when a plan's time is over.

use crate::ledger::{Listener, Posting};
use crate::program::{FeeAmount, FeeBase, Term, TermLength};
use crate::units::{Duration, Instant, Kind, MonthEnd, Quantity};

use super::World;
use super::routine::Occasion;

impl World<'_> {
    /// How much a fee is now.
    pub(super) fn fee_of(&self, account: usize, amount: &FeeAmount, occasion: &Occasion) -> Quantity {
        match *amount {
            FeeAmount::Fixed(amount) => amount,
            FeeAmount::Share { share, of, least, most, rounding } => {
                let base = self.fee_base(account, of, occasion);
                if base.is_zero() {
                    return Quantity::ZERO;
                }
                let part = match rounding {
                    Some(rounding) => rounding.of_share(share, base),
                    None => share.of(base).unwrap_or(Quantity::MAX),
                };
                part.max(least).min(most)
            }
            FeeAmount::Missing(to, of) => to.saturating_sub(self.fee_base(account, of, occasion)),
            FeeAmount::EachLeft(each, of) => {
                Quantity(each.0.saturating_mul(self.left_of(account, of))).min(Quantity::MAX)
            }
        }
    }

    fn fee_base(&self, account: usize, of: FeeBase, occasion: &Occasion) -> Quantity {
        match of {
            FeeBase::Bill => self.accounts[account].bill,
            FeeBase::Debts => self.accounts[account].loans.owed(),
            FeeBase::Recharge => occasion.recharged,
            FeeBase::Fact(fact, back) => self.has_counted(account, (fact, back), occasion),
        }
    }

    /// How many whole periods, months, weeks, days or seconds are left of a time.
    fn left_of(&self, account: usize, of: TermLength) -> u64 {
        let length = match of {
            TermLength::Periods(periods) => {
                return u64::from(periods.saturating_sub(self.period_of_plan(account)));
            }
            TermLength::Length(length) => length,
        };
        let state = &self.accounts[account];
        let zone = &self.calendar_of(account).zone;
        let (count, one): (u32, fn(u32) -> Duration) = match length {
            Duration::Months(months) => (months, Duration::Months),
            Duration::Days(days) if days % 7 == 0 => (days / 7, |weeks| Duration::Days(weeks.saturating_mul(7))),
            Duration::Days(days) => (days, Duration::Days),
            Duration::Seconds(seconds) => {
                let hours = u32::try_from(seconds / 3_600).unwrap_or(u32::MAX);
                (hours, |hours| Duration::Seconds(u64::from(hours) * 3_600))
            }
        };
        // Each begins later than the one before, so half of them can be left out each time.
        let begins = |number: u32| one(number).after(state.activated_at, zone, MonthEnd::Clamp);
        let (mut first, mut last) = (0, count);
        while first < last {
            let middle = u32::midpoint(first, last);
            if begins(middle) >= self.now { last = middle } else { first = middle + 1 }
        }
        u64::from(count - first)
    }

    /// Something was charged: what a period costs belongs to that period, everything else to the one that runs.
    pub(super) fn put_on_bill(&mut self, account: usize, amount: Quantity, of_period: bool) {
        let state = &mut self.accounts[account];
        let bill = if of_period { &mut state.coming_bill } else { &mut state.bill };
        *bill = Quantity(bill.0.saturating_add(amount.0)).min(Quantity::MAX);
    }

    /// A period begins: its price is on its bill.
    pub(super) fn open_bill(&mut self, account: usize) {
        let coming = std::mem::take(&mut self.accounts[account].coming_bill);
        self.put_on_bill(account, coming, false);
    }

    /// The term of the plan whose last period, of those that end so, is the running one or is past.
    pub(super) fn term_reached(&self, account: usize, ahead: usize) -> Option<Term> {
        let term = self.plan_of(account).term?;
        let state = &self.accounts[account];
        let ahead = u32::try_from(ahead).unwrap_or(u32::MAX);
        let reached = match term.length {
            TermLength::Periods(periods) => self.period_of_plan(account).saturating_add(ahead) >= periods,
            TermLength::Length(length) => {
                let end = length.after(state.activated_at, &self.calendar_of(account).zone, MonthEnd::Clamp);
                end <= if state.is_running() { state.end } else { self.now }
            }
        };
        reached.then_some(term)
    }

    /// The term, if the subscription is to end with the running period.
    pub(super) fn last_period(&self, account: usize, ahead: usize) -> Option<Term> {
        let changes = self.accounts[account].noted_change.is_some();
        self.term_reached(account, ahead).filter(|term| term.then.is_none() && !changes)
    }

    /// In the last period the change to the plan that comes after it is noted.
    pub(super) fn note_what_comes(&mut self, account: usize, out: &mut impl Listener) {
        let Some(Term { then: Some(to), origin, .. }) = self.term_reached(account, 0) else { return };
        if self.accounts[account].noted_change.is_none() && self.accounts[account].end < Instant::NEVER {
            self.accounts[account].noted_change = Some(to);
            self.post_plain(account, (Kind::Money, Quantity::ZERO), Posting::PlanChangeNoted { to }, origin, out);
        }
    }
}
