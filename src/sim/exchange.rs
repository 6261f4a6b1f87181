//! Units that become something else: converted to another kind, paid as a price, taken from the next period, returned.
//!
//! tele2-ru-exchange converts minutes to data, sky-uk-piggybank 25 GB to a voucher, turkcell-weekend redeems entitlements, kt-recharge
//! takes back what is unused: none of these is a use, a gift or an expiry, so what is exchanged has a flow of its own.

use crate::event::{Pays, ProductId};
use crate::ledger::{Charge, Entry, Listener, OriginId, Posting, Reason, State};
use crate::program::{AmountOf, Done, GrantId, UnitPrice};
use crate::units::{Instant, Kind, Quantity};

use super::World;
use super::account::LastEnd;
use super::fits::fits;
use super::lots::End;
use super::order::compare;

/// A purchase that can be returned.
#[derive(Debug, Clone)]
pub(super) struct Returnable {
    product: ProductId,
    lots: std::ops::Range<usize>,
    until: Instant,
    paid: Quantity,
}

impl World<'_> {
    /// The lots of a kind that can be taken from now, in the plan's order of use.
    fn takeable(&self, account: usize, kind: Kind) -> Vec<usize> {
        let state = &self.accounts[account];
        let may = |index: &usize| {
            let lot = &state.holdings[*index].lot;
            !lot.unlimited && lot.expires_at > self.now
        };
        state.order[kind.index()].iter().copied().filter(may).collect()
    }

    fn sum_left(&self, account: usize, lots: &[usize]) -> u64 {
        lots.iter().map(|index| self.accounts[account].holdings[*index].lot.left.0).fold(0, u64::saturating_add)
    }

    /// Takes an amount from lots that hold enough, in their order.
    fn take_units(
        &mut self,
        account: usize,
        lots: Vec<usize>,
        amount: Quantity,
        (posting, origin): (Posting, OriginId),
        out: &mut impl Listener,
    ) {
        let mut rest = amount;
        for index in lots {
            let lot = self.accounts[account].holdings[index].lot;
            let part = rest.min(lot.left);
            if part.is_zero() {
                continue;
            }
            rest = rest.saturating_sub(part);
            let entry = Entry {
                at: self.now,
                account: lot.owner,
                lot: Some(lot.id),
                kind: lot.kind,
                amount: part,
                posting,
                origin,
            };
            self.post(entry, out);
            let left = lot.left.saturating_sub(part);
            self.accounts[account].set_left(index, left);
            // What is paid is told and remembered like any charge; what becomes something else is not.
            if posting == Posting::Used {
                self.remember(account, Done::Paid(None, lot.class), part);
            }
            if posting == Posting::Used && left.0 <= self.accounts[account].holdings[index].notice_left {
                self.notify_left(account, index, lot.left.0, out);
            }
            if left.is_zero() {
                self.retire(account, index, State::UsedUp, LastEnd::ByUse);
            } else {
                self.changed(account, index);
            }
        }
    }

    fn payers(&self, account: usize, price: &UnitPrice) -> Vec<usize> {
        let state = &self.accounts[account];
        let zone = &self.calendar_of(account).zone;
        let mut lots = self.takeable(account, price.kind);
        lots.retain(|index| fits(&price.of, &state.holdings[*index], self.now, state.number, zone) != price.except);
        let scope = |index: usize| &self.program.scopes[state.holdings[index].scope.0 as usize];
        lots.retain(|index| price.kind != Kind::Money || scope(*index).pays.covers(Pays::PACKS));
        lots
    }

    /// Whether a price in units can be paid, and if not, what is missing.
    pub(super) fn can_pay_units(&self, account: usize, price: &UnitPrice) -> Result<(), Reason> {
        if self.sum_left(account, &self.payers(account, price)) >= price.amount.0 {
            return Ok(());
        }
        Err(if price.kind == Kind::Money { Reason::NotEnoughMoney } else { Reason::NotEnoughUnits })
    }

    /// Pays a price in units, for which there are enough.
    pub(super) fn pay_units(&mut self, account: usize, price: &UnitPrice, out: &mut impl Listener) {
        let lots = self.payers(account, price);
        let money = price.kind == Kind::Money;
        let posting = if money { Posting::Used } else { Posting::Exchanged };
        if money {
            self.rearm_together(account, Kind::Money);
        }
        self.take_units(account, lots, price.amount, (posting, price.origin), out);
        if money {
            self.charged(account, price.amount, (Charge::Pack, price.origin), out);
            self.notify_together(account, Kind::Money, out);
        }
    }

    /// The customer converts units.
    pub(super) fn convert(
        &mut self,
        account: usize,
        (kind, amount): (Kind, Quantity),
        to: Kind,
        out: &mut impl Listener,
    ) -> Result<(), (Reason, OriginId)> {
        let plan = self.plan_of(account);
        let rule = plan.selling.conversions.iter().find(|rule| rule.from == kind && rule.to == to);
        let Some(rule) = rule else { return Err((Reason::CannotConvert, plan.origin)) };
        let refused = |reason| Err((reason, rule.origin));
        let state = &self.accounts[account];
        if !state.is_active() {
            return refused(Reason::NotActive);
        }
        if state.suspended_since.is_some() {
            return refused(Reason::Suspended);
        }
        let made = amount.proportion(rule.rate.1.0, rule.rate.0.0).unwrap_or(Quantity::ZERO);
        if made.is_zero() {
            return refused(Reason::TooLittle);
        }
        if !amount.0.is_multiple_of(rule.step.0) {
            return refused(Reason::NotInSteps);
        }
        let within = rule.amounts.iter().all(|limit| self.remaining(account, limit) >= amount)
            && rule.times.iter().all(|limit| !self.remaining(account, limit).is_zero());
        if !within {
            return refused(Reason::LimitReached);
        }
        let zone = &self.calendar_of(account).zone;
        let mut lots = self.takeable(account, kind);
        lots.retain(|index| {
            let holding = &state.holdings[*index];
            rule.of.is_empty() || rule.of.iter().any(|of| fits(of, holding, self.now, state.number, zone))
        });
        lots.sort_by(|a, b| compare(&rule.order, state.id, &state.holdings[*a], &state.holdings[*b]));
        let fee = if kind == Kind::Money && plan.prepaid { rule.fee } else { Quantity::ZERO };
        if self.sum_left(account, &lots) < amount.0
            || (!fee.is_zero() && self.money(account, Charge::Fee).0 < amount.0.saturating_add(fee.0))
        {
            return refused(Reason::NotEnoughUnits);
        }
        // The fee may come from the very lots, so it is taken last; that it can be paid was looked at.
        if !self.can_pay(account, rule.fee, plan.prepaid, Charge::Fee) {
            return refused(Reason::NotEnoughMoney);
        }
        self.take_units(account, lots, amount, (Posting::Exchanged, rule.origin), out);
        let _ = self.charge(account, rule.fee, plan.prepaid, (Charge::Fee, rule.origin), out);
        for limit in &rule.amounts {
            self.count(account, limit.counter, limit.span, amount);
        }
        for limit in &rule.times {
            self.count(account, limit.counter, limit.span, Quantity(1));
        }
        self.grant_units(account, rule.grant, (made, false), out);
        Ok(())
    }

    /// The customer takes units from the next period.
    pub(super) fn borrow_units(
        &mut self,
        account: usize,
        (kind, amount): (Kind, Quantity),
        out: &mut impl Listener,
    ) -> Result<(), (Reason, OriginId)> {
        let plan = self.plan_of(account);
        let rule = plan.selling.advance.filter(|rule| rule.kind == kind);
        let Some(rule) = rule else { return Err((Reason::CannotBorrow, plan.origin)) };
        let refused = |reason| Err((reason, rule.origin));
        let state = &self.accounts[account];
        if !state.is_running() {
            return refused(Reason::NotActive);
        }
        if state.suspended_since.is_some() {
            return refused(Reason::Suspended);
        }
        if amount.is_zero() {
            return refused(Reason::TooLittle);
        }
        if self.remaining(account, &rule.limit) < amount {
            return refused(Reason::LimitReached);
        }
        self.count(account, rule.limit.counter, rule.limit.span, amount);
        let advance = &mut self.accounts[account].advances[kind.index()];
        *advance = advance.saturating_add(amount.0);
        self.grant_units(account, rule.grant, (amount, false), out);
        Ok(())
    }

    /// A grant of the period, smaller by what was taken from it beforehand.
    pub(super) fn grant_less(&mut self, account: usize, id: GrantId, out: &mut impl Listener) -> Option<usize> {
        let grant = &self.program.grants[id.0 as usize];
        let advance = self.accounts[account].advances[grant.kind.index()];
        match grant.amount {
            AmountOf::Units(amount) if advance > 0 => {
                let amount = self.for_each(account, grant, amount);
                let advance = &mut self.accounts[account].advances[grant.kind.index()];
                let less = amount.0.min(*advance);
                *advance -= less;
                self.grant_units(account, id, (Quantity(amount.0 - less), false), out)
            }
            _ => self.grant(account, id, out),
        }
    }

    /// Remembers a purchase that can be returned.
    pub(super) fn keep_for_return(
        &mut self,
        account: usize,
        product: ProductId,
        lots: std::ops::Range<usize>,
        paid: Quantity,
    ) {
        let Some((within, _)) = self.program.products[product.0 as usize].offer.refund else { return };
        let until = self.end_of(account, within, self.now);
        self.accounts[account].returnable.push(Returnable { product, lots, until, paid });
    }

    /// The customer returns what was bought last of a pack, if nothing of it is used.
    pub(super) fn return_pack(
        &mut self,
        account: usize,
        product: ProductId,
        out: &mut impl Listener,
    ) -> Result<(), Reason> {
        let now = self.now;
        let state = &mut self.accounts[account];
        state.returnable.retain(|one| one.until > now);
        let last = state.returnable.iter().rposition(|one| one.product == product).ok_or(Reason::CannotReturn)?;
        let one = state.returnable[last].clone();
        let untouched = |index: usize| {
            let lot = &state.holdings[index].lot;
            lot.state.is_held() && !lot.unlimited && lot.left == lot.granted && lot.generation == 0
        };
        if !one.lots.clone().all(untouched) {
            return Err(Reason::CannotReturn);
        }
        state.returnable.remove(last);
        let refund = self.program.products[product.0 as usize].offer.refund;
        let origin = refund.map_or(self.plan_of(account).origin, |(_, origin)| origin);
        for index in one.lots.clone() {
            self.end_lot(account, index, End::Forfeited(Reason::Returned), origin, out);
        }
        self.forget_purchase(account, product, &one.lots);
        self.stop_streams_from(account, &one.lots);
        if !one.paid.is_zero() {
            self.post_plain(account, (Kind::Money, one.paid), Posting::Refunded, origin, out);
            if self.plan_of(account).prepaid {
                self.recharge_lot(account, one.paid, out);
            }
        }
        self.refresh_due(account);
        Ok(())
    }
}
