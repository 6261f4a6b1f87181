//! Lots that end with others.

use crate::event::AccountId;
use crate::ledger::{Posting, State};
use crate::model::{Grant, Tie};
use crate::text::Origin;
use crate::units::Instant;

use super::{Reference, ReferenceLot, Run};

impl<'m> Reference<'m> {
    /// What a pack grants that would end with others of which there is none.
    pub(super) fn nothing_to_end_with(&self, account: AccountId, granted: &[&'m Grant]) -> Run<Option<Origin>> {
        for grant in granted {
            if let Some(tie) = &grant.tie
                && self.end_by(account, tie, true)?.is_none()
            {
                return Ok(Some(grant.origin));
            }
        }
        Ok(None)
    }

    /// When what is tied like this ends, if there is anything to end with; for what is granted now, anything that lasts.
    pub(super) fn end_by(&self, account: AccountId, tie: &Tie, anew: bool) -> Run<Option<Instant>> {
        let streams = self.products_flow_until(account, &tie.to)?;
        let lots: Vec<&ReferenceLot<'m>> =
            self.account(account)?.lots.iter().filter(|lot| tie.to.contains(&lot.lot.product)).collect();
        let is_held = |lot: &ReferenceLot<'m>| {
            lot.is_held() && (!anew || lot.lot.expires_at > self.now) && (lot.lot.unlimited || lot.has_units())
        };
        if tie.while_held {
            let is_there = streams.is_some() || lots.iter().any(|lot| is_held(lot));
            return Ok(is_there.then_some(Instant::NEVER));
        }
        let mut latest = streams;
        let mut waits = false;
        for lot in lots {
            let is_over = lot.lot.state != State::UsedUp || lot.lot.expires_at <= self.now;
            if lot.is_queued() && is_held(lot) {
                waits = true;
            } else if is_held(lot) || !is_over {
                latest = latest.max(Some(lot.lot.expires_at));
            }
        }
        Ok(latest.or(waits.then_some(Instant::NEVER)))
    }

    /// Every end that is tied is where it belongs.
    pub(super) fn follow_ties(&mut self) -> Run {
        for account in self.account_ids() {
            let mut moved = true;
            for _ in self.held(account)? {
                if !std::mem::take(&mut moved) {
                    break;
                }
                for lot in self.held(account)? {
                    moved |= self.follow_tie(account, &lot)?;
                }
            }
        }
        Ok(())
    }

    fn follow_tie(&mut self, account: AccountId, lot: &ReferenceLot<'m>) -> Run<bool> {
        let sleeps = lot.clock_stands() || lot.frozen.is_some() || lot.wait.is_some() || lot.unused;
        let sleeps = sleeps || lot.lot.expires_at <= self.now;
        let Some(tie) = lot.tie.filter(|_| !sleeps && lot.lot.state != State::Pending && lot.lot.generation == 0)
        else {
            return Ok(false);
        };
        let end = self.end_by(account, tie, false)?.or(tie.while_held.then_some(self.now));
        let Some(end) = end.filter(|end| *end != lot.lot.expires_at) else { return Ok(false) };
        self.set_end(lot.lot.id, end, lot.ends_with_period)?;
        self.post_lot(lot.lot.id, lot.lot.left, Posting::Moved { until: end }, lot.origin)?;
        Ok(true)
    }
}
