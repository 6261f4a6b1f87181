//! Whether units may be given to another account.

use crate::event::AccountId;
use crate::ledger::{Reason, State};
use crate::model::GiftRule;
use crate::units::{Kind, Quantity};

use super::counters::sum;
use super::{Reference, ReferenceLot, Run};

/// A gift that is asked for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Gift {
    pub(super) from: AccountId,
    pub(super) to: AccountId,
    pub(super) kind: Kind,
    pub(super) amount: Quantity,
}

impl<'m> Reference<'m> {
    /// The customer gives units to another account.
    pub(super) fn give(&mut self, from: AccountId, to: AccountId, kind: Kind, amount: Quantity) -> Run {
        self.account(to)?;
        let plan = self.plan(from)?;
        let gift = Gift { from, to, kind, amount };
        let rule = plan.gift.as_ref().filter(|rule| match rule.kind {
            Some(allowed) => allowed == kind,
            None => kind != Kind::Money,
        });
        match rule {
            _ if amount.is_zero() => self.refuse_gift(&gift, Reason::TooLittle),
            None => self.refuse_gift(&gift, Reason::CannotGive),
            Some(rule) => match self.objection(&gift, rule)? {
                Some(reason) => self.refuse_gift(&gift, reason),
                None => self.hand_over(&gift, rule),
            },
        }
    }

    fn refuse_gift(&mut self, gift: &Gift, reason: Reason) -> Run {
        let plan = self.plan(gift.from)?;
        let origin = plan.gift.as_ref().map_or(plan.origin, |rule| rule.origin);
        self.refuse(gift.from, reason, origin);
        Ok(())
    }

    /// The first reason against a gift.
    fn objection(&self, gift: &Gift, rule: &'m GiftRule) -> Run<Option<Reason>> {
        let Gift { from, to, amount, .. } = *gift;
        let giver = self.account(from)?;
        let givable = sum(self.givable(gift, rule)?.iter().map(|lot| lot.lot.left))?;
        let remains = self.live_units(gift)?.saturating_sub(amount);
        let objections = [
            (!giver.active, Reason::NotActive),
            (giver.suspended.is_some(), Reason::Suspended),
            (to == from, Reason::CannotGive),
            (!self.account(to)?.active, Reason::ReceiverNotActive),
            (rule.at_least.is_some_and(|least| amount < least), Reason::TooLittle),
            (rule.at_most.is_some_and(|most| amount > most), Reason::TooMuch),
            (!self.admitted(from, &rule.amounts, amount)?, Reason::LimitReached),
            (!self.admitted(from, &rule.times, Quantity(1))?, Reason::LimitReached),
            (!self.admitted(to, &rule.receive, amount)?, Reason::LimitReached),
            (self.ineligible(from, &rule.only_if, &self.moment(from)?)?.is_some(), Reason::NotEligible),
            (givable < amount, Reason::NotEnoughToGive),
            (rule.keep.is_some_and(|keep| remains < keep), Reason::MustKeep),
            (!self.fee_is_payable(gift, rule)?, Reason::NotEnoughMoney),
        ];
        Ok(objections.into_iter().find(|(holds, _)| *holds).map(|(_, reason)| reason))
    }

    /// The lots that can be given, in the order in which they are.
    pub(super) fn givable(&self, gift: &Gift, rule: &'m GiftRule) -> Run<Vec<ReferenceLot<'m>>> {
        let mut lots = Vec::new();
        for lot in self.held(gift.from)? {
            let mut may = lot.lot.kind == gift.kind && lot.lot.state == State::Live && lot.has_units();
            may &= rule.again || !lot.lot.gifted;
            for selector in &rule.not {
                may &= !self.fits(selector, &lot)?;
            }
            if may {
                lots.push(lot);
            }
        }
        self.in_order(&rule.from.answer, gift.from, lots)
    }

    fn live_units(&self, gift: &Gift) -> Run<Quantity> {
        let held = self.held(gift.from)?;
        let live = held.iter().filter(|lot| lot.lot.kind == gift.kind && lot.lot.state == State::Live);
        sum(live.map(|lot| lot.lot.left))
    }

    /// Where money is given, what is given must be there beside the fee.
    fn fee_is_payable(&self, gift: &Gift, rule: &'m GiftRule) -> Run<bool> {
        let fee = rule.fee.unwrap_or_default();
        if fee.is_zero() || !self.plan(gift.from)?.renewal.prepaid {
            return Ok(true);
        }
        let needed = if gift.kind == Kind::Money { sum([fee, gift.amount])? } else { fee };
        Ok(self.money(gift.from)? >= needed)
    }
}
