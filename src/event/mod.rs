//! What the world does to a subscriber: the input of a simulation, whoever wrote it (a scenario, a table of usage, a
//! network), and the few words that both halves need to speak of it: numbers of things, classes of lots.

mod anniversary;
mod pays;
mod relation;
mod variation;

use serde::{Deserialize, Serialize};

use crate::units::{Day, Instant, Kind, Quantity};

pub use anniversary::{Anniversary, is_anniversary, is_in_its_month, next_anniversary};
pub use pays::Pays;
pub use relation::Relation;
pub use variation::Variation;

/// The number of a plan in its catalogue and in the program compiled from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct PlanId(pub u32);

/// The number of something that mints lots: a plan's own grants, a pack, a promotion, a recharge.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ProductId(pub u32);

/// The number of a name that plans and events share: an app, a zone, a network, a mark on the account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct LabelId(pub u32);

/// The number of an account (one line, one SIM) in a simulation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct AccountId(pub u32);

/// Where and for what something is used. `None` is the ordinary: at home, on no app in particular, to anybody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub struct Circumstances {
    /// The app or service.
    pub app: Option<LabelId>,
    /// The place.
    pub zone: Option<LabelId>,
    /// The network called.
    pub network: Option<LabelId>,
    /// The network used.
    pub carrier: Option<LabelId>,
    /// The number called.
    pub number: Option<LabelId>,
    /// What else is known of it: "VPN", "tethering".
    pub mark: Option<LabelId>,
}

/// How an account stands when a simulation opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Opening {
    /// The plan it will be activated on.
    pub plan: PlanId,
    /// The account whose pool it is in.
    pub member_of: Option<AccountId>,
}

/// Something that happens to an account at an instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Event {
    /// When; for a record of use, when it ended.
    pub at: Instant,
    /// To whom.
    pub account: AccountId,
    /// What.
    pub what: Happening,
}

impl Event {
    /// When it begins: a record of use may last.
    #[must_use]
    pub fn begins(&self) -> Instant {
        match self.what {
            Happening::Use { since: Some(since), .. } => since.min(self.at),
            _ => self.at,
        }
    }

    /// The same at another time; a record of use keeps its length.
    #[must_use]
    pub fn moved(&self, to: Instant) -> Event {
        let mut event = *self;
        if let Happening::Use { since: Some(since), .. } = &mut event.what {
            *since = to.plus_seconds(since.seconds_since(event.at));
        }
        event.at = to;
        event
    }
}

/// What a customer sets a value to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Setting {
    /// So much of a kind.
    Amount(Kind, Quantity),
    /// A date: the birthday.
    Date(Day),
    /// No limit.
    Unlimited,
    /// What it is unless it is set.
    Unset,
}

/// What can happen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Happening {
    /// The subscription starts: the first period, with its grants, begins.
    Activate,
    /// Units are used.
    Use {
        /// Of which kind.
        kind: Kind,
        /// How much.
        amount: Quantity,
        /// When the record began, if it lasted.
        since: Option<Instant>,
        /// Where and for what.
        circumstances: Circumstances,
    },
    /// Money is paid in.
    Recharge {
        /// How much.
        amount: Quantity,
        /// In which way: "card", "voucher".
        by: Option<LabelId>,
    },
    /// The customer renews by hand.
    Renew,
    /// The system's renewal at the period's end is switched on or off (off: it will fail).
    AutoRenewal {
        /// Whether it will succeed.
        on: bool,
    },
    /// A pack is bought.
    Buy {
        /// Which.
        product: ProductId,
    },
    /// A pack is bought at a price that the buyer chooses.
    BuyAt {
        /// Which.
        product: ProductId,
        /// For how much.
        price: Quantity,
    },
    /// A pack is bought for another account.
    BuyFor {
        /// Which.
        product: ProductId,
        /// For whom.
        to: AccountId,
        /// For how much, where the buyer chooses that.
        price: Option<Quantity>,
    },
    /// What was bought last of a pack is returned, for the money.
    ReturnPack {
        /// Which.
        product: ProductId,
    },
    /// Units of one kind are converted to another.
    Convert {
        /// Of which kind.
        kind: Kind,
        /// How much.
        amount: Quantity,
        /// To which kind.
        to: Kind,
    },
    /// Units of the next period are used in this one.
    BorrowUnits {
        /// Of which kind.
        kind: Kind,
        /// How much.
        amount: Quantity,
    },
    /// A pack that renews by itself is not to be bought again.
    StopPack {
        /// Which.
        product: ProductId,
    },
    /// The customer activates the rollover, where that is needed.
    ActivateRollover,
    /// The customer moves to another plan.
    ChangePlan {
        /// To which.
        plan: PlanId,
    },
    /// The line is suspended.
    Suspend,
    /// The suspension ends.
    Resume,
    /// The account joins the pool of another.
    Join {
        /// Whose pool.
        owner: AccountId,
    },
    /// The account leaves the pool it is in.
    Leave,
    /// Units are given to another account.
    Give {
        /// To whom.
        to: AccountId,
        /// Of which kind.
        kind: Kind,
        /// How much.
        amount: Quantity,
    },
    /// The customer agrees to charges beyond the allowance, or takes it back.
    Consent {
        /// To what, where it has a name of its own.
        to: Option<LabelId>,
        /// Whether they agree.
        given: bool,
    },
    /// The customer sets a value that plans ask for by its name.
    Set {
        /// Which.
        name: LabelId,
        /// To what.
        to: Setting,
    },
    /// A mark is set on the account or taken off ("bill paid").
    Mark {
        /// Which.
        label: LabelId,
        /// Whether it is set.
        on: bool,
    },
    /// The customer leaves: the subscription ends.
    Cancel,
}

/// Where a lot comes from. It never changes, through rolling, splitting and giving.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Class {
    /// The plan's own allowance.
    Plan,
    /// A pack that was bought.
    Pack,
    /// A bonus: a promotion's, or an action's.
    Bonus,
    /// Money paid in.
    Recharge,
    /// What units of another kind were converted to.
    Converted,
    /// What was bought to be paid later, or taken from the next period.
    Borrowed,
}
