//! The engine: a program, the state of some accounts, and one step an event.
//!
//! The same engine runs one subscriber with every entry kept and a million with sums alone: a [`Listener`] decides what
//! is kept. A use that no boundary precedes allocates nothing and looks nothing up but the account's own order of lots.

mod account;
mod carry;
mod ceiling;
mod change;
mod charge;
mod charge_cap;
mod clock;
mod counters;
mod debt;
mod deplete;
mod earn;
mod eligible;
mod exchange;
mod fee;
mod fits;
mod gift;
mod history;
mod holding;
mod loan;
mod lots;
mod miss;
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
mod react;
mod record;
mod refill;
mod retry;
mod routine;
mod service;
mod setting;
mod settle;
mod step;
mod stream;
mod subscription;
mod suspend;
mod tie;
mod toll;
mod validity;
mod version;

#[cfg(test)]
mod tests;

use crate::event::{AccountId, Event, Opening};
use crate::ledger::{Entry, Flow, Imbalance, Listener, Lot, OriginId, Posting, Sums};
use crate::program::Program;
use crate::units::{Instant, Kind, Quantity};

use account::Account;

/// Some accounts under a program.
#[derive(Debug, Clone)]
pub struct World<'p> {
    program: &'p Program,
    accounts: Vec<Account>,
    /// The latest instant that was settled or stepped to.
    now: Instant,
    /// The earliest instant at which something is due without an event.
    due: Instant,
    /// How many uses there were that took more than the short way: what is counted by the use is counted by this.
    uses: u64,
    /// Room for the lots that a member of a pool may use, kept to be used again.
    scratch: Vec<order::Candidate>,
    /// What an event leads to.
    reaction: react::Reaction,
    /// Some plan watches lots that begin or end.
    watches_lots: bool,
    /// Some grant ends with something else.
    has_ties: bool,
    /// How much of the use of now was blocked.
    blocked: Quantity,
    /// The use of now is to be blocked as a whole.
    undoes: bool,
    /// Whether something was paid before the use of now.
    tolled: bool,
    /// The cap on charges that blocks the rest of the use of now.
    stopped_by: Option<OriginId>,
}

/// A period of an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// Its number, from 1.
    pub number: u32,
    /// When it began.
    pub start: Instant,
    /// When it ends; [`Instant::NEVER`] if it does not.
    pub end: Instant,
}

/// Why an event could not be stepped. Nothing a plan says leads here: the events are wrong, or the numbers too large.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// The event is earlier than one before it.
    OutOfOrder {
        /// What has been reached.
        now: Instant,
    },
    /// There is no such account.
    UnknownAccount,
    /// A record of use is longer than 400 days.
    RecordTooLong,
    /// A sum grew beyond what can be counted.
    Overflow,
    /// The accounts do not balance: a defect of this program.
    NotConserved {
        /// Whose.
        account: AccountId,
        /// By how much.
        imbalance: Imbalance,
    },
}

