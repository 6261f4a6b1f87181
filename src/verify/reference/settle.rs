//! Time that passes: what is due, one account and one instant at a time.

use crate::event::AccountId;
use crate::ledger::State;
use crate::units::Instant;

use super::{Reference, ReferenceLot, Run};

impl<'m> Reference<'m> {
    /// Processes everything due until then, inclusive: the earliest first, at one instant the accounts by number.
    pub(super) fn settle_to(&mut self, until: Instant) -> Run {
        while let Some((due, account)) = self.earliest()?.filter(|(due, _)| *due <= until) {
            self.now = self.now.max(due);
            self.arrive(account)?;
        }
        self.now = self.now.max(until);
        Ok(())
    }

    fn earliest(&self) -> Run<Option<(Instant, AccountId)>> {
        let mut earliest: Option<(Instant, AccountId)> = None;
        for account in self.account_ids() {
            let due = self.next_due(account)?.map(|due| (due, account));
            earliest = [earliest, due].into_iter().flatten().min();
        }
        Ok(earliest)
    }

    /// When something happens to the account by itself.
    pub(super) fn next_due(&self, account: AccountId) -> Run<Option<Instant>> {
        let subscriber = self.account(account)?;
        if subscriber.suspended.is_some_and(|suspended| suspended.clock_stops) {
            return Ok(None);
        }
        let period = subscriber.period.map(|period| period.end);
        let held = self.held(account)?;
        let ends = held.iter().filter(|lot| !lot.clock_stands()).map(|lot| lot.lot.expires_at);
        let starts = held.iter().filter(|lot| lot.lot.state == State::Pending).map(|lot| lot.lot.usable_from);
        let notices = self.endings_to_tell(account)?.into_iter().map(|(at, ..)| at);
        let times = subscriber.times.iter().map(|(_, at)| *at);
        let streams = self.streams_due(account)?;
        let others = [
            self.subscription_due(account)?,
            self.loan_due(account)?,
            self.move_due(account)?,
            self.retry_due(account)?,
        ];
        let others = others.into_iter().flatten();
        let all = others.chain(streams).chain(period).chain(ends).chain(starts).chain(notices).chain(times);
        Ok(all.filter(|due| *due != Instant::NEVER).min())
    }

    /// All of an account's instant, in the order of the phases.
    fn arrive(&mut self, account: AccountId) -> Run {
        self.move_on(account)?;
        self.renew_ended(account)?;
        self.retry_in_time(account)?;
        let ends_period = self.account(account)?.period.is_some_and(|period| period.end <= self.now);
        let finished = if ends_period { self.last_period(account, 0)? } else { None };
        if let Some(term) = finished {
            self.finish_term(account, &term)?;
        } else {
            self.turn(account, ends_period)?;
        }
        self.flow_on(account)?;
        self.start_pending(account)?;
        self.start_queues(account)?;
        self.renew_used_up(account)?;
        self.repay(account)?;
        self.notice_endings(account)?;
        self.fall_due(account)?;
        self.follow(Some(account))?;
        self.follow_ties()
    }

    /// What ends does, with a period or without.
    fn turn(&mut self, account: AccountId, ends_period: bool) -> Run {
        let turn = if ends_period { self.attempt(account)? } else { self.no_turn(account)? };
        if ends_period {
            self.period_ends(account, &turn)?;
        }
        self.expire(account, &turn)?;
        self.roll(account, &turn)?;
        if ends_period {
            self.begin_next(account, &turn)?;
        }
        Ok(())
    }

    fn start_pending(&mut self, account: AccountId) -> Run {
        let starts = |lot: &ReferenceLot<'m>| lot.lot.state == State::Pending && lot.lot.usable_from <= self.now;
        let mut lots = self.held(account)?;
        lots.retain(starts);
        for lot in lots {
            self.lot_mut(lot.lot.id)?.lot.state = State::Live;
            self.open_stream(account, lot.lot.id)?;
            let until = self.lot(lot.lot.id)?.lot.expires_at;
            let posting = crate::ledger::Posting::Moved { until };
            self.post_lot(lot.lot.id, lot.lot.left, posting, lot.origin)?;
            self.following.turns.push((lot.lot.id, true));
        }
        Ok(())
    }
}
