//! Parts of prices and of units, for periods that are not whole.

use crate::event::{AccountId, PlanId};
use crate::model::Grant;
use crate::units::{Allowance, Cycle, Days, Instant, Proration, Quantity};

use super::world::Period;
use super::{Reference, Run};

impl Reference<'_> {
    /// The part of a price that a period of a plan costs: its first one, if that begins then, or any other.
    pub(super) fn part_of_price(
        &self,
        account: AccountId,
        plan: PlanId,
        first: Option<Instant>,
        price: Quantity,
    ) -> Run<Quantity> {
        let plan = self.plan_numbered(plan)?;
        let (Some((proration, _)), Some(from)) = (&plan.first_period, first) else { return Ok(price) };
        let cycle = plan.cycle.answer;
        let end = cycle.end(from, 0, self.zone(account)?);
        let period = Period { anchor: from, index: 0, end, next_paid_at: None, next_paid_by_system: false };
        Ok(proration.price(price, self.days_of(account, cycle, period, from)?))
    }

    /// The days that are left of the running period.
    pub(super) fn days_left(&self, account: AccountId) -> Run<Days> {
        let cycle = self.plan(account)?.cycle.answer;
        match self.account(account)?.period {
            Some(period) => self.days_of(account, cycle, period, self.now),
            None => Ok(Days { left: 0, whole: 0 }),
        }
    }

    fn days_of(&self, account: AccountId, cycle: Cycle, period: Period, from: Instant) -> Run<Days> {
        if period.end == Instant::NEVER {
            return Ok(Days { left: 0, whole: 0 });
        }
        let zone = self.zone(account)?;
        let left = zone.local(period.end).day.0 - zone.local(from).day.0;
        Ok(Days { left: left.max(0).unsigned_abs(), whole: cycle.whole_days(period.anchor, period.index, zone) })
    }
}

impl Reference<'_> {
    /// How much a grant is, for everybody whom it is for.
    pub(super) fn whole_of(&self, account: AccountId, grant: &Grant) -> Allowance {
        let (Allowance::Limited(amount), Some(heads)) = (grant.amount.answer, grant.each) else {
            return grant.amount.answer;
        };
        let belongs = |id: &AccountId| {
            let member = self.account(*id).is_ok_and(|other| other.member_of == Some(account));
            member || (heads.owner && *id == account)
        };
        let heads = self.account_ids().filter(belongs).skip(heads.after as usize).count() as u128;
        let sum = (heads * u128::from(amount.0)).min(u128::from(Quantity::MAX.0));
        Allowance::Limited(u64::try_from(sum).map_or(Quantity::MAX, Quantity))
    }
}

/// How much an amount is of a part; what is repeated is whole.
pub(super) fn part_of(grant: &Grant, whole: Allowance, part: Option<(&Proration, Days)>) -> Allowance {
    match (whole, part) {
        (Allowance::Limited(amount), Some((proration, days))) if grant.repeat.is_none() => {
            Allowance::Limited(proration.units(grant.kind, amount, days))
        }
        (whole, _) => whole,
    }
}
