//! Charging money: to the bill, or to the account's own money.

use crate::ledger::{Charge, Entry, Listener, OriginId, Posting, Reason, State};
use crate::program::Done;
use crate::units::{Kind, Quantity};

use super::World;
use super::account::LastEnd;

impl World<'_> {
    /// The money that an account can pay with.
    pub(super) fn money(&self, account: usize) -> Quantity {
        let state = &self.accounts[account];
        let lots = state.order[Kind::Money.index()].iter().map(|index| &state.holdings[*index].lot);
        let usable = lots.filter(|lot| self.now < lot.expires_at).map(|lot| lot.left.0);
        Quantity(usable.fold(0, u64::saturating_add))
    }

    /// Whether an account can pay an amount: always, where it is billed.
    pub(super) fn can_pay(&self, account: usize, amount: Quantity, prepaid: bool) -> bool {
        !prepaid || amount.is_zero() || self.money(account) >= amount
    }

    /// Charges an amount, or refuses and changes nothing.
    pub(super) fn charge(
        &mut self,
        account: usize,
        amount: Quantity,
        prepaid: bool,
        (what, origin): (Charge, OriginId),
        out: &mut impl Listener,
    ) -> Result<(), Reason> {
        if amount.is_zero() {
            return Ok(());
        }
        if !self.can_pay(account, amount, prepaid) {
            return Err(Reason::NotEnoughMoney);
        }
        if prepaid {
            self.pay_money(account, amount, origin, out);
        }
        self.post_plain(account, (Kind::Money, amount), Posting::Charged { what }, origin, out);
        self.remember(account, Done::Charged, amount);
        Ok(())
    }

    /// Takes money from the account's lots of money, which hold enough.
    fn pay_money(&mut self, account: usize, amount: Quantity, origin: OriginId, out: &mut impl Listener) {
        let mut rest = amount;
        for index in self.accounts[account].order[Kind::Money.index()].clone() {
            let lot = self.accounts[account].holdings[index].lot;
            // What ends at this very instant is as good as gone, though a renewal comes before it is taken away.
            if rest.is_zero() || lot.expires_at <= self.now {
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
