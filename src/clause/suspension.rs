//! # `while suspended`
//!
//! What a suspension does to the time of units: `while suspended, clock stops` moves their end by as long as the suspension
//! lasts; `clock runs` leaves it where it is. They cannot be used meanwhile either way.
//!
//! **Edge.** Units whose clock runs and whose end falls into the suspension expire in it.

use crate::model::{Choice, Suspension};
use crate::syntax::Rule;
use crate::syntax::tree::Clause;
use crate::text::Origin;

use super::{Context, Example, Lowered, Place};

pub(super) const EXAMPLES: &[Example] = &[
    Example { place: Place::Plan, en: "while suspended, clock stops", zh: "停机期间，停止计时" },
    Example { place: Place::Plan, en: "while suspended clock runs", zh: "停机期间继续计时" },
];

pub(super) fn lower(context: &mut Context<'_>, clause: &Clause) -> Lowered {
    context.no_block(clause)?;
    let clock = clause.sentence.child(Rule::clock)?;
    let answer = if clock.has(Rule::k_clock_stops) { Suspension::ClockStops } else { Suspension::ClockRuns };
    context.plan.suspension = Choice::stated(answer, Origin::Written(clause.sentence.span));
    Some(())
}
