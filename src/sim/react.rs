//! What follows from what has happened: lots that ended or began set routines off, routines ask for what a customer could
//! ask for, and that sets off others. No routine is set off twice by one event, so this always ends.

use std::collections::VecDeque;

use crate::event::{LabelId, PlanId};
use crate::ledger::{Listener, Note, OriginId, State};
use crate::program::{Request, ScopeId, Selector, Trigger};

use super::World;
use super::eligible::Refusal;
use super::fits::fits_lastingly;
use super::pay::Use;

/// What happens, as triggers see it.
#[derive(Debug, Clone, Copy)]
pub(super) enum Occurrence<'a> {
    /// What needs no further look.
    Plain(&'a [Trigger]),
    /// A use that was let through.
    Used(&'a Use),
    /// Something about a lot of the account.
    Lot(usize, Turn),
}

/// A turn in a lot's life.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Turn {
    Began,
    Ended,
}

/// What is still to be done for one account.
#[derive(Debug, Clone, Copy)]
enum Task {
    Ask(Request, OriginId),
    Marked(LabelId, bool),
    /// The notice at this place of the plan is due.
    Reached(usize),
    /// The period that comes may be free now.
    Free(OriginId),
}

/// What an event has led to so far.
#[derive(Debug, Clone, Default)]
pub(super) struct Reaction {
    /// What was asked for, in order.
    tasks: VecDeque<(usize, Task)>,
    /// What happened to lots that somebody watches.
    turns: Vec<(usize, usize, Turn)>,
    /// How many of them timers know of.
    counted: usize,
    /// Which routines were set off: whose, of which plan, at which place.
    done: Vec<(usize, PlanId, usize)>,
    /// What follows is being dealt with.
    follows: bool,
}

impl Reaction {
    /// Whether anything is to be done or to be forgotten.
    pub(super) fn waits(&self) -> bool {
        !self.turns.is_empty() || !self.tasks.is_empty() || !self.done.is_empty()
    }
}

