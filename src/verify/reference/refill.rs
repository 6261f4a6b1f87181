//! Filling lots up again.

use crate::event::AccountId;
use crate::ledger::{Charge, Posting, Reason, State};
use crate::model::{PerUnit, Selector};
use crate::text::Origin;
use crate::units::{Kind, Quantity};

use super::{Reference, Run};

impl Reference<'_> {
    pub(super) fn refill(
        &mut self,
        account: AccountId,
        of: &Selector,
        (to, price): (Option<(Kind, Quantity)>, Option<PerUnit>),
        origin: Origin,
    ) -> Run {
        for lot in self.account(account)?.lots.clone() {
            let over = lot.lot.state == State::UsedUp && lot.lot.expires_at <= self.now;
            let can_be = (lot.is_held() || lot.lot.state == State::UsedUp) && !over && !lot.lot.unlimited;
            let asleep = of.dormant.is_none_or(|dormant| dormant == (lot.lot.state == State::Dormant));
            let of_kind = to.is_none_or(|(kind, _)| kind == lot.lot.kind);
            if !(can_be && asleep && of_kind && self.fits_now(of, &lot)?) {
                continue;
            }
            let full = to.map_or(lot.lot.granted, |(_, amount)| amount);
            let Some(added) = full.checked_sub(lot.lot.left).filter(|added| !added.is_zero()) else { continue };
            if let Some(price) = price
                && !self.charge(account, price.of(added), Charge::Fee, origin)?
            {
                self.refuse(account, Reason::NotEnoughMoney, origin);
                continue;
            }
            let known = self.lot_mut(lot.lot.id)?;
            known.lot.left = full;
            if known.lot.state == State::UsedUp {
                known.lot.state = State::Live;
            }
            self.post_lot(lot.lot.id, added, Posting::Refilled { until: lot.lot.expires_at }, origin)?;
        }
        Ok(())
    }
}
