//! Joining a pool, and leaving it.

use crate::event::AccountId;
use crate::ledger::{Listener, OriginId, Reason};

use super::World;

impl World<'_> {
    pub(super) fn join(
        &mut self,
        account: usize,
        owner: AccountId,
        out: &mut impl Listener,
    ) -> Result<(), (Reason, OriginId)> {
        let owner = owner.0 as usize;
        let own = self.plan_of(account).origin;
        if self.accounts.get(owner).is_none() {
            return Err((Reason::NotShared, own));
        }
        let plan = self.plan_of(owner);
        let Some(pool) = &plan.pool else { return Err((Reason::NotShared, plan.origin)) };
        let state = &self.accounts[account];
        if owner == account || state.pool.is_some() || !state.members.is_empty() {
            return Err((Reason::AlreadyAMember, pool.origin));
        }
        if pool.members.is_some_and(|most| self.accounts[owner].members.len() >= most as usize) {
            return Err((Reason::PoolFull, pool.origin));
        }
        self.accounts[owner].members.push(account);
        self.accounts[account].pool = Some(owner);
        self.accounts[account].share_taken = 0;
        self.note(account, pool.origin, out);
        Ok(())
    }

    pub(super) fn leave(&mut self, account: usize, out: &mut impl Listener) -> Result<(), (Reason, OriginId)> {
        let own = self.plan_of(account).origin;
        let Some(owner) = self.accounts[account].pool.take() else { return Err((Reason::NotAMember, own)) };
        self.accounts[owner].members.retain(|member| *member != account);
        let origin = self.plan_of(owner).pool.as_ref().map_or(own, |pool| pool.origin);
        self.note(account, origin, out);
        Ok(())
    }
}
