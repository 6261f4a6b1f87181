//! What another clause decides first: a sentence of a pack that all its units override, what is tried behind something that
//! never ends, a weight behind one that fits all.

use crate::diag::{Code, Diagnostic, Example, Page, Words};
use crate::model::{Depletion, Fallback, Grant, Plan, Product, Resort, RolloverOf, Scope, Weight};
use crate::syntax::Rule;
use crate::text;
use crate::text::{Span, Text};

use super::reason::clauses;

use super::{Found, Lint, Look, Subject};

pub(super) const LINT: Lint = Lint {
    code: Code::Shadowed,
    page: Page {
        what: Words {
            en: "A pack says how long it is valid, or what becomes of its leftover, and each of its units says otherwise. Or something is to be tried behind what lets all use through, or a clause for some uses stands behind one for all of them.",
            zh: "流量包写明了有效期或结余的处理，而它的每项额度又各写了一套；或在放行一切使用的办法之后还写了别的办法；或针对部分使用的条款写在针对全部使用的条款之后。",
        },
        why: Words {
            en: "One of the two does nothing: the nearer one decides, or the first that fits. Customers who read both see two ends of one thing. Keep one of them, or write the narrower one first.",
            zh: "两者之一不起作用：由更近的、或第一个适用的那句决定。两句都读到的客户会看到同一事项的两个结果。请只保留其中之一，或把范围更窄的写在前面。",
        },
        bad: Example::Plan("plan \"P\" {\n  every calendar month: data 20 GB\n  no rollover\n  pack \"A\" { price $1; data 1 GB valid 7 days; valid 30 days }\n}\n"),
        instead: Example::Plan("plan \"P\" {\n  every calendar month: data 20 GB\n  no rollover\n  pack \"A\" { price $1; data 1 GB valid 7 days, data 2 GB; valid 30 days }\n}\n"),
    },
    look: Look::Plan(look),
};

fn look(subject: &Subject<'_>, plan: &Plan, found: &mut Found) {
    found.all(plan.depletions.iter().filter_map(behind_what_never_ends));
    found.all(plan.weights.iter().enumerate().filter_map(|(at, weight)| {
        let first = plan.weights.iter().take(at).find(|first| first.kind == weight.kind && first.scope == Scope::default());
        behind_one_for_all(first?, weight)
    }));
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

/// What is to be tried behind what lets all use through for ever. A last `then block` only says that this is all.
fn behind_what_never_ends(rule: &Depletion) -> Option<Diagnostic> {
    let endless = |resort: &Resort| {
        let all = resort.condition.is_none() && resort.scope == Scope::default();
        all && matches!(resort.what, Fallback::Throttle { up_to: None, .. } | Fallback::Free { up_to: None })
    };
    let mut resorts = rule.fallbacks.answer.iter().skip_while(|resort| !endless(resort));
    resorts.next()?;
    resorts.find(|resort| !matches!(resort.what, Fallback::Block | Fallback::BlockWhole))?;
    Some(
        Diagnostic::new(Code::Shadowed, text!("what stands behind this is never tried", "后面的办法永远轮不到"))
            .at(rule.fallbacks.origin.span()?, text!("lets all use through, for ever", "一直放行所有使用"))
            .why(text!(
                "what lets use through without limit leaves nothing over for what is to come then",
                "无限放行之后，没有剩下的使用可供后面的办法处理"
            ))
            .help(text!(
                "give it an amount (`throttle to 128 kbps up to 5 GB a period`), or write it last",
                "给它一个数量（`限速 128 kbps 最多 5 GB 每周期`），或把它写在最后"
            )),
    )
}

/// A weight for some uses behind one for all uses of the kind: the first that fits decides.
fn behind_one_for_all(first: &Weight, weight: &Weight) -> Option<Diagnostic> {
    (weight.times != first.times).then_some(())?;
    Some(
        Diagnostic::new(Code::Shadowed, text!("this is never counted so: another clause fits first", "永远不会这样计算：另一条先适用"))
            .at(weight.origin.span()?, text!("for some uses", "针对部分使用"))
            .at(first.origin.span()?, text!("for all of them, and it stands first", "针对全部使用，且写在前面"))
            .help(text!("write the clause for some uses before the one for all", "请把针对部分使用的条款写在前面")),
    )
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
