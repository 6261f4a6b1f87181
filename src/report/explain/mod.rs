//! A plan in the sentences a customer would read: everything it says, and everything that is assumed for it.
//!
//! Each file here says one part of a plan, in every language at once, by small phrases ([`Text`]) that are put together.
//! Matches on the model are exhaustive on purpose: a new element of the model does not compile until it can be said.

mod amount;
mod ceiling;
mod changes;
mod charge_cap;
mod condition;
mod core;
mod counting;
mod date;
mod depletion;
mod eligibility;
mod fee;
mod gift;
mod grants;
mod handler;
mod history;
mod leftovers;
mod names;
mod notice;
mod open;
mod order;
mod packs;
mod plan;
mod pool;
mod price;
mod promise;
mod proration;
mod render;
mod rollover;
mod scope;
mod selector;
mod selling;
mod service;
mod spacing;
mod speech;
mod time;
mod toll;
mod trigger;
mod validity;
mod version;
mod view;
mod words;

use crate::model::{Catalogue, Plan};
use crate::text::{Origin, Text};

use speech::Speech;

pub use self::core::core;
pub use render::render;
pub use view::{Clause, ExplainedSection, ExplainedSentence, Explanation, Words, view};

/// Sentences about one thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// What it is about.
    pub title: Text,
    /// What is said, in an order to be read in.
    pub sentences: Vec<Sentence>,
}

/// What one clause means; it may take more than one sentence to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// The words.
    pub text: Text,
    /// The clause behind it, or that nobody wrote it.
    pub origin: Origin,
}

impl Sentence {
    fn new(text: Text, origin: Origin) -> Sentence {
        let text = Text { zh: spacing::spaced(&text.zh), ..text };
        Sentence { text, origin }
    }

    /// Whether it tells what is assumed, and not what the plan says.
    #[must_use]
    pub fn is_assumed(&self) -> bool {
        self.origin == Origin::Assumed
    }
}

/// The plan, in sections; those that would be empty are left out.
#[must_use]
pub fn explain(catalogue: &Catalogue, plan: &Plan) -> Vec<Section> {
    let speech = Speech::of(catalogue, plan);
    let sections = [
        speech.plan_section(),
        speech.grants_section(),
        speech.packs_section(),
        speech.promotions_section(),
        speech.extras_section(),
        speech.leftovers_section(),
        speech.order_section(),
        speech.depletion_section(),
        speech.pool_section(),
        speech.gift_section(),
        speech.changes_section(),
        speech.notices_section(),
        speech.promises_section(),
        speech.counting_section(),
        speech.open_section(),
    ];
    sections.into_iter().map(without_repeats).filter(|section| !section.sentences.is_empty()).collect()
}

/// The same thing said twice, as of two grants of one pack, is said once.
fn without_repeats(section: Section) -> Section {
    let mut each: Vec<Sentence> = Vec::new();
    for sentence in section.sentences {
        // Only neighbours: what follows another pack is said of another pack.
        if each.last().is_none_or(|last| last.text != sentence.text) {
            each.push(sentence);
        }
    }
    Section { sentences: each, ..section }
}

#[cfg(test)]
mod tests;
