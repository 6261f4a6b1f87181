//! When something happens: which handlers run, and what they know of it.

use crate::event::{AccountId, LabelId, ProductId};
use crate::ledger::{LotId, Posting};
use crate::model::{Action, Handler, Trigger};
use crate::units::Quantity;

use super::pay::Asking;
use super::turn::{Made, Pair, Turn, What};
use super::{Reference, Run};

/// What conditions and actions know of the event.
#[derive(Debug, Clone, Copy)]
pub(super) struct Moment {
    pub(super) plans: Pair,
    pub(super) made: Option<Made>,
    pub(super) recharged: Option<Quantity>,
    pub(super) recharged_by: Option<LabelId>,
    /// The last lot that the event itself granted.
    pub(super) fresh: Option<LotId>,
    /// What was bought, and how many lots the account had ever had before.
    pub(super) bought: Option<(ProductId, usize)>,
    /// The entries of the period that conditions look at, and the number of its stretch.
    pub(super) first_entry: usize,
    pub(super) end_entry: usize,
    pub(super) stretch: u32,
    /// The number of the period of the plan that is charged, if one is.
    pub(super) period: Option<u32>,
    /// Whether that period is or was a full one.
    pub(super) whole: bool,
}

impl Moment {
    /// Whether the purchase of now has granted a lot.
    pub(super) fn is_bought(&self, lot: &super::ReferenceLot<'_>) -> bool {
        self.bought.is_some_and(|(pack, before)| lot.lot.product == pack && lot.lot.id.number as usize > before)
    }
}

/// What happens, as triggers meet it.
#[derive(Debug, Clone)]
pub(super) enum Event {
    /// One of these.
    Plain(Vec<Trigger>),
    /// Something was used.
    Used(Asking),
    /// A lot came to life, or ended.
    Lot(LotId, bool),
}

impl<'m> Reference<'m> {
    /// Nothing special: conditions look at the running period.
    pub(super) fn moment(&self, account: AccountId) -> Run<Moment> {
        let subscriber = self.account(account)?;
        Ok(Moment {
            plans: Pair { old: subscriber.plan, new: subscriber.plan },
            made: None,
            recharged: None,
            recharged_by: None,
            fresh: None,
            bought: None,
            first_entry: subscriber.first_entry,
            end_entry: usize::MAX,
            stretch: subscriber.stretch,
            period: None,
            whole: self.began_whole(account)?,
        })
    }

    /// A turn: conditions look at the period that ends, up to here.
    pub(super) fn moment_of(&self, account: AccountId, turn: &Turn) -> Run<Moment> {
        let end_entry = self.entries.len();
        let moment = self.moment(account)?;
        let cut_short = turn.what == What::Early;
        Ok(Moment { plans: turn.plans, made: turn.made, end_entry, whole: moment.whole && !cut_short, ..moment })
    }

    /// Runs what the account's plan does at these triggers, in the order of the text.
    pub(super) fn run_handlers(&mut self, account: AccountId, triggers: &[Trigger], moment: &Moment) -> Run {
        self.run_on(account, &Event::Plain(triggers.to_vec()), moment)
    }

    /// Runs what the account's plan does at something, in the order of the text.
    pub(super) fn run_on(&mut self, account: AccountId, event: &Event, moment: &Moment) -> Run {
        self.tell_timers(account, event)?;
        for (place, handler) in self.plan(account)?.handlers.iter().enumerate() {
            if self.meets(account, &handler.trigger, event)? {
                self.run_one(account, place, moment)?;
            }
        }
        Ok(())
    }

    /// Runs one handler, unless it has run already in what follows from the event.
    pub(super) fn run_one(&mut self, account: AccountId, place: usize, moment: &Moment) -> Run {
        let plan = self.plan(account)?;
        let this = (account, plan.id, place);
        if self.following.on && self.following.ran.contains(&this) {
            return Ok(());
        }
        self.following.ran.push(this);
        match plan.handlers.get(place) {
            Some(handler)
                if self.ineligible(account, &handler.eligibility, moment)?.is_none()
                    && self.is_open(account, handler)? =>
            {
                self.run_handler(account, handler, moment)
            }
            _ => Ok(()),
        }
    }

    /// Whether dates and limit let it run at all.
    fn is_open(&self, account: AccountId, handler: &'m Handler) -> Run<bool> {
        let dated = handler.between.is_none_or(|(from, to)| from <= self.now && self.now < to);
        Ok(dated && self.admitted(account, handler.limit.as_slice(), Quantity(1))?)
    }

    fn run_handler(&mut self, account: AccountId, handler: &'m Handler, moment: &Moment) -> Run {
        self.seen.come_to(handler.origin);
        let holds = match &handler.condition {
            Some(condition) => self.holds(account, condition, moment)?,
            None => true,
        };
        let actions = if holds { &handler.actions } else { &handler.otherwise };
        let first = self.entries.len();
        actions.iter().try_for_each(|action| self.act(account, (handler, action), moment))?;
        // Where all that is done is charging, something must have been charged to count.
        let only_charges = !actions.is_empty() && actions.iter().all(|action| matches!(action, Action::Charge { .. }));
        let refused = self.entries.iter().skip(first).filter(|entry| matches!(entry.posting, Posting::Refused { .. }));
        if holds && !(only_charges && refused.count() == actions.len()) {
            self.count_all(account, handler.limit.as_slice(), Quantity(1))?;
        }
        Ok(())
    }
}
