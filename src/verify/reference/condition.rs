//! Whether a condition holds.

use crate::event::{AccountId, PlanId, is_anniversary};
use crate::ledger::Posting;
use crate::model::{Comparison, Condition, PlanComparison, RenewalTiming};
use crate::units::{Allowance, Kind, MonthEnd, Quantity};

use super::counters::sum;
use super::handlers::Moment;
use super::turn::{Made, Pair};
use super::{Reference, ReferenceEntry, Run};

impl Reference<'_> {
    pub(super) fn holds(&self, account: AccountId, condition: &Condition, moment: &Moment) -> Run<bool> {
        let holds = self.is_so(account, condition, moment)?;
        self.seen.note(condition, holds);
        Ok(holds)
    }

    fn is_so(&self, account: AccountId, condition: &Condition, moment: &Moment) -> Run<bool> {
        let subscriber = self.account(account)?;
        Ok(match condition {
            Condition::All(parts) => {
                let parts: Run<Vec<bool>> = parts.iter().map(|part| self.holds(account, part, moment)).collect();
                parts?.into_iter().all(|holds| holds)
            }
            Condition::Any(parts) => {
                let parts: Run<Vec<bool>> = parts.iter().map(|part| self.holds(account, part, moment)).collect();
                parts?.into_iter().any(|holds| holds)
            }
            Condition::Not(part) => !self.holds(account, part, moment)?,
            Condition::Renewed(timing) => match &moment.made {
                Some(made) => self.was_made(account, timing, made)?,
                None => false,
            },
            Condition::Used { kind, comparison, amount } => {
                compare(*comparison, self.used(account, *kind, moment)?, *amount)
            }
            Condition::ActivatedThisPeriod => subscriber.activated_in == Some(moment.stretch),
            Condition::PeriodsInARow(periods) => subscriber.renewals_in_a_row >= *periods,
            Condition::NotSharing => {
                let shares = |other: AccountId| self.account(other).is_ok_and(|other| other.member_of == Some(account));
                subscriber.member_of.is_none() && !self.account_ids().any(shares)
            }
            Condition::Marked(label) => subscriber.marks.contains(label),
            Condition::Plan(comparison) => self.compare_plans(*comparison, moment.plans)?,
            Condition::Owing { comparison, amount } => compare(*comparison, self.owed_money(account)?, *amount),
            Condition::Recharged { comparison, amount } => {
                moment.recharged.is_some_and(|recharged| compare(*comparison, recharged, *amount))
            }
            Condition::RechargedBy(way) => moment.recharged_by == Some(*way),
            Condition::Happened(history) => self.has_happened(account, history, moment)?,
            Condition::Held { of, comparison, amount } => {
                self.holds_units(account, of, (*comparison, *amount), moment)?
            }
            Condition::Subscribed { comparison, length } => self.has_run(account, *comparison, *length)?,
            Condition::FullPeriod => moment.whole,
            Condition::During(window) => {
                window.contains(self.zone(account)?.local(self.now), &self.operator(account)?.holidays)
            }
            Condition::Suspended => subscriber.suspended.is_some(),
            Condition::PeriodNumber { from, to } => {
                let number = moment.period.map_or_else(|| self.periods_of_plan(account), Ok)?;
                number >= *from && to.is_none_or(|to| number <= to)
            }
            Condition::Anniversary { of, month } => match self.date_of(account, *of)? {
                None => false,
                Some(date) => {
                    let (then, today) = (date.ymd(), self.zone(account)?.local(self.now).day);
                    match month {
                        true => today.ymd().1 == then.1 && today.ymd().0 > then.0,
                        false => is_anniversary(date, today),
                    }
                }
            },
            Condition::Season(season) => season.contains(self.zone(account)?.local(self.now).day),
            Condition::Between(from, to) => (*from..*to).contains(&self.now),
            Condition::Members { comparison, count } => {
                compare(*comparison, self.members_of_pool(account)?, Quantity(u64::from(*count)))
            }
            Condition::OnPlan(plans) | Condition::From(plans) => plans.contains(&moment.plans.old),
            Condition::To(plans) => plans.contains(&moment.plans.new),
        })
    }

    /// All that is set must hold; on time is at the very end.
    fn was_made(&self, account: AccountId, timing: &RenewalTiming, made: &Made) -> Run<bool> {
        let zone = self.zone(account)?;
        let Made { automatic, at, end } = *made;
        Ok(timing.automatic.is_none_or(|by_system| by_system == automatic)
            && (!timing.on_time || at == end)
            && (!timing.early || at < end)
            && timing.early_by.is_none_or(|lead| at <= lead.before(end, zone))
            && (!timing.late || at > end)
            && timing.late_by_at_most.is_none_or(|lag| at <= lag.after(end, zone, MonthEnd::Clamp))
            && (!timing.not_late || at <= end))
    }

    /// What the period used of the account's lots, whoever used it.
    fn used(&self, account: AccountId, kind: Kind, moment: &Moment) -> Run<Quantity> {
        let of_account = |entry: &&ReferenceEntry| {
            entry.lot.is_some_and(|lot| lot.account == account.0)
                && entry.kind == kind
                && entry.posting == Posting::Used
        };
        let period = self.entries.iter().take(moment.end_entry).skip(moment.first_entry);
        sum(period.filter(of_account).map(|entry| entry.amount))
    }

    pub(super) fn compare_plans(&self, comparison: PlanComparison, plans: Pair) -> Run<bool> {
        // Versions are one plan.
        let first = |plan: PlanId| self.plan_numbered(plan).map(crate::model::Plan::first_version);
        let plans = if first(plans.old)? == first(plans.new)? { Pair { old: plans.new, ..plans } } else { plans };
        let (old, new) = (self.size(plans.old)?, self.size(plans.new)?);
        Ok(match comparison {
            PlanComparison::Same => plans.old == plans.new,
            PlanComparison::Bigger => new.0 > old.0,
            PlanComparison::BiggerOrEqual => new.0 >= old.0,
            PlanComparison::Smaller => new.0 < old.0,
            PlanComparison::SameSize => new.0 == old.0,
            PlanComparison::HigherPrice => new.1 > old.1,
            PlanComparison::SamePrice => new.1 == old.1,
            PlanComparison::LowerPrice => new.1 < old.1,
            PlanComparison::SameValidity | PlanComparison::LongerValidity | PlanComparison::ShorterValidity => {
                let length = |plan| self.plan_numbered(plan).map(|plan| plan.cycle.answer.length());
                let order = length(plans.new)?.cmp(&length(plans.old)?);
                match comparison {
                    PlanComparison::LongerValidity => order.is_gt(),
                    PlanComparison::ShorterValidity => order.is_lt(),
                    _ => order.is_eq(),
                }
            }
            PlanComparison::EqualOrHigherPrice => new.1 >= old.1,
            PlanComparison::AtMostOneSizeSmaller => {
                let sizes: Run<Vec<(Quantity, Quantity)>> =
                    self.catalogue.plans.iter().map(|plan| self.size(plan.id)).collect();
                let mut sizes = sizes?;
                sizes.sort_unstable();
                sizes.dedup();
                let place = |size| sizes.iter().position(|other| *other == size).unwrap_or(0);
                place(new) + 1 >= place(old)
            }
        })
    }

    /// How much data a plan grants in a period, and its price. Data without limit is more than any amount.
    fn size(&self, plan: PlanId) -> Run<(Quantity, Quantity)> {
        let plan = self.plan_numbered(plan)?;
        let grants = &self.product(plan.product)?.grants;
        let data = || grants.iter().filter(|grant| grant.kind == Kind::Data).map(|grant| grant.amount.answer);
        let size = if data().any(|amount| amount == Allowance::Unlimited) {
            Quantity(u64::MAX)
        } else {
            self.plan_grant(plan.id, Kind::Data)?
        };
        Ok((size, plan.price.map(|price| price.amount).unwrap_or_default()))
    }
}

pub(super) fn compare(comparison: Comparison, left: Quantity, right: Quantity) -> bool {
    match comparison {
        Comparison::MoreThan => left > right,
        Comparison::AtLeast => left >= right,
        Comparison::LessThan => left < right,
        Comparison::AtMost => left <= right,
        Comparison::Exactly => left == right,
    }
}
