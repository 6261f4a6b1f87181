//! What follows from an event: handlers about lots that came to life or ended, times that have come, and what actions
//! ask for. No handler runs twice in what follows from one event.

use crate::event::{AccountId, LabelId, PlanId};
use crate::ledger::{LotId, Note, Posting, State};
use crate::model::{Request, Trigger};
use crate::text::Origin;
use crate::units::Quantity;

use super::counters::sum;
use super::handlers::Event;
use super::pay::Asking;
use super::select::speaks_of;
use super::{Reference, Run};

/// What an event has led to.
#[derive(Debug, Clone, Default)]
pub(super) struct Following {
    pub(super) asked: Vec<(AccountId, Asked)>,
    /// Lots that came to life or ended, in order.
    pub(super) turns: Vec<(LotId, bool)>,
    /// How many of them the timers have heard of.
    told: usize,
    /// The handlers that have run, or would have.
    pub(super) ran: Vec<(AccountId, PlanId, usize)>,
    pub(super) on: bool,
}

/// What was asked for.
#[derive(Debug, Clone, Copy)]
pub(super) enum Asked {
    Request(Request, Origin),
    Mark(LabelId, bool),
    /// A notice is due, at this place of the plan.
    Reached(usize),
    /// What comes has become cheaper.
    Free(Origin),
}

impl<'m> Reference<'m> {
    pub(super) fn follow(&mut self, settled: Option<AccountId>) -> Run {
        self.following.on = true;
        loop {
            self.start_all_queues()?;
            self.account_ids().try_for_each(|account| self.repay(account))?;
            if !self.following.asked.is_empty() {
                let (account, asked) = self.following.asked.remove(0);
                self.fulfil(account, asked)?;
                continue;
            }
            while let Some((lot, begins)) = self.following.turns.get(self.following.told).copied() {
                self.following.told += 1;
                self.tell_timers(AccountId(lot.account), &Event::Lot(lot, begins))?;
            }
            let Some((account, place)) = self.next_to_run(settled)? else { break };
            if self.time_has_come(account, place)? {
                self.next_time(account, place)?;
            }
            let moment = self.moment(account)?;
            self.run_one(account, place, &moment)?;
        }
        self.following = Following::default();
        Ok(())
    }

    fn fulfil(&mut self, account: AccountId, asked: Asked) -> Run {
        let (request, origin) = match asked {
            Asked::Mark(label, on) => {
                let moment = self.moment(account)?;
                return self.run_handlers(account, &[Trigger::Mark(label, on)], &moment);
            }
            Asked::Reached(place) => {
                let moment = self.moment(account)?;
                return self.run_handlers(account, &[Trigger::Reached(place)], &moment);
            }
            Asked::Free(origin) => return self.renew_if_free(account, origin),
            Asked::Request(request, origin) => (request, origin),
        };
        let before = self.entries.len();
        match request {
            Request::Buy(product) => self.buy(account, product, None)?,
            Request::Renew => self.renew(account)?,
            Request::PayAhead => self.pay_ahead(account)?,
            Request::ChangePlan(plan) => self.change_plan(account, plan)?,
            Request::Suspend => self.suspend(account, Some(origin))?,
            Request::Resume => self.resume(account, Some(origin))?,
            Request::Cancel => self.cancel(account, Some(origin))?,
        }
        // A refusal is the only entry of its request, and it was the action that asked.
        if let [only] = self.entries.get_mut(before..).unwrap_or_default()
            && matches!(only.posting, Posting::Refused { .. })
        {
            only.origin = origin;
        }
        Ok(())
    }

    /// The first handler that has a reason to run and has not run yet.
    fn next_to_run(&self, settled: Option<AccountId>) -> Run<Option<(AccountId, usize)>> {
        for account in self.account_ids() {
            let plan = self.plan(account)?;
            for (place, handler) in plan.handlers.iter().enumerate() {
                if self.following.ran.contains(&(account, plan.id, place)) {
                    continue;
                }
                let on_time = settled == Some(account) && self.time_has_come(account, place)?;
                if on_time || self.has_turned(account, &handler.trigger)? {
                    return Ok(Some((account, place)));
                }
            }
        }
        Ok(None)
    }

    fn has_turned(&self, account: AccountId, trigger: &'m Trigger) -> Run<bool> {
        for (lot, begins) in &self.following.turns {
            if lot.account == account.0 && self.meets(account, trigger, &Event::Lot(*lot, *begins))? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Whether something is what a trigger waits for.
    pub(super) fn meets(&self, account: AccountId, trigger: &'m Trigger, event: &Event) -> Run<bool> {
        if let Trigger::AnyOf(triggers) = trigger {
            for one in triggers {
                if self.meets(account, one, event)? {
                    return Ok(true);
                }
            }
            return Ok(false);
        }
        Ok(match event {
            Event::Plain(triggers) => triggers.contains(trigger),
            Event::Used(asking) => self.is_use(trigger, asking)?,
            Event::Lot(id, begins) => {
                let lot = self.lot(*id)?;
                let ended = |state| !begins && lot.lot.state == state;
                match trigger {
                    Trigger::Expiry(of) => ended(State::Expired) && speaks_of(of, &lot),
                    Trigger::Start(of) => *begins && speaks_of(of, &lot),
                    Trigger::RunsOut(of) => {
                        let others = self.held(account)?.iter().any(|other| speaks_of(of, other));
                        ended(State::UsedUp) && speaks_of(of, &lot) && !others
                    }
                    _ => false,
                }
            }
        })
    }

    fn is_use(&self, trigger: &Trigger, asking: &Asking) -> Run<bool> {
        let Trigger::Use(kind, scope) = trigger else { return Ok(false) };
        let operator = self.operator(self.decider(asking.user)?)?;
        let of_kind = kind.is_none_or(|kind| kind == asking.kind);
        Ok(of_kind && super::admit::admits(Some(scope), operator, asking))
    }

    /// A use is over; whether anything of it was let through is in the entries.
    pub(super) fn after_use(&mut self, asking: &Asking, amount: Quantity, first_entry: usize) -> Run {
        let since = self.entries.iter().skip(first_entry).filter(|entry| entry.account == asking.user);
        let blocked = since.filter(|entry| matches!(entry.posting, Posting::Blocked { .. })).map(|entry| entry.amount);
        let through = sum(blocked)? < amount;
        if through {
            let moment = self.moment(asking.user)?;
            self.run_on(asking.user, &Event::Used(*asking), &moment)?;
        }
        self.follow(None)?;
        self.follow_ties()
    }

    /// Sets a mark or takes it off, and says whether it was otherwise before.
    pub(super) fn put_mark(&mut self, account: AccountId, label: LabelId, on: bool, origin: Origin) -> Run<bool> {
        let marks = &mut self.account_mut(account)?.marks;
        let was = marks.contains(&label);
        marks.retain(|mark| *mark != label);
        if on {
            marks.push(label);
        }
        let what = if on { Note::Marked(label) } else { Note::Unmarked(label) };
        self.note(account, Posting::Noted { what }, origin);
        Ok(was != on)
    }
}
