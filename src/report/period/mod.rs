//! The periods of an account with what happened in each: what the statement, JSON and CSV are made of.
//!
//! A period is from its beginning to before the next one begins. What happens at its end (what expires, what rolls and
//! what a cap trims) belongs to it; the charge for the next period, the grants and everything after belong to the next.
//! So what is left at its end, with what the next one grants, is what the customer holds when the next one begins.

mod split;
mod sums;

use crate::event::AccountId;
use crate::ledger::{Entry, Posting};
use crate::units::{Instant, Kind};

use super::Run;
use super::holding::{Holding, Holdings};

pub(super) use sums::{CHARGES, Item, Sums, Use};

/// What an account is in, in a stretch of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Status {
    /// Not activated yet, or ended.
    Inactive,
    /// A period of the plan.
    Period {
        /// Its number, from 1.
        number: u64,
        /// When it ends by the plan.
        planned_until: Instant,
        /// Whether it began by a renewal.
        renewed: bool,
    },
    /// A period ended and was not renewed.
    Lapsed,
}

/// A period of an account, or the time before, between or after its periods.
#[derive(Debug, Clone)]
pub(super) struct Period {
    pub(super) status: Status,
    pub(super) from: Instant,
    /// When it ended, or the simulation did.
    pub(super) until: Instant,
    pub(super) sums: Sums,
    /// What was held once it had begun, per kind.
    pub(super) at_start: [u64; Kind::COUNT],
    /// The lots held at its end, per kind, the earliest end first.
    pub(super) at_end: [Vec<Holding>; Kind::COUNT],
}

impl Period {
    /// How much of a kind is left at the end.
    pub(super) fn left(&self, kind: Kind) -> u64 {
        self.at_end[kind.index()].iter().fold(0, |sum: u64, holding| sum.saturating_add(holding.left))
    }

    /// Whether the simulation ended before it did.
    pub(super) fn is_cut(&self, run: &Run<'_>) -> bool {
        let goes_on = matches!(self.status, Status::Period { planned_until, .. } if planned_until > self.until);
        // What ended before its time by an early renewal has ended.
        goes_on && self.until >= run.until
    }
}

/// The periods of an account, in order, with the times between them.
pub(super) fn periods(run: &Run<'_>, account: AccountId) -> Vec<Period> {
    let mut holdings = Holdings::default();
    let stretches = split::stretches(run, account);
    stretches.iter().map(|stretch| period(run, account, stretch, &mut holdings)).collect()
}

fn period(run: &Run<'_>, account: AccountId, stretch: &split::Stretch<'_>, holdings: &mut Holdings) -> Period {
    let (from, until) = (stretch.from, stretch.until);
    let mut sums = Sums::default();
    let mut at_start = None;
    for entry in &stretch.entries {
        if at_start.is_none() && !begins(entry, from) {
            at_start = Some(Kind::ALL.map(|kind| holdings.held(kind)));
        }
        sums.add(run, account, entry, holdings);
        if entry.lot.is_none_or(|lot| lot.account == account.0) {
            holdings.follow(run, entry);
        }
    }
    let at_start = at_start.unwrap_or_else(|| Kind::ALL.map(|kind| holdings.held(kind)));
    let at_end = Kind::ALL.map(|kind| holdings.list(kind, until));
    Period { status: stretch.status, from, until, sums, at_start, at_end }
}

/// Whether an entry is part of a period's beginning: the charge, the grants and what they set off.
fn begins(entry: &Entry, from: Instant) -> bool {
    let part = match entry.posting {
        Posting::Used => entry.kind == Kind::Money,
        Posting::PeriodBegan { .. }
        | Posting::Charged { .. }
        | Posting::Granted { .. }
        | Posting::Forgiven
        | Posting::Refilled { .. }
        | Posting::Moved { .. }
        | Posting::Revived { .. }
        | Posting::PlanChanged { .. }
        | Posting::Noticed { .. } => true,
        _ => false,
    };
    part && entry.at == from
}
