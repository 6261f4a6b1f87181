//! A lot: units of one kind that came into being together and share one fate.

use crate::event::{AccountId, Class, ProductId};
use crate::units::{Instant, Kind, Quantity};

/// A lot's number: the account it came into being for, and how many lots that account had then, counted from 1.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize, schemars::JsonSchema,
)]
pub struct LotId {
    /// The account.
    pub account: u32,
    /// The number within the account, from 1.
    pub number: u32,
}

/// What a lot can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Its life has not begun.
    Pending,
    /// It can be used.
    Live,
    /// It exists and cannot be used, until something wakes it.
    Dormant,
    /// Nothing is left of it.
    UsedUp,
    /// Its time is over. What was left is kept in mind, since some terms bring it back.
    Expired,
    /// A rule took it away.
    Forfeited,
}

impl State {
    /// Whether what is left in it counts as held.
    #[must_use]
    pub const fn is_held(self) -> bool {
        matches!(self, State::Pending | State::Live | State::Dormant)
    }
}

/// A lot. What does not change when it is split, moved or carried over stands first: rights follow the unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lot {
    /// Its number.
    pub id: LotId,
    /// The lot it was split from.
    pub from: Option<LotId>,
    /// Of which kind.
    pub kind: Kind,
    /// Where it comes from.
    pub class: Class,
    /// What minted it.
    pub product: ProductId,
    /// How much it was when it came into being.
    pub granted: Quantity,
    /// Whether it never ends in amount: uses are counted and `left` stays zero.
    pub unlimited: bool,
    /// When it was granted.
    pub granted_at: Instant,
    /// How many times it has rolled.
    pub generation: u32,
    /// Whether it was received as a gift.
    pub gifted: bool,

    /// Whose it is.
    pub owner: AccountId,
    /// How much is left. Of an expired lot: how much was left.
    pub left: Quantity,
    /// What it is now.
    pub state: State,
    /// From when it can be used.
    pub usable_from: Instant,
    /// When it ends; [`Instant::NEVER`] if never.
    pub expires_at: Instant,
}
