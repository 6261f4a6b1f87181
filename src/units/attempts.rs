//! When something that has failed is tried again, and for how long.

use serde::{Deserialize, Serialize};

use super::{Duration, Instant, MonthEnd, Schedule, Zone};

/// When something that has failed is tried again, and for how long.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Attempts {
    /// So long after the last time.
    pub every: Option<Duration>,
    /// Every day at these seconds of it.
    pub daily: Vec<u32>,
    /// Whenever money is paid in.
    pub when_recharged: bool,
    /// For so long after it has failed first.
    pub within: Option<Duration>,
}

impl Attempts {
    /// The next time after an instant at which it is tried again by the clock.
    #[must_use]
    pub fn next(&self, after: Instant, zone: &Zone) -> Instant {
        let every = self.every.map(|every| every.after(after, zone, MonthEnd::Clamp));
        let daily = self.daily.iter().map(|second| Schedule::Daily(*second).next(after, zone));
        // Nothing is tried twice at one instant, however short the time between.
        daily.chain(every.filter(|at| *at > after)).min().unwrap_or(Instant::NEVER)
    }

    /// Until when it is tried again, this instant included.
    #[must_use]
    pub fn until(&self, failed: Instant, zone: &Zone) -> Instant {
        self.within.map_or(Instant::NEVER, |within| within.after(failed, zone, MonthEnd::Clamp))
    }
}
