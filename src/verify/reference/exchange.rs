//! Units that become something else.

use crate::event::{AccountId, Class, Pays, ProductId};
use crate::ledger::{Charge, LotId, Posting, Reason, State};
use crate::model::{Order, UnitPrice};
use crate::text::Origin;
use crate::units::{Allowance, Instant, Kind, Quantity};

use super::counters::sum;
use super::history::Did;
use super::subscription::Standing;
use super::{Reference, ReferenceLot, Run};

/// A purchase that can be returned.
#[derive(Debug, Clone)]
pub(super) struct Returnable {
    pack: ProductId,
    lots: Vec<LotId>,
    until: Instant,
    paid: Quantity,
}

impl<'m> Reference<'m> {
    /// What can be taken of a kind now, in an order.
    fn takeable(&self, account: AccountId, kind: Kind, order: Option<&Order>) -> Run<Vec<ReferenceLot<'m>>> {
        let mut lots = self.held(account)?;
        lots.retain(|lot| {
            lot.lot.kind == kind && lot.lot.state == State::Live && lot.has_units() && lot.lot.expires_at > self.now
        });
        match order {
            Some(order) => self.in_order(order, account, lots),
            None => self.to_pay(&self.plan(account)?.order.answer, account, lots),
        }
    }

    fn take_units(&mut self, lots: &[ReferenceLot<'m>], amount: Quantity, (posting, origin): (Posting, Origin)) -> Run {
        let mut rest = amount;
        for lot in lots {
            let part = rest.min(lot.lot.left);
            if !part.is_zero() {
                self.post_lot(lot.lot.id, part, posting, origin)?;
                let used_up = self.lower(lot.lot.id, part)?;
                if posting == Posting::Used {
                    let account = AccountId(lot.lot.id.account);
                    self.remember(account, Did::Pay(None, lot.lot.class), part)?;
                    self.notice_lot(lot.lot.id, lot.lot.left)?;
                }
                if used_up {
                    self.end_lot(lot.lot.id, State::UsedUp)?;
                }
                rest = rest.saturating_sub(part);
            }
        }
        Ok(())
    }

    fn payers(&self, account: AccountId, price: &UnitPrice) -> Run<Vec<ReferenceLot<'m>>> {
        let mut payers = Vec::new();
        for lot in self.takeable(account, price.of.kind.unwrap_or(Kind::Money), None)? {
            let for_packs = lot.scope.is_none_or(|scope| scope.pays.covers(Pays::PACKS));
            let pays = price.of.kind != Some(Kind::Money) || for_packs;
            if pays && self.fits(&price.of, &lot)? != price.except {
                payers.push(lot);
            }
        }
        Ok(payers)
    }

    /// What is missing to pay a price in units.
    pub(super) fn missing(&self, account: AccountId, price: &UnitPrice) -> Run<Option<Reason>> {
        if sum(self.payers(account, price)?.iter().map(|lot| lot.lot.left))? >= price.amount {
            return Ok(None);
        }
        let money = price.of.kind == Some(Kind::Money);
        Ok(Some(if money { Reason::NotEnoughMoney } else { Reason::NotEnoughUnits }))
    }

    pub(super) fn pay_units(&mut self, account: AccountId, price: &UnitPrice) -> Run {
        let lots = self.payers(account, price)?;
        if price.of.kind == Some(Kind::Money) {
            self.rearm(account, Kind::Money)?;
            self.take_units(&lots, price.amount, (Posting::Used, price.origin))?;
            self.charged(account, price.amount, Charge::Pack, price.origin)?;
            return self.notice_together(account, Kind::Money);
        }
        self.take_units(&lots, price.amount, (Posting::Exchanged, price.origin))
    }

    pub(super) fn convert(&mut self, account: AccountId, kind: Kind, amount: Quantity, to: Kind) -> Run {
        let plan = self.plan(account)?;
        let rules = &plan.selling.conversions;
        let Some(rule) = rules.iter().find(|rule| rule.from == kind && rule.grant.kind == to) else {
            self.refuse(account, Reason::CannotConvert, plan.origin);
            return Ok(());
        };
        let mut lots = Vec::new();
        for lot in self.takeable(account, kind, Some(&rule.order))? {
            let mut fits = rule.of.is_empty();
            for of in &rule.of {
                fits |= self.fits(of, &lot)?;
            }
            if fits {
                lots.push(lot);
            }
        }
        let made = amount.proportion(rule.rate.1.0, rule.rate.0.0).unwrap_or_default();
        let subscriber = self.account(account)?;
        let there = sum(lots.iter().map(|lot| lot.lot.left))?;
        let pays = plan.renewal.prepaid && !rule.fee.is_zero();
        let with_fee = pays && kind == Kind::Money && self.money(account, Charge::Fee)? < sum([amount, rule.fee])?;
        let reasons = [
            (!subscriber.active, Reason::NotActive),
            (subscriber.suspended.is_some(), Reason::Suspended),
            (made.is_zero(), Reason::TooLittle),
            (rule.step.is_some_and(|step| !amount.0.is_multiple_of(step.0.max(1))), Reason::NotInSteps),
            (!self.admitted(account, &rule.amounts, amount)?, Reason::LimitReached),
            (!self.admitted(account, &rule.times, Quantity(1))?, Reason::LimitReached),
            (there < amount || with_fee, Reason::NotEnoughUnits),
            (pays && self.money(account, Charge::Fee)? < rule.fee, Reason::NotEnoughMoney),
        ];
        if let Some((_, reason)) = reasons.into_iter().find(|(holds, _)| *holds) {
            self.refuse(account, reason, rule.origin);
            return Ok(());
        }
        self.take_units(&lots, amount, (Posting::Exchanged, rule.origin))?;
        self.charge(account, rule.fee, Charge::Fee, rule.origin)?;
        self.count_all(account, &rule.amounts, amount)?;
        self.count_all(account, &rule.times, Quantity(1))?;
        self.mint(account, &rule.grant, (Class::Converted, plan.product), Allowance::Limited(made)).map(|_| ())
    }

    pub(super) fn borrow_units(&mut self, account: AccountId, kind: Kind, amount: Quantity) -> Run {
        let plan = self.plan(account)?;
        let Some(rule) = plan.selling.advance.as_ref().filter(|rule| rule.grant.kind == kind) else {
            self.refuse(account, Reason::CannotBorrow, plan.origin);
            return Ok(());
        };
        let subscriber = self.account(account)?;
        let reasons = [
            (subscriber.period.is_none(), Reason::NotActive),
            (subscriber.suspended.is_some(), Reason::Suspended),
            (amount.is_zero(), Reason::TooLittle),
            (self.room(account, &rule.limit)? < amount, Reason::LimitReached),
        ];
        if let Some((_, reason)) = reasons.into_iter().find(|(holds, _)| *holds) {
            self.refuse(account, reason, rule.origin);
            return Ok(());
        }
        self.count_all(account, std::slice::from_ref(&rule.limit), amount)?;
        self.account_mut(account)?.advances.push((kind, amount));
        self.mint(account, &rule.grant, (Class::Borrowed, plan.product), Allowance::Limited(amount)).map(|_| ())
    }

    /// How much a grant of a period is, after what was taken from it beforehand.
    pub(super) fn less_advances(&mut self, account: AccountId, kind: Kind, amount: Allowance) -> Run<Allowance> {
        let Allowance::Limited(mut left) = amount else { return Ok(amount) };
        for (_, taken) in self.account_mut(account)?.advances.iter_mut().filter(|(of, _)| *of == kind) {
            let part = left.min(*taken);
            (left, *taken) = (left.saturating_sub(part), taken.saturating_sub(part));
        }
        Ok(Allowance::Limited(left))
    }

    pub(super) fn keep_for_return(
        &mut self,
        account: AccountId,
        pack: ProductId,
        lots: Vec<LotId>,
        paid: Quantity,
    ) -> Run {
        let Some(refund) = self.product(pack)?.sale.refund else { return Ok(()) };
        let until = self.end_of(account, refund.within, self.now)?.0;
        self.account_mut(account)?.returnable.push(Returnable { pack, lots, until, paid });
        Ok(())
    }

    pub(super) fn return_pack(&mut self, account: AccountId, pack: ProductId) -> Run {
        let (plan, now) = (self.plan(account)?, self.now);
        let product = self.catalogue.product(pack);
        let list = &self.account(account)?.returnable;
        let last = list.iter().rposition(|one| one.pack == pack && one.until > now);
        let one = last.and_then(|last| list.get(last)).cloned();
        let mut untouched = true;
        for id in one.iter().flat_map(|one| &one.lots) {
            let lot = self.lot(*id)?;
            untouched &= lot.is_held() && lot.has_units() && lot.lot.left == lot.lot.granted && lot.lot.generation == 0;
        }
        let (Some(one), Some(last), true) = (one, last, untouched) else {
            self.refuse(account, Reason::CannotReturn, product.map_or(plan.origin, |product| product.origin));
            return Ok(());
        };
        let origin = self.product(pack)?.sale.refund.map_or(plan.origin, |refund| refund.origin);
        for id in &one.lots {
            self.forfeit_lot(*id, Reason::Returned, origin)?;
        }
        self.stop_streams_from(account, &one.lots)?;
        let subscriber = self.account_mut(account)?;
        subscriber.returnable.remove(last);
        subscriber.subscriptions.retain(|other| other.pack != pack || other.lots != one.lots);
        if one.paid.is_zero() {
            return Ok(());
        }
        self.post(account, Kind::Money, one.paid, Posting::Refunded, origin);
        if plan.renewal.prepaid { self.pay_in(account, one.paid).map(|_| ()) } else { Ok(()) }
    }

    /// A pack is bought for somebody else.
    pub(super) fn buy_for(
        &mut self,
        payer: AccountId,
        (pack, price): (ProductId, Option<Quantity>),
        to: AccountId,
    ) -> Run {
        let plan = self.plan(payer)?;
        let product = self.catalogue.product(pack);
        let origin = product.map_or(plan.origin, |product| product.origin);
        let subscriber = self.account(payer)?;
        let receives = self.account(to).is_ok_and(|to| to.active);
        let refusal = match product.filter(|_| plan.packs.contains(&pack)) {
            None => Some((Reason::NotSold, origin)),
            Some(product) if price.is_some() && self.sold_now(payer, product)?.sale.any_price.is_none() => {
                Some((Reason::NotSold, origin))
            }
            Some(_) if !subscriber.active => Some((Reason::NotActive, origin)),
            Some(_) if subscriber.suspended.is_some() => Some((Reason::Suspended, origin)),
            Some(_) if !receives => Some((Reason::ReceiverNotActive, origin)),
            Some(product) => {
                self.purchase_by(Standing { payer, again: None, counted: None, keeps: None }, to, product, price)?
            }
        };
        if let Some((reason, origin)) = refusal {
            self.refuse(payer, reason, origin);
        }
        Ok(())
    }
}
