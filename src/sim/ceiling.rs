//! Ceilings on use: what is beyond one is slow, or is not paid by some lots.

use crate::event::LabelId;
use crate::ledger::{Listener, Posting, Reason};
use crate::program::{Beyond, Ceiling, CounterSpan, Metered};
use crate::units::{Kind, Quantity};

use super::deplete::{Stop, Who, is_user};
use super::fits::fits_lastingly;
use super::pay::Use;
use super::{Fault, World};

impl<'p> World<'p> {
    /// A use under a plan with ceilings. It is dealt with in parts: up to where it becomes slower, all of a part is alike.
    #[cold]
    pub(super) fn use_below_ceilings(
        &mut self,
        who: Who,
        mut whole: Use,
        out: &mut impl Listener,
    ) -> Result<(), Fault> {
        let plan = self.plan_of(who.owner);
        let mut slowing: Vec<&'p Ceiling> = Vec::new();
        for (place, ceiling) in plan.ceilings.iter().enumerate() {
            match ceiling.beyond {
                _ if !self.is_below(ceiling, who, &whole) => {}
                Beyond::Slow { .. } if self.now < self.accounts[who.user].full_speed_until => {}
                Beyond::Slow { .. } => slowing.push(ceiling),
                Beyond::Instead(_) if place < 64 => whole.ceilings |= 1 << place,
                Beyond::Instead(_) => {}
            }
        }
        while !whole.rest.is_zero() {
            let (amount, slow) = self.next_part(who, &slowing, whole.rest);
            let mut part = Use { rest: amount, throttled: Quantity::ZERO, ..whole };
            self.pay_and_tell(who, &mut part, out)?;
            let stop = self.resort_below(who, &mut part, out)?;
            let served = amount.saturating_sub(part.rest);
            let slowed = served.saturating_sub(part.throttled);
            if let Some((bits_per_second, origin)) = slow.filter(|_| !slowed.is_zero()) {
                self.post_plain(who.user, (part.kind, slowed), Posting::Slowed { bits_per_second }, origin, out);
            }
            for ceiling in &slowing {
                self.count_for(who, ceiling, served, &whole);
            }
            whole.rest = whole.rest.saturating_sub(served);
            // What follows on something that is blocked is blocked.
            if !part.rest.is_zero() {
                let (reason, origin) = stop;
                self.block(who, &mut whole, reason, origin, out)?;
            }
        }
        self.repay(who.user, out);
        self.repay(who.owner, out);
        self.accounts[who.user].check_debts()?;
        self.accounts[who.owner].check_debts()?;
        self.accounts[who.user].check(whole.kind)?;
        self.accounts[who.user].check(Kind::Money)
    }

    fn is_below(&self, ceiling: &Ceiling, who: Who, wanted: &Use) -> bool {
        ceiling.kind == wanted.kind
            && is_user(ceiling.users, who)
            && self.concerns(who, ceiling.scope, ceiling.test.as_ref(), wanted)
    }