impl<'p> World<'p> {
    /// Opens accounts that are not active yet, numbered in this order.
    #[must_use]
    pub fn new(program: &'p Program, openings: &[Opening]) -> World<'p> {
        let mut accounts: Vec<Account> = (0_u32..)
            .zip(openings)
            .map(|(number, opening)| Account::new(program, AccountId(number), opening))
            .collect();
        for (index, opening) in openings.iter().enumerate() {
            if let Some(owner) = opening.member_of.and_then(|owner| accounts.get_mut(owner.0 as usize)) {
                owner.members.push(index);
            }
        }
        let watches_lots = program.plans.iter().any(|plan| plan.watch.lots);
        let reaction = react::Reaction::default();
        let has_ties = program.grants.iter().any(|grant| grant.tie.is_some());
        World {
            watches_lots,
            has_ties,
            program,
            accounts,
            now: Instant::MIN,
            due: Instant::NEVER,
            uses: 0,
            scratch: Vec::new(),
            reaction,
            blocked: Quantity::ZERO,
            undoes: false,
            tolled: false,
            stopped_by: None,
        }
    }

    /// Does everything that is due up to and including an instant.
    ///
    /// # Errors
    ///
    /// A [`Fault`]; the world is not to be used after one.
    #[inline(never)]
    pub fn settle(&mut self, until: Instant, out: &mut impl Listener) -> Result<(), Fault> {
        while self.due <= until {
            self.settle_next(out)?;
        }
        self.now = self.now.max(until);
        Ok(())
    }

    /// Does everything that is due before an event or at its instant, and then what the event says.
    ///
    /// # Errors
    ///
    /// A [`Fault`]; the world is not to be used after one.
    #[inline(always)]
    pub fn step(&mut self, event: &Event, out: &mut impl Listener) -> Result<(), Fault> {
        if event.at < self.now {
            return Err(Fault::OutOfOrder { now: self.now });
        }
        let account = event.account.0 as usize;
        if account >= self.accounts.len() {
            return Err(Fault::UnknownAccount);
        }
        self.happen(account, event, out)
    }

    /// Every lot of an account, in the order of their numbers.
    pub fn lots(&self, account: AccountId) -> impl Iterator<Item = &Lot> {
        self.accounts.get(account.0 as usize).into_iter().flat_map(|account| account.holdings.iter().map(|h| &h.lot))
    }

    /// The period that an account is in.
    #[must_use]
    pub fn period(&self, account: AccountId) -> Option<Period> {
        let account = self.accounts.get(account.0 as usize)?;
        account.is_running().then_some(Period { number: account.number, start: account.start, end: account.end })
    }

    /// The sums of an account.
    #[must_use]
    pub fn sums(&self, account: AccountId) -> Option<&Sums> {
        self.accounts.get(account.0 as usize).map(|account| &account.sums)
    }

    /// What an account has used of a kind and not paid for yet, and of money also what it was lent.
    #[must_use]
    pub fn owing(&self, account: AccountId, kind: Kind) -> Quantity {
        self.accounts.get(account.0 as usize).map_or(Quantity::ZERO, |account| {
            let lent = if kind == Kind::Money { account.loans.owed().0 } else { 0 };
            Quantity(account.owing(kind).0.saturating_add(lent))
        })
    }

    /// How many accounts there are.
    #[must_use]
    pub fn accounts(&self) -> usize {
        self.accounts.len()
    }

    /// Makes an entry: counts its flow and tells the listener. Every entry but the uses of the hot path comes by here.
    fn post(&mut self, entry: Entry, out: &mut impl Listener) {
        if let (Some(lot), Some(flow)) = (entry.lot, flow_of(entry.posting))
            && let Some(account) = self.accounts.get_mut(lot.account as usize)
        {
            account.sums.flow(entry.kind, flow, entry.amount);
        }
        out.entry(&entry);
    }

    /// Makes an entry that concerns no lot.
    fn post_plain(
        &mut self,
        account: usize,
        (kind, amount): (Kind, Quantity),
        posting: Posting,
        origin: OriginId,
        out: &mut impl Listener,
    ) {
        let account = self.accounts[account].id;
        out.entry(&Entry { at: self.now, account, lot: None, kind, amount, posting, origin });
    }

    /// Checks the sums of an account, all kinds, and that what is held is what its lots hold.
    fn audit(&self, account: usize) -> Result<(), Fault> {
        let account = &self.accounts[account];
        if !account.loans.balance() {
            let imbalance = Imbalance { kind: Kind::Money, came: account.loans.owed().0, left_and_held: 0 };
            return Err(Fault::NotConserved { account: account.id, imbalance });
        }
        for kind in Kind::ALL {
            account.check(kind)?;
            let lots = account.active.iter().map(|index| &account.holdings[*index].lot);
            let held = lots.filter(|lot| lot.kind == kind && lot.state.is_held()).map(|lot| lot.left.0);
            let held = held.fold(0_u64, u64::wrapping_add);
            if held != account.sums.held(kind).0 {
                let imbalance = Imbalance { kind, came: account.sums.held(kind).0, left_and_held: held };
                return Err(Fault::NotConserved { account: account.id, imbalance });
            }
        }
        account.check_debts()
    }
}

/// The way in which an entry moves units, if it does.
const fn flow_of(posting: Posting) -> Option<Flow> {
    match posting {
        Posting::Granted { .. } | Posting::Refilled { .. } => Some(Flow::Granted),
        Posting::Used => Some(Flow::Used),
        Posting::Trimmed => Some(Flow::Trimmed),
        Posting::Expired => Some(Flow::Expired),
        Posting::Forfeited { .. } => Some(Flow::Forfeited),
        Posting::Revived { .. } => Some(Flow::Revived),
        Posting::Given { .. } => Some(Flow::Given),
        Posting::Repaid => Some(Flow::Repaid),
        Posting::Exchanged => Some(Flow::Exchanged),
        Posting::Received { .. } => Some(Flow::Received),
        Posting::Rolled { .. }
        | Posting::Moved { .. }
        | Posting::Slept { .. }
        | Posting::Woke { .. }
        | Posting::Charged { .. }
        | Posting::Reduced { .. }
        | Posting::Refunded
        | Posting::Lent
        | Posting::LoanRepaid
        | Posting::Overage
        | Posting::Owed
        | Posting::Forgiven
        | Posting::Throttled { .. }
        | Posting::Slowed { .. }
        | Posting::Blocked { .. }
        | Posting::Noticed { .. }
        | Posting::Refused { .. }
        | Posting::PeriodBegan { .. }
        | Posting::Lapsed { .. }
        | Posting::PlanChanged { .. }
        | Posting::PlanChangeNoted { .. }
        | Posting::Noted { .. } => None,
    }
}
