//! A condition that can never hold: it asks for a thing and for its opposite.

use crate::diag::{Code, Diagnostic, Example, Page, Words};
use crate::model::{Condition, Plan};
use crate::text;
use crate::text::Origin;

use super::reason::conditions::{self, gather};
use super::reason::disjoint::{excludes, sides};
use super::{Found, Lint, Look, Subject};

pub(super) const LINT: Lint = Lint {
    code: Code::NeverTrue,
    page: Page {
        what: Words {
            en: "A condition asks for something and for its opposite, or for what this plan never does, so it never holds.",
            zh: "条件同时要求某事及其相反，因此永远不成立。",
        },
        why: Words {
            en: "What stands behind it is never sold, never given, never done, and no test of it can pass. Usually one of the two was meant for another clause.",
            zh: "它后面的内容永远不会出售、发放或执行，针对它的测试也不可能通过。通常其中一个条件本来属于别的条款。",
        },
        bad: Example::Plan("plan \"P\" {\n  every calendar month: price $5, data 20 GB\n  pack \"A\" { data 1 GB; only if marked \"staff\"; unless marked \"staff\" }\n}\n"),
        instead: Example::Plan("plan \"P\" {\n  every calendar month: price $5, data 20 GB\n  pack \"A\" { data 1 GB; only if marked \"staff\" }\n}\n"),
    },
    look: Look::Plan(look),
};

fn look(subject: &Subject<'_>, plan: &Plan, found: &mut Found) {
    let packs = subject.packs(plan).map(|pack| &pack.eligibility);
    for eligibility in packs.chain([&plan.eligibility]) {
        let (mut sure, mut clauses): (Vec<(&Condition, bool)>, Vec<Origin>) = (Vec::new(), Vec::new());
        for (condition, origin) in &eligibility.only_if {
            let before = sure.len();
            gather(condition, true, &mut sure);
            clauses.resize(sure.len(), *origin);
            found.all((before..sure.len()).find_map(|new| contradiction(&sure, &clauses, new)));
        }
    }
    for (condition, origin) in conditions::all(subject, plan) {
        let mut sure = Vec::new();
        gather(condition, true, &mut sure);
        if sure.len() > 1 {
            let clauses = vec![origin; sure.len()];
            found.all((0..sure.len()).find_map(|new| contradiction(&sure, &clauses, new)));
        }
        found.all(sure.iter().find_map(|one| by_the_plan(plan, *one, origin)));
    }
}

/// Whether this one and an earlier one cannot hold together.
fn contradiction(sure: &[(&Condition, bool)], clauses: &[Origin], new: usize) -> Option<Diagnostic> {
    let one = sure.get(new)?;
    let earlier = sure.iter().take(new).position(|other| excludes(*one, *other))?;
    let (here, there) = (clauses.get(new)?.span()?, clauses.get(earlier)?.span()?);
    let found = Diagnostic::new(Code::NeverTrue, text!("this condition can never hold", "这个条件永远不成立"))
        .at(here, text!("asks for what never comes together", "要求永远不会同时出现的情况"))
        .why(text!("of two things that it asks for, one is never so when the other is", "它要求的两件事，一件成立时另一件必不成立"))
        .help(text!("take one of the two out", "请删去其中之一"));
    Some(if here == there { found } else { found.at(there, text!("with what is asked for here", "与这里的要求")) })
}

/// What a condition asks for that this plan never does.
fn by_the_plan(plan: &Plan, (condition, holds): (&Condition, bool), origin: Origin) -> Option<Diagnostic> {
    let Condition::Renewed(timing) = condition else { return None };
    (holds && !plan.renewal.automatic).then_some(())?;
    if timing.automatic != Some(true) {
        let only_at_the_end = sides(timing) == [false, true, false];
        return only_at_the_end.then(|| on_time_by_hand(origin)).flatten();
    }
    Some(
        Diagnostic::new(Code::NeverTrue, text!("this condition can never hold", "这个条件永远不成立"))
            .at(origin.span()?, text!("asks for a renewal by the system", "要求由系统续订"))
            .why(text!("this plan is renewed by hand: the system renews it for nobody", "这个套餐手动续订：系统不会为任何人续订"))
            .help(text!("write `renewed by hand`, or let the plan renew automatically", "请写 `手动续订`，或让套餐自动续订")),
    )
}

/// A period that nobody has renewed has ended at its end: whoever renews by hand has done so before, or does it late.
fn on_time_by_hand(origin: Origin) -> Option<Diagnostic> {
    Some(
        Diagnostic::new(Code::NeverTrue, text!("this condition can never hold", "这个条件永远不成立"))
            .at(origin.span()?, text!("asks for a renewal at the very end", "要求恰在周期结束时续订"))
            .why(text!(
                "this plan is renewed by hand, before the period's end or after it: only the system renews at the very end",
                "这个套餐手动续订，在周期结束之前或之后：只有系统恰在周期结束时续订"
            ))
            .help(text!("write `renewed on time or early`, which is not late", "请写 `已续订按时或提前`，即未逾期")),
    )
}
