//! The reference engine: the model, run as it is read.
//!
//! It is written to be believed, not to be fast. Whatever can be computed from history is computed from history, each
//! time anew: what is due next is found by looking at everything, what a period used by adding up its entries, who pays
//! by sorting all lots again for every unit of work. It shares no code with the engine that people use, so where both
//! give the same ledger, either both are right or two people have made the same mistake.

mod actions;
mod activation;
mod admit;
mod caps;
mod ceiling;
mod change;
mod charge;
mod charge_cap;
mod condition;
mod conserve;
mod counters;
mod debt;
mod decision;
mod deplete;
mod eligible;
mod entry;
mod exchange;
mod fault;
mod fee;
mod follow;
mod gift;
mod give;
mod handlers;
mod history;
mod loan;
mod lots;
mod mint;
mod notice;
mod offer;
mod order;
mod overage;
mod pay;
mod period;
mod pool;
mod price;
mod proportion;
mod prorate;
mod purchase;
mod record;
mod refill;
mod retry;
mod rollover;
mod seen;
mod select;
mod service;
mod settle;
mod stream;
mod subscription;
mod suspend;
mod terms;
#[cfg(test)]
mod tests;
mod tie;
mod times;
mod toll;
mod turn;
mod world;

pub use entry::ReferenceEntry;
pub use fault::ReferenceFault;
pub use lots::ReferenceLot;
pub use seen::{Seen, Sides};

use crate::event::{AccountId, Event, Happening, Opening};
use crate::model::Catalogue;
use crate::text::Origin;
use crate::units::Instant;

use world::Subscriber;

/// What a step gives: something, or the fault that ends the run.
type Run<T = ()> = Result<T, ReferenceFault>;

/// The naive engine. After a fault it is not to be stepped again: the step may have been done by half.
#[derive(Debug, Clone)]
pub struct Reference<'m> {
    catalogue: &'m Catalogue,
    accounts: Vec<Subscriber<'m>>,
    entries: Vec<ReferenceEntry>,
    /// The instant that the world has come to. It never goes back.
    now: Instant,
    /// How many lots have ended so far, in order to know which ended last.
    endings: usize,
    /// How many purchases that are made again there have been.
    subscriptions: usize,
    /// How many uses there were so far, a record being one however many pieces it has.
    uses: u64,
    /// The ceilings that the use of now is below.
    below: Vec<&'m crate::model::Ceiling>,
    following: follow::Following,
    /// What lots have paid below ceilings that count each by itself.
    paid_below: Vec<(&'m crate::model::Limit, crate::ledger::LotId, crate::units::Quantity)>,
    /// The use of now is to be blocked as a whole.
    undoes: bool,
    /// Whether a fee or a pack came before the use of now.
    tolled: bool,
    /// The cap on charges that blocks the rest of the use of now.
    capped_by: Option<Origin>,
    seen: Seen,
}

impl<'m> Reference<'m> {
    /// A world of accounts, none of them active yet.
    #[must_use]
    pub fn new(catalogue: &'m Catalogue, accounts: &[Opening]) -> Self {
        let accounts = accounts.iter().map(Subscriber::new).collect();
        Reference {
            catalogue,
            accounts,
            entries: Vec::new(),
            now: Instant::MIN,
            endings: 0,
            subscriptions: 0,
            uses: 0,
            below: Vec::new(),
            following: follow::Following::default(),
            paid_below: Vec::new(),
            undoes: false,
            tolled: false,
            capped_by: None,
            seen: Seen::default(),
        }
    }

    /// Lets time pass until the event, and then lets it happen.
    ///
    /// # Errors
    ///
    /// A [`ReferenceFault`]: the event does not belong to this world, a number is too large, or units were lost.
    pub fn step(&mut self, event: &Event) -> Run {
        if event.at < self.now {
            return Err(ReferenceFault::OutOfOrder);
        }
        self.account(event.account)?;
        if !self.record(event)? {
            self.settle_to(event.at)?;
            self.happen(event.account, event.what)?;
            self.follow(None)?;
        }
        self.start_all_queues()?;
        self.account_ids().try_for_each(|account| self.repay(account))?;
        self.follow_ties()?;
        self.conserve()
    }

    /// Lets time pass until an instant, inclusive.
    ///
    /// # Errors
    ///
    /// As for [`Reference::step`].
    pub fn settle(&mut self, until: Instant) -> Run {
        if until < self.now {
            return Err(ReferenceFault::OutOfOrder);
        }
        self.settle_to(until)?;
        self.conserve()
    }

    /// What was looked at so far, and how it came out.
    #[must_use]
    pub fn seen(&self) -> &Seen {
        &self.seen
    }

    /// Everything that has happened, in order.
    #[must_use]
    pub fn entries(&self) -> &[ReferenceEntry] {
        &self.entries
    }

    /// Every lot that the account has ever had, by number.
    #[must_use]
    pub fn lots(&self, account: AccountId) -> &[ReferenceLot<'m>] {
        self.accounts.get(account.0 as usize).map_or(&[], |subscriber| &subscriber.lots)
    }

    /// When the account's running period ends.
    #[must_use]
    pub fn period_end(&self, account: AccountId) -> Option<Instant> {
        self.accounts.get(account.0 as usize)?.period.map(|period| period.end)
    }

    /// The event itself, at the instant that the world has come to.
    fn happen(&mut self, account: AccountId, what: Happening) -> Run {
        // Before it is activated, and after it has ended, a line meets the terms of the day.
        if !self.account(account)?.active && !matches!(what, Happening::Use { .. }) {
            let today = self.on_sale(self.plan(account)?.id, self.now)?;
            self.account_mut(account)?.plan = today;
        }
        match what {
            Happening::Activate => self.activate(account),
            Happening::Use { kind, amount, circumstances, .. } => {
                self.uses += 1;
                let asking = pay::Asking::of(account, kind, self.now, circumstances);
                let amount = self.counted_as(&asking, amount)?;
                self.use_units(&asking, amount)
            }
            Happening::Recharge { amount, by } => self.recharge(account, amount, by),
            Happening::Renew => self.renew(account),
            Happening::AutoRenewal { on } => self.set_auto_renewal(account, on),
            Happening::Buy { product } => self.buy(account, product, None),
            Happening::BuyAt { product, price } => self.buy(account, product, Some(price)),
            Happening::BuyFor { product, to, price } => self.buy_for(account, (product, price), to),
            Happening::ReturnPack { product } => self.return_pack(account, product),
            Happening::Convert { kind, amount, to } => self.convert(account, kind, amount, to),
            Happening::BorrowUnits { kind, amount } => self.borrow_units(account, kind, amount),
            Happening::StopPack { product } => self.stop_pack(account, product),
            Happening::ActivateRollover => self.activate_rollover(account),
            Happening::ChangePlan { plan } => self.change_plan(account, plan),
            Happening::Suspend => self.suspend(account, None),
            Happening::Resume => self.resume(account, None),
            Happening::Join { owner } => self.join(account, owner),
            Happening::Leave => self.leave(account),
            Happening::Give { to, kind, amount } => self.give(account, to, kind, amount),
            Happening::Consent { to, given } => self.consent(account, to, given),
            Happening::Set { name, to } => self.set(account, name, to),
            Happening::Mark { label, on } => self.mark(account, label, on),
            Happening::Cancel => self.cancel(account, None),
        }
    }
}
