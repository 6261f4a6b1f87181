//! Caps on what use is charged in all.

use crate::ledger::{Listener, Posting};
use crate::program::{BeyondCap, ChargeCap, Counter};
use crate::units::{Kind, Quantity};

use super::World;
use super::deplete::Who;
use super::pay::Use;

/// What caps leave of a charge.
#[derive(Clone, Copy)]
pub(super) struct Room<'p> {
    /// More than this is not charged, and what it would pay for is not let through; with the cap that says so, if it is one.
    pub(super) stops: (Quantity, Option<&'p ChargeCap>),
    /// More than this is not charged, and what it would pay for is let through.
    pub(super) spares: (Quantity, Option<&'p ChargeCap>),
}

impl<'p> World<'p> {
    /// How much more a use can be charged, by the charge's own limit and the plan's caps.
    pub(super) fn room_for_charge(&self, (who, counts): (Who, usize), kind: Kind, own: Option<&Counter>) -> Room<'p> {
        let own = own.map_or(Quantity::MAX, |limit| self.remaining(counts, limit));
        let mut room = Room { stops: (own, None), spares: (Quantity::MAX, None) };
        for cap in self.caps_on(who, kind) {
            let left = self.remaining(counted_of(who, cap), &cap.limit);
            let least = if cap.beyond == Some(BeyondCap::Free) { &mut room.spares } else { &mut room.stops };
            if left < least.0 {
                *least = (left, Some(cap));
            }
        }
        room
    }

    /// Counts what a use was charged.
    pub(super) fn count_charge(
        &mut self,
        (who, counts): (Who, usize),
        kind: Kind,
        own: Option<&Counter>,
        price: Quantity,
    ) {
        if let Some(limit) = own {
            self.count(counts, limit.counter, limit.span, price);
        }
        let caps: Vec<&ChargeCap> = self.caps_on(who, kind).collect();
        for cap in caps {
            self.count(counted_of(who, cap), cap.limit.counter, cap.limit.span, price);
        }
    }

    /// Who is charged for a use.
    pub(super) fn payer(&self, who: Who) -> usize {
        if self.plan_of(who.owner).owner_pays { who.owner } else { who.user }
    }

    fn caps_on(&self, who: Who, kind: Kind) -> impl Iterator<Item = &'p ChargeCap> + use<'p> {
        self.plan_of(who.owner).charge_caps.iter().filter(move |cap| cap.kinds.contains(kind))
    }

    /// What becomes of use that a cap has stopped from being charged.
    pub(super) fn go_on_beyond(&mut self, who: Who, cap: &ChargeCap, wanted: &mut Use, out: &mut impl Listener) {
        match cap.beyond {
            Some(BeyondCap::Slow { bits_per_second }) => {
                wanted.throttled = Quantity(wanted.throttled.0.saturating_add(wanted.rest.0));
                let posting = Posting::Throttled { bits_per_second };
                self.let_through((who, who.user), wanted, None, (posting, cap.origin), out);
            }
            Some(BeyondCap::Block) => self.stopped_by = Some(cap.origin),
            Some(BeyondCap::Free) | None => {}
        }
    }
}

fn counted_of(who: Who, cap: &ChargeCap) -> usize {
    if cap.together { who.owner } else { who.user }
}
