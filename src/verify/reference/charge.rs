//! Money that is charged: to the bill, or to the money on the account.

use crate::event::{AccountId, Circumstances, Pays};
use crate::ledger::{Charge, Posting};
use crate::model::{Scope, Selector};
use crate::text::Origin;
use crate::units::{Kind, Quantity};

use super::history::Did;
use super::pay::Asking;
use super::select::speaks_of;
use super::{Reference, ReferenceLot, Run};

/// Which money pays: what is for such uses, and what a clause names.
#[derive(Debug, Clone, Copy)]
pub(super) struct Purse<'m> {
    pub(super) circumstances: Circumstances,
    pub(super) from: Option<&'m Selector>,
    /// What is used, if it is a use that is paid for.
    pub(super) for_use: Option<Kind>,
    /// What it is that is paid for.
    pub(super) pays: Pays,
}

impl Purse<'_> {
    pub(super) fn of(what: Charge) -> Self {
        let pays = match what {
            Charge::Period => Pays::PERIOD,
            Charge::Pack => Pays::PACKS,
            Charge::Overage => Pays::USE,
            Charge::Gift | Charge::Fee => Pays::FEES,
        };
        Purse { circumstances: Circumstances::default(), from: None, for_use: None, pays }
    }
}

impl<'m> Reference<'m> {
    /// The money that can be charged now, in the order in which it pays.
    fn purse(&self, account: AccountId, purse: &Purse<'_>) -> Run<Vec<ReferenceLot<'m>>> {
        let circumstances = purse.circumstances;
        let asking = Asking {
            user: account,
            kind: Kind::Money,
            clock: self.now,
            circumstances,
            has_ceilings: false,
            began: self.now,
        };
        let mut lots = self.usable(account, &asking)?;
        lots.retain(|lot| purse.from.is_none_or(|of| speaks_of(of, lot)));
        if purse.for_use.is_none() {
            let everywhere = |scope: &Scope| Scope { pays: scope.pays, ..Scope::default() };
            lots.retain(|lot| lot.scope.is_none_or(|scope| *scope == everywhere(scope)));
        }
        lots.retain(|lot| lot.scope.is_none_or(|scope| scope.pays.covers(purse.pays)));
        self.to_pay(&self.plan(account)?.order.answer, account, lots)
    }

    /// How much money can be charged now for such a thing.
    pub(super) fn money(&self, account: AccountId, what: Charge) -> Run<Quantity> {
        self.money_in(account, &Purse::of(what))
    }

    /// The lots of money that can be charged now for such a thing, in the order in which they pay.
    pub(super) fn money_lots(&self, account: AccountId, what: Charge) -> Run<Vec<ReferenceLot<'m>>> {
        self.purse(account, &Purse::of(what))
    }

    /// How much money can be charged now.
    pub(super) fn money_in(&self, account: AccountId, purse: &Purse<'_>) -> Run<Quantity> {
        let purse = self.purse(account, purse)?;
        if purse.iter().any(|lot| lot.lot.unlimited) {
            return Ok(Quantity(u64::MAX));
        }
        super::counters::sum(purse.iter().map(|lot| lot.lot.left))
    }

    /// Charges money, or says that there is too little; then nothing has happened.
    pub(super) fn charge(&mut self, account: AccountId, amount: Quantity, what: Charge, origin: Origin) -> Run<bool> {
        self.charge_from(account, amount, &Purse::of(what), what, origin)
    }

    /// Charges some of the money.
    pub(super) fn charge_from(
        &mut self,
        account: AccountId,
        amount: Quantity,
        purse: &Purse<'_>,
        what: Charge,
        origin: Origin,
    ) -> Run<bool> {
        if amount.is_zero() {
            return Ok(true);
        }
        let from_money = self.pays_from_money(account, purse)?;
        if from_money {
            if self.money_in(account, purse)? < amount {
                return Ok(false);
            }
            self.rearm(account, Kind::Money)?;
            self.empty_purse(account, amount, purse, origin)?;
        }
        self.charged(account, amount, what, origin)?;
        if from_money {
            self.notice_together(account, Kind::Money)?;
        }
        Ok(true)
    }

    /// Whether money on the account pays, and not the bill: in a prepaid plan, and where a clause names the money.
    pub(super) fn pays_from_money(&self, account: AccountId, purse: &Purse<'_>) -> Run<bool> {
        let renewal = &self.plan(account)?.renewal;
        let is_billed = renewal.price_billed && purse.pays == Pays::PERIOD;
        Ok((renewal.prepaid && !is_billed) || purse.from.is_some())
    }

    /// What is charged is written down.
    pub(super) fn charged(&mut self, account: AccountId, amount: Quantity, what: Charge, origin: Origin) -> Run {
        self.post(account, Kind::Money, amount, Posting::Charged { what }, origin);
        self.remember(account, Did::Charge, amount)?;
        if what != Charge::Period {
            self.notice_charges(account, amount)?;
        }
        Ok(())
    }

    fn empty_purse(&mut self, account: AccountId, amount: Quantity, purse: &Purse<'_>, origin: Origin) -> Run {
        let mut rest = amount;
        while !rest.is_zero() {
            let Some(first) = self.purse(account, purse)?.first().copied() else { break };
            let taken = if first.lot.unlimited { rest } else { rest.min(first.lot.left) };
            self.take(first.lot.id, (account, Circumstances::default()), taken, origin)?;
            self.remember(account, Did::Pay(purse.for_use, first.lot.class), taken)?;
            rest = rest.saturating_sub(taken);
        }
        Ok(())
    }
}
