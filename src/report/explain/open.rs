//! What the plan leaves open, what is assumed for it, and how it would be said.

use crate::model::Assumption;
use crate::text;
use crate::text::Text;

use super::speech::{Speech, said, section};
use super::words::{Join, list};
use super::{Section, Sentence};

impl Speech<'_> {
    pub(super) fn open_section(&self) -> Section {
        let sentences = self.plan.assumptions.iter().map(open).collect();
        section(text!("What this plan leaves open", "套餐没有说明的"), sentences)
    }
}

/// Its clause is the one that makes the question arise.
fn open(assumption: &Assumption) -> Sentence {
    let Assumption { question: _, because, asks, answer, clauses } = assumption;
    let assumed = text!("The plan does not say {asks}. Assumed: {answer}.", "没有说明：{asks}。按此处理：{answer}。"; asks = asks, answer = answer);
    let clauses: Vec<Text> = clauses.iter().map(|clause| text!("`{clause}`", "`{clause}`"; clause = clause)).collect();
    if clauses.is_empty() {
        return said(assumed, *because);
    }
    let ways = list(&clauses, Join::Or);
    let text =
        text!("{assumed} To say it, write {ways}.", "{assumed}要说明，可写 {ways}。"; assumed = assumed, ways = ways);
    said(text, *because)
}
