//! Who may have something, and when it is sold.

use crate::model::Eligibility;
use crate::text;
use crate::text::Text;

use super::Sentence;
use super::speech::{Speech, said};

impl Speech<'_> {
    /// "You can buy it only if …", a sentence for each clause; `what` is "you can buy it", `not` its opposite.
    pub(super) fn eligibility(&self, eligibility: &Eligibility, what: &Text) -> Vec<Sentence> {
        let mut sentences = Vec::new();
        if let Some((from, to, origin)) = eligibility.sold
            && let Some(between) = self.between(from, to)
        {
            let text = text!("{what} only {between}", "仅限{between}，{what}"; what = what, between = between);
            sentences.push(said(super::words::sentence(&text), origin));
        }
        sentences.extend(eligibility.on_sale.iter().chain(&eligibility.only_if).map(|(condition, origin)| {
            let condition = self.condition(condition, true);
            let text =
                text!("{what} only if {condition}", "仅当{condition}时，{what}"; what = what, condition = condition);
            said(super::words::sentence(&text), *origin)
        }));
        sentences
    }
}
