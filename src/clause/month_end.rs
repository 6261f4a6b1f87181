//! # `month end`
//!
//! What one month after the 31st is, for a plan whose periods are months from its start. `month end clamps`: the last day of a
//! shorter month, and the 31st again where there is one. `month end spills`: the 1st of the month after it. `month end
//! drifts`: the last day, and that day ever after.
//!
//! **Edge.** From 31 January 2027 the boundaries are, in turn: 28 February, 31 March, 30 April; 1 March, 31 March, 1 May;
//! 28 February, 28 March, 28 April. Calendar months have no such question.

use crate::syntax::Rule;
use crate::syntax::tree::Clause;

use super::{Context, Example, Lowered, Place, every};

pub(super) const EXAMPLES: &[Example] = &[
    Example {
        place: Place::Plan, en: "every month: data 1 GB; month end drifts", zh: "每月：流量 1 GB；月末漂移"
    },
    Example {
        place: Place::Plan, en: "month end clamps; every month: data 1 GB", zh: "月末取末日；每月：流量 1 GB"
    },
];

pub(super) fn lower(context: &mut Context<'_>, clause: &Clause) -> Lowered {
    context.no_block(clause)?;
    every::set_month_end(context, clause.sentence.child(Rule::month_end)?)
}
