//! What is granted: how much, for how long, usable where and when.

use crate::event::{LabelId, Pays, ProductId};
use crate::text::Origin;
use crate::units::{Allowance, Cycle, Duration, Instant, Kind, Quantity, Window};

pub use crate::event::Class;
pub use crate::units::Validity;

use super::{Choice, RolloverOf};

/// One lot that a product grants.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grant {
    /// Of which kind.
    pub kind: Kind,
    /// How much.
    pub amount: Choice<Allowance>,
    /// So much for each of some people.
    pub each: Option<Heads>,
    /// Where and when it can be used.
    pub scope: Scope,
    /// How long it lives.
    pub validity: Choice<Validity>,
    /// What it ends with, in place of a time of its own.
    pub tie: Option<Tie>,
    /// When its life begins.
    pub start: Start,
    /// It is granted again and again while its validity lasts: each lot lives to the next one.
    pub repeat: Option<Cycle>,
    /// What becomes of its leftover.
    pub rollover: RolloverOf,
    /// Whether it is a bonus, whatever grants it.
    pub bonus: bool,
    /// In which increments it pays, one that is begun in full; `None`: as it is used.
    pub increment: Option<Quantity>,
    /// Whether it is used before everything else, whatever the order says.
    pub used_first: bool,
    /// The clause.
    pub origin: Origin,
}

/// For whom something is granted once each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Heads {
    /// Whether the owner of the pool is one of them.
    pub owner: bool,
    /// Not for so many of them.
    pub after: u32,
}

/// That a lot's end is that of something else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tie {
    /// Of these packs.
    pub to: Vec<ProductId>,
    /// It ends when none of them is held any more, used up or over; otherwise when their time is over.
    pub while_held: bool,
}

/// When a lot's life begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Start {
    /// When it is granted.
    Granted,
    /// At an instant; until then it is pending.
    At(Instant),
    /// At its first use, which is to come within a time: otherwise it expires unused.
    FirstUse {
        /// The time in which it is to be used first; `None` is any time.
        within: Option<Duration>,
    },
    /// When the lot of the same product that was granted before it ends.
    AfterPrevious,
    /// When it is granted; but it pays only for uses that begin then or later.
    NextSession {
        /// Only if the session that is running began without any of the kind; otherwise it pays at once.
        if_without: bool,
    },
}

/// Where, when and for what a lot can be used. The default is: everywhere, always, for everything.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Scope {
    /// When; a lot is open if any window contains the instant. Empty: always.
    pub windows: Vec<Window>,
    /// On which apps.
    pub app: LabelScope,
    /// In which zones.
    pub zone: LabelScope,
    /// To which networks.
    pub network: LabelScope,
    /// On which networks.
    pub carrier: LabelScope,
    /// With which marks.
    pub mark: LabelScope,
    /// What it pays for, if it is money.
    pub pays: Pays,
}

/// Which labels admit a use.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum LabelScope {
    /// All, and none.
    #[default]
    Any,
    /// Only a use that carries one of these.
    Only(Vec<LabelId>),
    /// Any use but one that carries one of these.
    Except(Vec<LabelId>),
}
