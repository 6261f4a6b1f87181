//! What is bought now and paid later.
//!
//! vodafone-gh-sos, mtn-xtrabyte, smart-kh-loan, safaricom-okoa-bundles: a loan is repaid by the recharges that follow, the oldest
//! first, whatever has become of what was lent. Lent = repaid + owed is checked after every event.

use crate::ledger::{Entry, Listener, Posting, State};
use crate::program::{Credit, Trigger};
use crate::units::{Instant, Kind, MonthEnd, Quantity};

use super::World;
use super::account::LastEnd;

/// What an account owes.
#[derive(Debug, Clone, Default)]
pub(super) struct Loans {
    /// The oldest first.
    list: Vec<Loan>,
    lent: u64,
    repaid: u64,
}

#[derive(Debug, Clone, Copy)]
struct Loan {
    left: u64,
    /// When it is due; never, once that has come.
    due: Instant,
}

impl Loans {
    /// All of it.
    pub(super) fn owed(&self) -> Quantity {
        Quantity(self.list.iter().map(|debt| debt.left).fold(0, u64::saturating_add))
    }

    /// Whether lent = repaid + owed.
    pub(super) fn balance(&self) -> bool {
        self.lent.wrapping_sub(self.repaid) == self.list.iter().map(|debt| debt.left).fold(0, u64::wrapping_add)
    }

    /// When the next debt is due.
    pub(super) fn due(&self) -> Instant {
        self.list.iter().map(|debt| debt.due).min().unwrap_or(Instant::NEVER)
    }

    fn repay(&mut self, amount: u64) {
        self.repaid = self.repaid.wrapping_add(amount);
        let mut rest = amount;
        for debt in &mut self.list {
            let part = debt.left.min(rest);
            (debt.left, rest) = (debt.left - part, rest - part);
        }
        self.list.retain(|debt| debt.left > 0);
    }
}

impl World<'_> {
    /// What an account would owe in all if it bought something more on credit.
    pub(super) fn would_owe(&self, account: usize, price: Quantity, credit: Credit) -> Quantity {
        let owed = self.accounts[account].loans.owed().0;
        Quantity(owed.saturating_add(price.0).saturating_add(credit.fee.0))
    }

    /// A purchase is to be paid later, with a fee.
    pub(super) fn lend(&mut self, account: usize, price: Quantity, credit: Credit, out: &mut impl Listener) {
        let amount = price.0.saturating_add(credit.fee.0);
        if amount == 0 {
            return;
        }
        let zone = &self.calendar_of(account).zone;
        let due = credit.due.map_or(Instant::NEVER, |length| length.after(self.now, zone, MonthEnd::Clamp));
        let loans = &mut self.accounts[account].loans;
        loans.list.push(Loan { left: amount, due });
        loans.lent = loans.lent.wrapping_add(amount);
        self.post_plain(account, (Kind::Money, Quantity(amount)), Posting::Lent, credit.origin, out);
        self.refresh_due(account);
    }

    /// A recharge repays what is owed, as far as the plan takes it.
    pub(super) fn repay_loans(&mut self, account: usize, index: usize, out: &mut impl Listener) {
        let owed = self.accounts[account].loans.owed();
        if owed.is_zero() {
            return;
        }
        let plan = self.plan_of(account);
        let lot = self.accounts[account].holdings[index].lot;
        let (share, origin) = plan
            .selling
            .repayment
            .map_or((Some(lot.left), plan.origin), |(share, origin)| (share.of(lot.left), origin));
        let amount = owed.min(share.unwrap_or(lot.left)).min(lot.left);
        if amount.is_zero() {
            return;
        }
        let posting = Posting::Used;
        self.post(
            Entry { at: self.now, account: lot.owner, lot: Some(lot.id), kind: lot.kind, amount, posting, origin },
            out,
        );
        let left = lot.left.saturating_sub(amount);
        self.accounts[account].set_left(index, left);
        if left.is_zero() {
            self.retire(account, index, State::UsedUp, LastEnd::ByUse);
        } else {
            self.changed(account, index);
        }
        self.accounts[account].loans.repay(amount.0);
        self.post_plain(account, (Kind::Money, amount), Posting::LoanRepaid, origin, out);
    }

    /// Does what the plan does when a debt is due and owed still. Once for each instant, however many they are.
    pub(super) fn fall_due(&mut self, account: usize, out: &mut impl Listener) {
        let now = self.now;
        if self.accounts[account].loans.due() > now {
            return;
        }
        for debt in self.accounts[account].loans.list.iter_mut().filter(|debt| debt.due <= now) {
            debt.due = Instant::NEVER;
        }
        self.run(account, &[Trigger::DebtDue], &self.occasion(account), out);
    }
}
