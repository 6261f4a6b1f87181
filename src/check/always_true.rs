//! A condition that always holds.

use crate::diag::{Code, Diagnostic, Example, Page, Words};
use crate::model::{Condition, Plan};
use crate::text;
use crate::text::{Origin, Text};

use super::reason::conditions::{self, range};

use super::{Found, Lint, Look, Subject};

pub(super) const LINT: Lint = Lint {
    code: Code::AlwaysTrue,
    page: Page {
        what: Words {
            en: "A condition holds for everybody, always.",
            zh: "这个条件对任何人都总是成立。",
        },
        why: Words {
            en: "It tests nothing: everybody has at least 0 MB, and everybody is in the first period or a later one. Write the amount that was meant, or take the condition out.",
            zh: "它没有检验任何东西：每个人都至少有 0 MB，每个人都处于第一个或之后的周期。请写出原本想要的数量，或删去条件。",
        },
        bad: Example::Plan("plan \"P\" {\n  every calendar month: data 20 GB\n  pack \"A\" { price $1; data 1 GB; valid 7 days\n    only if data left at least 0 MB }\n}\n"),
        instead: Example::Plan("plan \"P\" {\n  every calendar month: data 20 GB\n  pack \"A\" { price $1; data 1 GB; valid 7 days\n    only if data left at least 100 MB }\n}\n"),
    },
    look: Look::Plan(look),
};

fn look(subject: &Subject<'_>, plan: &Plan, found: &mut Found) {
    for (condition, origin) in conditions::all(subject, plan) {
        if always(condition) {
            found.all(finding(subject, origin));
        }
    }
}

fn always(condition: &Condition) -> bool {
    match condition {
        Condition::All(all) => all.iter().all(always),
        Condition::Any(any) => any.iter().any(always) || any.iter().any(|one| opposite(any, one)),
        Condition::Held { .. } | Condition::Used { .. } | Condition::Owing { .. } | Condition::Members { .. } | Condition::Subscribed { .. } | Condition::PeriodNumber { .. } => {
            range((condition, true)).is_some_and(|(what, low, high)| {
                let least = u64::from(matches!(what, Condition::PeriodNumber { .. }));
                low <= least && high == u64::MAX
            })
        }
        _ => false,
    }
}

/// Whether one of these is that another is not so.
fn opposite(any: &[Condition], one: &Condition) -> bool {
    matches!(one, Condition::Not(inner) if any.contains(inner))
}

fn finding(subject: &Subject<'_>, origin: Origin) -> Option<Diagnostic> {
    let words = Text::same(subject.words_of(origin));
    Some(
        Diagnostic::new(Code::AlwaysTrue, text!("this condition always holds", "这个条件总是成立"))
            .at(origin.span()?, text!("true of everybody", "对任何人都成立"))
            .why(text!("`{words}` keeps nobody out", "`{words}` 没有排除任何人"; words = words))
            .help(text!("write what was meant to be asked, or take the condition out", "请写出想要的条件，或删去它")),
    )
}
