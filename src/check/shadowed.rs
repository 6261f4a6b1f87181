//! A sentence of a pack that all its units override.

use crate::diag::{Code, Diagnostic, Example, Page, Words};
use crate::model::{Grant, Plan, Product, RolloverOf};
use crate::syntax::Rule;
use crate::text;
use crate::text::{Span, Text};

use super::reason::clauses;

use super::{Found, Lint, Look, Subject};

pub(super) const LINT: Lint = Lint {
    code: Code::Shadowed,
    page: Page {
        what: Words {
            en: "A pack says how long it is valid, or what becomes of its leftover, and each of its units says otherwise.",
            zh: "流量包写明了有效期或结余的处理，而它的每项额度又各写了一套。",
        },
        why: Words {
            en: "The sentence for the whole pack does nothing: the nearer one decides. Customers who read both see two ends of one thing. Keep one of them.",
            zh: "对整个包的这句话不起作用：更近的那句决定。两句都读到的客户会看到同一事项的两个结果。请只保留其中之一。",
        },
        bad: Example::Plan("plan \"P\" {\n  every calendar month: data 20 GB\n  no rollover\n  pack \"A\" { price $1; data 1 GB valid 7 days; valid 30 days }\n}\n"),
        instead: Example::Plan("plan \"P\" {\n  every calendar month: data 20 GB\n  no rollover\n  pack \"A\" { price $1; data 1 GB valid 7 days, data 2 GB; valid 30 days }\n}\n"),
    },
    look: Look::Plan(look),
};

fn look(subject: &Subject<'_>, plan: &Plan, found: &mut Found) {
    for pack in subject.packs(plan).filter(|pack| pack.sale.any_price.is_none() && !pack.grants.is_empty()) {
        for clause in clauses::inside(subject, pack.origin).filter(|clause| subject.clause_at(clause.span).is_some()) {
            match clause.sentence.rule {
                Rule::valid_clause => found.all(finding(pack, clause.sentence.span, end)),
                Rule::rollover_clause => found.all(finding(pack, clause.sentence.span, leftover)),
                _ => {}
            }
        }
    }
}

/// Where it stands how long a grant lives.
fn end(grant: &Grant) -> Option<Span> {
    grant.tie.is_none().then(|| grant.validity.origin.span()).flatten()
}

/// Where it stands what becomes of its leftover.
fn leftover(grant: &Grant) -> Option<Span> {
    match &grant.rollover {
        RolloverOf::Plan => None,
        RolloverOf::Never(origin) => origin.span(),
        RolloverOf::Own(rule) => rule.origin.span(),
    }
}

/// A sentence of a pack, where every grant has that from a place of its own.
fn finding(pack: &Product, sentence: Span, of: fn(&Grant) -> Option<Span>) -> Option<Diagnostic> {
    let places: Option<Vec<Span>> = pack.grants.iter().map(of).collect();
    let places = places?;
    let inside = |place: &Span| place.source == sentence.source && sentence.start <= place.start && place.end <= sentence.end;
    (!places.iter().any(inside)).then_some(())?;
    let name = Text::same(&pack.name);
    let nearer = *places.first()?;
    Some(
        Diagnostic::new(Code::Shadowed, text!("this says nothing: all that `{name}` grants says otherwise", "这一条不起作用：`{name}` 的所有额度都另有规定"; name = name))
            .at(sentence, text!("for the whole pack", "对整个包"))
            .at(nearer, text!("this is nearer, and decides", "这一条更近，由它决定"))
            .help(text!("keep one of the two", "请只保留其中之一")),
    )
}
