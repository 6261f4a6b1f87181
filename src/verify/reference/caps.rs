//! The limits on what rolls.

use crate::event::{AccountId, PlanId};
use crate::ledger::LotId;
use crate::model::{Cap, CapAmount, CapOf, CapSide, Rollover};
use crate::units::{Allowance, Instant, Kind, Quantity};

use super::counters::sum;
use super::lots::{Wait, age};
use super::turn::Turn;
use super::{Reference, ReferenceFault, ReferenceLot, Run};

/// The lots that one limit looks at.
struct Bank<'m> {
    /// What has rolled before, the earliest end first.
    existing: Vec<ReferenceLot<'m>>,
    /// What would enter, the earliest grant first.
    entering: Vec<ReferenceLot<'m>>,
}

impl<'m> Reference<'m> {
    /// Applies the limits, one after the other, to each kind by itself.
    pub(super) fn apply_caps(&mut self, account: AccountId, rule: &'m Rollover, lots: &[LotId], turn: &Turn) -> Run {
        for cap in &rule.caps {
            for kind in Kind::ALL {
                let bank = self.bank(account, (rule, cap.of, kind), lots)?;
                match cap.amount {
                    CapAmount::Periods(periods) => self.cap_periods(cap, &bank, periods, turn.ended)?,
                    CapAmount::Units { .. } | CapAmount::TimesPlan(_) => {
                        if let Some(most) = self.cap_amount(account, cap, kind, turn)? {
                            self.cap_units(cap, &bank, most)?;
                        }
                    }
                }
            }
        }
        Ok(())
    }

    fn bank(&self, account: AccountId, (rule, of, kind): (&'m Rollover, CapOf, Kind), lots: &[LotId]) -> Run<Bank<'m>> {
        let (mut existing, mut entering) = (Vec::new(), Vec::new());
        for lot in self.held(account)? {
            let carried = lots.contains(&lot.lot.id);
            let of_rule = lot.lot.kind == kind && lot.rule.is_some_and(|of| std::ptr::eq(of, rule));
            let waits = matches!(lot.wait, Some(Wait::Activation { .. })) && !carried;
            if lot.lot.generation > 0 && of_rule && !waits && of != CapOf::Entry {
                existing.push(lot);
            } else if lot.lot.generation == 0 && of_rule && carried {
                entering.push(lot);
            }
        }
        existing.sort_by_key(|lot| (lot.lot.expires_at, age(lot)));
        entering.sort_by_key(age);
        Ok(Bank { existing, entering })
    }

    /// How much of a kind a limit admits; `None` if it says nothing of the kind.
    fn cap_amount(&self, account: AccountId, cap: &Cap, kind: Kind, turn: &Turn) -> Run<Option<Quantity>> {
        let Some(most) = self.cap_units_of(account, cap.amount, kind, turn.plans.new)? else { return Ok(None) };
        if cap.of != CapOf::BankAndPlan || turn.next.is_none() {
            return Ok(Some(most));
        }
        Ok(Some(most.saturating_sub(self.granted_by_plan(account, turn.plans.new, kind)?)))
    }

    /// So many units of a kind, or so many times what a plan grants.
    pub(super) fn cap_units_of(
        &self,
        account: AccountId,
        amount: CapAmount,
        kind: Kind,
        plan: PlanId,
    ) -> Run<Option<Quantity>> {
        Ok(match amount {
            CapAmount::Units { kind: of, amount } => Some(amount).filter(|_| of == kind),
            CapAmount::TimesPlan(ratio) => {
                let grant = self.granted_by_plan(account, plan, kind)?;
                Some(ratio.of(grant).ok_or(ReferenceFault::Overflow)?)
            }
            CapAmount::Periods(_) => None,
        })
    }

    /// The same, for everybody whom the account has.
    pub(super) fn granted_by_plan(&self, account: AccountId, plan: PlanId, kind: Kind) -> Run<Quantity> {
        let product = self.product(self.plan_numbered(plan)?.product)?;
        let of_kind = product.grants.iter().filter(|grant| grant.kind == kind);
        sum(of_kind.filter_map(|grant| match self.whole_of(account, grant) {
            Allowance::Limited(amount) => Some(amount),
            Allowance::Unlimited => None,
        }))
    }

    /// What a plan grants one line of a kind in a period; what is without limit does not count.
    pub(super) fn plan_grant(&self, plan: PlanId, kind: Kind) -> Run<Quantity> {
        let product = self.product(self.plan_numbered(plan)?.product)?;
        sum(product.grants.iter().filter(|grant| grant.kind == kind).filter_map(|grant| match grant.amount.answer {
            Allowance::Limited(amount) => Some(amount),
            Allowance::Unlimited => None,
        }))
    }

    fn cap_units(&mut self, cap: &Cap, bank: &Bank<'m>, most: Quantity) -> Run {
        let total = sum(bank.existing.iter().chain(&bank.entering).map(|lot| lot.lot.left))?;
        let excess = total.saturating_sub(most);
        if !total.is_zero() {
            self.seen.note_limit(cap.origin, !excess.is_zero());
        }
        let mut victims: Vec<&ReferenceLot<'m>> = Vec::new();
        match cap.side.answer {
            CapSide::RefuseNewest => {
                victims.extend(bank.entering.iter().rev());
                let mut existing: Vec<&ReferenceLot<'m>> = bank.existing.iter().collect();
                existing.sort_by_key(|lot| age(lot));
                victims.extend(existing.iter().rev());
            }
            CapSide::DropOldest => victims.extend(bank.existing.iter().chain(&bank.entering)),
        }
        self.trim(victims.into_iter().map(|lot| lot.lot.id), excess, cap.origin)
    }

    /// Takes an excess away from lots, one after the other.
    pub(super) fn trim(
        &mut self,
        lots: impl IntoIterator<Item = LotId>,
        excess: Quantity,
        origin: crate::text::Origin,
    ) -> Run {
        let mut rest = excess;
        for id in lots {
            rest = rest.saturating_sub(self.trim_lot(id, rest, origin)?);
        }
        Ok(())
    }

    /// The leftovers of so many periods: whole periods enter or do not.
    fn cap_periods(&mut self, cap: &Cap, bank: &Bank<'m>, periods: u32, ended: Instant) -> Run {
        let own_end = |lot: &ReferenceLot<'m>| lot.own_end.unwrap_or(ended);
        let all: Vec<ReferenceLot<'m>> = bank.existing.iter().chain(&bank.entering).copied().collect();
        let mut ends: Vec<Instant> = all.iter().map(own_end).collect();
        ends.sort_unstable();
        ends.dedup();
        let over = ends.len().saturating_sub(periods as usize);
        if !ends.is_empty() {
            self.seen.note_limit(cap.origin, over > 0);
        }
        let dropped: Vec<ReferenceLot<'m>> = match cap.side.answer {
            CapSide::RefuseNewest if over > 0 => bank.entering.clone(),
            CapSide::RefuseNewest => Vec::new(),
            CapSide::DropOldest => {
                let is_dropped = |lot: &ReferenceLot<'m>| ends.iter().take(over).any(|end| *end == own_end(lot));
                all.into_iter().filter(is_dropped).collect()
            }
        };
        dropped.iter().try_for_each(|lot| self.trim_lot(lot.lot.id, lot.lot.left, cap.origin).map(|_| ()))
    }
}
