//! A clause that does what a promise says is never done.

use crate::diag::{Code, Diagnostic, Example, Page, Words};
use crate::model::{Ask, Fallback, Key, Life, Plan, Promise, PromiseKind, Resort};
use crate::text;
use crate::text::{Span, Text};
use crate::units::Duration;

use super::reason::lots::{longest, shortest};

use super::{Found, Lint, Look, Subject};

pub(super) const LINT: Lint = Lint {
    code: Code::PromiseBroken,
    page: Page {
        what: Words {
            en: "A clause of a plan breaks a promise of the same file.",
            zh: "套餐的某条款违反了同一文件中的承诺。",
        },
        why: Words {
            en: "Who reads the promise relies on it, and the clause decides what happens. Put the clause right, or promise less.",
            zh: "读到承诺的人会信赖它，而实际由条款决定。请改正条款，或承诺得更少。",
        },
        bad: Example::Plan("plan \"P\" {\n  every calendar month: price $5, data 20 GB\n  no rollover\n  use newest first\n  pack \"A\" { price $1; data 1 GB; valid 7 days }\n}\npromise \"no waste\": earliest expiry is used first\n"),
        instead: Example::Plan("plan \"P\" {\n  every calendar month: price $5, data 20 GB\n  no rollover\n  use earliest expiry first\n  pack \"A\" { price $1; data 1 GB; valid 7 days }\n}\npromise \"no waste\": earliest expiry is used first\n"),
    },
    look: Look::Plan(look),
};

fn look(subject: &Subject<'_>, plan: &Plan, found: &mut Found) {
    for promise in &subject.catalogue.promises {
        match &promise.kind {
            PromiseKind::NoChargeWithoutConsent => found.all(unasked(plan, promise)),
            PromiseKind::EarliestPays => found.all(other_order(plan, promise)),
            PromiseKind::StaysUsable { at_least, while_renewed: false, .. } => found.all(too_short(subject, plan, (promise, *at_least))),
            _ => {}
        }
    }
}

fn finding(promise: &Promise, (place, label): (Span, Text)) -> Option<Diagnostic> {
    let name = Text::same(&promise.name);
    Some(
        Diagnostic::new(Code::PromiseBroken, text!("this breaks the promise `{name}`", "这违反了承诺 `{name}`"; name = name))
            .at(place, label)
            .at(promise.origin.span()?, text!("promised here", "承诺在此")),
    )
}

fn unasked(plan: &Plan, promise: &Promise) -> Option<Diagnostic> {
    let (depletion, _) = plan.depletions.iter().find_map(|depletion| {
        let unasked = |resort: &&Resort| matches!(resort.what, Fallback::Charge { consent: Ask::No, .. } | Fallback::Buy { consent: Ask::No, .. });
        Some((depletion, depletion.fallbacks.answer.iter().find(unasked)?))
    })?;
    let label = text!("charged without asking", "不征得同意就收费");
    Some(finding(promise, (depletion.fallbacks.origin.span()?, label))?.help(text!("write `with consent` behind the charge", "请在收费后面写 `经同意`")))
}

fn other_order(plan: &Plan, promise: &Promise) -> Option<Diagnostic> {
    (plan.order.answer.keys.first() != Some(&Key::EarliestExpiry) && !plan.order.is_assumed()).then_some(())?;
    let several = !plan.packs.is_empty() || plan.rollovers.answer.iter().any(|rule| rule.life.is_some());
    let label = text!("something else than the end decides first", "首先决定的不是到期日");
    let oldest = plan.order.answer.keys.first() == Some(&Key::Oldest) && plan.packs.is_empty();
    (several && !oldest).then_some(())?;
    Some(finding(promise, (plan.order.origin.span()?, label))?.help(text!("write `use earliest expiry first`", "请写 `使用最早到期优先`")))
}

/// Leftovers that are promised for longer than they live.
fn too_short(subject: &Subject<'_>, plan: &Plan, (promise, at_least): (&Promise, Duration)) -> Option<Diagnostic> {
    let PromiseKind::StaysUsable { of, .. } = &promise.kind else { return None };
    (of.rolled == Some(true)).then_some(())?;
    let rule = plan.rollovers.answer.iter().find(|rule| of.kind.is_none() || rule.of.kind.is_none() || of.kind == rule.of.kind)?;
    let Some(Life::For(length)) = rule.life else { return None };
    let promised = longest(at_least)?;
    let shorter = match (length, at_least) {
        (Duration::Months(kept), Duration::Months(said)) | (Duration::Days(kept), Duration::Days(said)) => kept < said,
        _ => shortest(length) + 3_600 < promised,
    };
    shorter.then_some(())?;
    let words = Text::same(subject.words_of(rule.origin));
    let (least, most) = (shortest(length).div_ceil(86_400), promised / 86_400);
    Some(
        finding(promise, (rule.origin.span()?, text!("can be as short as {least} days", "可能只有 {least} 天")))?
            .why(text!("`{words}` can be {least} days, and what is promised up to {most}", "`{words}` 可能只有 {least} 天，而承诺的可达 {most} 天"; words = words))
            .help(text!("write the same length in the same unit in both", "请在两处用相同单位写相同的时长")),
    )
}
