//! Parts of prices and of units, for periods that are not whole.

use crate::event::PlanId;
use crate::ledger::Listener;
use crate::program::{AmountOf, GrantId};
use crate::units::{Cycle, Days, Instant, Proration, Quantity};

use super::World;

impl World<'_> {
    /// What a plan's first period costs of a price, if it begins then.
    pub(super) fn first_part(&self, account: usize, plan: PlanId, from: Instant, price: Quantity) -> Quantity {
        let plan = &self.program.plans[plan.0 as usize];
        let Some(proration) = &plan.first_period else { return price };
        let end = plan.cycle.end(from, 0, &self.calendar_of(account).zone);
        proration.price(price, self.days(account, plan.cycle, (from, 0), (from, end)))
    }

    /// How many days of the running period are left, today counted.
    pub(super) fn days_left(&self, account: usize) -> Days {
        let state = &self.accounts[account];
        self.days(account, self.plan_of(account).cycle, (state.anchor, state.index), (self.now, state.end))
    }

    fn days(
        &self,
        account: usize,
        cycle: Cycle,
        (anchor, index): (Instant, u32),
        (from, end): (Instant, Instant),
    ) -> Days {
        let zone = &self.calendar_of(account).zone;
        if end == Instant::NEVER {
            return Days { left: 0, whole: 0 };
        }
        let left = zone.local(end).day.0 - zone.local(from).day.0;
        Days { left: u32::try_from(left).unwrap_or(0), whole: cycle.whole_days(anchor, index, zone) }
    }

    /// Grants a part of what a grant says. An allowance that comes again and again has its own short time, and is whole.
    pub(super) fn grant_part(
        &mut self,
        account: usize,
        grant: GrantId,
        proration: &Proration,
        out: &mut impl Listener,
    ) -> Option<usize> {
        let terms = &self.program.grants[grant.0 as usize];
        match terms.amount {
            AmountOf::Units(amount) if terms.repeat.is_none() => {
                let amount = self.for_each(account, terms, amount);
                let part = proration.units(terms.kind, amount, self.days_left(account));
                self.grant_units(account, grant, (part, false), out)
            }
            _ => self.grant(account, grant, out),
        }
    }
}
