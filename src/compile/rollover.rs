//! Rules of rollover, and which rule a lot has.

use crate::model::{self, CapAmount, CapOf, CapSide, Class, Plan, Rollover, RolloverOf};
use crate::program::{Carry, CarryId, Life, Limit, LimitAmount, LimitOf, Side};
use crate::text::Origin;
use crate::units::Kind;

use super::grant::scope;
use super::tables::Tables;

impl Tables<'_> {
    /// The rules that a plan has for everything it mints.
    pub(super) fn plan_rules(&mut self, plan: &Plan) {
        let rules = plan.rollovers.answer.iter().map(|rule| self.carry(rule)).collect();
        self.rules.push(rules);
    }

    /// A rule; nothing where it says that leftovers do not live on.
    pub(super) fn carry(&mut self, rule: &Rollover) -> Option<CarryId> {
        let life = match rule.life? {
            model::Life::For(length) => Life::For(length),
            model::Life::To(end) => Life::To(end),
            model::Life::Periods(periods) => Life::Periods(periods),
            model::Life::Renewals { at_most, no_longer_than, renewed } => {
                Life::Bank { at_most, no_longer_than, renewed }
            }
        };
        let limits = rule.caps.iter().map(|cap| self.cap(cap)).collect();
        let carry = Carry {
            life,
            test: rule.condition.as_ref().map(|condition| self.test(condition)),
            limits,
            granted_on: rule.granted_on,
            scope: rule.usable.as_ref().map(|usable| self.scope(scope(usable))),
            rounding: rule.rounding,
            activation: rule.activation,
            origin: self.origin(rule.origin),
        };
        Some(self.add_carry(carry))
    }

    fn cap(&mut self, cap: &model::Cap) -> Limit {
        Limit {
            of: match cap.of {
                CapOf::Bank => LimitOf::Bank,
                CapOf::BankAndPlan => LimitOf::BankAndPlan,
                CapOf::Entry => LimitOf::Entry,
            },
            amount: limit_amount(cap.amount),
            side: match cap.side.answer {
                CapSide::RefuseNewest => Side::Newest,
                CapSide::DropOldest => Side::Oldest,
            },
            origin: self.origin(cap.origin),
        }
    }

    /// The rule of what a grant of some class makes: its own, or the first of the plan's that fits.
    pub(super) fn rule_for(
        &self,
        plan: Option<&Plan>,
        own: (&RolloverOf, Option<CarryId>),
        (kind, class, product): (Kind, Class, crate::event::ProductId),
    ) -> Option<CarryId> {
        match own {
            (RolloverOf::Never(_), _) => None,
            (RolloverOf::Own(_), rule) => rule,
            (RolloverOf::Plan, _) => {
                let plan = plan?;
                let mut rules = plan.rollovers.answer.iter().zip(self.rules_of(plan.id));
                rules.find(|(rule, _)| speaks_of(rule, kind, class, product)).and_then(|(_, carry)| *carry)
            }
        }
    }
}

/// The clause, if there is one, that says that such a lot does not roll over: it is the one behind the lot's end.
pub(super) fn ends_by(
    plan: Option<&Plan>,
    own: &RolloverOf,
    (kind, class, product): (Kind, Class, crate::event::ProductId),
) -> Option<Origin> {
    match own {
        RolloverOf::Never(origin) => Some(*origin),
        RolloverOf::Own(rule) => rule.life.is_none().then_some(rule.origin),
        RolloverOf::Plan => {
            let rule = plan?.rollovers.answer.iter().find(|rule| speaks_of(rule, kind, class, product))?;
            rule.life.is_none().then_some(rule.origin)
        }
    }
}

fn speaks_of(rule: &Rollover, kind: Kind, class: Class, product: crate::event::ProductId) -> bool {
    let of = &rule.of;
    of.is_of(kind)
        && of.class.is_none_or(|wanted| wanted == class)
        && of.product.is_none_or(|wanted| wanted == product)
        && of.group.as_ref().is_none_or(|group| group.packs.contains(&product))
}

pub(super) fn limit_amount(amount: CapAmount) -> LimitAmount {
    match amount {
        CapAmount::Units { kind, amount } => LimitAmount::Units(kind, amount),
        CapAmount::TimesPlan(ratio) => LimitAmount::TimesPlan(ratio),
        CapAmount::Periods(periods) => LimitAmount::Periods(periods),
    }
}
