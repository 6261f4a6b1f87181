//! What was used and is owed, computed from the entries each time.

use crate::event::AccountId;
use crate::ledger::{Posting, Reason, State};
use crate::model::Fallback;
use crate::text::Origin;
use crate::units::{Kind, Quantity};

use super::deplete::Left;
use super::order::restrictions;
use super::pay::Asking;
use super::{Reference, ReferenceEntry, ReferenceFault, Run};

impl Reference<'_> {
    /// Lets a use through that is to be paid later.
    pub(super) fn owe(
        &mut self,
        asking: &Asking,
        (at_most, origin): (Option<Quantity>, Origin),
        rest: Quantity,
    ) -> Run<Left> {
        let owing = self.owing(asking.user, (asking.kind, origin))?;
        let times = self.times(asking)?;
        let room = at_most.map_or(u64::MAX, |most| most.saturating_sub(owing).0);
        let uses = Quantity(rest.0.min(room / times));
        let owed = super::deplete::times(uses.0, Quantity(times))?;
        if !owed.is_zero() {
            self.post(asking.user, asking.kind, owed, Posting::Owed, origin);
        }
        Ok(Left { rest: rest.saturating_sub(uses), reason: Some(Reason::LimitReached) })
    }

    /// What has been owed under a clause, less what was repaid and forgiven.
    fn owing(&self, account: AccountId, (kind, origin): (Kind, Origin)) -> Run<Quantity> {
        let mut owing = Quantity::ZERO;
        let of_it = |entry: &&ReferenceEntry| (entry.account, entry.kind, entry.origin) == (account, kind, origin);
        for entry in self.entries.iter().filter(of_it) {
            let now = match entry.posting {
                Posting::Owed => owing.checked_add(entry.amount),
                Posting::Repaid | Posting::Forgiven => owing.checked_sub(entry.amount),
                _ => Some(owing),
            };
            owing = now.ok_or(ReferenceFault::Overflow)?;
        }
        Ok(owing)
    }

    /// The clauses under which the account has ever owed anything, the first first.
    fn debts(&self, account: AccountId) -> Vec<(Kind, Origin)> {
        let mut debts = Vec::new();
        for entry in self.entries.iter().filter(|entry| entry.account == account && entry.posting == Posting::Owed) {
            if !debts.contains(&(entry.kind, entry.origin)) {
                debts.push((entry.kind, entry.origin));
            }
        }
        debts
    }

    /// Whatever can be used for everything pays for what is owed.
    pub(super) fn repay(&mut self, account: AccountId) -> Run {
        for (kind, origin) in self.debts(account) {
            loop {
                let owing = self.owing(account, (kind, origin))?;
                let mut lots = self.held(account)?;
                lots.retain(|lot| {
                    let open = lot.scope.is_none_or(|scope| restrictions(scope) == 0);
                    lot.lot.kind == kind && lot.lot.state == State::Live && lot.has_units() && !lot.unused && open
                });
                let order = &self.plan(account)?.order.answer;
                let first = self.to_pay(order, account, lots)?.first().copied();
                let Some(lot) = first.filter(|_| !owing.is_zero()) else { break };
                let (id, before) = (lot.lot.id, lot.lot.left);
                let part = owing.min(before);
                self.post_lot(id, part, Posting::Repaid, origin)?;
                let used_up = self.lower(id, part)?;
                self.notice_lot(id, before)?;
                if used_up {
                    self.end_lot(id, State::UsedUp)?;
                }
                self.start_queues(account)?;
                self.renew_used_up(account)?;
            }
        }
        Ok(())
    }

    /// What does not outlive a period, or everything, is owed no more.
    pub(super) fn forgive(&mut self, account: AccountId, all: bool) -> Run {
        for (kind, origin) in self.debts(account) {
            let owing = self.owing(account, (kind, origin))?;
            if !owing.is_zero() && (all || !self.outlives_periods(origin)) {
                self.post(account, kind, owing, Posting::Forgiven, origin);
            }
        }
        Ok(())
    }

    fn outlives_periods(&self, clause: Origin) -> bool {
        let rules = self.catalogue.plans.iter().flat_map(|plan| &plan.depletions);
        let mut fallbacks = rules.flat_map(|rule| &rule.fallbacks.answer);
        fallbacks.any(|resort| match &resort.what {
            Fallback::Owe { across_periods, origin, .. } => *origin == clause && *across_periods,
            _ => false,
        })
    }
}
