//! Later versions of plans: which one somebody has.

use crate::event::{AccountId, PlanId};
use crate::ledger::{Note, Posting};
use crate::model::{Existing, Plan, Trigger};
use crate::units::Instant;

use super::{Reference, Run};

impl<'m> Reference<'m> {
    /// All versions of a plan, the first one first.
    pub(super) fn family(&self, plan: PlanId) -> Run<Vec<&'m Plan>> {
        let plan = self.plan_numbered(plan)?;
        let first = match plan.version {
            Some(version) => self.plan_numbered(version.of)?,
            None => plan,
        };
        let mut family = vec![first];
        for later in &first.versions {
            family.push(self.plan_numbered(*later)?);
        }
        Ok(family)
    }

    /// The version that whoever comes to a plan has.
    pub(super) fn on_sale(&self, plan: PlanId, now: Instant) -> Run<PlanId> {
        let family = self.family(plan)?;
        let begun = |plan: &&&Plan| plan.version.is_none_or(|version| version.from <= now);
        Ok(family.iter().rfind(begun).map_or(plan, |plan| plan.id))
    }

    /// The versions after the one that somebody has.
    fn later(&self, account: AccountId) -> Run<Vec<&'m Plan>> {
        let own = self.account(account)?.plan;
        let family = self.family(own)?;
        Ok(family.into_iter().skip_while(|plan| plan.id != own).skip(1).collect())
    }

    /// The plan of a period that begins then.
    pub(super) fn plan_then(&self, account: AccountId, at: Instant) -> Run<PlanId> {
        let subscriber = self.account(account)?;
        if let Some(noted) = subscriber.noted_plan {
            return self.on_sale(noted, at);
        }
        let takes = |plan: &&Plan| {
            plan.version.is_some_and(|version| match version.existing.answer {
                Existing::Keep => false,
                Existing::AtRenewal(from) | Existing::At(from) => from <= at,
            })
        };
        let mut plan = subscriber.plan;
        for later in self.later(account)?.into_iter().filter(takes) {
            plan = later.id;
        }
        Ok(plan)
    }

    /// Whether the periods of that plan follow the running one.
    pub(super) fn goes_on(&self, account: AccountId, comes: PlanId) -> Run<bool> {
        let same = self.plan(account)?.cycle.answer == self.plan_numbered(comes)?.cycle.answer;
        Ok(match self.account(account)?.noted_plan {
            Some(_) => comes == self.plan(account)?.id,
            None => same,
        })
    }

    fn moves(&self, account: AccountId) -> Run<Vec<(Instant, PlanId)>> {
        let moves = |plan: &Plan| match plan.version?.existing.answer {
            Existing::At(at) => Some((at, plan.id)),
            Existing::Keep | Existing::AtRenewal(_) => None,
        };
        Ok(self.later(account)?.into_iter().filter_map(moves).collect())
    }

    /// When somebody moves to a later version within a period.
    pub(super) fn move_due(&self, account: AccountId) -> Run<Option<Instant>> {
        if !self.account(account)?.active {
            return Ok(None);
        }
        Ok(self.moves(account)?.into_iter().map(|(at, _)| at).min())
    }

    /// Moves to the last version whose time has come.
    pub(super) fn move_on(&mut self, account: AccountId) -> Run {
        if !self.account(account)?.active {
            return Ok(());
        }
        let come: Vec<_> = self.moves(account)?.into_iter().filter(|(at, _)| *at <= self.now).collect();
        come.last().map_or(Ok(()), |(_, plan)| self.take_terms(account, *plan))
    }

    /// Other terms hold from now on; timers of clauses that are in both go on.
    pub(super) fn take_terms(&mut self, account: AccountId, to: PlanId) -> Run {
        let (before, after) = (self.plan(account)?, self.plan_numbered(to)?);
        let running = std::mem::take(&mut self.account_mut(account)?.times);
        self.account_mut(account)?.plan = to;
        self.start_times(account)?;
        if let Some(period) = self.account(account)?.period {
            self.times_before(account, period.end)?;
        }
        for (place, handler) in after.handlers.iter().enumerate() {
            let same = before.handlers.iter().position(|other| other.origin == handler.origin);
            let (Trigger::Timer(_), Some(same)) = (&handler.trigger, same) else { continue };
            let times = &mut self.account_mut(account)?.times;
            times.retain(|(other, _)| *other != place);
            times.extend(running.iter().filter(|(other, _)| *other == same).map(|(_, at)| (place, *at)));
        }
        self.note(account, Posting::Noted { what: Note::NewTerms }, after.origin);
        Ok(())
    }
}
