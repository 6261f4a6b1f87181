//! Lots: what one is, and every way in which one changes.

use crate::event::AccountId;
use crate::ledger::{Lot, LotId, Posting, Reason, State};
use crate::model::{Grant, Rollover, Scope, Start, Tie, Validity};
use crate::text::Origin;
use crate::units::{Instant, Kind, Quantity};

use super::{Reference, ReferenceFault, Run};

/// A lot, with what only the engine needs to know of it.
#[derive(Debug, Clone, Copy)]
pub struct ReferenceLot<'m> {
    /// What the ledger knows.
    pub lot: Lot,
    /// The clause of its grant.
    pub(super) origin: Origin,
    /// `None` is everywhere, always, for everything.
    pub(super) scope: Option<&'m Scope>,
    pub(super) validity: Validity,
    pub(super) start: Start,
    /// What it ends with, if not by itself.
    pub(super) tie: Option<&'m Tie>,
    /// The grant that will go on after this lot, once its life begins.
    pub(super) repeat: Option<&'m Grant>,
    /// Whether its life is to begin at its first use, which has not come yet.
    pub(super) unused: bool,
    pub(super) used_first: bool,
    /// In which increments it pays.
    pub(super) increment: Quantity,
    /// What becomes of its leftover.
    pub(super) rule: Option<&'m Rollover>,
    /// The clause that says that it does not live on.
    pub(super) never: Option<Origin>,
    /// Whether it ends when the period ends, also where that is earlier than thought.
    pub(super) ends_with_period: bool,
    /// The end of the period in which it was granted, once it has rolled.
    pub(super) own_end: Option<Instant>,
    pub(super) wait: Option<Wait>,
    pub(super) frozen: Option<Frozen>,
    /// The number of its owner's period when it came into being.
    pub(super) born_in: u32,
    /// When its end was last decided: a notice that would have been due before comes too late.
    pub(super) end_set_at: Instant,
    pub(super) ended: Option<Ended>,
    /// It stays when the subscription ends.
    pub(super) outlives: bool,
    /// All of it was taken by an action, and it can be filled again.
    pub(super) emptied: bool,
}

/// What a leftover waits for, at its own period's end. Its expiry is the last instant of the wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wait {
    /// For the customer to activate the rollover.
    Activation {
        /// The end that it waits since.
        ended: Instant,
    },
    /// For a late renewal.
    Renewal,
}

/// That a clause froze it for a suspension.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Frozen {
    pub(super) since: Instant,
    pub(super) clock_stops: bool,
}

/// That it has ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Ended {
    /// Later endings have larger numbers.
    pub(super) order: usize,
    pub(super) at: Instant,
    /// In which stretch of its owner.
    pub(super) stretch: u32,
    /// Whether it was used up.
    pub(super) by_use: bool,
}

impl ReferenceLot<'_> {
    pub(super) fn is_held(&self) -> bool {
        self.lot.state.is_held()
    }

    /// Whether it waits for the lot before it to end.
    pub(super) fn is_queued(&self) -> bool {
        self.lot.state == State::Pending && self.lot.usable_from == Instant::NEVER
    }

    pub(super) fn clock_stands(&self) -> bool {
        self.frozen.is_some_and(|frozen| frozen.clock_stops)
    }

    /// Whether units of it can be used up, given or rolled.
    pub(super) fn has_units(&self) -> bool {
        !self.lot.unlimited && !self.lot.left.is_zero()
    }
}

