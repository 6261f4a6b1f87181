//! What a lot is when it comes into being, and where it can be used.

use crate::event::{Class, LabelId, Pays, ProductId};
use crate::units::{Cycle, Duration, Instant, Kind, Quantity, Ratio, Validity, Window};

use super::{CarryId, OriginId, Selector};

/// The number of a grant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct GrantId(pub u32);

/// The number of a scope.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ScopeId(pub u32);

impl ScopeId {
    /// The scope that admits everything.
    pub const EVERYTHING: ScopeId = ScopeId(0);
}

/// A lot to be.
#[derive(Debug, Clone, PartialEq)]
pub struct Grant {
    /// What mints it.
    pub product: ProductId,
    /// Of which kind.
    pub kind: Kind,
    /// Of which class.
    pub class: Class,
    /// How much.
    pub amount: AmountOf,
    /// And no more than this.
    pub at_most: Quantity,
    /// What it is counted by, where that is what is held.
    pub held: Option<Selector>,
    /// Of a bonus that goes by steps of what has happened: where it is counted what it was given for, and what is too little so far.
    pub kept: Option<(usize, usize)>,
    /// So much for each member (with the owner, or not) after so many.
    pub each: Option<(bool, u32)>,
    /// Where it can be used.
    pub scope: ScopeId,
    /// How long it lives.
    pub validity: Validity,
    /// What it ends with: add-ons that end with the pack they add to (jio-queue, jio-data-voucher-2024). Its end moves whenever
    /// that of the other does, which no routine could do at the instant it happens.
    pub tie: Option<Tie>,
    /// When its life begins.
    pub start: Start,
    /// How the lots of one grant follow each other while its validity lasts; `None` is one lot. A day's allowance
    /// (airtel-fup-daily, viettel, jio-unlimited) is new each midnight, however much of the last one is left.
    pub repeat: Option<Cycle>,
    /// What becomes of its leftover; `None`: it expires.
    pub carry: Option<CarryId>,
    /// The clause that says that its leftover does not live on.
    pub ends_by: Option<OriginId>,
    /// In which increments it pays, one that is begun in full (cgrates-increments: of one balance minutes, of another seconds).
    pub increment: Quantity,
    /// Whether it pays before everything else.
    pub used_first: bool,
    /// The clause.
    pub origin: OriginId,
}

/// How much a grant is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AmountOf {
    /// So many units.
    Units(Quantity),
    /// As many as are used.
    Unlimited,
    /// A share of what the plan of now grants in a period, of the grant's kind.
    ShareOfPlan(Ratio),
    /// A share of the recharge that is the event (claro-pe-triplica: three times what is paid in).
    ShareOfRecharge(Ratio),
    /// So much for each whole step of that recharge.
    PerRecharge(Quantity, Quantity),
    /// So much for each whole step of the price that the buyer chose.
    PerPrice(Quantity, Quantity),
    /// A share of what the purchase that is the event has granted, of the grant's kind.
    ShareOfBought(Ratio),
    /// A share of what has been counted of a fact, so many spans ago (vodafone-gh-happy-days: what was spent on the day before).
    ShareOfFact(Ratio, usize, i64),
    /// So much for each whole step of what is held (telcel-sin-limite: points for what is left).
    PerHeld(Quantity, Quantity),
    /// So much for each whole step of it.
    PerFact(Quantity, Quantity, usize, i64),
}

/// That a lot's end is that of others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tie {
    /// Minted by one of these.
    pub to: Vec<ProductId>,
    /// When none of them is held any more; otherwise when their time is over.
    pub while_held: bool,
}

/// When a lot's life begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Start {
    /// When it is granted.
    Granted,
    /// At an instant.
    At(Instant),
    /// At its first use, within a time from the grant.
    FirstUse(Option<Duration>),
    /// When no lot of its kind that waits or has waited like this is before it.
    AfterPrevious,
    /// When it is granted; but it pays only for uses that begin then or later.
    NextSession {
        /// Only if the session that is running began without any of the kind; otherwise it pays at once.
        if_without: bool,
    },
}

/// Where and when a lot can be used.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Scope {
    /// When: if any contains the instant. Empty: always.
    pub windows: Vec<Window>,
    /// On which apps.
    pub app: Matcher,
    /// In which zones.
    pub zone: Matcher,
    /// To which networks.
    pub network: Matcher,
    /// On which networks. Calls to a network and use of one are two things: free calls to the own network while on a
    /// partner's (metfone-roaming).
    pub carrier: Matcher,
    /// With which marks.
    pub mark: Matcher,
    /// What it pays for, if it is money (du-control, lebara-credit: money for the plan's own price).
    pub pays: Pays,
}

impl Scope {
    /// Whether it can be used whenever, wherever and for whatever there is.
    #[must_use]
    pub fn is_anywhere(&self) -> bool {
        let matchers = [&self.app, &self.zone, &self.network, &self.mark];
        self.windows.is_empty() && matchers.iter().all(|matcher| **matcher == Matcher::Any)
    }

    /// How many things it restricts: the more, the more specific.
    #[must_use]
    pub fn restrictions(&self) -> u32 {
        let matchers = [&self.app, &self.zone, &self.network, &self.carrier, &self.mark];
        u32::from(!self.windows.is_empty())
            + u32::from(self.pays != Pays::EVERYTHING)
            + matchers.iter().map(|matcher| u32::from(**matcher != Matcher::Any)).sum::<u32>()
    }
}

/// Which labels admit a use.
#[derive(Debug, Clone, PartialEq, Eq, Default, PartialOrd, Ord)]
pub enum Matcher {
    /// All, and none.
    #[default]
    Any,
    /// Only these.
    Only(Vec<LabelId>),
    /// All but these, and none.
    Except(Vec<LabelId>),
}

impl Matcher {
    /// Whether a use that carries this label, or none, is admitted.
    #[must_use]
    pub fn admits(&self, label: Option<LabelId>) -> bool {
        match self {
            Matcher::Any => true,
            Matcher::Only(labels) => label.is_some_and(|label| labels.contains(&label)),
            Matcher::Except(labels) => label.is_none_or(|label| !labels.contains(&label)),
        }
    }
}
