//! Filling lots up again.

use crate::event::AccountId;
use crate::ledger::{Charge, LotId, Posting, Reason, State};
use crate::model::{PerUnit, Selector};
use crate::text::Origin;
use crate::units::{Kind, Quantity};

use super::lots::ReferenceLot;
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
            let over = lot.is_empty() && lot.lot.expires_at <= self.now;
            let can_be = (lot.is_held() || lot.is_empty()) && !over && !lot.lot.unlimited;
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
            if known.is_empty() {
                (known.lot.state, known.emptied) = (State::Live, false);
            }
            self.post_lot(lot.lot.id, added, Posting::Refilled { until: lot.lot.expires_at }, origin)?;
        }
        Ok(())
    }

    /// All of a lot was taken by an action: it can be filled again, as one that is used up.
    pub(super) fn note_emptied(&mut self, id: LotId) -> Run {
        let lot = self.lot_mut(id)?;
        lot.emptied |= lot.lot.state == State::Forfeited && lot.lot.left.is_zero();
        Ok(())
    }
}

impl ReferenceLot<'_> {
    /// Whether it is a vessel with nothing in it.
    pub(super) fn is_empty(&self) -> bool {
        self.lot.state == State::UsedUp || (self.lot.state == State::Forfeited && self.emptied)
    }
}
