//! Parts of prices and of units, for periods that are not whole.

use crate::event::{AccountId, PlanId};
use crate::model::Grant;
use crate::units::{Allowance, Cycle, Days, Instant, Proration, Quantity};

use super::world::Period;
use super::{Reference, Run};

impl Reference<'_> {
    /// What a period of a plan costs: its first one, if that begins then, or any other.
    pub(super) fn period_price(&self, account: AccountId, plan: PlanId, first: Option<Instant>) -> Run<Quantity> {
        let plan = self.plan_numbered(plan)?;
        let price = plan.price.map(|price| price.amount).unwrap_or_default();
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

/// How much a grant is of a part; what is repeated is whole.
pub(super) fn part_of(grant: &Grant, part: Option<(&Proration, Days)>) -> Allowance {
    match (grant.amount.answer, part) {
        (Allowance::Limited(amount), Some((proration, days))) if grant.repeat.is_none() => {
            Allowance::Limited(proration.units(grant.kind, amount, days))
        }
        (whole, _) => whole,
    }
}
