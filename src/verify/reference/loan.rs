//! What is bought now and paid later.

use crate::event::AccountId;
use crate::ledger::{LotId, Posting, State};
use crate::model::{Credit, CreditFee, Trigger};
use crate::text::Origin;
use crate::units::{Instant, Kind, MonthEnd, Quantity};

use super::counters::sum;
use super::{Reference, ReferenceFault, Run};

/// A debt: its entry, when it is due, and whether that has come.
#[derive(Debug, Clone, Copy)]
pub(super) struct Loan {
    amount: Quantity,
    due: Option<Instant>,
}

impl Reference<'_> {
    pub(super) fn lend(&mut self, account: AccountId, price: Quantity, credit: &Credit) -> Run {
        let amount = owed_for(price, credit)?;
        if amount.is_zero() {
            return Ok(());
        }
        let zone = self.zone(account)?;
        let due = credit.due.map(|time| time.after(self.now, zone, MonthEnd::Clamp));
        self.account_mut(account)?.loans.push(Loan { amount, due });
        self.post(account, Kind::Money, amount, Posting::Lent, credit.origin);
        Ok(())
    }

    /// The clause about all debts, if one more would be too much by it.
    pub(super) fn too_much_owed(&self, account: AccountId, price: Quantity, credit: &Credit) -> Run<Option<Origin>> {
        let Some(limit) = self.plan(account)?.selling.debt_limit else { return Ok(None) };
        let all = sum([self.owed_money(account)?, owed_for(price, credit)?])?;
        Ok((all > limit.most).then_some(limit.origin))
    }

    /// What was lent, less what was repaid, by the entries.
    pub(super) fn owed_money(&self, account: AccountId) -> Run<Quantity> {
        let entries = || self.entries.iter().filter(|entry| entry.account == account);
        let all = |posting: Posting| sum(entries().filter(|entry| entry.posting == posting).map(|entry| entry.amount));
        all(Posting::Lent)?.checked_sub(all(Posting::LoanRepaid)?).ok_or(ReferenceFault::Overflow)
    }

    /// A recharge repays.
    pub(super) fn repay_loans(&mut self, account: AccountId, id: LotId) -> Run {
        let (plan, left) = (self.plan(account)?, self.lot(id)?.lot.left);
        let rule = plan.selling.repayment;
        let most = match rule {
            Some(rule) => rule.share.of(left).ok_or(ReferenceFault::Overflow)?,
            None => left,
        };
        let amount = most.min(left).min(self.owed_money(account)?);
        if amount.is_zero() {
            return Ok(());
        }
        let origin = rule.map_or(plan.origin, |rule| rule.origin);
        self.post_lot(id, amount, Posting::Used, origin)?;
        if self.lower(id, amount)? {
            self.end_lot(id, State::UsedUp)?;
        }
        self.post(account, Kind::Money, amount, Posting::LoanRepaid, origin);
        let mut rest = amount;
        for debt in &mut self.account_mut(account)?.loans {
            let part = debt.amount.min(rest);
            (debt.amount, rest) = (debt.amount.saturating_sub(part), rest.saturating_sub(part));
        }
        self.account_mut(account)?.loans.retain(|debt| !debt.amount.is_zero());
        Ok(())
    }

    /// When the next debt is due.
    pub(super) fn loan_due(&self, account: AccountId) -> Run<Option<Instant>> {
        Ok(self.account(account)?.loans.iter().filter_map(|debt| debt.due).min())
    }

    /// What is done when debts are due.
    pub(super) fn fall_due(&mut self, account: AccountId) -> Run {
        let now = self.now;
        if self.loan_due(account)?.is_none_or(|due| due > now) {
            return Ok(());
        }
        for debt in &mut self.account_mut(account)?.loans {
            debt.due = debt.due.filter(|due| *due > now);
        }
        let moment = self.moment(account)?;
        self.run_handlers(account, &[Trigger::DebtDue], &moment)
    }

    /// Lent = repaid + owed.
    pub(super) fn conserve_loans(&self, account: AccountId) -> Run {
        let debts = sum(self.account(account)?.loans.iter().map(|debt| debt.amount))?;
        if debts == self.owed_money(account)? {
            Ok(())
        } else {
            Err(ReferenceFault::Imbalance { account, kind: Kind::Money })
        }
    }
}

/// The price and the fee.
fn owed_for(price: Quantity, credit: &Credit) -> Run<Quantity> {
    let fee = match credit.fee {
        CreditFee::Fixed(fee) => fee,
        CreditFee::Share(share) => share.of(price).ok_or(ReferenceFault::Overflow)?,
    };
    sum([price, fee])
}
