//! Time zones.

use std::fmt;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::tz::TimeZoneDatabase;

use super::{Day, Instant, Local};

/// Seconds in a day of 24 hours.
pub(super) const DAY: i64 = 86_400;

/// An IANA time zone with its transitions laid out in a table, so that a look-up is a search among a few hundred
/// numbers at most. Cloning is cheap.
#[derive(Clone)]
pub struct Zone {
    name: Arc<str>,
    /// When each offset begins to hold; the first holds from the beginning of time.
    starts: Arc<[i64]>,
    /// The wall clock from which each offset is the only one that counts: where a gap or a fold that leads to it ends.
    walls: Arc<[i64]>,
    /// Seconds east of Greenwich.
    offsets: Arc<[i32]>,
}

impl Zone {
    /// The zone of that IANA name, whatever its case: `Asia/Phnom_Penh`. From the data built into the program, never the
    /// machine's, so that the same inputs give the same ledger everywhere.
    #[must_use]
    pub fn named(name: &str) -> Option<Zone> {
        let zone = TimeZoneDatabase::bundled().get(name).ok().filter(|zone| !zone.is_unknown())?;
        let first = Timestamp::from_second(Instant::MIN.0).ok()?;
        let (mut starts, mut walls) = (vec![i64::MIN], vec![i64::MIN]);
        let mut offset = zone.to_offset(first).seconds();
        let mut offsets = vec![offset];
        for transition in zone.following(first) {
            let start = transition.timestamp().as_second();
            if start > Instant::MAX.0 {
                break;
            }
            let next = transition.offset().seconds();
            // Some transitions change only the name of the time.
            if next != offset {
                starts.push(start);
                walls.push(start + i64::from(offset.max(next)));
                offsets.push(next);
                offset = next;
            }
        }
        let name = zone.iana_name().unwrap_or(name);
        Some(Zone { name: name.into(), starts: starts.into(), walls: walls.into(), offsets: offsets.into() })
    }

    /// Universal time.
    #[must_use]
    pub fn utc() -> Zone {
        Zone { name: "UTC".into(), starts: [i64::MIN].into(), walls: [i64::MIN].into(), offsets: [0].into() }
    }

    /// The IANA name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The names of all zones, in alphabetical order, for suggestions.
    pub fn names() -> impl Iterator<Item = String> {
        let mut names: Vec<String> =
            TimeZoneDatabase::bundled().available().map(|name| name.as_str().to_owned()).collect();
        names.sort_unstable();
        names.into_iter()
    }

    /// What the clock shows. A moment before [`Instant::MIN`] or after [`Instant::MAX`] counts as that one.
    #[inline]
    #[must_use]
    pub fn local(&self, at: Instant) -> Local {
        let at = at.0.clamp(Instant::MIN.0, Instant::MAX.0);
        let wall = at + self.offset(last_not_after(&self.starts, at));
        // Both fit: the clamped seconds are a few ten thousand days, and a remainder is below a day.
        Local { day: Day(wall.div_euclid(DAY) as i32), second: wall.rem_euclid(DAY) as u32 }
    }

    /// When the clock shows that. Where it never does (clocks were put forward over it): as much later as clocks were
    /// put forward, so 02:30 is 03:30 in New York on 2026-03-08. Where it does twice: the earlier.
    #[must_use]
    pub fn instant(&self, local: Local) -> Instant {
        Instant(self.seconds(local)).clamp(Instant::MIN, Instant::MAX)
    }

    /// The first instant of the day: 00:00, or the end of the gap if clocks were put forward over midnight.
    #[must_use]
    pub fn midnight(&self, day: Day) -> Instant {
        Instant(self.midnight_seconds(day)).clamp(Instant::MIN, Instant::MAX)
    }

    /// Whether the clock never shows that, because it was put forward over it.
    #[must_use]
    pub fn is_gap(&self, local: Local) -> bool {
        self.gap_end(local).is_some()
    }

    /// As [`Zone::instant`], not stopped at the edges of supported time.
    pub(super) fn seconds(&self, local: Local) -> i64 {
        let wall = wall(local);
        // In a gap and in the first pass of a fold alike, the offset of before decides.
        wall - self.offset(last_not_after(&self.walls, wall))
    }

    /// As [`Zone::midnight`], not stopped at the edges of supported time.
    pub(super) fn midnight_seconds(&self, day: Day) -> i64 {
        let local = Local { day, second: 0 };
        self.gap_end(local).unwrap_or_else(|| self.seconds(local))
    }

    /// The offset that holds at a moment, and the moment it is replaced by another.
    pub(super) fn offset_until(&self, at: Instant) -> (i64, i64) {
        let index = last_not_after(&self.starts, at.0);
        (self.offset(index), self.starts.get(index + 1).copied().unwrap_or(i64::MAX))
    }

    /// When the gap ends that the wall clock time falls in, if it falls in one.
    fn gap_end(&self, local: Local) -> Option<i64> {
        let wall = wall(local);
        let index = last_not_after(&self.walls, wall);
        let start = *self.starts.get(index + 1)?;
        let (before, after) = (self.offset(index), self.offset(index + 1));
        (before < after && wall >= start + before).then_some(start)
    }

    #[inline]
    fn offset(&self, index: usize) -> i64 {
        self.offsets.get(index).copied().map_or(0, i64::from)
    }
}

/// Seconds since 1970-01-01 00:00 by the same clock.
fn wall(local: Local) -> i64 {
    i64::from(local.day.0) * DAY + i64::from(local.second)
}

/// The place of the last of the sorted numbers that is not after the value. The first is never after any.
#[inline]
fn last_not_after(sorted: &[i64], value: i64) -> usize {
    match sorted.last() {
        // Zones that have given up changing their clocks end here.
        Some(&last) if last <= value => sorted.len() - 1,
        _ => sorted.partition_point(|&start| start <= value).saturating_sub(1),
    }
}

impl fmt::Debug for Zone {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.name)
    }
}

impl PartialEq for Zone {
    fn eq(&self, other: &Zone) -> bool {
        self.name == other.name
    }
}

impl Eq for Zone {}

#[cfg(test)]
mod tests;