impl World<'_> {
    /// A lot has begun or ended; that is remembered where some plan watches it.
    pub(super) fn turned(&mut self, account: usize, index: usize, turn: Turn) {
        if self.watches_lots {
            self.reaction.turns.push((account, index, turn));
        }
    }

    /// An action asks for something.
    pub(super) fn ask(&mut self, account: usize, request: Request, origin: OriginId) {
        self.reaction.tasks.push_back((account, Task::Ask(request, origin)));
    }

    /// Something is taken off a period that was not renewed; what that makes possible comes later.
    pub(super) fn cheaper(&mut self, account: usize, origin: OriginId) {
        self.reaction.tasks.push_back((account, Task::Free(origin)));
    }

    /// What a notice waits for has come; what that sets off comes later.
    pub(super) fn reached(&mut self, account: usize, place: usize) {
        self.reaction.tasks.push_back((account, Task::Reached(place)));
    }

    /// Sets a mark or takes it off. Says whether that changed anything.
    pub(super) fn set_mark(
        &mut self,
        account: usize,
        (label, on): (LabelId, bool),
        origin: OriginId,
        out: &mut impl Listener,
    ) -> bool {
        let marks = &mut self.accounts[account].marks;
        let was = marks.contains(&label);
        marks.retain(|mark| *mark != label);
        if on {
            marks.push(label);
        }
        let what = if on { Note::Marked(label) } else { Note::Unmarked(label) };
        self.note(account, what, origin, out);
        was != on
    }

    /// An action sets a mark; what that sets off comes later.
    pub(super) fn mark_by_action(
        &mut self,
        account: usize,
        (label, on): (LabelId, bool),
        origin: OriginId,
        out: &mut impl Listener,
    ) {
        if self.accounts[account].marks.contains(&label) != on {
            self.set_mark(account, (label, on), origin, out);
            self.reaction.tasks.push_back((account, Task::Marked(label, on)));
        }
    }

    /// Whether a routine may be set off now; from then on it has been.
    pub(super) fn may_follow(&mut self, account: usize, place: usize) -> bool {
        let key = (account, self.accounts[account].plan, place);
        let done = self.reaction.done.contains(&key);
        if !done {
            self.reaction.done.push(key);
        }
        !(done && self.reaction.follows)
    }

    /// Does all that follows from an event, or from what was due for an account.
    pub(super) fn react(&mut self, settled: Option<usize>, out: &mut impl Listener) {
        self.reaction.follows = true;
        loop {
            (0..self.accounts.len()).for_each(|account| {
                self.start_queued(account, out);
                self.renew_used_up(account, out);
            });
            (0..self.accounts.len()).for_each(|account| self.repay(account, out));
            if let Some((account, task)) = self.reaction.tasks.pop_front() {
                self.perform(account, task, out);
                self.refresh_plainness(account);
                continue;
            }
            self.count_from_turns();
            let Some((account, place)) = self.next_routine(settled) else { break };
            if self.has_come(account, place) {
                self.pass_time(account, place);
            }
            let routine = &self.plan_of(account).routines[place];
            self.run_routine(account, place, routine, &self.occasion(account), out);
        }
        self.reaction.turns.clear();
        self.reaction.counted = 0;
        self.reaction.done.clear();
        self.reaction.follows = false;
    }

    fn perform(&mut self, account: usize, task: Task, out: &mut impl Listener) {
        let (request, origin) = match task {
            Task::Marked(label, on) => {
                self.run(account, &[Trigger::Mark(label, on)], &self.occasion(account), out);
                return;
            }
            Task::Reached(place) => {
                self.run(account, &[Trigger::Reached(place)], &self.occasion(account), out);
                return;
            }
            Task::Free(origin) => {
                if let Err(refusal) = self.renew_for_nothing(account, out) {
                    let (reason, origin) = refusal.of(origin);
                    self.refuse(account, reason, origin, out);
                }
                return;
            }
            Task::Ask(request, origin) => (request, origin),
        };
        let done = match request {
            Request::Buy(product) => self.buy(account, product, None, out),
            Request::Renew => self.renew(account, out),
            Request::PayAhead => self.pay_ahead(account, out),
            Request::ChangePlan(plan) => self.change_plan(account, plan, out),
            Request::Suspend => self.suspend(account, Some(origin), out).map_err(Refusal::from),
            Request::Resume => self.resume(account, Some(origin), out).map_err(Refusal::from),
            Request::Cancel => self.cancel(account, Some(origin), out).map_err(Refusal::from),
        };
        if let Err(refusal) = done {
            self.refuse(account, refusal.reason, origin, out);
        }
    }

    /// Timers learn what has happened to lots.
    fn count_from_turns(&mut self) {
        while let Some((account, index, turn)) = self.reaction.turns.get(self.reaction.counted).copied() {
            self.reaction.counted += 1;
            self.count_from(account, &Occurrence::Lot(index, turn));
        }
    }

    /// The next routine that is to run: the accounts by number, the routines in the order of the plan.
    fn next_routine(&self, settled: Option<usize>) -> Option<(usize, usize)> {
        let mut accounts: Vec<usize> =
            self.reaction.turns.iter().map(|(account, ..)| *account).chain(settled).collect();
        accounts.sort_unstable();
        accounts.dedup();
        for account in accounts {
            let plan = self.accounts[account].plan;
            let routines = &self.plan_of(account).routines;
            let place = routines.iter().enumerate().position(|(place, routine)| {
                let is_new = !self.reaction.done.contains(&(account, plan, place));
                is_new && (self.has_turned(account, &routine.trigger) || self.has_come(account, place))
            });
            if let Some(place) = place {
                return Some((account, place));
            }
        }
        None
    }

    fn has_turned(&self, account: usize, trigger: &Trigger) -> bool {
        let own = self.reaction.turns.iter().filter(|(owner, ..)| *owner == account);
        own.into_iter().any(|(_, index, turn)| self.is_set_off(account, trigger, &Occurrence::Lot(*index, *turn)))
    }

    /// Whether a trigger is set off by what happens.
    pub(super) fn is_set_off(&self, account: usize, trigger: &Trigger, occurrence: &Occurrence<'_>) -> bool {
        match (occurrence, trigger) {
            (_, Trigger::AnyOf(triggers)) => triggers.iter().any(|one| self.is_set_off(account, one, occurrence)),
            (Occurrence::Plain(triggers), trigger) => triggers.contains(trigger),
            (Occurrence::Used(used), Trigger::Use(kind, scope)) => {
                let admits = *scope == ScopeId::EVERYTHING || {
                    let scope = &self.program.scopes[scope.0 as usize];
                    self.scope_admits(self.owner_of(account), scope, used)
                };
                kind.is_none_or(|kind| kind == used.kind) && admits
            }
            (Occurrence::Lot(index, turn), trigger) => self.is_about(account, trigger, *index, *turn),
            (Occurrence::Used(_), _) => false,
        }
    }

    fn is_about(&self, account: usize, trigger: &Trigger, index: usize, turn: Turn) -> bool {
        let holding = &self.accounts[account].holdings[index];
        let ended = |state: State| turn == Turn::Ended && holding.lot.state == state;
        match trigger {
            Trigger::Expiry(of) => ended(State::Expired) && fits_lastingly(of, holding),
            Trigger::RunsOut(of) => ended(State::UsedUp) && fits_lastingly(of, holding) && !self.has_more(account, of),
            Trigger::Start(of) => turn == Turn::Began && fits_lastingly(of, holding),
            _ => false,
        }
    }

    /// Whether anything that fits is still held.
    fn has_more(&self, account: usize, of: &Selector) -> bool {
        let state = &self.accounts[account];
        state.active.iter().map(|index| &state.holdings[*index]).any(|holding| fits_lastingly(of, holding))
    }
}
