//! Use beyond the allowance, charged in proportion: a part of an increment costs its part of the price.

use crate::event::Pays;
use crate::ledger::{Charge, Listener, OriginId, Posting, Reason};
use crate::program::Done;
use crate::units::Quantity;

use super::World;
use super::charge::Purse;
use super::deplete::Who;
use super::overage::{Halt, Terms};
use super::pay::Use;

impl<'p> World<'p> {
    /// Charges for as much as limit and money pay. What is kept is how much was used so far: what it all costs is rounded
    /// up once, so no use pays for a fraction that another one has paid.
    pub(super) fn overage_in_proportion(
        &mut self,
        (who, counts): (Who, usize),
        wanted: &mut Use,
        terms: &Terms<'_>,
        origin: OriginId,
        out: &mut impl Listener,
    ) -> Halt<'p> {
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
        let before = self.counted(counts, place, kept).0;
        let room = self.room_for_charge((who, counts), wanted.kind, terms.limit);
        let by_limit = terms.more_for(room.stops.0, before);
        let by_money = match () {
            () if !prepaid => u64::MAX,
            // What a cap spares need not be there.
            () if room.spares.0 <= self.money_in(payer, &purse) => u64::MAX,
            () => terms.more_for(self.money_in(payer, &purse), before),
        };
        let through = Quantity(wanted.rest.0.min(by_limit).min(by_money));
        let reason = match () {
            () if through == wanted.rest => None,
            () if by_limit <= by_money => Some(Reason::LimitReached),
            () => Some(Reason::NotEnoughMoney),
        };
        let cap = room.stops.1.filter(|_| reason == Some(Reason::LimitReached));
        let after = before.saturating_add(through.0);
        let price = terms.rounded(terms.cost_of(after) - terms.cost_of(before));
        let origin = room.spares.1.filter(|_| room.spares.0 < price).map_or(origin, |cap| cap.origin);
        let price = price.min(room.spares.0);
        // That it can be paid was worked out above.
        let _ = self.charge_from(payer, price, prepaid, &purse, (Charge::Overage, origin), out);
        self.remember(payer, Done::ChargedFor(wanted.kind), price);
        self.count_charge((who, counts), wanted.kind, terms.limit, price);
        self.set_count(counts, place, kept, Quantity(after));
        wanted.rest = wanted.rest.saturating_sub(through);
        if !through.is_zero() {
            self.post_plain(who.user, (wanted.kind, through), Posting::Overage, origin, out);
            self.remember_use((who.user, who.owner), wanted, through);
        }
        Halt { reason, cap }
    }
}

impl Terms<'_> {
    /// What so much costs from the beginning on.
    fn cost_of(&self, used: u64) -> u128 {
        let (first, later) = match self.first {
            _ if used == 0 => return 0,
            Some(first) => (first.price.0, used.saturating_sub(first.per.0)),
            None => (0, used),
        };
        let later = u128::from(later) * u128::from(self.price.0);
        u128::from(first) + later.div_ceil(u128::from(self.per.0.max(1)))
    }

    /// How much more some money pays for, when so much was used before.
    fn more_for(&self, money: Quantity, before: u64) -> u64 {
        let money = self.rounding.map_or(money, |rounding| rounding.most_within(money));
        let paid = self.cost_of(before) + u128::from(money.0);
        let (price, per) = self.first.map_or((0, 0), |first| (first.price.0, first.per.0));
        let Some(later) = paid.checked_sub(price.into()) else { return 0 };
        let later = (later * u128::from(self.per.0.max(1))).checked_div(self.price.0.into()).unwrap_or(u128::MAX);
        u64::try_from(later.saturating_add(per.into())).unwrap_or(u64::MAX).saturating_sub(before)
    }

    fn rounded(&self, price: u128) -> Quantity {
        let price = Quantity(u64::try_from(price).unwrap_or(u64::MAX));
        self.rounding.map_or(price, |rounding| rounding.of(price))
    }
}
