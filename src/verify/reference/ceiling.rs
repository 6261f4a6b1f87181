//! Ceilings on use.

use crate::event::AccountId;
use crate::ledger::LotId;
use crate::model::{Beyond, Ceiling, LimitSpan, Metered};
use crate::text::Origin;
use crate::units::Quantity;

use super::counters::{Counted, is_same};
use super::pay::{Asking, least_of};
use super::select::speaks_of;
use super::{Reference, ReferenceLot, Run};

/// A part of a use that is all alike.
pub(super) struct Part {
    pub(super) amount: Quantity,
    /// How slow it is.
    pub(super) slow: Option<(u64, Origin)>,
}

impl<'m> Reference<'m> {
    fn ceilings(&self, asking: &Asking) -> Run<Vec<&'m Ceiling>> {
        Ok(if asking.has_ceilings { self.below.clone() } else { Vec::new() })
    }

    /// The ceilings that a use is below, as things are when it begins.
    pub(super) fn ceilings_of(&self, asking: &Asking) -> Run<Vec<&'m Ceiling>> {
        let mut ceilings = Vec::new();
        for ceiling in &self.plan(self.decider(asking.user)?)?.ceilings {
            let fast = matches!(ceiling.beyond, Beyond::Slow { .. }) && self.is_fast(asking.user)?;
            if ceiling.kind == asking.kind
                && !fast
                && self.is_for(ceiling.member, asking)?
                && self.concerns(asking, &ceiling.scope, ceiling.condition.as_ref())?
            {
                ceilings.push(ceiling);
            }
        }
        Ok(ceilings)
    }

    fn counts_for(&self, asking: &Asking, ceiling: &Ceiling) -> Run<AccountId> {
        if ceiling.together { self.decider(asking.user) } else { Ok(asking.user) }
    }

    fn room_for(&self, asking: &Asking, ceiling: &'m Ceiling) -> Run<Quantity> {
        let (counts, limit) = (self.counts_for(asking, ceiling)?, &ceiling.limit);
        let number = asking.circumstances.number;
        let is_free = match ceiling.metered {
            Metered::Amount => return self.room(counts, limit),
            Metered::Uses => self.uses_counted(counts, limit)?.contains(&self.uses),
            Metered::Numbers => number.is_none_or(|number| {
                self.numbers_counted(counts, limit).is_ok_and(|numbers| numbers.contains(&number))
            }),
        };
        let so_far = match ceiling.metered {
            Metered::Uses => self.uses_in_span(counts, limit)?,
            Metered::Amount | Metered::Numbers => self.numbers_counted(counts, limit)?.len(),
        };
        let is_full = self.is_open_now(limit) && so_far as u64 >= limit.amount.0;
        self.seen.note_limit(limit.origin, is_full);
        Ok(if is_full && !is_free { Quantity::ZERO } else { Quantity::MAX })
    }

    /// Up to where the use becomes slower, and how slow it is until then.
    pub(super) fn alike(&self, asking: &Asking, rest: Quantity) -> Run<Part> {
        let mut part = Part { amount: rest, slow: None };
        for ceiling in self.ceilings(asking)? {
            let Beyond::Slow { bits_per_second } = ceiling.beyond else { continue };
            let room = self.room_for(asking, ceiling)?;
            match part.slow {
                _ if !room.is_zero() => part.amount = part.amount.min(room),
                Some((slowest, _)) if slowest <= bits_per_second => {}
                Some(_) | None => part.slow = Some((bits_per_second, ceiling.origin)),
            }
        }
        Ok(part)
    }

    /// What was let through counts for what slows it.
    pub(super) fn count_slow(&mut self, asking: &Asking, served: Quantity) -> Run {
        for ceiling in self.ceilings(asking)? {
            if matches!(ceiling.beyond, Beyond::Slow { .. }) {
                self.count(self.counts_for(asking, ceiling)?, Counted::Limit(&ceiling.limit), served)?;
            }
        }
        Ok(())
    }

    /// The ceilings on what a lot pays for a use.
    fn over(&self, asking: &Asking, lot: &ReferenceLot<'m>) -> Run<Vec<&'m Ceiling>> {
        let mut over = self.ceilings(asking)?;
        over.retain(|ceiling| matches!(ceiling.beyond, Beyond::Instead(_)) && speaks_of(&ceiling.of, lot));
        Ok(over)
    }

    /// How much more a lot may pay below one ceiling, which may count what this very lot has paid.
    fn room_in(&self, asking: &Asking, ceiling: &'m Ceiling, lot: &ReferenceLot<'m>) -> Run<Quantity> {
        let limit = &ceiling.limit;
        if limit.span != LimitSpan::Lot {
            return self.room_for(asking, ceiling);
        }
        let first = self.granted_as(lot.lot.id)?;
        let paid = self.paid_below.iter().filter(|(of, id, _)| is_same(of, limit) && *id == first);
        let room = limit.amount.saturating_sub(super::counters::sum(paid.map(|(.., taken)| *taken))?);
        self.seen.note_limit(limit.origin, room.is_zero());
        Ok(room)
    }

    /// What a lot was part of when it was granted, before anything of it was given.
    fn granted_as(&self, id: LotId) -> Run<LotId> {
        match self.lot(id)?.lot.from {
            Some(from) => self.granted_as(from),
            None => Ok(id),
        }
    }

    /// How much more a lot may pay.
    pub(super) fn room_below_ceilings(&self, asking: &Asking, lot: &ReferenceLot<'m>) -> Run<Quantity> {
        let mut room = Quantity::MAX;
        for ceiling in self.over(asking, lot)? {
            room = room.min(self.room_in(asking, ceiling, lot)?);
        }
        Ok(room)
    }

    pub(super) fn count_below_ceilings(&mut self, asking: &Asking, lot: &ReferenceLot<'m>, taken: Quantity) -> Run {
        for ceiling in self.over(asking, lot)?.into_iter().filter(|_| !taken.is_zero()) {
            let of = Counted::Limit(&ceiling.limit);
            if ceiling.limit.span == LimitSpan::Lot {
                let first = self.granted_as(lot.lot.id)?;
                self.paid_below.push((&ceiling.limit, first, taken));
                continue;
            }
            self.count_number((self.counts_for(asking, ceiling)?, asking.circumstances.number), of, taken)?;
        }
        Ok(())
    }

    /// Of the ceilings on all use the first that admits the least, and how much that is.
    pub(super) fn least_room(&self, asking: &Asking) -> Run<Option<(&'m Ceiling, Quantity)>> {
        let mut least: Option<(&Ceiling, Quantity)> = None;
        for ceiling in self.ceilings(asking)?.into_iter().filter(|ceiling| ceiling.is_of_all_use()) {
            let room = self.room_for(asking, ceiling)?;
            if least.is_none_or(|(_, smallest)| room < smallest) {
                least = Some((ceiling, room));
            }
        }
        Ok(least)
    }

    /// Counts what no lot has paid below the ceilings on all use.
    pub(super) fn count_unpaid(&mut self, asking: &Asking, amount: Quantity) -> Run {
        for ceiling in self.ceilings(asking)?.into_iter().filter(|ceiling| ceiling.is_of_all_use()) {
            if !amount.is_zero() {
                let counts = self.counts_for(asking, ceiling)?;
                self.count_number((counts, asking.circumstances.number), Counted::Limit(&ceiling.limit), amount)?;
            }
        }
        Ok(())
    }

    /// The ceiling that keeps the first lot that could pay from paying; of several, the first in the text.
    pub(super) fn stopping(&self, asking: &Asking, rest: Quantity) -> Run<Option<&'m Ceiling>> {
        let (times, whole) = (self.times(asking)?, self.is_paid_by_one(asking)?.then_some(rest));
        for lot in self.could_pay(asking, rest)? {
            let least = least_of(&lot, whole, times);
            for ceiling in self.over(asking, &lot)? {
                if self.room_in(asking, ceiling, &lot)?.0 < least {
                    return Ok(Some(ceiling));
                }
            }
        }
        Ok(None)
    }
}
