//! What can be held: data, voice, messages, money, points.

use serde::{Deserialize, Serialize};

/// A kind of unit. Every quantity is an integer of the kind's base unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Bytes.
    Data,
    /// Seconds.
    Voice,
    /// Messages.
    Sms,
    /// Millionths of the operator's currency unit.
    Money,
    /// Points, vouchers and other things that are counted.
    Points,
}

impl Kind {
    /// Every kind, in the order in which reports list them.
    pub const ALL: [Kind; 5] = [Kind::Data, Kind::Voice, Kind::Sms, Kind::Money, Kind::Points];
    /// How many kinds there are.
    pub const COUNT: usize = Self::ALL.len();

    /// The place of the kind in an array with one slot a kind.
    #[must_use]
    pub const fn index(self) -> usize {
        self as usize
    }
}
