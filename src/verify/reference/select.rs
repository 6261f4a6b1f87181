//! Which lots a clause speaks of.

use crate::event::{AccountId, Class, ProductId};
use crate::ledger::State;
use crate::model::Selector;
use crate::units::{Instant, Kind, MonthEnd};

use super::{Reference, ReferenceLot, Run};

/// What never changes about a lot: kind, class, product.
pub(super) fn names(selector: &Selector, kind: Kind, class: Class, product: ProductId) -> bool {
    selector.is_of(kind)
        && selector.class.is_none_or(|named| named == class)
        && selector.product.is_none_or(|named| named == product)
        && selector.group.as_ref().is_none_or(|group| group.packs.contains(&product))
}

/// What does not depend on the instant.
pub(super) fn speaks_of(selector: &Selector, lot: &ReferenceLot<'_>) -> bool {
    names(selector, lot.lot.kind, lot.lot.class, lot.lot.product)
        && selector.rolled.is_none_or(|rolled| rolled == (lot.lot.generation > 0))
        && selector.gifted.is_none_or(|gifted| gifted == lot.lot.gifted)
}

impl<'m> Reference<'m> {
    /// Everything.
    pub(super) fn fits(&self, selector: &Selector, lot: &ReferenceLot<'_>) -> Run<bool> {
        let state = if selector.expired { lot.lot.state == State::Expired } else { lot.is_held() };
        let sleep = selector.dormant.is_none_or(|dormant| dormant == (lot.lot.state == State::Dormant));
        Ok(state && sleep && self.fits_now(selector, lot)?)
    }

    /// Everything but the state.
    pub(super) fn fits_now(&self, selector: &Selector, lot: &ReferenceLot<'_>) -> Run<bool> {
        let account = AccountId(lot.lot.id.account);
        let (zone, now) = (self.zone(account)?, self.now);
        let old = selector.older_than.is_none_or(|age| age.after(lot.lot.granted_at, zone, MonthEnd::Clamp) < now);
        let periods = self.account(account)?.number.saturating_sub(lot.born_in);
        let old_in_periods = selector.older_than_periods.is_none_or(|count| periods > count);
        let ending = selector.expiring_within.is_none_or(|time| {
            lot.lot.expires_at != Instant::NEVER && time.after(now, zone, MonthEnd::Clamp) >= lot.lot.expires_at
        });
        Ok(speaks_of(selector, lot) && old && old_in_periods && ending)
    }

    /// The lots held by an account that fit, by number.
    pub(super) fn held_fitting(&self, account: AccountId, selector: &Selector) -> Run<Vec<ReferenceLot<'m>>> {
        let mut fitting = Vec::new();
        for lot in self.held(account)? {
            if self.fits(selector, &lot)? {
                fitting.push(lot);
            }
        }
        Ok(fitting)
    }
}
