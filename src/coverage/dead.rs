//! What no scenario can reach, whatever it tells.

use crate::diag::Code;
use crate::syntax::Rule;
use crate::text::Span;

use super::written::{Written, inside};
use super::{Cannot, Clause, Unit, leftover};

/// Findings about a part of a clause: it can be come to, only not come out in some way.
const OF_A_PART: &[Code] = &[
    Code::AlwaysTrue,
    Code::NeverTrue,
    Code::MoreThanThereCanBe,
    Code::BankOutOfReach,
    Code::LimitOutOfReach,
    Code::ShareCapOutOfReach,
    Code::OrderNeverDecides,
];

/// What lints have found, and where.
type Found = [(Code, Span)];

/// The clauses that can never act, with their blocks.
pub(super) fn whole(clauses: &[Written<'_>], dead: &Found) -> Vec<(Code, Span)> {
    let of_a_whole: Vec<&(Code, Span)> = dead.iter().filter(|(code, _)| !OF_A_PART.contains(code)).collect();
    let found = |clause: &Written<'_>| {
        let code = of_a_whole.iter().find(|(_, span)| meet(*span, clause.span)).map(|(code, _)| *code);
        Some((code?, clause.whole))
    };
    clauses.iter().filter_map(found).collect()
}

/// Says of what was not reached in a clause whether it can be.
pub(super) fn mark(found: &mut Clause, clause: &Written<'_>, (dead, whole): (&Found, &Found), units: &[Unit<'_>]) {
    let known = |list: &Found, fits: &dyn Fn(Span) -> bool| {
        list.iter().find(|(_, span)| fits(*span)).map(|(code, _)| Cannot::Found(*code))
    };
    for outcome in found.outcomes.iter_mut().filter(|outcome| outcome.by.is_empty()) {
        outcome.cannot = known(dead, &|span| meet(span, outcome.span));
    }
    if found.by.is_empty() {
        let alone = || (is_of_change(clause) && is_alone(clause, units)).then_some(Cannot::NoOtherPlan);
        let nothing = || leftover::is_of_nothing(clause, units).then_some(Cannot::NothingLeft);
        found.cannot = known(whole, &|span| inside(clause.span, span)).or_else(alone).or_else(nothing);
        if found.cannot.is_some() {
            found.outcomes.iter_mut().for_each(|outcome| outcome.cannot = found.cannot);
        }
    }
}

fn meet(one: Span, other: Span) -> bool {
    inside(one, other) || inside(other, one)
}

fn is_of_change(clause: &Written<'_>) -> bool {
    matches!(clause.sentence.rule, Rule::change_time_clause | Rule::change_terms_clause)
        || !clause.all(&[Rule::plan_change_trigger]).is_empty()
}

/// Whether nobody who reads the file has a second plan.
fn is_alone(clause: &Written<'_>, units: &[Unit<'_>]) -> bool {
    let with = units.iter().filter(|unit| unit.files.iter().any(|(id, _)| *id == clause.span.source));
    let others = |unit: &Unit<'_>| unit.catalogue.plans.iter().filter(|plan| plan.version.is_none()).count();
    with.map(others).max().unwrap_or_default() < 2
}
