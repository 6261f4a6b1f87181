//! Entries: one for everything that happens, each naming the clause behind it.

use crate::event::{AccountId, PlanId};
use crate::units::{Instant, Kind, Quantity, Ratio};

use super::{LotId, Miss, Note, Reason};

/// The number of a clause in the program's list of origins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct OriginId(pub u32);

/// One thing that happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// When.
    pub at: Instant,
    /// To whose account; of a use from a pool, who used it.
    pub account: AccountId,
    /// To which lot, if to one.
    pub lot: Option<LotId>,
    /// Of which kind; of what concerns no units, [`Kind::Money`].
    pub kind: Kind,
    /// How much.
    pub amount: Quantity,
    /// What.
    pub posting: Posting,
    /// Under which clause.
    pub origin: OriginId,
}

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Posting {
    /// A lot came into being.
    Granted {
        /// When it can be used.
        from: Instant,
        /// When it ends.
        until: Instant,
    },
    /// Units were used.
    Used,
    /// A leftover was carried on.
    Rolled {
        /// Its new end.
        until: Instant,
    },
    /// A cap took units away.
    Trimmed,
    /// Time was over.
    Expired,
    /// A rule took units away.
    Forfeited {
        /// Why.
        reason: Reason,
    },
    /// Expired units came back.
    Revived {
        /// Their new end.
        until: Instant,
    },
    /// A lot was filled up again. The amount is what was added.
    Refilled {
        /// Its end.
        until: Instant,
    },
    /// The end of a lot was moved, or its life began. The amount is what is left.
    Moved {
        /// Its new end.
        until: Instant,
    },
    /// A lot fell asleep. The amount is what is left.
    Slept {
        /// Why.
        reason: Reason,
    },
    /// A lot woke. The amount is what is left.
    Woke {
        /// Its end.
        until: Instant,
    },
    /// Units left for another account.
    Given {
        /// Whose.
        to: AccountId,
    },
    /// Units came from another account, into a new lot.
    Received {
        /// The lot they came from.
        from: LotId,
        /// The new lot's end.
        until: Instant,
    },
    /// Money was charged, to the bill or, where the plan is prepaid, to the account's money.
    Charged {
        /// For what.
        what: Charge,
    },
    /// So much was taken off a price before it was charged.
    Reduced {
        /// Of what.
        what: Charge,
    },
    /// Units were exchanged for something else: converted, or paid as a price.
    Exchanged,
    /// What was charged for a pack was paid back.
    Refunded,
    /// Something was bought to be paid later: so much more is owed.
    Lent,
    /// What was lent was repaid, by so much, out of money that was paid in.
    LoanRepaid,
    /// A use was let through and charged for.
    Overage,
    /// A use was let through and is owed.
    Owed,
    /// Units of a lot went into what was owed.
    Repaid,
    /// What was owed is owed no more, though nothing was paid.
    Forgiven,
    /// A use was let through slowly.
    Throttled {
        /// How slowly.
        bits_per_second: u64,
    },
    /// A use, paid like any other, was slow.
    Slowed {
        /// How slow.
        bits_per_second: u64,
    },
    /// A use was not let through.
    Blocked {
        /// Why.
        reason: Reason,
    },
    /// The customer was told.
    Noticed {
        /// What of.
        what: NoticeKind,
    },
    /// A request was refused; nothing else changed.
    Refused {
        /// Why.
        reason: Reason,
    },
    /// A period began. The amount is its number, from 1.
    PeriodBegan {
        /// When it ends.
        until: Instant,
        /// Whether it began by a renewal.
        renewed: bool,
    },
    /// A period ended without a renewal.
    Lapsed {
        /// Why.
        reason: Reason,
    },
    /// The plan was changed.
    PlanChanged {
        /// To which.
        to: PlanId,
    },
    /// A change to another plan was noted for the period's end.
    PlanChangeNoted {
        /// To which.
        to: PlanId,
    },
    /// Something about the account was noted.
    Noted {
        /// What.
        what: Note,
    },
}

/// What money was charged for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Charge {
    /// A period of the plan.
    Period,
    /// A pack.
    Pack,
    /// Use beyond the allowance.
    Overage,
    /// A gift.
    Gift,
    /// A fee of an action.
    Fee,
}

/// What a notice says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NoticeKind {
    /// This share of what was granted has been used.
    Used(Ratio),
    /// This share of an amount of money has been charged; the amount of the entry is what was charged so far.
    Charged(Ratio),
    /// So little is left.
    Left,
    /// The end is near.
    Ending {
        /// When it is.
        at: Instant,
    },
    /// What a clause says; the words stand at its origin.
    Message,
}

/// Who hears of every entry, at the moment it is made. It decides what is kept.
pub trait Listener {
    /// An entry was made.
    fn entry(&mut self, entry: &Entry);

    /// Whether it also asks why something was not done.
    fn asks_why(&self) -> bool {
        false
    }

    /// A clause did not do what it says. Only who asks why hears of it.
    fn missed(&mut self, _miss: &Miss) {}
}

/// The listener that keeps everything.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ledger {
    /// Every entry, in the order in which they were made.
    pub entries: Vec<Entry>,
}

impl Listener for Ledger {
    fn entry(&mut self, entry: &Entry) {
        self.entries.push(*entry);
    }
}

/// The listener that keeps nothing.
impl Listener for () {
    fn entry(&mut self, _entry: &Entry) {}
}
