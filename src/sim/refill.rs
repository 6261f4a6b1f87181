//! Filling lots up again.

use crate::ledger::{Listener, OriginId, Posting, State};
use crate::program::Selector;
use crate::units::{Kind, Quantity};

use super::World;
use super::fits::fits_now;

impl World<'_> {
    /// Fills up each lot that fits, if it is held or was used up and its time is not over.
    pub(super) fn refill(
        &mut self,
        account: usize,
        of: &Selector,
        to: Option<(Kind, Quantity)>,
        origin: OriginId,
        out: &mut impl Listener,
    ) {
        for index in 0..self.accounts[account].holdings.len() {
            let state = &self.accounts[account];
            let holding = &state.holdings[index];
            let lot = holding.lot;
            let used_up = lot.state == State::UsedUp && lot.expires_at > self.now;
            let zone = &self.calendar_of(account).zone;
            let fits = fits_now(of, holding, self.now, state.number, zone);
            if !(lot.state.is_held() || used_up) || lot.unlimited || !fits {
                continue;
            }
            let full = match to {
                Some((kind, amount)) if kind == lot.kind => amount,
                Some(_) => continue,
                None => lot.granted,
            };
            let added = full.saturating_sub(lot.left);
            if added.is_zero() {
                continue;
            }
            let state = &mut self.accounts[account];
            if used_up {
                state.set_state(index, State::Live);
                state.active.push(index);
                state.active.sort_unstable();
            }
            state.set_left(index, full);
            self.changed(account, index);
            self.post_lot(account, index, added, Posting::Refilled { until: lot.expires_at }, origin, out);
        }
    }
}
