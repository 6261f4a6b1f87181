//! Use beyond the allowance that is charged in proportion.

use crate::event::AccountId;
use crate::event::Pays;
use crate::ledger::{Charge, Posting, Reason};
use crate::model::{Limit, Tariff};
use crate::text::Origin;
use crate::units::Quantity;

use super::charge::Purse;
use super::deplete::Left;
use super::history::Did;
use super::pay::Asking;
use super::{Reference, ReferenceFault, Run};

/// What all use of a span costs, before each charge is rounded.
fn bill(price: Quantity, per: Quantity, tariff: &Tariff, used: u128) -> u128 {
    let (first, size) = tariff.first.map_or((0, 0), |(cost, size)| (u128::from(cost.0), u128::from(size.0)));
    let rest = used.saturating_sub(size) * u128::from(price.0);
    let per = u128::from(per.0).max(1);
    let parts = rest / per + u128::from(rest % per != 0);
    if used == 0 { 0 } else { first + parts }
}

impl<'m> Reference<'m> {
    /// Charges for parts of increments as far as limit and money go: the end is looked for from both sides.
    pub(super) fn charge_parts(
        &mut self,
        asking: &Asking,
        counts: AccountId,
        (price, per, tariff, limit): (Quantity, Quantity, &'m Tariff, Option<&'m Limit>),
        rest: Quantity,
        origin: Origin,
    ) -> Run<Left> {
        let purse = Purse {
            circumstances: asking.circumstances,
            from: tariff.from.as_ref(),
            for_use: Some(asking.kind),
            pays: Pays::use_of(asking.kind),
        };
        let so_far = u128::from(self.open(counts, tariff)?.0);
        let cost = |more: u64| -> Run<Quantity> {
            let sum = bill(price, per, tariff, so_far + u128::from(more)) - bill(price, per, tariff, so_far);
            let sum = Quantity(u64::try_from(sum).map_err(|_| ReferenceFault::Overflow)?);
            Ok(tariff.rounding.map_or(sum, |rounding| rounding.of(sum)))
        };
        let within = |money: Quantity| {
            // Too dear to count is too dear.
            let pays = |more: u64| cost(more).is_ok_and(|cost| cost <= money);
            let (mut enough, mut too_much) = (0, rest.0.saturating_add(1));
            while too_much - enough > 1 {
                let middle = enough + (too_much - enough) / 2;
                if pays(middle) { enough = middle } else { too_much = middle }
            }
            enough
        };
        let (mut through, mut stopped) = (rest.0, (None, None));
        if let Some((room, cap)) = self.stops_at(asking, (counts, limit))? {
            let by_limit = within(room);
            if by_limit < through {
                (through, stopped) = (by_limit, (Some(Reason::LimitReached), cap));
            }
        }
        let money = self.money_in(self.payer(asking)?, &purse)?;
        let spared = self.spared_from(asking)?;
        if self.pays_from_money(self.payer(asking)?, &purse)? && spared.is_none_or(|(room, _)| money < room) {
            let by_money = within(money);
            if by_money < through {
                (through, stopped) = (by_money, (Some(Reason::NotEnoughMoney), None));
            }
        }
        let (mut cost, through) = (cost(through)?, Quantity(through));
        let mut origin = origin;
        if let Some((room, cap)) = spared.filter(|(room, _)| *room < cost) {
            (cost, origin) = (room, cap.origin);
        }
        if !self.charge_from(self.payer(asking)?, cost, &purse, Charge::Overage, origin)? {
            return Ok(Left { rest, reason: Some(Reason::NotEnoughMoney) });
        }
        self.remember(self.payer(asking)?, Did::ChargeFor(asking.kind), cost)?;
        self.count_charge(asking, (counts, limit), cost)?;
        let used = u64::try_from(so_far + u128::from(through.0)).map_err(|_| ReferenceFault::Overflow)?;
        self.set_open(counts, tariff, Quantity(used))?;
        if !through.is_zero() {
            self.post(asking.user, asking.kind, through, Posting::Overage, origin);
            self.remember(asking.user, Did::Use(asking.kind, asking.circumstances), through)?;
        }
        self.left_by(asking, rest.saturating_sub(through), stopped)
    }
}