    /// How much of a use is alike, and how slow that is. Of several speeds the slowest holds.
    fn next_part(
        &self,
        who: Who,
        slowing: &[&'p Ceiling],
        rest: Quantity,
    ) -> (Quantity, Option<(u64, crate::ledger::OriginId)>) {
        let (mut amount, mut slow) = (rest, None::<(u64, _)>);
        for ceiling in slowing {
            let Beyond::Slow { bits_per_second } = ceiling.beyond else { continue };
            let room = self.room_for(who, ceiling, None);
            if room.is_zero() {
                let is_slower = slow.is_none_or(|(slowest, _)| bits_per_second < slowest);
                slow = if is_slower { Some((bits_per_second, ceiling.origin)) } else { slow };
            } else {
                amount = amount.min(room);
            }
        }
        (amount, slow)
    }

    /// Tries what is to be tried when no lot may pay: what the ceiling says that stopped one, or the plan.
    fn resort_below(&mut self, who: Who, wanted: &mut Use, out: &mut impl Listener) -> Result<Stop, Fault> {
        if wanted.rest.is_zero() || !self.accounts[who.owner].is_active() {
            return self.resort(who, wanted, None, out);
        }
        let stopping = self.stopping(who, wanted);
        let has_own = |ceiling: &&Ceiling| ceiling.of_all_use || matches!(ceiling.beyond, Beyond::Instead(Some(_)));
        if let Some(ceiling) = stopping.filter(has_own) {
            return self.resort_beyond(who, ceiling, wanted, out);
        }
        let tightest = self.tightest(who, wanted);
        let within = tightest.map_or(wanted.rest, |(_, room)| room.min(wanted.rest));
        let over = wanted.rest.saturating_sub(within);
        (wanted.rest, wanted.counts) = (within, true);
        let stop = if within.is_zero() { None } else { Some(self.resort(who, wanted, None, out)?) };
        wanted.counts = false;
        let unserved = wanted.rest;
        wanted.rest = Quantity(unserved.0.saturating_add(over.0));
        match (stop, tightest) {
            (_, Some((ceiling, _))) if unserved.is_zero() && !over.is_zero() => {
                self.resort_beyond(who, ceiling, wanted, out)
            }
            (Some((Reason::NothingLeft, origin)), _) => {
                Ok(stopping.map_or((Reason::NothingLeft, origin), |ceiling| (Reason::LimitReached, ceiling.origin)))
            }
            (Some(stop), _) => Ok(stop),
            (None, _) => Ok((Reason::NothingLeft, crate::program::ASSUMED)),
        }
    }

    /// Tries what a ceiling says of what is beyond it.
    fn resort_beyond(
        &mut self,
        who: Who,
        ceiling: &Ceiling,
        wanted: &mut Use,
        out: &mut impl Listener,
    ) -> Result<Stop, Fault> {
        let Beyond::Instead(Some(chain)) = &ceiling.beyond else { return Ok((Reason::LimitReached, ceiling.origin)) };
        let (reason, origin) = self.resort(who, wanted, Some(chain), out)?;
        let nothing_else = reason == Reason::NothingLeft;
        Ok(if nothing_else { (Reason::LimitReached, ceiling.origin) } else { (reason, origin) })
    }

    /// Of the ceilings on all use the one that admits the least of it, and how much; the first in the text, if several do.
    fn tightest(&self, who: Who, wanted: &Use) -> Option<(&'p Ceiling, Quantity)> {
        let room = |ceiling| (ceiling, self.room_for(who, ceiling, wanted.circumstances.number));
        self.on_all_use(who, wanted).map(room).min_by_key(|(_, room)| *room)
    }

    fn on_all_use(&self, who: Who, wanted: &Use) -> impl Iterator<Item = &'p Ceiling> + use<'p> {
        let bits = wanted.ceilings;
        let below = move |place: usize| place < 64 && bits >> place & 1 == 1;
        let all = self.plan_of(who.owner).ceilings.iter().enumerate();
        all.filter(move |(place, ceiling)| below(*place) && ceiling.of_all_use).map(|(_, ceiling)| ceiling)
    }

    /// Counts what no lot has paid, and was let through.
    pub(super) fn count_let_through(&mut self, who: Who, amount: Quantity, wanted: &Use) {
        let below: Vec<&'p Ceiling> = self.on_all_use(who, wanted).collect();
        for ceiling in below {
            self.count_for(who, ceiling, amount, wanted);
        }
    }

    /// The ceiling that keeps the first lot that could pay from paying; of several, the first in the text.
    fn stopping(&mut self, who: Who, wanted: &Use) -> Option<&'p Ceiling> {
        if wanted.ceilings == 0 || wanted.rest.is_zero() {
            return None;
        }
        let kind = wanted.kind.index();
        let share = if who.user == who.owner { u64::MAX } else { self.share_left(who.user, who.owner, wanted.kind) };
        let lots: Vec<(usize, usize)> = if who.user == who.owner && !self.draws_on_members(who.owner) {
            self.accounts[who.user].order[kind].iter().map(|index| (who.user, *index)).collect()
        } else {
            self.gather(who.user, who.owner, kind)
        };
        let could_pay = |(holder, index): &(usize, usize)| {
            (*holder != who.owner || share >= self.needs(*holder, *index, wanted))
                && self.admits((*holder, who.owner), *index, wanted)
                && self.suffices(*holder, *index, wanted)
        };
        let stopping = |(holder, index): (usize, usize)| {
            let least = self.needs(holder, index, wanted);
            self.ceilings_on(who, (holder, index), wanted).find(|one| {
                let number = wanted.circumstances.number;
                self.room_in(who, one, (holder, index), number).0 < least
            })
        };
        lots.into_iter().filter(could_pay).find_map(stopping)
    }

