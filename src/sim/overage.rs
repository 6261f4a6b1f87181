//! Use beyond the allowance, charged by the increment.

use crate::event::Pays;
use crate::ledger::{Charge, Listener, OriginId, Posting, Reason};
use crate::program::{ChargeCap, Counter, CounterSpan, Done, First, Selector};
use crate::units::{Quantity, Rounding};

use super::World;
use super::charge::Purse;
use super::deplete::Who;
use super::pay::Use;

/// The terms of use beyond the allowance.
pub(super) struct Terms<'a> {
    pub(super) price: Quantity,
    pub(super) per: Quantity,
    pub(super) in_proportion: bool,
    pub(super) limit: Option<&'a Counter>,
    /// Where the rest of the increment that is paid for is kept, or how much was used, and for how long.
    pub(super) open: (usize, CounterSpan),
    pub(super) first: Option<First>,
    pub(super) from: Option<&'a Selector>,
    pub(super) rounding: Option<Rounding>,
}

/// Why not all of a use was charged for, and the cap that has stopped it, if it was one.
pub(super) struct Halt<'p> {
    pub(super) reason: Option<Reason>,
    pub(super) cap: Option<&'p ChargeCap>,
}

impl<'p> World<'p> {
    /// Charges for increments: first the rest of the one that is paid for, then new ones as far as limit and money go.
    pub(super) fn overage(
        &mut self,
        (who, counts): (Who, usize),
        wanted: &mut Use,
        terms: &Terms<'_>,
        origin: OriginId,
        out: &mut impl Listener,
    ) -> Halt<'p> {
        if terms.in_proportion {
            return self.overage_in_proportion((who, counts), wanted, terms, origin, out);
        }
        // A clause that names money means that money, whatever else goes on the bill.
        let payer = self.payer(who);
        let prepaid = self.plan_of(payer).prepaid || terms.from.is_some();
        let purse = Purse {
            circumstances: wanted.circumstances,
            from: terms.from,
            for_use: Some(wanted.kind),
            pays: Pays::use_of(wanted.kind),
        };
        let (place, kept) = terms.open;
        let open = self.counted(counts, place, kept);
        let from_open = wanted.rest.min(open);
        let rest = wanted.rest.saturating_sub(from_open);
        let first = terms.first.filter(|first| self.counted(counts, first.counter, CounterSpan::Use).is_zero());
        let bill = Bill { price: terms.price, per: terms.per, first, rounding: terms.rounding };
        let need = bill.needed(rest);
        let room = self.room_for_charge((who, counts), wanted.kind, terms.limit);
        let by_limit = bill.affordable(room.stops.0);
        let by_money = match () {
            () if !prepaid => u64::MAX,
            // What a cap spares need not be there.
            () if room.spares.0 <= self.money_in(payer, &purse) => u64::MAX,
            () => bill.affordable(self.money_in(payer, &purse)),
        };
        let increments = need.min(by_limit).min(by_money);
        let reason = match () {
            () if increments >= need => None,
            () if by_limit <= by_money => Some(Reason::LimitReached),
            () => Some(Reason::NotEnoughMoney),
        };
        let cap = room.stops.1.filter(|_| reason == Some(Reason::LimitReached));
        let (price, bought) = (bill.price_of(increments), bill.units_of(increments));
        let origin = room.spares.1.filter(|_| room.spares.0 < price).map_or(origin, |cap| cap.origin);
        let price = price.min(room.spares.0);
        // That it can be paid was worked out above.
        let _ = self.charge_from(payer, price, prepaid, &purse, (Charge::Overage, origin), out);
        self.remember(payer, Done::ChargedFor(wanted.kind), price);
        self.count_charge((who, counts), wanted.kind, terms.limit, price);
        if let Some(first) = first.filter(|_| increments > 0) {
            self.count(counts, first.counter, CounterSpan::Use, Quantity(1));
        }
        let from_new = rest.min(bought);
        let served = Quantity(from_open.0 + from_new.0);
        let open = Quantity((open.0 - from_open.0).saturating_add(bought.0 - from_new.0));
        self.set_count(counts, place, kept, open);
        wanted.rest = wanted.rest.saturating_sub(served);
        if !served.is_zero() {
            self.post_plain(who.user, (wanted.kind, served), Posting::Overage, origin, out);
            self.remember_use((who.user, who.owner), wanted, served);
        }
        Halt { reason, cap }
    }
}

/// What so many increments cost and give, of which the first may be another than the rest.
struct Bill {
    price: Quantity,
    per: Quantity,
    first: Option<First>,
    rounding: Option<Rounding>,
}

impl Bill {
    /// How many increments it takes.
    fn needed(&self, rest: Quantity) -> u64 {
        let by_per = |rest: u64| rest.div_ceil(self.per.0.max(1));
        match self.first {
            Some(first) if !rest.is_zero() => 1 + by_per(rest.0.saturating_sub(first.per.0)),
            Some(_) | None => by_per(rest.0),
        }
    }

    /// How many increments some money pays.
    fn affordable(&self, money: Quantity) -> u64 {
        let money = self.rounding.map_or(money, |rounding| rounding.most_within(money));
        let by_price = |money: u64| money.checked_div(self.price.0).unwrap_or(u64::MAX);
        match self.first {
            Some(first) if money < first.price => 0,
            Some(first) => by_price(money.0 - first.price.0).saturating_add(1),
            None => by_price(money.0),
        }
    }

    fn price_of(&self, increments: u64) -> Quantity {
        let price = Quantity(self.sum(increments, self.price.0, self.first.map(|first| first.price.0)));
        self.rounding.map_or(price, |rounding| rounding.of(price))
    }

    fn units_of(&self, increments: u64) -> Quantity {
        Quantity(self.sum(increments, self.per.0, self.first.map(|first| first.per.0)))
    }

    fn sum(&self, increments: u64, each: u64, first: Option<u64>) -> u64 {
        match first {
            Some(first) if increments > 0 => each.saturating_mul(increments - 1).saturating_add(first),
            Some(_) | None => each.saturating_mul(increments),
        }
    }
}
