//! Who pays first.

use crate::event::AccountId;
use crate::ledger::LotId;
use crate::model::{Key, LabelScope, Order, Scope, Selector};
use crate::units::Instant;

use super::{Reference, ReferenceLot, Run};

/// What lots are sorted by: one number a key, then the grant, then the lot's number.
type Rank = (Vec<i64>, Instant, LotId);

impl<'m> Reference<'m> {
    /// As [`Reference::in_order`], with what a clause wants used first before everything else.
    pub(super) fn to_pay(
        &self,
        order: &Order,
        user: AccountId,
        lots: Vec<ReferenceLot<'m>>,
    ) -> Run<Vec<ReferenceLot<'m>>> {
        let mut lots = self.in_order(order, user, lots)?;
        lots.sort_by_key(|lot| !lot.used_first);
        Ok(lots)
    }

    /// The lots in the order of some keys, as somebody sees them.
    pub(super) fn in_order(
        &self,
        order: &Order,
        user: AccountId,
        lots: Vec<ReferenceLot<'m>>,
    ) -> Run<Vec<ReferenceLot<'m>>> {
        let mut ranked: Vec<(Rank, ReferenceLot<'m>)> = Vec::new();
        for lot in lots {
            let numbers: Run<Vec<i64>> = order.keys.iter().map(|key| self.number(key, user, &lot)).collect();
            ranked.push(((numbers?, lot.lot.granted_at, lot.lot.id), lot));
        }
        ranked.sort_by(|(left, _), (right, _)| left.cmp(right));
        if !ranked.is_empty() {
            self.seen.note(order, true);
        }
        self.note_keys(order, &ranked);
        Ok(ranked.into_iter().map(|(_, lot)| lot).collect())
    }

    /// Of two lots that follow each other, the first key that tells them apart has decided.
    fn note_keys(&self, order: &Order, ranked: &[(Rank, ReferenceLot<'m>)]) {
        for ((left, _), (right, _)) in ranked.iter().zip(ranked.iter().skip(1)) {
            for (key, (one, other)) in order.keys.iter().zip(left.0.iter().zip(&right.0)) {
                self.seen.note(key, one != other);
                if one != other {
                    break;
                }
            }
        }
    }

    /// The smaller, the earlier.
    fn number(&self, key: &Key, user: AccountId, lot: &ReferenceLot<'m>) -> Run<i64> {
        Ok(match key {
            Key::Listed(selectors) => {
                let mut best: Option<(u32, i64)> = None;
                for (place, selector) in (0_i64..).zip(selectors) {
                    let narrowness = selector.narrowness();
                    let of_its_kind = Selector { kind: selector.kind.or(Some(lot.lot.kind)), ..selector.clone() };
                    if self.fits(&of_its_kind, lot)? && best.is_none_or(|(narrowest, _)| narrowness > narrowest) {
                        best = Some((narrowness, place));
                    }
                }
                best.map_or(i64::MAX, |(_, place)| place)
            }
            Key::EarliestExpiry => lot.lot.expires_at.0,
            Key::Oldest => lot.lot.granted_at.0,
            Key::Newest => lot.lot.granted_at.0.saturating_neg(),
            Key::RolledFirst => i64::from(lot.lot.generation == 0),
            Key::NewFirst => i64::from(lot.lot.generation > 0),
            Key::MostSpecific => -lot.scope.map_or(0, restrictions),
            Key::OwnBeforePool => i64::from(lot.lot.owner != user),
        })
    }
}

/// How many of window, app, zone, network and mark a scope restricts.
pub(super) fn restrictions(scope: &Scope) -> i64 {
    let labels = [&scope.app, &scope.zone, &scope.network, &scope.carrier, &scope.mark];
    let restricted = labels.into_iter().filter(|labels| **labels != LabelScope::Any).count();
    i64::try_from(restricted).unwrap_or(0)
        + i64::from(!scope.windows.is_empty())
        + i64::from(scope.pays != crate::event::Pays::EVERYTHING)
}
