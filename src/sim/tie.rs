//! Lots that end with others: an add-on with the pack that it adds to.

use crate::ledger::{Listener, State};
use crate::program::{Grant, GrantId, Tie};
use crate::units::Instant;

use super::World;
use super::account::Account;
use super::holding::{Holding, Waits};

impl World<'_> {
    /// Whether something would end with others of which there is none.
    pub(super) fn has_nothing_to_end_with(&self, account: usize, grant: &Grant) -> bool {
        grant.tie.as_ref().is_some_and(|tie| self.end_by(&self.accounts[account], tie, true).is_none())
    }

    /// The end that a grant's tie gives, if it gives one.
    pub(super) fn tied_end(&self, account: usize, grant: GrantId) -> Option<Instant> {
        let tie = self.program.grants[grant.0 as usize].tie.as_ref()?;
        self.end_by(&self.accounts[account], tie, true)
    }

    /// When what is tied like this ends; nothing where there is nothing to end with. What ends at this very instant is something
    /// to end with until it has, but no longer for what is granted now.
    fn end_by(&self, account: &Account, tie: &Tie, anew: bool) -> Option<Instant> {
        let streams = tie.to.iter().filter_map(|product| self.product_flows_until(account, *product)).max();
        let mut lots = account.holdings.iter().filter(|holding| tie.to.contains(&holding.lot.product));
        if tie.while_held {
            let is_there = streams.is_some() || lots.any(|holding| self.is_held(holding, anew));
            return is_there.then_some(Instant::NEVER);
        }
        // What waits for its turn has no end yet, and what is used up still has one.
        let lasts = |holding: &&Holding| {
            let used_up = holding.lot.state == State::UsedUp && holding.lot.expires_at > self.now;
            used_up || self.is_held(holding, anew)
        };
        let (queued, others): (Vec<_>, Vec<_>) = lots.filter(lasts).partition(|holding| is_queued(holding));
        let ends = others.iter().map(|holding| holding.lot.expires_at).chain(streams);
        ends.max().or_else(|| (!queued.is_empty()).then_some(Instant::NEVER))
    }

    fn is_held(&self, holding: &Holding, anew: bool) -> bool {
        let lot = &holding.lot;
        lot.state.is_held() && (!anew || lot.expires_at > self.now) && (lot.unlimited || !lot.left.is_zero())
    }

    /// Moves the ends of what is tied, until they are where they belong.
    pub(super) fn follow_ties(&mut self, out: &mut impl Listener) {
        if !self.has_ties {
            return;
        }
        for account in 0..self.accounts.len() {
            // One may end with another that ends with a third.
            let mut rounds = self.accounts[account].active.len();
            while std::mem::take(&mut self.accounts[account].ties_may_move) && rounds > 0 {
                rounds -= 1;
                for index in self.accounts[account].active.clone() {
                    self.follow_tie(account, index, out);
                }
            }
        }
    }

    fn follow_tie(&mut self, account: usize, index: usize, out: &mut impl Listener) {
        let holding = &self.accounts[account].holdings[index];
        let Some(tie) = holding.tie.and_then(|grant| self.program.grants[grant.0 as usize].tie.as_ref()) else {
            return;
        };
        let asleep = holding.frozen_since.is_some() || holding.waits != Waits::No || holding.starts_on_use;
        let is_over = holding.lot.expires_at <= self.now;
        if asleep || is_over || holding.lot.state == State::Pending || holding.lot.generation > 0 {
            return;
        }
        let end = match self.end_by(&self.accounts[account], tie, false) {
            Some(end) => end,
            None if tie.while_held => self.now,
            // What is over or was taken away leaves the end where it was.
            None => return,
        };
        let origin = holding.origin;
        self.move_end(account, index, end, origin, out);
    }
}

fn is_queued(holding: &Holding) -> bool {
    holding.lot.state == State::Pending && holding.lot.usable_from == Instant::NEVER
}
