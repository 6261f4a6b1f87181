//! Whether units may be given to another account.

use crate::event::AccountId;
use crate::ledger::{Reason, State};
use crate::model::{GiftRule, GiftTo, Limit};
use crate::units::{Kind, Quantity};

use super::counters::{Counted, is_same, sum};
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
        let gift = Gift { from, to, kind, amount };
        let rule = self.rule_for(&gift)?;
        match rule {
            _ if amount.is_zero() => self.refuse_gift(&gift, Reason::TooLittle),
            None => self.refuse_gift(&gift, Reason::CannotGive),
            Some(rule) => match self.objection(&gift, rule)? {
                Some(Reason::NotEligible) => {
                    let against = self.ineligible(from, &rule.only_if, &self.moment(from)?)?;
                    let (reason, origin) = against.unwrap_or((Reason::NotEligible, rule.origin));
                    self.refuse(from, reason, origin);
                    Ok(())
                }
                Some(reason) => self.refuse_gift(&gift, reason),
                None => self.hand_over(&gift, rule),
            },
        }
    }

    /// The rule that decides: the first of the kind that is for the receiver, or else the first of the kind.
    fn rule_for(&self, gift: &Gift) -> Run<Option<&'m GiftRule>> {
        let rules = self.plan(gift.from)?.gifts.iter().filter(|rule| match rule.kind {
            Some(allowed) => allowed == gift.kind,
            None => gift.kind != Kind::Money,
        });
        let mut first = None;
        for rule in rules {
            if self.is_meant_for(rule, gift)? {
                return Ok(Some(rule));
            }
            first = first.or(Some(rule));
        }
        Ok(first)
    }

    fn is_meant_for(&self, rule: &GiftRule, gift: &Gift) -> Run<bool> {
        let group = |account: AccountId| self.account(account).map(|one| one.member_of.unwrap_or(account));
        Ok(match rule.to {
            GiftTo::Anyone => true,
            GiftTo::Group => group(gift.to)? == group(gift.from)?,
            GiftTo::Marked(label) => self.account(gift.to)?.marks.contains(&label),
            GiftTo::NotMarked(label) => !self.account(gift.to)?.marks.contains(&label),
        })
    }

    /// Whether all limits on the number of receivers admit this one.
    fn admits_receiver(&self, gift: &Gift, rule: &'m GiftRule) -> Run<bool> {
        let mut known = true;
        for limit in &rule.receivers {
            known &= self.has_received(gift, limit)?;
        }
        Ok(known || self.admitted(gift.from, &rule.receivers, Quantity(1))?)
    }

    pub(super) fn has_received(&self, gift: &Gift, limit: &'m Limit) -> Run<bool> {
        let any = !self.counted(gift.from, Counted::Limit(limit))?.is_zero();
        let list = &self.account(gift.from)?.receivers;
        Ok(any && list.iter().any(|(other, to)| is_same(other, limit) && *to == gift.to))
    }

    /// Notes who has received. Where nobody has in the span of now, those of earlier spans are forgotten.
    pub(super) fn count_receiver(&mut self, gift: &Gift, rule: &'m GiftRule) -> Run {
        for limit in &rule.receivers {
            if self.counted(gift.from, Counted::Limit(limit))?.is_zero() {
                self.account_mut(gift.from)?.receivers.retain(|(other, _)| !is_same(other, limit));
            }
            if !self.has_received(gift, limit)? {
                self.account_mut(gift.from)?.receivers.push((limit, gift.to));
                self.count(gift.from, Counted::Limit(limit), Quantity(1))?;
            }
        }
        Ok(())
    }

    fn refuse_gift(&mut self, gift: &Gift, reason: Reason) -> Run {
        let plan = self.plan(gift.from)?;
        let rule = self.rule_for(gift)?.or(plan.gifts.first());
        let origin = rule.map_or(plan.origin, |rule| rule.origin);
        self.refuse(gift.from, reason, origin);
        Ok(())
    }

    /// The first reason against a gift.
    fn objection(&self, gift: &Gift, rule: &'m GiftRule) -> Run<Option<Reason>> {
        let Gift { from, to, amount, .. } = *gift;
        let giver = self.account(from)?;
        let givable = sum(self.givable(gift, rule)?.iter().map(|lot| lot.lot.left))?;
        let remains = self.remains(gift, rule)?;
        let objections = [
            (!giver.active, Reason::NotActive),
            (giver.suspended.is_some(), Reason::Suspended),
            (to == from, Reason::CannotGive),
            (!self.account(to)?.active, Reason::ReceiverNotActive),
            (!self.is_meant_for(rule, gift)?, Reason::NotToThem),
            (rule.step.is_some_and(|step| amount.0 % step.0.max(1) != 0), Reason::NotInSteps),
            (!rule.sizes.is_empty() && rule.sizes.iter().all(|size| *size != amount), Reason::NotInSteps),
            (rule.at_least.is_some_and(|least| amount < least), Reason::TooLittle),
            (rule.at_most.is_some_and(|most| amount > most), Reason::TooMuch),
            (!self.admitted(from, &rule.amounts, amount)?, Reason::LimitReached),
            (!self.admitted(from, &rule.times, Quantity(1))?, Reason::LimitReached),
            (!self.admitted(to, &rule.receive, amount)?, Reason::LimitReached),
            (!self.admitted(to, &rule.receive_times, Quantity(1))?, Reason::LimitReached),
            (!self.admits_receiver(gift, rule)?, Reason::LimitReached),
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
            let mut among = rule.only.is_empty();
            for selector in &rule.only {
                among |= self.fits(selector, &lot)?;
            }
            may &= among;
            for selector in &rule.not {
                may &= !self.fits(selector, &lot)?;
            }
            if may {
                lots.push(lot);
            }
        }
        self.in_order(&rule.from.answer, gift.from, lots)
    }

    /// What remains of that of which something must, once the gift has been taken from its lots in order.
    fn remains(&self, gift: &Gift, rule: &'m GiftRule) -> Run<Quantity> {
        let givable = self.givable(gift, rule)?;
        let mut remains = Vec::new();
        for lot in self.held(gift.from)? {
            let counts = match &rule.keep_of {
                Some(of) => self.fits(of, &lot)?,
                None => true,
            };
            if lot.lot.kind != gift.kind || lot.lot.state != State::Live || !counts {
                continue;
            }
            let before = givable.iter().take_while(|other| other.lot.id != lot.lot.id);
            let rest = gift.amount.saturating_sub(sum(before.map(|other| other.lot.left))?);
            let gives = givable.iter().any(|other| other.lot.id == lot.lot.id);
            remains.push(if gives { lot.lot.left.saturating_sub(rest) } else { lot.lot.left });
        }
        sum(remains)
    }

    /// Where money is given, all of it must be there beside the fee, which is taken first.
    fn fee_is_payable(&self, gift: &Gift, rule: &'m GiftRule) -> Run<bool> {
        let fee = fee_of(rule, gift.amount);
        if fee.is_zero() || !self.plan(gift.from)?.renewal.prepaid {
            return Ok(true);
        }
        let what = crate::ledger::Charge::Gift;
        if self.money(gift.from, what)? < fee {
            return Ok(false);
        }
        if gift.kind != Kind::Money {
            return Ok(true);
        }
        let (mut rest, mut of_it) = (fee, Quantity::ZERO);
        let givable = self.givable(gift, rule)?;
        for lot in &self.money_lots(gift.from, what)? {
            let part = rest.min(lot.lot.left);
            rest = rest.saturating_sub(part);
            if givable.iter().any(|other| other.lot.id == lot.lot.id) {
                of_it = sum([of_it, part])?;
            }
        }
        Ok(sum(givable.iter().map(|lot| lot.lot.left))?.saturating_sub(of_it) >= gift.amount)
    }
}

/// What the giver pays: by the highest step that the amount reaches, or else the plain fee.
pub(super) fn fee_of(rule: &GiftRule, amount: Quantity) -> Quantity {
    let mut fee = rule.fee.unwrap_or_default();
    for (from, step) in &rule.fees {
        if amount >= *from {
            fee = *step;
        }
    }
    fee
}
