//! A lot with what only the engine needs to know of it.

use crate::ledger::{Lot, OriginId};
use crate::program::{CarryId, GrantId, ScopeId, Start};
use crate::units::{Instant, Validity};

/// A lot with what only the engine needs to know of it.
#[derive(Debug, Clone)]
pub(super) struct Holding {
    pub(super) lot: Lot,
    /// With more than this left, a use is paid without a further look: the lot is open to everything, its life has
    /// begun, and no notice is near. Of other lots: more than any lot holds.
    pub(super) plain_above: u64,
    /// Left at or below this, a notice is due: the slow path of paying looks closer. Zero where none is.
    pub(super) notice_left: u64,
    pub(super) scope: ScopeId,
    /// Its life begins with its first use.
    pub(super) starts_on_use: bool,
    pub(super) used_first: bool,
    /// What it has paid below ceilings that count each lot by itself: at which place, how much.
    pub(super) paid: Vec<(usize, u64)>,
    /// In which increments it pays; one that is begun is paid in full.
    pub(super) increment: u64,
    /// It ends when the period ends, also when that is earlier than was planned.
    pub(super) ends_with_period: bool,
    /// It stays when the subscription ends.
    pub(super) outlives: bool,
    /// All of it was taken by an action, and it can be filled again.
    pub(super) emptied: bool,
    /// How many scopes it has: a narrower one may pay first.
    pub(super) restrictions: u32,
    pub(super) carry: Option<CarryId>,
    /// The clause that says that its leftover does not live on.
    pub(super) ends_by: Option<OriginId>,
    /// The end of the period in which it was granted, once that has come.
    pub(super) own_end: Instant,
    pub(super) waits: Waits,
    /// The end of the period since which it waits to be activated.
    pub(super) waits_since: Instant,
    pub(super) validity: Validity,
    pub(super) start: Start,
    /// The grant that says with what it ends, if it does not end by itself.
    pub(super) tie: Option<GrantId>,
    /// The grant that will go on after this lot, once its life begins.
    pub(super) repeat: Option<GrantId>,
    /// Since when its clock stands still.
    pub(super) frozen_since: Option<Instant>,
    /// The end for which notices were worked out last, and since when it has been the end.
    pub(super) armed_for: Instant,
    pub(super) end_set_at: Instant,
    /// Up to when notices before the end have gone out.
    pub(super) told_until: Instant,
    /// When a notice before its end is due.
    pub(super) notify_at: Instant,
    /// The period in which it came into being.
    pub(super) period: u32,
    /// When it stopped being held.
    pub(super) ended_at: Instant,
    /// And in which stretch of its owner.
    pub(super) ended_in: u32,
    pub(super) origin: OriginId,
}

impl Holding {
    /// What it has paid that counts at a place.
    pub(super) fn counted(&self, place: usize) -> u64 {
        self.paid.iter().find(|(other, _)| *other == place).map_or(0, |(_, paid)| *paid)
    }

    /// Adds to what counts at a place.
    pub(super) fn count(&mut self, place: usize, units: u64) {
        match self.paid.iter_mut().find(|(other, _)| *other == place) {
            Some((_, paid)) => *paid = paid.saturating_add(units),
            None => self.paid.push((place, units)),
        }
    }
}

/// What a dormant lot waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Waits {
    /// Nothing.
    No,
    /// For its rollover to be activated.
    Activation,
    /// For a late renewal. In a grace in which units can be used, the lot is live meanwhile.
    Renewal,
    /// For the end of a suspension.
    Resumption,
}
