//! What has become of a lot, summed up from its entries.

use crate::units::{Instant, Quantity};

use super::{Entry, LotId, Posting};

/// What has become of a lot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Fate {
    /// How much it was when it came.
    pub came: Quantity,
    /// How much of it was used, or went into what was owed.
    pub used: Quantity,
    /// How much was given away or exchanged.
    pub passed_on: Quantity,
    /// How much expired, was trimmed or forfeited, and did not come back.
    pub lost: Quantity,
    /// When something was lost last.
    pub lost_at: Option<Instant>,
    /// How many times it rolled.
    pub rolled: u32,
    /// When it ends, or ended, as far as is known; nothing if it never came.
    pub until: Option<Instant>,
}

impl Fate {
    /// The fate of a lot.
    #[must_use]
    pub fn of(lot: LotId, entries: &[Entry]) -> Fate {
        let mut fate = Fate::default();
        for entry in entries.iter().filter(|entry| entry.lot == Some(lot)) {
            fate.follow(entry);
        }
        fate
    }

    fn follow(&mut self, entry: &Entry) {
        let add = |sum: &mut Quantity| *sum = Quantity(sum.0.saturating_add(entry.amount.0));
        match entry.posting {
            Posting::Granted { until, .. } | Posting::Received { until, .. } | Posting::Refilled { until } => {
                add(&mut self.came);
                self.until = Some(until);
            }
            Posting::Used | Posting::Repaid => add(&mut self.used),
            Posting::Given { .. } | Posting::Exchanged => add(&mut self.passed_on),
            Posting::Expired | Posting::Trimmed | Posting::Forfeited { .. } => {
                add(&mut self.lost);
                if !entry.amount.is_zero() {
                    self.lost_at = Some(entry.at);
                }
            }
            Posting::Revived { until } => {
                self.lost = self.lost.saturating_sub(entry.amount);
                self.until = Some(until);
            }
            Posting::Rolled { until } => {
                self.rolled += 1;
                self.until = Some(until);
            }
            Posting::Moved { until } | Posting::Woke { until } => self.until = Some(until),
            _ => {}
        }
    }
}
