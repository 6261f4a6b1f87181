//! What was used and is owed: the next units that come pay for it.

use crate::ledger::{Flow, Imbalance, Listener, OriginId, Posting, Reason, State};
use crate::units::{Kind, Quantity};

use super::account::{Account, LastEnd};
use super::pay::Use;
use super::{Fault, World};

/// What is owed of a kind under a clause.
#[derive(Debug, Clone, Copy)]
pub(super) struct Debt {
    kind: Kind,
    origin: OriginId,
    /// Whether it stays owed when a new period begins.
    across_periods: bool,
    /// What is owed now.
    owing: Quantity,
    /// What has been owed in all, and how much of it was forgiven; `None` is more than can be counted.
    owed: Option<u64>,
    forgiven: u64,
}

impl Account {
    /// What is owed of a kind.
    pub(super) fn owing(&self, kind: Kind) -> Quantity {
        let debts = self.debts.iter().filter(|debt| debt.kind == kind);
        Quantity(debts.map(|debt| debt.owing.0).fold(0, u64::saturating_add))
    }

    /// Owed = repaid + forgiven + owing, for each kind.
    pub(super) fn check_debts(&self) -> Result<(), Fault> {
        if self.debts.is_empty() {
            return Ok(());
        }
        for kind in Kind::ALL {
            let (mut came, mut left) = (0_u64, self.sums.flowed(kind, Flow::Repaid).0);
            for debt in self.debts.iter().filter(|debt| debt.kind == kind) {
                came = debt.owed.and_then(|owed| came.checked_add(owed)).ok_or(Fault::Overflow)?;
                left = left.wrapping_add(debt.forgiven).wrapping_add(debt.owing.0);
            }
            if came != left {
                let imbalance = Imbalance { kind, came, left_and_held: left };
                return Err(Fault::NotConserved { account: self.id, imbalance });
            }
        }
        Ok(())
    }
}

impl World<'_> {
    /// Lets a use through that is to be paid later, as far as the limit goes. Gives back why it stopped, if it did.
    pub(super) fn owe(
        &mut self,
        account: usize,
        wanted: &mut Use,
        (at_most, across_periods): (Option<Quantity>, bool),
        origin: OriginId,
        out: &mut impl Listener,
    ) -> Option<Reason> {
        let kind = wanted.kind;
        let debts = &mut self.accounts[account].debts;
        let known = debts.iter().position(|debt| debt.origin == origin && debt.kind == kind);
        let place = known.unwrap_or_else(|| {
            debts.push(Debt { kind, origin, across_periods, owing: Quantity::ZERO, owed: Some(0), forgiven: 0 });
            debts.len() - 1
        });
        let debt = &mut debts[place];
        let room = at_most.map_or(Quantity::MAX, |most| most.saturating_sub(debt.owing));
        let uses = wanted.rest.min(Quantity(room.0 / wanted.times.max(1)));
        let amount = Quantity(uses.0.saturating_mul(wanted.times));
        if !amount.is_zero() {
            debt.owing = Quantity(debt.owing.0.saturating_add(amount.0));
            debt.owed = debt.owed.and_then(|owed| owed.checked_add(amount.0));
            wanted.rest = wanted.rest.saturating_sub(uses);
            self.post_plain(account, (kind, amount), Posting::Owed, origin, out);
        }
        Some(Reason::LimitReached)
    }

    /// What can be used by everything now goes into what is owed, in the plan's order of use.
    pub(super) fn repay(&mut self, account: usize, out: &mut impl Listener) {
        for place in 0..self.accounts[account].debts.len() {
            while self.repay_from_one(account, place, out) {}
        }
    }

    /// Pays from the lot that is first in order; says whether there was one.
    fn repay_from_one(&mut self, account: usize, place: usize, out: &mut impl Listener) -> bool {
        let state = &self.accounts[account];
        let Debt { kind, origin, owing, .. } = state.debts[place];
        let pays = |index: &&usize| {
            let holding = &state.holdings[**index];
            holding.restrictions == 0 && !holding.starts_on_use && !holding.lot.unlimited
        };
        let Some(&index) = state.order[kind.index()].iter().find(pays).filter(|_| !owing.is_zero()) else {
            return false;
        };
        let before = state.holdings[index].lot.left;
        let part = owing.min(before);
        self.post_lot(account, index, part, Posting::Repaid, origin, out);
        let left = before.saturating_sub(part);
        let state = &mut self.accounts[account];
        state.debts[place].owing = owing.saturating_sub(part);
        state.set_left(index, left);
        let armed = state.holdings[index].notice_left;
        if left.0 <= armed && before.0 > armed {
            self.notify_left(account, index, before.0, out);
        }
        if left.is_zero() {
            self.retire(account, index, State::UsedUp, LastEnd::ByUse);
            self.start_queued(account, out);
            self.renew_used_up(account, out);
        }
        true
    }

    /// What is owed is owed no more: all of it, or what does not outlive a period.
    pub(super) fn forgive(&mut self, account: usize, all: bool, out: &mut impl Listener) {
        for place in 0..self.accounts[account].debts.len() {
            let debt = &mut self.accounts[account].debts[place];
            if debt.owing.is_zero() || (debt.across_periods && !all) {
                continue;
            }
            let (kind, origin) = (debt.kind, debt.origin);
            let amount = std::mem::take(&mut debt.owing);
            debt.forgiven = debt.forgiven.wrapping_add(amount.0);
            self.post_plain(account, (kind, amount), Posting::Forgiven, origin, out);
        }
    }
}
