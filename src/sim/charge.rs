//! Charging money: to the bill, or to the account's own money.

use crate::event::{Circumstances, Pays};
use crate::ledger::{Charge, Entry, Listener, OriginId, Posting, Reason, State};
use crate::program::{Done, ScopeId, Selector};
use crate::units::{Kind, Quantity};

use super::World;
use super::account::LastEnd;
use super::fits::fits_lastingly;
use super::pay::Use;

/// Which of an account's money pays: what is for such uses, what a clause names, and what is for such things.
#[derive(Debug, Clone, Copy)]
pub(super) struct Purse<'a> {
    pub(super) circumstances: Circumstances,
    pub(super) from: Option<&'a Selector>,
    /// The kind of use that is paid for, if it is a use.
    pub(super) for_use: Option<Kind>,
    /// What is paid for.
    pub(super) pays: Pays,
}

impl Purse<'_> {
    /// What pays for something that is no use.
    pub(super) fn of(what: Charge) -> Purse<'static> {
        let pays = match what {
            Charge::Period => Pays::PERIOD,
            Charge::Pack => Pays::PACKS,
            Charge::Gift | Charge::Fee => Pays::FEES,
            Charge::Overage => Pays::USE,
        };
        Purse { circumstances: Circumstances::default(), from: None, for_use: None, pays }
    }
}

impl World<'_> {
    /// The money that an account can pay such a thing with.
    pub(super) fn money(&self, account: usize, what: Charge) -> Quantity {
        self.money_in(account, &Purse::of(what))
    }

    /// The money that an account can pay with.
    pub(super) fn money_in(&self, account: usize, purse: &Purse<'_>) -> Quantity {
        let state = &self.accounts[account];
        let places = state.order[Kind::Money.index()].iter().filter(|index| self.holds_money(account, **index, purse));
        let left = places.map(|index| {
            let lot = &state.holdings[*index].lot;
            if lot.unlimited { u64::MAX } else { lot.left.0 }
        });
        Quantity(left.fold(0, u64::saturating_add))
    }

    /// Whether a lot of money is one that pays. What is only for some uses pays for uses, not for prices. What ends at this very instant is as good as gone, though a renewal comes
    /// before it is taken away.
    fn holds_money(&self, account: usize, index: usize, purse: &Purse<'_>) -> bool {
        let holding = &self.accounts[account].holdings[index];
        let wanted = Use::of(Kind::Money, Quantity::ZERO, self.now, purse.circumstances);
        let fits = holding.scope == ScopeId::EVERYTHING || {
            let scope = &self.program.scopes[holding.scope.0 as usize];
            scope.pays.covers(purse.pays) && (purse.for_use.is_some() || scope.is_anywhere())
        };
        fits && self.now < holding.lot.expires_at
            && purse.from.is_none_or(|of| fits_lastingly(of, holding))
            && self.admits((account, self.owner_of(account)), index, &wanted)
    }

    /// Whether an account can pay an amount: always, where it is billed.
    pub(super) fn can_pay(&self, account: usize, amount: Quantity, prepaid: bool, what: Charge) -> bool {
        self.can_pay_from(account, amount, prepaid, &Purse::of(what))
    }

    fn can_pay_from(&self, account: usize, amount: Quantity, prepaid: bool, purse: &Purse<'_>) -> bool {
        !prepaid || amount.is_zero() || self.money_in(account, purse) >= amount
    }

    /// Whether an account can pay a price; who asks why hears what was missing.
    pub(super) fn affords(
        &self,
        account: usize,
        amount: Quantity,
        prepaid: bool,
        (what, origin): (Charge, OriginId),
        out: &mut impl Listener,
    ) -> Result<(), Reason> {
        if self.can_pay(account, amount, prepaid, what) {
            return Ok(());
        }
        self.missed_money(account, (amount, self.money_in(account, &Purse::of(what))), origin, out);
        Err(Reason::NotEnoughMoney)
    }

    /// What a charge would take from some lots of money, being paid in order.
    pub(super) fn would_take(&self, account: usize, amount: Quantity, what: Charge, lots: &[usize]) -> u64 {
        let (mut rest, mut taken) = (amount.0, 0_u64);
        for index in &self.accounts[account].order[Kind::Money.index()] {
            if self.holds_money(account, *index, &Purse::of(what)) {
                let part = rest.min(self.accounts[account].holdings[*index].lot.left.0);
                rest -= part;
                taken += if lots.contains(index) { part } else { 0 };
            }
        }
        taken
    }

    /// Charges an amount, or refuses and changes nothing.
    pub(super) fn charge(
        &mut self,
        account: usize,
        amount: Quantity,
        prepaid: bool,
        what: (Charge, OriginId),
        out: &mut impl Listener,
    ) -> Result<(), Reason> {
        self.charge_from(account, amount, prepaid, &Purse::of(what.0), what, out)
    }

    /// Charges an amount to some of the money, or refuses and changes nothing.
    pub(super) fn charge_from(
        &mut self,
        account: usize,
        amount: Quantity,
        prepaid: bool,
        purse: &Purse<'_>,
        (what, origin): (Charge, OriginId),
        out: &mut impl Listener,
    ) -> Result<(), Reason> {
        if amount.is_zero() {
            return Ok(());
        }
        if !self.can_pay_from(account, amount, prepaid, purse) {
            self.missed_money(account, (amount, self.money_in(account, purse)), origin, out);
            return Err(Reason::NotEnoughMoney);
        }
        if prepaid {
            self.rearm_together(account, Kind::Money);
            self.pay_money(account, amount, (purse, origin), out);
        }
        self.charged(account, amount, (what, origin), out);
        if prepaid {
            self.notify_together(account, Kind::Money, out);
        }
        Ok(())
    }

    /// What has been charged is entered and counted.
    pub(super) fn charged(
        &mut self,
        account: usize,
        amount: Quantity,
        (what, origin): (Charge, OriginId),
        out: &mut impl Listener,
    ) {
        self.post_plain(account, (Kind::Money, amount), Posting::Charged { what }, origin, out);
        self.remember(account, Done::Charged, amount);
        self.put_on_bill(account, amount, what == Charge::Period);
        if what != Charge::Period {
            self.notify_charges(account, amount, out);
        }
    }

    /// Takes money from the account's lots of money, which hold enough.
    fn pay_money(
        &mut self,
        account: usize,
        amount: Quantity,
        (purse, origin): (&Purse<'_>, OriginId),
        out: &mut impl Listener,
    ) {
        let mut rest = amount;
        for index in self.accounts[account].order[Kind::Money.index()].clone() {
            let lot = self.accounts[account].holdings[index].lot;
            if rest.is_zero() || !self.holds_money(account, index, purse) {
                continue;
            }
            let part = rest.min(lot.left);
            rest = rest.saturating_sub(part);
            let posting = Posting::Used;
            let entry = Entry {
                at: self.now,
                account: lot.owner,
                lot: Some(lot.id),
                kind: Kind::Money,
                amount: part,
                posting,
                origin,
            };
            self.post(entry, out);
            self.remember(account, Done::Paid(purse.for_use, lot.class), part);
            let left = lot.left.saturating_sub(part);
            self.accounts[account].set_left(index, left);
            if left.0 <= self.accounts[account].holdings[index].notice_left {
                self.notify_left(account, index, lot.left.0, out);
            }
            if left.is_zero() {
                self.retire(account, index, State::UsedUp, LastEnd::ByUse);
            }
        }
    }
}
