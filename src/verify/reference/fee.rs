//! How much a fee is that follows something, by the entries; and when a plan's time is over.

use crate::event::AccountId;
use crate::ledger::{Charge, Posting};
use crate::model::{FeeAmount, FeeBase, FeeShare, Term, TermLength};
use crate::units::{Duration, Instant, MonthEnd, Quantity};

use super::handlers::Moment;
use super::price::rounded;
use super::{Reference, Run};

impl Reference<'_> {
    pub(super) fn fee(&self, account: AccountId, amount: &FeeAmount, moment: &Moment) -> Run<Quantity> {
        Ok(match amount {
            FeeAmount::Fixed(amount) => *amount,
            FeeAmount::Share(FeeShare { share, of, least, most, rounding }) => {
                let base = u128::from(self.fee_base(account, of, moment)?.0);
                if base == 0 {
                    return Ok(Quantity::ZERO);
                }
                let (part, whole) = (u128::from(share.numerator), u128::from(share.denominator.max(1)));
                let fee = match rounding {
                    Some(to) => rounded(*to, base * part, whole),
                    None => base * part / whole,
                };
                let fee = u64::try_from(fee).map_or(Quantity::MAX, Quantity);
                fee.max(*least).min(most.unwrap_or(Quantity::MAX))
            }
            FeeAmount::Missing { to, of } => to.saturating_sub(self.fee_base(account, of, moment)?),
            FeeAmount::EachLeft { each, of } => {
                let all = u128::from(each.0) * u128::from(self.left_of(account, *of)?);
                u64::try_from(all).map_or(Quantity::MAX, Quantity).min(Quantity::MAX)
            }
        })
    }

    fn fee_base(&self, account: AccountId, of: &FeeBase, moment: &Moment) -> Run<Quantity> {
        match of {
            FeeBase::Bill => self.bill(account),
            FeeBase::Debts => self.owed_money(account),
            FeeBase::Recharge => Ok(moment.recharged.unwrap_or_default()),
            FeeBase::Past(past) => self.so_far(account, past, moment),
        }
    }

    /// What was charged since the last bill was closed. A period's price is on the bill when the period begins.
    fn bill(&self, account: AccountId) -> Run<Quantity> {
        let (closed, ended) = self.account(account)?.bill_closed;
        let (mut bill, mut coming) = (0_u64, 0_u64);
        for (place, entry) in self.entries.iter().enumerate().skip(ended) {
            if place == closed {
                bill = 0;
            }
            if entry.account != account {
                continue;
            }
            match entry.posting {
                Posting::Charged { what: Charge::Period } => coming = coming.saturating_add(entry.amount.0),
                Posting::Charged { .. } => bill = bill.saturating_add(entry.amount.0),
                Posting::PeriodBegan { .. } => bill = bill.saturating_add(std::mem::take(&mut coming)),
                _ => {}
            }
        }
        let closed_now = closed >= self.entries.len();
        Ok(if closed_now { Quantity::ZERO } else { Quantity(bill).min(Quantity::MAX) })
    }

    /// The period's bill is made. What the next period costs may be charged already: it is on the next bill.
    pub(super) fn close_bill(&mut self, account: AccountId) -> Run {
        let now = self.entries.len();
        self.account_mut(account)?.bill_closed.0 = now;
        Ok(())
    }

    /// The subscription is over, and with it all that was charged.
    pub(super) fn end_bill(&mut self, account: AccountId) -> Run {
        let now = self.entries.len();
        self.account_mut(account)?.bill_closed = (now, now);
        Ok(())
    }

    /// How many whole periods, months, weeks, days or hours are left of a time.
    fn left_of(&self, account: AccountId, of: TermLength) -> Run<u32> {
        let length = match of {
            TermLength::Periods(periods) => return Ok(periods.saturating_sub(self.periods_of_plan(account)?)),
            TermLength::Length(length) => length,
        };
        let Some(since) = self.account(account)?.active_since else { return Ok(0) };
        let zone = self.zone(account)?;
        let begins = |number: u32| match length {
            Duration::Months(_) => Duration::Months(number),
            Duration::Days(days) if days % 7 == 0 => Duration::Days(number.saturating_mul(7)),
            Duration::Days(_) => Duration::Days(number),
            Duration::Seconds(_) => Duration::Seconds(u64::from(number) * 3_600),
        };
        let count = match length {
            Duration::Months(months) => months,
            Duration::Days(days) if days % 7 == 0 => days / 7,
            Duration::Days(days) => days,
            Duration::Seconds(seconds) => u32::try_from(seconds / 3_600).unwrap_or(u32::MAX),
        };
        // From the last one back, as long as they have not begun before now.
        let not_begun = |number: &u32| begins(*number).after(since, zone, MonthEnd::Clamp) >= self.now;
        let left = (0..count).rev().take_while(not_begun).count();
        Ok(u32::try_from(left).unwrap_or(u32::MAX))
    }

    /// The plan's term, if it ends with the running period or has ended.
    pub(super) fn term_reached(&self, account: AccountId, ahead: usize) -> Run<Option<&Term>> {
        let Some(term) = &self.plan(account)?.renewal.term else { return Ok(None) };
        let subscriber = self.account(account)?;
        let reached = match term.length {
            TermLength::Periods(periods) => self.periods_of_plan(account)? as usize + ahead >= periods as usize,
            TermLength::Length(length) => {
                let end =
                    length.after(subscriber.active_since.unwrap_or(Instant::MIN), self.zone(account)?, MonthEnd::Clamp);
                end <= subscriber.period.map_or(self.now, |period| period.end)
            }
        };
        Ok(if reached { Some(term) } else { None })
    }

    /// The term, if the subscription is to end with the running period.
    pub(super) fn last_period(&self, account: AccountId, ahead: usize) -> Run<Option<Term>> {
        let changes = self.account(account)?.noted_plan.is_some();
        Ok(self.term_reached(account, ahead)?.filter(|term| term.then.is_none() && !changes).copied())
    }

    /// In the last period the plan that comes after it is noted.
    pub(super) fn note_what_comes(&mut self, account: AccountId) -> Run {
        let Some(Term { then: Some(to), origin, .. }) = self.term_reached(account, 0)?.copied() else { return Ok(()) };
        let subscriber = self.account(account)?;
        let ends = subscriber.period.is_some_and(|period| period.end < Instant::NEVER);
        if subscriber.noted_plan.is_none() && ends {
            self.account_mut(account)?.noted_plan = Some(to);
            self.note(account, Posting::PlanChangeNoted { to }, origin);
        }
        Ok(())
    }
}
