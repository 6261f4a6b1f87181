//! Which lots a use is admitted to.

use crate::event::{AccountId, Circumstances, LabelId};
use crate::ledger::State;
use crate::model::{Grant, LabelScope, Operator, Product, Scope, Start};
use crate::units::Allowance;

use super::pay::Asking;
use super::{Reference, ReferenceLot, Run};

impl<'m> Reference<'m> {
    /// The account's own lots that can pay. Windows are those of the operator that decides.
    pub(super) fn usable(&self, account: AccountId, asking: &Asking) -> Run<Vec<ReferenceLot<'m>>> {
        let operator = self.operator(self.decider(asking.user)?)?;
        let mut lots = self.held(account)?;
        let times = self.times(asking)?;
        lots.retain(|lot| lot.lot.kind == asking.kind && self.is_live(lot) && admits(lot.scope, operator, asking));
        lots.retain(|lot| lot.lot.unlimited || lot.lot.left.0 >= times);
        Ok(lots)
    }

    /// Whether something that a product grants could pay for a use now.
    pub(super) fn would_pay(&self, product: &'m Product, asking: &Asking) -> Run<bool> {
        let operator = self.operator(self.decider(asking.user)?)?;
        let product = self.sold_now(product)?;
        let starts = |start: Start| !matches!(start, Start::At(at) if at > self.now);
        let times = self.times(asking)?;
        let enough = |grant: &Grant| match grant.amount.answer {
            Allowance::Limited(amount) => amount.0 >= times,
            Allowance::Unlimited => true,
        };
        let grants = product.grants.iter().filter(|grant| grant.kind == asking.kind && starts(grant.start));
        let mut grants = grants.filter(|grant| enough(grant));
        Ok(grants.any(|grant| admits(Some(&grant.scope), operator, asking)))
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
    let Circumstances { app, zone, network, mark } = asking.circumstances;
    (scope.windows.is_empty() || open)
        && carries(&scope.app, app)
        && carries(&scope.zone, zone)
        && carries(&scope.network, network)
        && carries(&scope.mark, mark)
}

fn carries(labels: &LabelScope, label: Option<LabelId>) -> bool {
    let listed = |list: &Vec<LabelId>| label.is_some_and(|label| list.contains(&label));
    match labels {
        LabelScope::Any => true,
        LabelScope::Only(list) => listed(list),
        LabelScope::Except(list) => !listed(list),
    }
}
