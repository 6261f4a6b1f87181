//! A notice so long before the expiry that it would come before the grant.

use crate::diag::{Code, Diagnostic, Example, Page, Words};
use crate::model::{Action, Notice, NoticeAt, NoticeOf, Plan, ProductKind, Selector};
use crate::text;
use crate::text::{Origin, Text};

use super::reason::lots::{longest_life, only_periods, rolls, shortest};

use super::{Found, Lint, Look, Subject};

pub(super) const LINT: Lint = Lint {
    code: Code::NoticeTooEarly,
    page: Page {
        what: Words {
            en: "A notice is to go out longer before the expiry than the units live.",
            zh: "通知的提前时间比单位的有效期还长。",
        },
        why: Words {
            en: "At that time the units are not there yet, so nobody is told. Write a time that is shorter than the units live.",
            zh: "那时单位还没有发放，因此不会通知任何人。请写比有效期短的时间。",
        },
        bad: Example::Plan("plan \"P\" {\n  every calendar month: price $5, data 20 GB\n  no rollover\n  notify 40 days before expiry\n}\n"),
        instead: Example::Plan("plan \"P\" {\n  every calendar month: price $5, data 20 GB\n  no rollover\n  notify 3 days before expiry\n}\n"),
    },
    look: Look::Plan(look),
};

fn look(subject: &Subject<'_>, plan: &Plan, found: &mut Found) {
    // What rolls, and what comes from elsewhere, can live longer.
    if plan.notices.is_empty() || plan.rollovers.is_assumed() || rolls(subject.catalogue, plan) {
        return;
    }
    if only_periods(subject.catalogue, plan) {
        let Some(own) = subject.own(plan) else { return };
        let lives: Option<Vec<u64>> = own.grants.iter().map(|grant| longest_life(plan, grant)).collect();
        let Some(longest) = lives.and_then(|lives| lives.into_iter().max()) else { return };
        found.all(plan.notices.iter().filter_map(|notice| finding(subject, notice, (longest, plan.cycle.origin))));
        return;
    }
    // With packs, only what a notice names can be told.
    let moved = |action: &Action| matches!(action, Action::SetExpiry { .. } | Action::Revive { .. });
    if plan.handlers.iter().flat_map(|handler| handler.actions.iter().chain(&handler.otherwise)).any(moved) {
        return;
    }
    for notice in &plan.notices {
        let of = match &notice.of {
            NoticeOf::EachLot(of) => Some(of),
            NoticeOf::Together(all) => all.first().filter(|_| all.len() == 1),
            NoticeOf::Charges(_) => None,
        };
        let Some(Selector { product: Some(product), .. }) = of else { continue };
        let Some(pack) = subject.catalogue.product(*product).filter(|pack| pack.kind == ProductKind::Pack) else { continue };
        let lives: Option<Vec<(u64, Origin)>> =
            pack.grants.iter().map(|grant| Some((longest_life(plan, grant)?, grant.validity.origin))).collect();
        let longest = lives.and_then(|lives| lives.into_iter().max_by_key(|(life, _)| *life));
        found.all(longest.and_then(|longest| finding(subject, notice, longest)));
    }
}

fn finding(subject: &Subject<'_>, notice: &Notice, (longest, origin): (u64, Origin)) -> Option<Diagnostic> {
    let NoticeAt::BeforeExpiry(before) = notice.at else { return None };
    let of_money = matches!(&notice.of, NoticeOf::EachLot(of) if of.kind == Some(crate::units::Kind::Money));
    if shortest(before) < longest || of_money || matches!(notice.of, NoticeOf::Charges(_)) {
        return None;
    }
    let words = Text::same(subject.words_of(notice.origin));
    let days = longest / 86_400;
    Some(
        Diagnostic::new(Code::NoticeTooEarly, text!("this notice never goes out: {words}", "这个通知永远不会发出：{words}"; words = words))
            .at(notice.origin.span()?, text!("earlier than the grant", "早于发放的时间"))
            .at(origin.span()?, text!("units live at most {days} days", "单位最多有效 {days} 天"))
            .help(text!("write a time shorter than {days} days", "请写短于 {days} 天的时间")),
    )
}
