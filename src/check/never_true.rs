//! A condition that can never hold: it asks for a thing and for its opposite.

use crate::diag::{Code, Diagnostic, Example, Page, Words};
use crate::model::{Condition, Plan};
use crate::text;
use crate::text::Origin;

use super::reason::conditions::{self, gather, range};
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
        .at(here, text!("asks for the opposite", "要求相反的情况"))
        .why(text!("it asks for something and for its opposite", "它同时要求某事及其相反"))
        .help(text!("take one of the two out", "请删去其中之一"));
    Some(if here == there { found } else { found.at(there, text!("of what is asked for here", "与这里的要求相反")) })
}

/// What a condition asks for that this plan never does.
fn by_the_plan(plan: &Plan, (condition, holds): (&Condition, bool), origin: Origin) -> Option<Diagnostic> {
    let Condition::Renewed(timing) = condition else { return None };
    (holds && timing.automatic == Some(true) && !plan.renewal.automatic).then_some(())?;
    Some(
        Diagnostic::new(Code::NeverTrue, text!("this condition can never hold", "这个条件永远不成立"))
            .at(origin.span()?, text!("asks for a renewal by the system", "要求由系统续订"))
            .why(text!("this plan is renewed by hand: the system renews it for nobody", "这个套餐手动续订：系统不会为任何人续订"))
            .help(text!("write `renewed by hand`, or let the plan renew automatically", "请写 `手动续订`，或让套餐自动续订")),
    )
}

/// Whether two conditions cannot hold together: one is the opposite of the other, or they ask for amounts of the same thing
/// that do not meet.
fn excludes(one: (&Condition, bool), other: (&Condition, bool)) -> bool {
    if one.0 == other.0 {
        return one.1 != other.1;
    }
    match (range(one), range(other)) {
        (Some((one, low, high)), Some((other, from, to))) => one == other && (high < from || to < low),
        _ => false,
    }
}
