//! What the plan leaves open, and what is assumed for it.

use crate::model::Assumption;
use crate::text;

use super::speech::{Speech, said, section};
use super::{Section, Sentence};

impl Speech<'_> {
    pub(super) fn open_section(&self) -> Section {
        let sentences = self.plan.assumptions.iter().map(open).collect();
        section(text!("What this plan leaves open", "套餐没有说明的"), sentences)
    }
}

/// Its clause is the one that makes the question arise.
fn open(assumption: &Assumption) -> Sentence {
    // How to say it is for whoever writes the plan: `check` tells that.
    let Assumption { question: _, because, asks, answer, clauses: _ } = assumption;
    let assumed = text!("The plan does not say {asks}. Assumed: {answer}.", "没有说明：{asks}。按此处理：{answer}。"; asks = asks, answer = answer);
    said(assumed, *because)
}
