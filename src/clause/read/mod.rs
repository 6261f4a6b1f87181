//! Parts of clauses that many clauses share, each read in one place: amounts, times, selectors, windows, conditions.
//!
//! A reader gives what it read, or reports once and gives `None`.

pub(super) mod about;
pub(super) mod actions;
pub(super) mod amount;
pub(super) mod any_price;
pub(super) mod assertion;
pub(super) mod blank;
pub(super) mod bonus;
pub(super) mod calendar;
pub(super) mod caps;
mod compare;
pub(super) mod condition;
pub(super) mod days;
pub(super) mod expectation;
pub(super) mod fee;
pub(super) mod happening;
pub(super) mod history;
mod item_limits;
pub(super) mod items;
pub(super) mod keys;
pub(super) mod label;
pub(super) mod limit;
pub(super) mod misplaced;
pub(super) mod moment;
pub(super) mod name;
pub(super) mod named;
pub(super) mod payment;
pub(super) mod price;
pub(super) mod promotion;
pub(super) mod proration;
pub(super) mod repeated;
pub(super) mod rules;
pub(super) mod scene;
pub(super) mod scope;
pub(super) mod season;
pub(super) mod selector;
pub(super) mod service;
pub(super) mod threshold;
pub(super) mod time;
pub(super) mod trigger;
pub(super) mod under;
pub(super) mod unread;
pub(super) mod validity;
pub(super) mod whereabouts;
pub(super) mod who;
pub(super) mod window;

use crate::syntax::Rule;
use crate::syntax::tree::Node;

/// The parts of a sentence without the words that only join them.
pub(super) fn parts(sentence: &Node) -> impl Iterator<Item = &Node> {
    sentence.children.iter().filter(|part| !matches!(part.rule, Rule::k_and | Rule::k_then | Rule::k_before))
}
