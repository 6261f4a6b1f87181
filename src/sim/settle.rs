//! What comes due by itself: in time order, and at one instant in the order of its phases.

use std::collections::BTreeMap;

use crate::ledger::{Listener, Reason, State};
use crate::program::{Calendar, CarryId, Plan, Suspension};
use crate::units::Instant;

use super::account::{Account, Status};
use super::carry::Ending;
use super::holding::Waits;
use super::lots::End;
use super::stream::Stream;
use super::{Fault, World};

impl<'p> World<'p> {
    pub(super) fn plan_of(&self, account: usize) -> &'p Plan {
        self.accounts[account].plan(self.program)
    }

    pub(super) fn calendar_of(&self, account: usize) -> &'p Calendar {
        self.accounts[account].calendar(self.program)
    }

    /// Does what is due first, for the account with the lowest number.
    pub(super) fn settle_next(&mut self, out: &mut impl Listener) -> Result<(), Fault> {
        let due = self.due;
        let Some(account) = self.accounts.iter().position(|account| account.due == due) else {
            self.due = Instant::NEVER;
            return Ok(());
        };
        self.now = self.now.max(due);
        self.settle_account(account, out);
        self.refresh_due(account);
        self.audit(account)
    }

    /// One instant of one account: renewal, expiry, rollover, new grants, starts, notices.
    fn settle_account(&mut self, account: usize, out: &mut impl Listener) {
        self.move_on(account, out);
        self.renew_ended(account, out);
        self.retry_in_time(account, out);
        let state = &self.accounts[account];
        if state.is_running() && state.end <= self.now {
            self.end_period(account, out);
        } else {
            let ending = Ending { at: self.now, period: false, next: None, occasion: self.occasion(account) };
            self.end_lots(account, &ending, out);
        }
        self.flow_on(account, out);
        self.start_pending(account, out);
        self.start_queued(account, out);
        self.renew_used_up(account, out);
        self.repay(account, out);
        self.notify_ends(account, out);
        self.fall_due(account, out);
        if self.reaction.waits() || self.accounts[account].first_time() <= self.now {
            self.react(Some(account), out);
        }
        self.follow_ties(out);
    }

    /// Ends the lots whose time is over; what a rule may carry on is dealt with last, rule by rule.
    pub(super) fn end_lots(&mut self, account: usize, ending: &Ending, out: &mut impl Listener) {
        let mut candidates: BTreeMap<CarryId, Vec<usize>> = BTreeMap::new();
        for index in self.accounts[account].active.clone() {
            let holding = &self.accounts[account].holdings[index];
            let over = holding.lot.expires_at <= self.now || (ending.period && holding.ends_with_period);
            if !over || holding.frozen_since.is_some() || !holding.lot.state.is_held() {
                continue;
            }
            if let Some(rule) = self.rule_of(holding, ending) {
                candidates.entry(rule).or_default().push(index);
                continue;
            }
            let rule = holding.carry.map(|id| self.program.carries[id.0 as usize].origin);
            let (end, origin) = match (holding.waits, rule) {
                (Waits::Activation, Some(rule)) => {
                    self.accounts[account].missed_activation = true;
                    (End::Forfeited(Reason::NotActivatedInTime), rule)
                }
                (Waits::Renewal, Some(rule)) => (End::Forfeited(Reason::NotRenewed), rule),
                // The end of a lot that has rolled is the rule's doing.
                (_, Some(rule)) if holding.lot.generation > 0 => (End::Expired, rule),
                _ => (End::Expired, holding.ends_by.unwrap_or(holding.origin)),
            };
            self.end_lot(account, index, end, origin, out);
        }
        self.carry_all(account, candidates, ending, out);
    }

    /// Starts the lots whose start has come.
    fn start_pending(&mut self, account: usize, out: &mut impl Listener) {
        for index in self.accounts[account].active.clone() {
            let lot = &self.accounts[account].holdings[index].lot;
            if lot.state == State::Pending && lot.usable_from <= self.now {
                self.begin_life(account, index, out);
            }
        }
    }

    /// Works out anew when something is due for an account.
    pub(super) fn refresh_due(&mut self, account: usize) {
        let due = self.due_of(&self.accounts[account]);
        self.accounts[account].due = due;
        self.due = self.accounts.iter().map(|account| account.due).min().unwrap_or(Instant::NEVER);
    }

    fn due_of(&self, account: &Account) -> Instant {
        let stands_still = account.plan(self.program).suspension == Suspension::ClockStops;
        if account.suspended_since.is_some() && stands_still {
            return Instant::NEVER;
        }
        let period = if account.status == Status::Running { account.end } else { Instant::NEVER };
        let lots = account.active.iter().map(|index| {
            let holding = &account.holdings[*index];
            let end = if holding.frozen_since.is_some() { Instant::NEVER } else { holding.lot.expires_at };
            let start = if holding.lot.state == State::Pending { holding.lot.usable_from } else { Instant::NEVER };
            end.min(start).min(holding.notify_at)
        });
        let streams = account.streams.iter().map(Stream::due);
        let others = self.next_subscription(account).min(account.loans.due()).min(account.first_time());
        let others = others.min(self.moves_at(account)).min(account.retry_due());
        lots.chain(streams).min().unwrap_or(Instant::NEVER).min(period).min(others)
    }
}
