//! Joining a pool, and leaving it.

use crate::event::AccountId;
use crate::ledger::{Listener, Note, OriginId, Reason};
use crate::program::Trigger;
use crate::units::Quantity;

use super::World;

impl World<'_> {
    /// Whose plan decides about a use of an account: its own, or that of the pool it is in, as long as that is shared.
    pub(super) fn owner_of(&self, account: usize) -> usize {
        let pool = self.accounts[account].pool;
        pool.filter(|owner| self.plan_of(*owner).pool.is_some()).unwrap_or(account)
    }

    /// How many members the pool has that an account is in or owns, not counting its owner.
    pub(super) fn members_of_pool(&self, account: usize) -> Quantity {
        let owner = self.accounts[account].pool.unwrap_or(account);
        Quantity(u64::try_from(self.accounts[owner].members.len()).unwrap_or(u64::MAX))
    }

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
        let Some(pool) = &self.plan_of(owner).pool else { return Err((Reason::NotShared, own)) };
        if pool.members.is_some_and(|most| self.accounts[owner].members.len() >= most as usize) {
            return Err((Reason::PoolFull, pool.origin));
        }
        let state = &self.accounts[account];
        if owner == account || state.pool.is_some() || !state.members.is_empty() {
            return Err((Reason::AlreadyAMember, pool.origin));
        }
        self.accounts[owner].members.push(account);
        self.accounts[account].pool = Some(owner);
        self.note(account, Note::Joined(self.accounts[owner].id), pool.origin, out);
        self.run(account, &[Trigger::Joining], &self.occasion(account), out);
        self.run(owner, &[Trigger::MemberJoins], &self.occasion(owner), out);
        Ok(())
    }

    pub(super) fn leave(&mut self, account: usize, out: &mut impl Listener) -> Result<(), (Reason, OriginId)> {
        let own = self.plan_of(account).origin;
        let Some(owner) = self.accounts[account].pool.take() else { return Err((Reason::NotAMember, own)) };
        self.accounts[owner].members.retain(|member| *member != account);
        let origin = self.plan_of(owner).pool.as_ref().map_or(own, |pool| pool.origin);
        self.note(account, Note::Left(self.accounts[owner].id), origin, out);
        self.run(account, &[Trigger::Leaving], &self.occasion(account), out);
        self.run(owner, &[Trigger::MemberLeaves], &self.occasion(owner), out);
        Ok(())
    }
}
