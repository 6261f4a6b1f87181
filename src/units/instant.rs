//! A moment in time.

use serde::{Deserialize, Serialize};

/// A moment: whole seconds since 1970-01-01T00:00:00Z.
///
/// Supported moments run from [`Instant::MIN`] to [`Instant::MAX`]; arithmetic stops at those edges.
/// [`Instant::NEVER`] is later than all of them and stays what it is whatever is added to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(transparent)]
pub struct Instant(pub i64);

impl Instant {
    /// The earliest supported moment, 1900-01-01T00:00:00Z.
    pub const MIN: Instant = Instant(-2_208_988_800);
    /// The latest supported moment, 2200-01-01T00:00:00Z.
    pub const MAX: Instant = Instant(7_258_118_400);
    /// A moment that does not come: the expiry of what does not expire.
    pub const NEVER: Instant = Instant(i64::MAX);

    /// The moment so many seconds later (earlier if negative), between [`Instant::MIN`] and [`Instant::MAX`].
    ///
    /// `NEVER` plus anything is `NEVER`; `MAX` plus one second is `MAX`.
    #[must_use]
    pub fn plus_seconds(self, seconds: i64) -> Instant {
        if self == Instant::NEVER {
            return self;
        }
        Instant(self.0.saturating_add(seconds)).clamp(Instant::MIN, Instant::MAX)
    }

    /// How many seconds have passed since `earlier`; negative if it is in fact later.
    #[must_use]
    pub const fn seconds_since(self, earlier: Instant) -> i64 {
        self.0.saturating_sub(earlier.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arithmetic_stops_at_the_edges() {
        assert_eq!(Instant(5).plus_seconds(-6), Instant(-1));
        assert_eq!(Instant::MAX.plus_seconds(1), Instant::MAX);
        assert_eq!(Instant::MIN.plus_seconds(i64::MIN), Instant::MIN);
        assert_eq!(Instant(0).plus_seconds(i64::MAX), Instant::MAX);
        assert_eq!(Instant::NEVER.plus_seconds(-1), Instant::NEVER);
        assert_eq!(Instant(7).seconds_since(Instant(10)), -3);
        assert_eq!(Instant::NEVER.seconds_since(Instant::MIN), i64::MAX);
    }
}
