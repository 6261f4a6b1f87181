//! Orders of use: `packs first, then rolled, then plan`.

use crate::model::{Key, Selector};
use crate::syntax::Rule;
use crate::syntax::tree::Node;

use super::super::Context;
use super::selector;

/// The keys of the items of an order. Selectors that follow each other are one list.
pub(crate) fn keys(context: &mut Context<'_>, node: &Node) -> Option<Vec<Key>> {
    let mut keys: Vec<Key> = Vec::new();
    for item in node.all(Rule::order_item) {
        let first = item.children.iter().find(|child| matches!(child.rule, Rule::order_key | Rule::selector))?;
        if first.rule == Rule::order_key {
            keys.push(key(first)?);
            continue;
        }
        let of: Selector = selector::selector(context, first)?;
        match keys.last_mut() {
            Some(Key::Listed(list)) => list.push(of),
            _ => keys.push(Key::Listed(vec![of])),
        }
    }
    Some(keys)
}

fn key(node: &Node) -> Option<Key> {
    Some(match node.first()?.rule {
        Rule::k_earliest_expiry => Key::EarliestExpiry,
        Rule::k_oldest => Key::Oldest,
        Rule::k_newest => Key::Newest,
        Rule::k_most_specific => Key::MostSpecific,
        Rule::k_own_before_pool => Key::OwnBeforePool,
        Rule::k_rolled_before_new => Key::RolledFirst,
        Rule::k_new_before_rolled => Key::NewFirst,
        _ => return None,
    })
}
