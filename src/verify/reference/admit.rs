//! Which lots a use is admitted to.

use crate::event::{AccountId, Circumstances, Class, LabelId};
use crate::ledger::State;
use crate::model::{Grant, LabelScope, Operator, Product, Scope, Sessions, Start};
use crate::units::Allowance;

use super::pay::Asking;
use super::{Reference, ReferenceLot, Run};

impl<'m> Reference<'m> {
    /// The account's own lots that can pay. Windows are those of the operator that decides.
    pub(super) fn usable(&self, account: AccountId, asking: &Asking) -> Run<Vec<ReferenceLot<'m>>> {
        let operator = self.operator(self.decider(asking.user)?)?;
        let mut lots = self.held(account)?;
        let times = self.times(asking)?;
        lots.retain(|lot| lot.lot.kind == asking.kind && self.is_live(lot));
        lots.iter().filter_map(|lot| lot.scope).for_each(|scope| self.note_windows(scope, operator, asking));
        lots.retain(|lot| admits(lot.scope, operator, asking));
        lots.retain(|lot| lot.lot.unlimited || lot.lot.left.0 >= times);
        let by_start = operator.sessions == Sessions::ByStart;
        let began_with = self.began_with(account, asking)?;
        lots.retain(|lot| {
            let is_own_or_new = lot.lot.class == Class::Plan || lot.lot.granted_at == self.now;
            let in_time = waits_for_next(lot.start).is_none_or(|if_without| if_without && began_with);
            lot.lot.granted_at <= asking.began || (in_time && (is_own_or_new || !by_start))
        });
        Ok(lots)
    }

    /// Whether something that a product grants could pay for a use now.
    pub(super) fn would_pay(&self, product: &'m Product, asking: &Asking) -> Run<bool> {
        let operator = self.operator(self.decider(asking.user)?)?;
        let product = self.sold_now(asking.user, product)?;
        let began_with = asking.began >= self.now || self.began_with(asking.user, asking)?;
        let starts = |start: Start| match start {
            Start::At(at) => at <= self.now,
            Start::NextSession { if_without } => asking.began >= self.now || (if_without && began_with),
            Start::Granted | Start::FirstUse { .. } | Start::AfterPrevious => true,
        };
        let times = self.times(asking)?;
        let enough = |grant: &Grant| match self.whole_of(asking.user, grant) {
            Allowance::Limited(amount) => amount.0 >= times.saturating_mul(grant.increment.map_or(1, |one| one.0)),
            Allowance::Unlimited => true,
        };
        let grants = product.grants.iter().filter(|grant| grant.kind == asking.kind && starts(grant.start));
        let mut grants = grants.filter(|grant| enough(grant));
        Ok(grants.any(|grant| admits(Some(&grant.scope), operator, asking)))
    }

    fn note_windows(&self, scope: &Scope, operator: &Operator, asking: &Asking) {
        let local = operator.zone.answer.local(asking.clock);
        scope.windows.iter().for_each(|window| self.seen.note(window, window.contains(local, &operator.holidays)));
    }

    /// Whether the account had some of the kind when the use began.
    fn began_with(&self, account: AccountId, asking: &Asking) -> Run<bool> {
        let mut before = self.account(account)?.lots.iter().filter(|lot| {
            lot.lot.kind == asking.kind && lot.lot.granted_at <= asking.began && lot.lot.state != State::Pending
        });
        Ok(before.any(|lot| lot.is_held() || lot.ended.is_some_and(|ended| ended.at >= asking.began)))
    }

    /// How many units of a lot a unit of this use takes.
    pub(super) fn times(&self, asking: &Asking) -> Run<u64> {
        let decider = self.decider(asking.user)?;
        let (plan, operator) = (self.plan(decider)?, self.operator(decider)?);
        let mut weights = plan.weights.iter().filter(|weight| weight.kind == asking.kind);
        let first = weights.find(|weight| admits(Some(&weight.scope), operator, asking));
        Ok(first.map_or(1, |weight| weight.times))
    }

    fn is_live(&self, lot: &ReferenceLot<'m>) -> bool {
        lot.lot.state == State::Live
            && lot.lot.usable_from <= self.now
            && self.now < lot.lot.expires_at
            && (lot.lot.unlimited || !lot.lot.left.is_zero())
    }
}

pub(super) fn admits(scope: Option<&Scope>, operator: &Operator, asking: &Asking) -> bool {
    let Some(scope) = scope else { return true };
    let local = operator.zone.answer.local(asking.clock);
    let open = scope.windows.iter().any(|window| window.contains(local, &operator.holidays));
    let Circumstances { app, zone, network, carrier, mark, number: _ } = asking.circumstances;
    (scope.windows.is_empty() || open)
        && carries(&scope.app, app)
        && carries(&scope.zone, zone)
        && carries(&scope.network, network)
        && carries(&scope.carrier, carrier)
        && carries(&scope.mark, mark)
}

/// Whether a lot waits for the next session, and then, whether only if the one that runs began without any.
fn waits_for_next(start: Start) -> Option<bool> {
    if let Start::NextSession { if_without } = start { Some(if_without) } else { None }
}

fn carries(labels: &LabelScope, label: Option<LabelId>) -> bool {
    let listed = |list: &Vec<LabelId>| label.is_some_and(|label| list.contains(&label));
    match labels {
        LabelScope::Any => true,
        LabelScope::Only(list) => listed(list),
        LabelScope::Except(list) => !listed(list),
    }
}
