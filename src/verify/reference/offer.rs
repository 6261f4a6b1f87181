//! Packs that meet packs.

use crate::event::{AccountId, ProductId, Relation};
use crate::ledger::Reason;
use crate::model::{OneAtATime, Product, ProductKind, Second, Selector, Validity};
use crate::units::{Allowance, Instant, Kind, Quantity};

use super::handlers::Moment;
use super::{Reference, ReferenceLot, Run};

impl<'m> Reference<'m> {
    /// The lots held by an account that fit on this occasion.
    pub(super) fn held_at(&self, account: AccountId, of: &Selector, moment: &Moment) -> Run<Vec<ReferenceLot<'m>>> {
        let mut fitting = Vec::new();
        for lot in self.held_fitting(account, of)? {
            if self.stands(of, &lot, moment)? {
                fitting.push(lot);
            }
        }
        Ok(fitting)
    }

    /// Whether a lot was there before the purchase and its pack stands so to what is bought.
    pub(super) fn stands(&self, of: &Selector, lot: &ReferenceLot<'m>, moment: &Moment) -> Run<bool> {
        for relation in &of.relations {
            let Some((bought, before)) = moment.bought else { return Ok(false) };
            if lot.lot.id.number as usize > before || !self.is_related(*relation, lot.lot.product, bought)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn is_related(&self, relation: Relation, held: ProductId, bought: ProductId) -> Run<bool> {
        let (held, bought) = (self.product(held)?, self.product(bought)?);
        if held.kind != ProductKind::Pack {
            return Ok(false);
        }
        Ok(match relation {
            Relation::SamePack => held.id == bought.id,
            Relation::OtherPack => held.id != bought.id,
            Relation::SameGroup => {
                self.groups_of(held.id).any(|one| self.groups_of(bought.id).any(|other| one == other))
            }
            Relation::SameSize => sizes(held) == sizes(bought),
            Relation::Smaller => sizes(held) < sizes(bought),
            Relation::Bigger => sizes(held) > sizes(bought),
            Relation::SameValidity => validity(held) == validity(bought),
            Relation::SamePrice => price(held) == price(bought),
        })
    }

    /// The names of the groups that a pack is in.
    pub(super) fn groups_of(&self, pack: ProductId) -> impl Iterator<Item = crate::event::LabelId> + use<'m> {
        let groups = self.catalogue.plans.iter().flat_map(|plan| &plan.selling.groups);
        groups.filter(move |group| group.packs.contains(&pack)).map(|group| group.name)
    }

    /// The latest end of what was there, and the validity of what was granted on top of it.
    pub(super) fn sum_of_ends(
        &self,
        account: AccountId,
        lots: &[ReferenceLot<'m>],
        moment: &Moment,
    ) -> Run<Option<Instant>> {
        let Some(fresh) = moment.fresh else { return Ok(None) };
        let before = moment.bought.map_or(fresh.number as usize - 1, |(_, before)| before);
        let old = lots.iter().filter(|lot| lot.lot.id.number as usize <= before).map(|lot| lot.lot.expires_at);
        let from = old.chain([self.now]).max().unwrap_or(self.now);
        if from == Instant::NEVER {
            return Ok(Some(from));
        }
        Ok(Some(self.end_of(account, self.lot(fresh)?.validity, from)?.0))
    }

    /// The rules about a pack, each with the lots that it meets.
    fn met_by(&self, account: AccountId, pack: ProductId) -> Run<Vec<(&'m OneAtATime, Vec<ReferenceLot<'m>>)>> {
        let speaks = |rule: &OneAtATime, id: ProductId| match &rule.group {
            Some(group) => group.packs.contains(&id),
            None => self.catalogue.product(id).is_some_and(|product| product.kind == ProductKind::Pack),
        };
        let mut met = Vec::new();
        for rule in &self.plan(account)?.selling.one_at_a_time {
            let mut held = self.held(account)?;
            held.retain(|lot| {
                let lasts = lot.lot.expires_at > self.now && (lot.lot.unlimited || lot.has_units());
                lasts && speaks(rule, lot.lot.product)
            });
            if speaks(rule, pack) && !held.is_empty() {
                met.push((rule, held));
            }
        }
        Ok(met)
    }

    /// Whether a pack cannot be bought because of what is held.
    pub(super) fn is_in_the_way(&self, account: AccountId, pack: ProductId) -> Run<bool> {
        for (rule, held) in self.met_by(account, pack)? {
            let refuses = match rule.second {
                Second::Replaces => false,
                Second::Refused => true,
                Second::RefusedIfOther => held.iter().any(|lot| lot.lot.product != pack),
                Second::RefusedBeyond(most) => {
                    let packs: std::collections::BTreeSet<u32> = held.iter().map(|lot| lot.lot.product.0).collect();
                    let mut count = 0_u64;
                    for id in packs {
                        count = count.saturating_add(self.held_at_once(account, self.product(ProductId(id))?)?.0);
                    }
                    count >= u64::from(most)
                }
            };
            if refuses {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// What a pack takes the place of is forfeited.
    pub(super) fn replace(&mut self, account: AccountId, pack: ProductId) -> Run {
        for (rule, held) in self.met_by(account, pack)? {
            for lot in held.iter().filter(|_| rule.second == Second::Replaces) {
                let old = lot.lot.product;
                self.account_mut(account)?.subscriptions.retain(|one| one.pack != old);
                self.stop_streams_of(account, lot.lot.product)?;
                if self.lot(lot.lot.id)?.is_held() {
                    self.forfeit_lot(lot.lot.id, Reason::Replaced, rule.origin)?;
                }
            }
        }
        Ok(())
    }
}

/// What a pack grants of each kind; without limit is more than any amount.
fn sizes(pack: &Product) -> Vec<u128> {
    let size = |kind: Kind| {
        let of_kind = pack.grants.iter().filter(|grant| grant.kind == kind);
        let amounts = of_kind.map(|grant| match grant.amount.answer {
            Allowance::Limited(amount) => u128::from(amount.0),
            Allowance::Unlimited => u128::from(u64::MAX),
        });
        amounts.sum::<u128>().min(u128::from(u64::MAX))
    };
    Kind::ALL.into_iter().map(size).collect()
}

fn validity(pack: &Product) -> Option<Validity> {
    pack.grants.first().map(|grant| grant.validity.answer)
}

fn price(pack: &Product) -> Quantity {
    pack.price.map(|price| price.answer.amount).unwrap_or_default()
}
