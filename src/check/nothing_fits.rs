//! A clause about units that nobody ever has.

use crate::diag::{Code, Diagnostic, Example, Page, Words};
use crate::model::{Action, Catalogue, Class, NoticeOf, Plan, ProductKind, Selector};
use crate::text;
use crate::text::Origin;
use crate::units::Kind;

use super::reason::figures;
use super::reason::lots::rolls;

use super::{Found, Lint, Look, Subject};

pub(super) const LINT: Lint = Lint {
    code: Code::NothingFits,
    page: Page {
        what: Words {
            en: "A clause speaks of units that no plan or pack here grants, or that cannot have rolled because nothing rolls over.",
            zh: "某条款谈到这里没有任何套餐或流量包发放的单位，或因为不结转而不可能存在的结转部分。",
        },
        why: Words {
            en: "It never does anything: a kind is misspelled, a grant was taken out, or a clause was copied from another plan. Grant such units, or take the clause out.",
            zh: "它从不起作用：可能写错了种类、删掉了额度，或从别的套餐复制而来。请发放这种单位，或删除该条款。",
        },
        bad: Example::Plan("plan \"P\" {\n  every calendar month: data 20 GB\n  rollover 1 month of data\n  rollover 3 months of voice\n}\n"),
        instead: Example::Plan("plan \"P\" {\n  every calendar month: data 20 GB, voice 100 minutes\n  rollover 1 month of data\n  rollover 3 months of voice\n}\n"),
    },
    look: Look::File(look),
};

/// What there is in all plans together.
struct There {
    kinds: Vec<Kind>,
    packs: bool,
    rolls: bool,
}

fn look(subject: &Subject<'_>, found: &mut Found) {
    let mut there = None;
    for plan in subject.plans().filter(|plan| !plan.rollovers.is_assumed()) {
        for (of, origin) in spoken_of(plan).into_iter().filter(|(_, origin)| subject.wrote(plan, *origin)) {
            let there = there.get_or_insert_with(|| what_there_is(subject.catalogue));
            found.all(finding(of, origin, there));
        }
        for conversion in &plan.selling.conversions {
            let there = there.get_or_insert_with(|| what_there_is(subject.catalogue));
            let of = Selector { kind: Some(conversion.from), ..Selector::default() };
            found.all(finding(&of, conversion.origin, there));
        }
    }
}

/// What the clauses of a plan speak of, each with the clause.
fn spoken_of(plan: &Plan) -> Vec<(&Selector, Origin)> {
    let mut list: Vec<(&Selector, Origin)> = Vec::new();
    list.extend(plan.rollovers.answer.iter().map(|rule| (&rule.of, rule.origin)));
    list.extend(plan.pool.iter().flat_map(|pool| pool.of.iter().map(|of| (of, pool.origin))));
    for notice in &plan.notices {
        match &notice.of {
            NoticeOf::EachLot(of) => list.push((of, notice.origin)),
            NoticeOf::Together(all) => list.extend(all.iter().map(|of| (of, notice.origin))),
            NoticeOf::Charges(_) => {}
        }
    }
    list.extend(plan.selling.conversions.iter().flat_map(|one| one.of.iter().map(|of| (of, one.origin))));
    for handler in &plan.handlers {
        for action in handler.actions.iter().chain(&handler.otherwise) {
            if let Action::Forfeit { of, origin } | Action::Shrink { of, origin, .. } | Action::Cut { of, origin, .. } | Action::Freeze { of, origin, .. } = action {
                list.push((of, *origin));
            }
        }
    }
    list
}

fn what_there_is(catalogue: &Catalogue) -> There {
    let mut kinds = vec![Kind::Money];
    for product in &catalogue.products {
        kinds.extend(product.grants.iter().map(|grant| grant.kind));
        let bands = product.sale.any_price.iter().flat_map(|any| &any.bands);
        kinds.extend(bands.flat_map(|(_, paid)| paid.iter().map(|paid| paid.grant.kind)));
    }
    for plan in &catalogue.plans {
        let actions = plan.handlers.iter().flat_map(|handler| handler.actions.iter().chain(&handler.otherwise));
        kinds.extend(actions.filter_map(|action| match action {
            Action::Bonus { grant, .. } => Some(grant.kind),
            _ => None,
        }));
        kinds.extend(plan.selling.conversions.iter().map(|conversion| conversion.grant.kind));
        kinds.extend(plan.selling.advance.iter().map(|advance| advance.grant.kind));
    }
    There {
        kinds,
        packs: catalogue.products.iter().any(|product| product.kind == ProductKind::Pack),
        rolls: catalogue.plans.iter().any(|plan| plan.rollovers.is_assumed() || rolls(catalogue, plan)),
    }
}

fn finding(of: &Selector, origin: Origin, there: &There) -> Option<Diagnostic> {
    let strange = of.kind.filter(|kind| !there.kinds.contains(kind)).map(figures::kind);
    let (message, label) = if let Some(kind) = strange {
        (
            text!("this speaks of {kind}, and nothing here grants any", "这里谈到{kind}，但没有任何条款发放它"; kind = kind),
            text!("nobody ever has {kind} here", "这里没有人会有{kind}"; kind = kind),
        )
    } else if of.class == Some(Class::Pack) && !there.packs {
        (
            text!("this speaks of packs, and there are none", "这里谈到流量包，但没有流量包"),
            text!("nobody ever has a pack here", "这里没有人会有流量包"),
        )
    } else if of.rolled == Some(true) && !there.rolls {
        (
            text!("this speaks of rolled units, and nothing rolls over", "这里谈到结转部分，但没有任何单位会结转"),
            text!("nobody ever has rolled units here", "这里没有人会有结转部分"),
        )
    } else {
        return None;
    };
    let place = of.origin.and_then(Origin::span).or(origin.span())?;
    Some(
        Diagnostic::new(Code::NothingFits, message)
            .at(place, label)
            .help(text!("grant such units, or take the clause out", "请发放这种单位，或删除该条款")),
    )
}
