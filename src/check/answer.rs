//! The clauses that answer what a plan leaves open, as changes of the text: each at the place where it belongs.
//!
//! A setting of the operator goes into the operator's block, or to the top of the file; what a limit, a gift or a bonus leaves
//! open goes behind it; everything else is a clause of its own in the plan or the pack.

mod place;

use crate::diag::{Edit, Fix};
use crate::model::{Assumption, Plan, Question};
use crate::text;
use crate::text::{Span, Text};

use super::Subject;

/// The answers to a question as changes, the assumed one first. That one changes nothing of what the plan does, and yet none
/// is safe: which it is to be is for the plan's owner to say.
#[must_use]
pub fn answers(subject: &Subject<'_>, plan: &Plan, open: &Assumption) -> Vec<Fix> {
    let lang = subject.language();
    let fix = |clause: &Text| {
        let edit = edit(subject, plan, open, clause.get(lang))?;
        (edit.span.source == subject.source).then(|| {
            let title = text!("write `{clause}`", "写明 `{clause}`"; clause = clause);
            Fix { title, edits: vec![edit], safe: false }
        })
    };
    open.clauses.iter().filter_map(fix).collect()
}

fn edit(subject: &Subject<'_>, plan: &Plan, open: &Assumption, clause: &str) -> Option<Edit> {
    let because = open.because.span();
    match open.question {
        Question::Zone | Question::Gigabyte | Question::Currency => place::of_operator(subject, plan, clause),
        // The word itself gives way to the hours.
        Question::Night => Some(Edit { span: because?, text: clause.to_owned() }),
        // It rolls over, and only for how long is open.
        Question::Rollover if open.because != plan.origin => behind(because?, clause),
        Question::CapSide => Some(Edit { span: because?.after(), text: format!(" {clause}") }),
        Question::GiftFunding | Question::GiftExpiry => behind(because?, clause),
        // What is asked is only the part behind the comma: the time is said.
        Question::Grace => behind(because?, clause.split([',', '，']).nth(1)?.trim()),
        Question::Amount if open.because == plan.origin => place::in_plan(subject, plan, clause),
        Question::Amount | Question::Price | Question::Validity => match place::block_at(subject, because?) {
            Some(block) => place::in_block(subject, block, clause),
            None => behind(because?, clause),
        },
        Question::Cycle
        | Question::Order
        | Question::Depletion
        | Question::Rollover
        | Question::MonthEnd
        | Question::PurchaseExpiry
        | Question::Change
        | Question::Suspension
        | Question::EarlyRenewal
        | Question::Existing => place::in_plan(subject, plan, clause),
    }
}

fn behind(span: Span, clause: &str) -> Option<Edit> {
    Some(Edit { span: span.after(), text: format!(", {clause}") })
}

#[cfg(test)]
mod tests;
