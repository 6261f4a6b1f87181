//! What comes before a use, without which it does not happen; and uses that happen as a whole or not at all.

use crate::ledger::{Charge, Entry, Ledger, Listener, Posting, Reason};
use crate::program::{Toll, TollWhat};
use crate::units::Quantity;

use super::account::Account;
use super::charge::Purse;
use super::deplete::{Stop, Who, is_user};
use super::pay::Use;
use super::{Fault, World};

impl<'p> World<'p> {
    /// Pays and buys what comes before a use. Gives back why the use does not happen, if it does not.
    #[cold]
    pub(super) fn pay_tolls(&mut self, who: Who, wanted: &Use, out: &mut impl Listener) -> Option<Stop> {
        let plan = self.plan_of(who.owner);
        for toll in &plan.tolls {
            if !self.is_due_before(who, wanted, toll) {
                continue;
            }
            if let Err(reason) = self.pay_toll(who, wanted, toll, out) {
                return Some((reason, toll.origin));
            }
            self.tolled = true;
            if let Some(limit) = &toll.limit {
                let counts = if toll.together { who.owner } else { who.user };
                self.count(counts, limit.counter, limit.span, Quantity(1));
            }
        }
        None
    }

    /// Whether something comes before a use, which is given back if nothing pays for the use itself.
    pub(super) fn is_tolled(&self, who: Who, wanted: &Use) -> bool {
        self.plan_of(who.owner).tolls.iter().any(|toll| self.is_due_before(who, wanted, toll))
    }

    fn is_due_before(&self, who: Who, wanted: &Use, toll: &Toll) -> bool {
        let counts = if toll.together { who.owner } else { who.user };
        toll.kinds[wanted.kind.index()]
            && is_user(toll.users, who)
            && toll.limit.as_ref().is_none_or(|limit| !self.remaining(counts, limit).is_zero())
            && self.concerns(who, toll.scope, toll.test.as_ref(), wanted)
    }

    fn pay_toll(&mut self, who: Who, wanted: &Use, toll: &'p Toll, out: &mut impl Listener) -> Result<(), Reason> {
        if !self.agreed(who.user, toll.consent) {
            return Err(Reason::NoConsent);
        }
        match &toll.what {
            TollWhat::Fee(amount, from) => {
                let fee = Purse::of(Charge::Fee);
                let (circumstances, for_use) = (wanted.circumstances, Some(wanted.kind));
                let purse = Purse { circumstances, from: from.as_ref(), for_use, ..fee };
                let payer = self.payer(who);
                let prepaid = self.plan_of(payer).prepaid || from.is_some();
                self.charge_from(payer, *amount, prepaid, &purse, (Charge::Fee, toll.origin), out)
            }
            TollWhat::Pack(product, price) => {
                let sold = &self.program.products[self.version_of(who.user, *product).0 as usize];
                let offer = (*price, self.plan_of(who.user).prepaid, sold.price_origin);
                self.purchase(who, *product, offer, out).map_err(|refusal| refusal.reason)
            }
        }
    }

    /// A use that happens as a whole or not at all: where something of it would be blocked that must not be, everything is
    /// as it was before. So it is where nothing was let through for which something was paid before.
    #[cold]
    pub(super) fn pay_whole(&mut self, user: usize, wanted: Use, out: &mut impl Listener) -> Result<(), Fault> {
        let owner = self.owner_of(user);
        let mut concerned = vec![user, owner];
        concerned.extend(&self.accounts[owner].members);
        // What was given counts where it was granted.
        for at in concerned.clone() {
            let given =
                (0..self.accounts[at].holdings.len()).filter(|index| self.accounts[at].holdings[*index].lot.gifted);
            concerned.extend(given.map(|index| self.split_off((at, index)).0).collect::<Vec<_>>());
        }
        concerned.sort_unstable();
        concerned.dedup();
        let before: Vec<(usize, Account)> = concerned.iter().map(|at| (*at, self.accounts[*at].clone())).collect();
        let (reaction, due) = (self.reaction.clone(), self.due);
        let mut ledger = Ledger::default();
        self.tolled = false;
        self.pay_or_deplete(user, wanted, &mut ledger)?;
        let in_vain = self.tolled && self.blocked == wanted.rest;
        if !std::mem::take(&mut self.undoes) && !in_vain {
            ledger.entries.iter().for_each(|entry| out.entry(entry));
            return Ok(());
        }
        let is_block = |entry: &&Entry| matches!(entry.posting, Posting::Blocked { .. });
        let stop = ledger.entries.iter().rev().find(is_block).map_or(
            (Reason::NothingLeft, crate::program::ASSUMED),
            |entry| {
                let Posting::Blocked { reason } = entry.posting else { return (Reason::NothingLeft, entry.origin) };
                (reason, entry.origin)
            },
        );
        for (at, account) in before {
            self.accounts[at] = account;
        }
        (self.reaction, self.due) = (reaction, due);
        let mut whole = wanted;
        self.block(Who { user, owner }, &mut whole, stop.0, stop.1, out)
    }
}