    /// The ceilings on what a lot pays for a use.
    fn ceilings_on(
        &self,
        who: Who,
        (holder, index): (usize, usize),
        wanted: &Use,
    ) -> impl Iterator<Item = &'p Ceiling> {
        let bits = wanted.ceilings;
        let holding = &self.accounts[holder].holdings[index];
        let is_below = move |place: usize| place < 64 && bits >> place & 1 == 1;
        let all = self.plan_of(who.owner).ceilings.iter().enumerate();
        all.filter(move |(place, ceiling)| is_below(*place) && fits_lastingly(&ceiling.of, holding)).map(|(_, one)| one)
    }

    /// Takes from a lot as much as the ceilings that it is below admit. Gives back whether the lot ended by it.
    pub(super) fn take_below(
        &mut self,
        who: Who,
        (holder, index): (usize, usize),
        wanted: &mut Use,
        most: u64,
        out: &mut impl Listener,
    ) -> bool {
        if wanted.ceilings == 0 {
            return self.take((who.user, holder), index, wanted, Quantity(most), out);
        }
        let over: Vec<&'p Ceiling> = self.ceilings_on(who, (holder, index), wanted).collect();
        let room = over
            .iter()
            .map(|one| self.room_in(who, one, (holder, index), wanted.circumstances.number).0)
            .min()
            .unwrap_or(u64::MAX);
        if room < self.needs(holder, index, wanted) {
            return false;
        }
        let before = wanted.rest.0;
        let ended = self.take((who.user, holder), index, wanted, Quantity(room.min(most)), out);
        let units = self.units_for(holder, index, before - wanted.rest.0, wanted.times);
        for ceiling in over {
            if ceiling.limit.span == CounterSpan::Lot {
                let (whose, first) = self.split_off((holder, index));
                self.accounts[whose].holdings[first].count(ceiling.limit.counter, units);
            } else {
                self.count_for(who, ceiling, Quantity(units), wanted);
            }
        }
        ended
    }

    /// How much more a lot may pay.
    fn room_in(
        &self,
        who: Who,
        ceiling: &Ceiling,
        (holder, index): (usize, usize),
        number: Option<LabelId>,
    ) -> Quantity {
        if ceiling.limit.span != CounterSpan::Lot {
            return self.room_for(who, ceiling, number);
        }
        let (whose, first) = self.split_off((holder, index));
        let paid = self.accounts[whose].holdings[first].counted(ceiling.limit.counter);
        ceiling.limit.most.saturating_sub(Quantity(paid))
    }

    /// The lot that was granted, of which this is what was given away: all parts of a lot count together.
    pub(super) fn split_off(&self, (holder, index): (usize, usize)) -> (usize, usize) {
        let mut place = (holder, index);
        let before = |(holder, index): (usize, usize)| {
            let from = self.accounts.get(holder)?.holdings.get(index)?.lot.from?;
            let place = (from.account as usize, (from.number as usize).checked_sub(1)?);
            self.accounts.get(place.0)?.holdings.get(place.1).map(|_| place)
        };
        while let Some(earlier) = before(place) {
            place = earlier;
        }
        place
    }

    /// How much more of a use a ceiling admits: of one that counts by itself, or that calls a number that counts, all or nothing.
    fn room_for(&self, who: Who, ceiling: &Ceiling, number: Option<LabelId>) -> Quantity {
        let counts = if ceiling.together { who.owner } else { who.user };
        let left = self.remaining(counts, &ceiling.limit);
        let counts_already = match ceiling.metered {
            Metered::Amount => return left,
            Metered::Uses(seen) => !self.counted(counts, seen, CounterSpan::Use).is_zero(),
            Metered::Numbers => number
                .is_none_or(|number| self.knows_number(counts, (ceiling.limit.counter, ceiling.limit.span), number)),
        };
        if counts_already || !left.is_zero() { Quantity(u64::MAX) } else { Quantity::ZERO }
    }

    fn count_for(&mut self, who: Who, ceiling: &Ceiling, amount: Quantity, wanted: &Use) {
        if amount.is_zero() {
            return;
        }
        let counts = if ceiling.together { who.owner } else { who.user };
        let (counter, span) = (ceiling.limit.counter, ceiling.limit.span);
        match (ceiling.metered, wanted.circumstances.number) {
            (Metered::Amount, _) => self.count(counts, counter, span, amount),
            (Metered::Uses(seen), _) if self.counted(counts, seen, CounterSpan::Use).is_zero() => {
                self.count(counts, seen, CounterSpan::Use, Quantity(1));
                self.count(counts, counter, span, Quantity(1));
            }
            (Metered::Numbers, Some(number)) => self.count_number(counts, (counter, span), number),
            (Metered::Uses(_) | Metered::Numbers, _) => {}
        }
    }
}