impl<'m> Reference<'m> {
    pub(super) fn lot(&self, id: LotId) -> Run<ReferenceLot<'m>> {
        let index = (id.number as usize).checked_sub(1);
        let lots = &self.account(AccountId(id.account))?.lots;
        index.and_then(|index| lots.get(index)).copied().ok_or(ReferenceFault::UnknownLot(id))
    }

    pub(super) fn lot_mut(&mut self, id: LotId) -> Run<&mut ReferenceLot<'m>> {
        let index = (id.number as usize).checked_sub(1);
        let lots = &mut self.account_mut(AccountId(id.account))?.lots;
        index.and_then(|index| lots.get_mut(index)).ok_or(ReferenceFault::UnknownLot(id))
    }

    /// The lots that the account holds, by number.
    pub(super) fn held(&self, account: AccountId) -> Run<Vec<ReferenceLot<'m>>> {
        Ok(self.account(account)?.lots.iter().filter(|lot| lot.is_held()).copied().collect())
    }

    /// The lot is over; what is left of it stays as it is, to be remembered.
    pub(super) fn end_lot(&mut self, id: LotId, state: State) -> Run {
        let stretch = self.account(AccountId(id.account))?.stretch;
        self.endings += 1;
        let by_use = state == State::UsedUp;
        let ended = Ended { order: self.endings, at: self.now, stretch, by_use };
        let lot = self.lot_mut(id)?;
        lot.lot.state = state;
        lot.ended = Some(ended);
        (lot.wait, lot.frozen) = (None, None);
        // What is used up may be filled up again, and then ends when it would have.
        lot.ends_with_period &= by_use;
        self.following.turns.push((id, false));
        Ok(())
    }

    /// Its time is over. Nothing is said of a lot in which nothing is left.
    pub(super) fn expire_lot(&mut self, id: LotId) -> Run {
        let lot = self.lot(id)?;
        if !lot.lot.left.is_zero() {
            // The end of a lot that has rolled is the rule's doing; of one that never may, the clause's that says so.
            let rule = lot.rule.filter(|_| lot.lot.generation > 0).map(|rule| rule.origin).or(lot.never);
            self.post_lot(id, lot.lot.left, Posting::Expired, rule.unwrap_or(lot.origin))?;
        }
        let used_up = lot.lot.left.is_zero() && !lot.lot.unlimited;
        self.end_lot(id, if used_up { State::UsedUp } else { State::Expired })
    }

    pub(super) fn forfeit_lot(&mut self, id: LotId, reason: Reason, origin: Origin) -> Run {
        let left = self.lot(id)?.lot.left;
        if !left.is_zero() {
            self.post_lot(id, left, Posting::Forfeited { reason }, origin)?;
        }
        self.end_lot(id, State::Forfeited)
    }

    /// Takes away at most so much, and says how much it was.
    pub(super) fn trim_lot(&mut self, id: LotId, most: Quantity, origin: Origin) -> Run<Quantity> {
        let trimmed = most.min(self.lot(id)?.lot.left);
        if trimmed.is_zero() {
            return Ok(trimmed);
        }
        self.post_lot(id, trimmed, Posting::Trimmed, origin)?;
        if self.lower(id, trimmed)? {
            self.end_lot(id, State::Forfeited)?;
        }
        Ok(trimmed)
    }

    /// Lowers what is left, and says whether that was the last.
    pub(super) fn lower(&mut self, id: LotId, amount: Quantity) -> Run<bool> {
        let lot = self.lot_mut(id)?;
        lot.lot.left = lot.lot.left.checked_sub(amount).ok_or(ReferenceFault::Overflow)?;
        Ok(lot.lot.left.is_zero())
    }

    /// Decides its end anew.
    pub(super) fn set_end(&mut self, id: LotId, end: Instant, with_period: bool) -> Run {
        let now = self.now;
        let lot = self.lot_mut(id)?;
        (lot.lot.expires_at, lot.ends_with_period, lot.end_set_at) = (end, with_period, now);
        Ok(())
    }

    /// Its life begins: at its first use, or when it is its turn.
    pub(super) fn begin_life(&mut self, id: LotId) -> Run {
        let lot = self.lot(id)?;
        let account = AccountId(id.account);
        let (own, with_period) = self.end_of(account, lot.validity, self.now)?;
        let tied = lot.tie.map_or(Ok(None), |tie| self.end_by(account, tie, true))?;
        let end = tied.unwrap_or(own);
        self.set_end(id, end, with_period)?;
        self.open_stream(AccountId(id.account), id)?;
        let until = self.lot(id)?.lot.expires_at;
        self.post_lot(id, lot.lot.left, Posting::Moved { until }, lot.origin)?;
        self.following.turns.push((id, true));
        Ok(())
    }

    /// Where no lot of a queue runs, its first begins.
    pub(super) fn start_queues(&mut self, account: AccountId) -> Run {
        for kind in Kind::ALL {
            let mut queue = self.held(account)?;
            queue.retain(|lot| lot.lot.kind == kind && lot.start == Start::AfterPrevious);
            if self.queued_stream_runs(account, kind)? {
                continue;
            }
            let Some(first) = queue.first().filter(|_| queue.iter().all(ReferenceLot::is_queued)) else { continue };
            let (id, now) = (first.lot.id, self.now);
            let lot = self.lot_mut(id)?;
            (lot.lot.state, lot.lot.usable_from) = (State::Live, now);
            self.begin_life(id)?;
        }
        Ok(())
    }

    pub(super) fn start_all_queues(&mut self) -> Run {
        self.account_ids().try_for_each(|account| {
            self.start_queues(account)?;
            self.renew_used_up(account)
        })
    }
}

/// The order in which lots are rolled and ties are broken.
pub(super) fn age(lot: &ReferenceLot<'_>) -> (Instant, LotId) {
    (lot.lot.granted_at, lot.lot.id)
}
