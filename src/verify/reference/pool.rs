//! Who shares with whom, and what is noted about an account.

use crate::event::{AccountId, LabelId, Setting};
use crate::ledger::{Note, Posting, Reason};
use crate::model::Trigger;

use super::decision::Decision;
use super::{Reference, Run};

impl Reference<'_> {
    /// The account joins a pool.
    pub(super) fn join(&mut self, account: AccountId, owner: AccountId) -> Run {
        let Some(pool) = &self.plan(owner)?.pool else {
            self.refuse(account, Reason::NotShared, self.plan(account)?.origin);
            return Ok(());
        };
        let members = self.accounts.iter().filter(|member| member.member_of == Some(owner)).count();
        let is_owner = self.accounts.iter().any(|member| member.member_of == Some(account));
        let reason = if pool.members.is_some_and(|most| members >= most as usize) {
            Some(Reason::PoolFull)
        } else if self.account(account)?.member_of.is_some() || account == owner || is_owner {
            Some(Reason::AlreadyAMember)
        } else {
            None
        };
        match reason {
            Some(reason) => self.refuse(account, reason, pool.origin),
            None => {
                self.account_mut(account)?.member_of = Some(owner);
                self.note(account, Posting::Noted { what: Note::Joined(owner) }, pool.origin);
                let (moment, owners) = (self.moment(account)?, self.moment(owner)?);
                self.run_handlers(account, &[Trigger::Joining], &moment)?;
                self.run_handlers(owner, &[Trigger::MemberJoins], &owners)?;
            }
        }
        Ok(())
    }

    /// The account leaves its pool.
    pub(super) fn leave(&mut self, account: AccountId) -> Run {
        let own = self.plan(account)?.origin;
        let Some(owner) = self.account(account)?.member_of else {
            self.refuse(account, Reason::NotAMember, own);
            return Ok(());
        };
        let origin = self.plan(owner)?.pool.as_ref().map_or(own, |pool| pool.origin);
        self.account_mut(account)?.member_of = None;
        self.note(account, Posting::Noted { what: Note::Left(owner) }, origin);
        let (moment, owners) = (self.moment(account)?, self.moment(owner)?);
        self.run_handlers(account, &[Trigger::Leaving], &moment)?;
        self.run_handlers(owner, &[Trigger::MemberLeaves], &owners)
    }

    /// The customer agrees to charges, or takes it back.
    pub(super) fn consent(&mut self, account: AccountId, to: Option<LabelId>, given: bool) -> Run {
        let origin = self.plan(account)?.origin;
        self.decide(account, Decision::Consent(to, given))?;
        let what = if given { Note::Agreed(to) } else { Note::Disagreed(to) };
        self.note(account, Posting::Noted { what }, origin);
        let moment = self.moment(account)?;
        self.run_handlers(account, &[Trigger::Consent(to, given)], &moment)
    }

    /// The customer sets a value.
    pub(super) fn set(&mut self, account: AccountId, name: LabelId, to: Setting) -> Run {
        let origin = self.plan(account)?.origin;
        self.decide(account, Decision::Set(name, to))?;
        self.date_is_set(account, name)?;
        self.note(account, Posting::Noted { what: Note::Set(name, to) }, origin);
        Ok(())
    }

    /// A mark is set or taken off.
    pub(super) fn mark(&mut self, account: AccountId, label: LabelId, on: bool) -> Run {
        let origin = self.plan(account)?.origin;
        if self.put_mark(account, label, on, origin)? {
            let moment = self.moment(account)?;
            self.run_handlers(account, &[Trigger::Mark(label, on)], &moment)?;
        }
        Ok(())
    }
}
