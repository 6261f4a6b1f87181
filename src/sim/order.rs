//! Which lot pays first: one comparison, made of the plan's keys.

use std::cmp::{Ordering, Reverse};

use crate::event::AccountId;
use crate::program::{Key, Plan};

use super::World;
use super::fits::fits_lastingly;
use super::holding::Holding;

/// A lot that a member of a pool may use: whose, and its place there.
pub(super) type Candidate = (usize, usize);

/// The order of two lots when `user` is to pay. It is total: the last tie is broken by lot number.
pub(super) fn pays_before(keys: &[Key], user: AccountId, a: &Holding, b: &Holding) -> Ordering {
    b.used_first.cmp(&a.used_first).then_with(|| compare(keys, user, a, b))
}

/// The order of two lots by keys alone.
pub(super) fn compare(keys: &[Key], user: AccountId, a: &Holding, b: &Holding) -> Ordering {
    let by_keys = || keys.iter().map(|key| by_key(key, user, a, b)).find(|order| order.is_ne());
    by_keys()
        .unwrap_or(Ordering::Equal)
        .then_with(|| a.lot.granted_at.cmp(&b.lot.granted_at))
        .then_with(|| a.lot.id.cmp(&b.lot.id))
}

fn by_key(key: &Key, user: AccountId, a: &Holding, b: &Holding) -> Ordering {
    let compare = |rank: &dyn Fn(&Holding) -> i64| rank(a).cmp(&rank(b));
    match key {
        Key::Listed(list) => compare(&|holding| {
            let listed = list.iter().find(|listed| fits_lastingly(&listed.of, holding));
            listed.map_or(i64::MAX, |listed| i64::from(listed.place))
        }),
        Key::EarliestExpiry => compare(&|holding| holding.lot.expires_at.0),
        Key::Oldest => compare(&|holding| holding.lot.granted_at.0),
        Key::Newest => Reverse(a.lot.granted_at).cmp(&Reverse(b.lot.granted_at)),
        Key::RolledFirst => compare(&|holding| i64::from(holding.lot.generation == 0)),
        Key::NewFirst => compare(&|holding| i64::from(holding.lot.generation > 0)),
        Key::MostSpecific => compare(&|holding| -i64::from(holding.restrictions)),
        Key::OwnBeforePool => compare(&|holding| i64::from(holding.lot.owner != user)),
    }
}

impl World<'_> {
    /// Puts the lots of an account that may pay in order, after something about them has changed.
    pub(super) fn sort_lots(&mut self, account: usize) {
        let keys = &self.plan_of(account).order;
        let account = &mut self.accounts[account];
        let (holdings, user) = (&account.holdings, account.id);
        for order in &mut account.order {
            order.sort_unstable_by(|a, b| pays_before(keys, user, &holdings[*a], &holdings[*b]));
        }
    }

    /// The lots that whoever is in a pool may use, its own and the pool's, in the order of the owner's plan.
    pub(super) fn gather(&mut self, member: usize, owner: usize, kind: usize) -> Vec<Candidate> {
        let mut candidates = std::mem::take(&mut self.scratch);
        candidates.clear();
        candidates.extend(self.accounts[member].order[kind].iter().map(|index| (member, *index)));
        let plan = self.plan_of(owner);
        let mut share = |holder: usize| {
            let account = &self.accounts[holder];
            let shared = account.order[kind].iter().filter(|index| is_shared(plan, &account.holdings[**index]));
            candidates.extend(shared.map(|index| (holder, *index)));
        };
        if owner != member {
            share(owner);
        }
        if plan.pool.as_ref().is_some_and(|pool| pool.everybody) {
            let others = self.accounts[owner].members.iter().filter(|other| **other != member);
            // What a suspended line has sleeps with it.
            others.filter(|other| self.accounts[**other].suspended_since.is_none()).for_each(|other| share(*other));
        }
        let user = self.accounts[member].id;
        candidates.sort_unstable_by(|(a, i), (b, j)| {
            pays_before(&plan.order, user, &self.accounts[*a].holdings[*i], &self.accounts[*b].holdings[*j])
        });
        candidates
    }
}

/// Whether a lot of a pool's owner, or of a member that brings its own, may be used by the others.
pub(super) fn is_shared(plan: &Plan, holding: &Holding) -> bool {
    plan.pool.as_ref().is_some_and(|pool| !holding.lot.gifted && pool.of.iter().any(|of| fits_lastingly(of, holding)))
}
