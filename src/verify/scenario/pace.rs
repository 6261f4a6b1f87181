//! Runs the engine with an end in sight: a plan whose period is a second would make millions of periods between two
//! lines of a story, and nobody would see the last.

use crate::event::{Event, Opening};
use crate::ledger::{Entry, Listener, Miss, Posting};
use crate::program::Program;
use crate::sim::{Fault, World};
use crate::units::Instant;

use super::timeline::Lost;

/// So many periods are more than thirteen years of days.
pub const MOST_PERIODS: u32 = 5_000;

/// Time goes on in steps of this many seconds, between which the periods are counted.
const STEP: i64 = 3_600;

/// Why a story could not go on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stop {
    /// The engine would not do an event.
    Fault(Fault),
    /// More than [`MOST_PERIODS`] have begun.
    TooManyPeriods,
    /// Nothing comes next although the scenario goes on.
    Lost(Lost),
}

impl From<Fault> for Stop {
    fn from(fault: Fault) -> Stop {
        Stop::Fault(fault)
    }
}

/// A world that is watched.
#[derive(Debug, Clone)]
pub struct Paced<'p> {
    /// The world; what is done to it directly is not watched.
    pub world: World<'p>,
    now: Option<Instant>,
    periods: u32,
}

impl<'p> Paced<'p> {
    /// Opens accounts, as [`World::new`] does.
    #[must_use]
    pub fn new(program: &'p Program, openings: &[Opening]) -> Paced<'p> {
        Paced { world: World::new(program, openings), now: None, periods: 0 }
    }

    /// Does what an event says, after everything that is due before it.
    ///
    /// # Errors
    ///
    /// What the engine would not do, or that there are too many periods.
    pub fn step(&mut self, event: &Event, out: &mut impl Listener) -> Result<(), Stop> {
        // A record is split at what is due while it lasts: that is left to the engine.
        self.settle(event.begins(), out)?;
        let mut counter = Counter { out, periods: &mut self.periods };
        self.world.step(event, &mut counter)?;
        self.now = Some(event.at);
        Ok(())
    }

    /// Does everything that is due up to and including an instant.
    ///
    /// # Errors
    ///
    /// What the engine would not do, or that there are too many periods.
    pub fn settle(&mut self, until: Instant, out: &mut impl Listener) -> Result<(), Stop> {
        // Before the first event nothing is due.
        let mut now = self.now.unwrap_or(until);
        while now < until {
            now = now.plus_seconds(STEP).min(until);
            let mut counter = Counter { out, periods: &mut self.periods };
            self.world.settle(now, &mut counter)?;
            if self.periods > MOST_PERIODS {
                return Err(Stop::TooManyPeriods);
            }
        }
        if self.now.is_some_and(|before| before <= until) {
            let mut counter = Counter { out, periods: &mut self.periods };
            self.world.settle(until, &mut counter)?;
            self.now = Some(until);
        }
        Ok(())
    }
}

/// Passes entries on, and counts periods.
struct Counter<'c, L> {
    out: &'c mut L,
    periods: &'c mut u32,
}

impl<L: Listener> Listener for Counter<'_, L> {
    fn entry(&mut self, entry: &Entry) {
        *self.periods = self.periods.saturating_add(u32::from(matches!(entry.posting, Posting::PeriodBegan { .. })));
        self.out.entry(entry);
    }

    fn asks_why(&self) -> bool {
        self.out.asks_why()
    }

    fn missed(&mut self, miss: &Miss) {
        self.out.missed(miss);
    }
}
