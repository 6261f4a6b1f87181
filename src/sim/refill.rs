//! Filling lots up again.

use crate::ledger::{Charge, Listener, OriginId, Posting, State};
use crate::program::{PerUnit, Selector};
use crate::units::{Kind, Quantity};

use super::World;
use super::fits::fits_now;
use super::holding::Holding;

impl World<'_> {
    /// Fills up each lot that fits, if it is held or was used up and its time is not over.
    pub(super) fn refill(
        &mut self,
        account: usize,
        of: &Selector,
        (to, price): (Option<(Kind, Quantity)>, Option<PerUnit>),
        origin: OriginId,
        out: &mut impl Listener,
    ) {
        for index in 0..self.accounts[account].holdings.len() {
            let state = &self.accounts[account];
            let holding = &state.holdings[index];
            let lot = holding.lot;
            let used_up = is_empty(holding) && lot.expires_at > self.now;
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
            if let Some(price) = price {
                let prepaid = self.plan_of(account).prepaid;
                let what = (Charge::Fee, origin);
                if let Err(reason) = self.charge(account, cost(price, added), prepaid, what, out) {
                    self.refuse(account, reason, origin, out);
                    continue;
                }
            }
            let state = &mut self.accounts[account];
            if used_up {
                state.set_state(index, State::Live);
                state.holdings[index].emptied = false;
                state.active.push(index);
                state.active.sort_unstable();
            }
            state.set_left(index, full);
            self.changed(account, index);
            self.post_lot(account, index, added, Posting::Refilled { until: lot.expires_at }, origin, out);
        }
    }
}

impl World<'_> {
    /// Of a lot of which an action has taken all: it is a vessel that can be filled again, as one that is used up.
    pub(super) fn note_emptied(&mut self, account: usize, index: usize, taken: Quantity) {
        let holding = &mut self.accounts[account].holdings[index];
        holding.emptied |= !taken.is_zero() && holding.lot.left.is_zero();
    }

    /// What is forfeited is gone, also where nothing was left of it: it is not filled again.
    pub(super) fn bar_from_refill(&mut self, account: usize, of: &Selector) {
        for index in 0..self.accounts[account].holdings.len() {
            let state = &self.accounts[account];
            let holding = &state.holdings[index];
            let zone = &self.calendar_of(account).zone;
            if is_empty(holding) && fits_now(of, holding, self.now, state.number, zone) {
                self.accounts[account].set_state(index, State::Forfeited);
                self.accounts[account].holdings[index].emptied = false;
            }
        }
    }
}

fn is_empty(holding: &Holding) -> bool {
    holding.lot.state == State::UsedUp || (holding.lot.state == State::Forfeited && holding.emptied)
}

/// What is added costs so much: whole steps, or in proportion, rounded up to the millionth.
fn cost(PerUnit { price, per, whole }: PerUnit, added: Quantity) -> Quantity {
    let (price, per, added) = (u128::from(price.0), u128::from(per.0.max(1)), u128::from(added.0));
    let cost = if whole { added.div_ceil(per) * price } else { (added * price).div_ceil(per) };
    u64::try_from(cost).map_or(Quantity::MAX, Quantity)
}
