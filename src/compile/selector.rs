//! Selectors and orders.

use crate::model::{Key, Order, Selector};
use crate::program;
use crate::units::Kind;

/// A selector; without a kind it is for every kind but money.
pub(super) fn selector(of: &Selector) -> program::Selector {
    let age = of.older_than_periods.map(program::Age::Periods);
    program::Selector {
        kinds: Kind::ALL.map(|kind| of.is_of(kind)),
        class: of.class,
        product: of.product,
        among: of.group.as_ref().map(|group| group.packs.clone()),
        relations: of.relations.clone(),
        rolled: of.rolled,
        gifted: of.gifted,
        expired: of.expired,
        dormant: of.dormant,
        older_than: of.older_than.map(program::Age::For).or(age),
        expiring_within: of.expiring_within,
    }
}

/// One kind, or every kind but money.
pub(super) fn kinds(kind: Option<Kind>) -> [bool; Kind::COUNT] {
    let mut kinds = [kind.is_none(); Kind::COUNT];
    kinds[Kind::Money.index()] = false;
    if let Some(kind) = kind {
        kinds[kind.index()] = true;
    }
    kinds
}

/// An order.
pub(super) fn order(order: &Order) -> Vec<program::Key> {
    order.keys.iter().map(key).collect()
}

fn key(key: &Key) -> program::Key {
    match key {
        Key::Listed(selectors) => program::Key::Listed(listed(selectors)),
        Key::EarliestExpiry => program::Key::EarliestExpiry,
        Key::Oldest => program::Key::Oldest,
        Key::Newest => program::Key::Newest,
        Key::RolledFirst => program::Key::RolledFirst,
        Key::NewFirst => program::Key::NewFirst,
        Key::MostSpecific => program::Key::MostSpecific,
        Key::OwnBeforePool => program::Key::OwnBeforePool,
    }
}

/// The items of a list, the narrowest first, so that the first that fits a lot is the one that speaks of it.
fn listed(selectors: &[Selector]) -> Vec<program::Listed> {
    let mut placed: Vec<(u32, &Selector)> = (0..).zip(selectors).collect();
    placed.sort_by_key(|(_, of)| std::cmp::Reverse(of.narrowness()));
    let of_any_kind = |of: &Selector| match of.kind {
        Some(_) => selector(of),
        // Lots are compared with lots of their own kind only: what is said of no kind holds for money, too.
        None => program::Selector { kinds: [true; Kind::COUNT], ..selector(of) },
    };
    placed.into_iter().map(|(place, of)| program::Listed { of: of_any_kind(of), place }).collect()
}
