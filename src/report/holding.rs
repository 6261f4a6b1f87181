//! What is held, at every point of the ledger: lots followed from entry to entry.

use std::collections::BTreeMap;

use crate::ledger::{Entry, LotId, Posting, Reason, State};
use crate::units::{Instant, Kind, MonthEnd};

use super::Run;
use super::nouns::Source;

/// A lot as it is at some point of the ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Holding {
    pub(super) lot: LotId,
    pub(super) kind: Kind,
    pub(super) left: u64,
    pub(super) unlimited: bool,
    pub(super) usable_from: Instant,
    pub(super) until: Instant,
    /// How many times it has rolled.
    pub(super) rolled: u32,
    /// Why it cannot be used for now.
    pub(super) asleep: Option<Reason>,
}

/// The lots of one account.
#[derive(Debug, Clone, Default)]
pub(super) struct Holdings {
    lots: BTreeMap<LotId, Holding>,
}

impl Holdings {
    /// Follows an entry about one of the account's lots.
    pub(super) fn follow(&mut self, run: &Run<'_>, entry: &Entry) {
        let Some(id) = entry.lot else { return };
        match entry.posting {
            Posting::Granted { from, until } => self.add(run, entry, id, (from, until)),
            Posting::Received { until, .. } => self.add(run, entry, id, (entry.at, until)),
            _ => {}
        }
        if let Some(holding) = self.lots.get_mut(&id) {
            holding.follow(entry);
            if let Posting::Slept { reason } = entry.posting {
                holding.until = sleeps_until(run, entry, reason).unwrap_or(holding.until);
            }
        }
    }

    /// What a lot is at this point.
    pub(super) fn source(&self, run: &Run<'_>, id: LotId) -> Source {
        Source::of(run.lot(id), self.lots.get(&id).is_some_and(|holding| holding.rolled > 0))
    }

    /// Whether there has been a lot of a kind.
    pub(super) fn has_had(&self, kind: Kind) -> bool {
        self.lots.values().any(|holding| holding.kind == kind)
    }

    /// How much of a kind is held.
    pub(super) fn held(&self, kind: Kind) -> u64 {
        let of_kind = self.lots.values().filter(|holding| holding.kind == kind);
        of_kind.fold(0, |sum: u64, holding| sum.saturating_add(holding.left))
    }

    /// The lots of a kind that are held after an instant, the earliest end first.
    pub(super) fn list(&self, kind: Kind, at: Instant) -> Vec<Holding> {
        let held = |holding: &&Holding| {
            // That an unlimited lot ends makes no entry: nothing is lost.
            holding.kind == kind && (holding.left > 0 || holding.unlimited && holding.until > at)
        };
        let mut list: Vec<Holding> = self.lots.values().filter(held).copied().collect();
        list.sort_by_key(|holding| (holding.until, holding.lot));
        list
    }

    fn add(&mut self, run: &Run<'_>, entry: &Entry, lot: LotId, (usable_from, until): (Instant, Instant)) {
        let known = run.lot(lot);
        let unlimited = known.is_some_and(|lot| lot.unlimited);
        // A gift has rolled as often as the lot it came from; how often that was stands in the lot alone, and a gift
        // that rolls on makes entries of its own.
        let rolled =
            known.filter(|lot| lot.gifted).map_or(0, |lot| lot.generation.saturating_sub(rolls(run, entry, lot.id)));
        let holding = Holding { lot, kind: entry.kind, left: 0, unlimited, usable_from, until, rolled, asleep: None };
        self.lots.insert(lot, holding);
    }
}

/// How often a lot rolls in the whole ledger.
fn rolls(run: &Run<'_>, born: &Entry, id: LotId) -> u32 {
    let rolled = |entry: &&Entry| entry.lot == Some(id) && matches!(entry.posting, Posting::Rolled { .. });
    let later = run.ledger.entries.iter().skip_while(|entry| entry.at < born.at);
    u32::try_from(later.filter(rolled).count()).unwrap_or(u32::MAX)
}

/// When a lot that fell asleep ends if nothing wakes it: the entry does not say it, the rule behind it does.
fn sleeps_until(run: &Run<'_>, entry: &Entry, reason: Reason) -> Option<Instant> {
    let rule = run.program.carries.iter().find(|rule| rule.origin == entry.origin);
    let wait = match reason {
        Reason::WaitsForActivation => rule.and_then(|rule| rule.activation),
        Reason::InGrace => run.plan_of(entry.account).and_then(|plan| plan.renewal.grace).map(|grace| grace.length),
        _ => None,
    };
    let still = || run.lot(entry.lot?).filter(|lot| lot.state == State::Dormant).map(|lot| lot.expires_at);
    wait.map(|wait| wait.after(entry.at, &run.zone, MonthEnd::Clamp)).or_else(still)
}

impl Holding {
    fn follow(&mut self, entry: &Entry) {
        let amount = entry.amount.0;
        match entry.posting {
            Posting::Granted { .. } | Posting::Received { .. } => self.left = amount,
            Posting::Used if self.unlimited => {}
            Posting::Used
            | Posting::Repaid
            | Posting::Exchanged
            | Posting::Trimmed
            | Posting::Expired
            | Posting::Forfeited { .. }
            | Posting::Given { .. } => {
                self.left = self.left.saturating_sub(amount);
            }
            Posting::Refilled { .. } => self.left = self.left.saturating_add(amount),
            Posting::Revived { until } => {
                self.left = self.left.saturating_add(amount);
                self.wake(until);
            }
            Posting::Rolled { until } => {
                self.rolled += 1;
                self.wake(until);
            }
            Posting::Moved { until } | Posting::Woke { until } => {
                // What waited for the lot before it begins now.
                if self.usable_from == Instant::NEVER {
                    self.usable_from = entry.at;
                }
                self.wake(until);
            }
            Posting::Slept { reason } => self.asleep = Some(reason),
            _ => {}
        }
    }

    fn wake(&mut self, until: Instant) {
        self.until = until;
        self.asleep = None;
    }
}
