//! Packs that meet packs: what stands how to what is bought, and which cannot be held together.

use crate::event::ProductId;
use crate::ledger::{Listener, Reason};
use crate::program::{OneAtATime, Second, Selector};
use crate::units::Instant;

use super::World;
use super::lots::End;
use super::routine::Occasion;

impl World<'_> {
    /// Whether a lot was minted by a product that stands so to the one that is bought, and not by this very purchase.
    pub(super) fn stands(&self, selector: &Selector, account: usize, index: usize, occasion: &Occasion) -> bool {
        if selector.relations.is_empty() {
            return true;
        }
        let Some((bought, first)) = occasion.bought else { return false };
        let held = self.accounts[account].holdings[index].lot.product;
        let offer = |product: ProductId| &self.program.products[product.0 as usize].offer;
        index < first
            && selector.relations.iter().all(|relation| offer(held).stands(*relation, offer(bought), held == bought))
    }

    /// The latest end of some lots but those that the event granted, or now, later by the validity of what it granted.
    pub(super) fn sum_of_ends(&self, account: usize, lots: &[usize], occasion: &Occasion) -> Option<Instant> {
        let granted = occasion.granted?;
        let first = occasion.bought.map_or(granted, |(_, first)| first);
        let holdings = &self.accounts[account].holdings;
        let before = lots.iter().filter(|index| **index < first).map(|index| holdings[*index].lot.expires_at).max();
        let start = before.unwrap_or(self.now).max(self.now);
        Some(if start == Instant::NEVER { start } else { self.end_of(account, holdings[granted].validity, start) })
    }

    /// The rules that a purchase meets because packs are held that it cannot be held with.
    fn met(&self, account: usize, product: ProductId) -> impl Iterator<Item = (&OneAtATime, Vec<usize>)> {
        let among = move |rule: &OneAtATime, product: ProductId| {
            let any = || self.program.products[product.0 as usize].offer.is_pack;
            rule.among.as_ref().map_or_else(any, |among| among.contains(&product))
        };
        let held = move |rule: &OneAtATime| -> Vec<usize> {
            let state = &self.accounts[account];
            let is_held = |index: &usize| {
                let lot = &state.holdings[*index].lot;
                let over = lot.expires_at <= self.now || (lot.left.is_zero() && !lot.unlimited);
                !over && among(rule, lot.product)
            };
            state.active.iter().copied().filter(is_held).collect()
        };
        let rules = self.plan_of(account).selling.one_at_a_time.iter().filter(move |rule| among(rule, product));
        rules.map(move |rule| (rule, held(rule))).filter(|(_, held)| !held.is_empty())
    }

    /// Whether a purchase has to wait until what is held is over.
    pub(super) fn is_in_the_way(&self, account: usize, product: ProductId) -> bool {
        self.met(account, product).any(|(rule, held)| match rule.second {
            Second::Replaces => false,
            Second::Refused => true,
            Second::RefusedBeyond(most) => {
                let product = |index: &usize| self.accounts[account].holdings[*index].lot.product;
                let mut packs: Vec<ProductId> = held.iter().map(product).collect();
                packs.sort_unstable();
                packs.dedup();
                let count = packs.iter().map(|pack| self.held_at_once(account, *pack).0);
                count.fold(0, u64::saturating_add) >= u64::from(most)
            }
            Second::RefusedIfOther => {
                held.iter().any(|index| self.accounts[account].holdings[*index].lot.product != product)
            }
        })
    }

    /// Takes away what the purchase replaces.
    pub(super) fn supersede(&mut self, account: usize, product: ProductId, out: &mut impl Listener) {
        let replaced: Vec<_> = self
            .met(account, product)
            .filter(|(rule, _)| rule.second == Second::Replaces)
            .flat_map(|(rule, held)| held.into_iter().map(|index| (index, rule.origin)))
            .collect();
        for (index, origin) in replaced {
            let old = self.accounts[account].holdings[index].lot.product;
            self.forget(account, old);
            self.stop_streams_of(account, old);
            // Two rules may be about one lot.
            if self.accounts[account].holdings[index].lot.state.is_held() {
                self.end_lot(account, index, End::Forfeited(Reason::Replaced), origin, out);
            }
        }
    }
}
