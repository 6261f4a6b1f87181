//! A key of an order of use that can never decide: there are no such lots.

use crate::diag::{Code, Diagnostic, Example, Page, Words};
use crate::model::{Class, Key, Plan, ProductKind, Selector};
use crate::text;
use crate::text::Text;

use super::reason::lots::rolls;

use super::{Found, Lint, Look, Subject};

pub(super) const LINT: Lint = Lint {
    code: Code::OrderNeverDecides,
    page: Page {
        what: Words {
            en: "The order of use speaks of units that there never are: rolled ones where nothing rolls over, or packs where there are none.",
            zh: "使用顺序提到了永远不会有的单位：没有结转却写了结转部分，或没有流量包却写了流量包。",
        },
        why: Words {
            en: "Either the order was copied from another plan, or the clause that makes such units was forgotten. Write that clause, or take the words out of the order.",
            zh: "要么这个顺序抄自别的套餐，要么漏写了产生这些单位的条款。请补上该条款，或从顺序中删去这些词。",
        },
        bad: Example::Plan("plan \"P\" {\n  every calendar month: price $5, data 20 GB\n  no rollover\n  use rolled first, then plan\n}\n"),
        instead: Example::Plan("plan \"P\" {\n  every calendar month: price $5, data 20 GB\n  rollover 1 month\n  use rolled first, then plan\n}\n"),
    },
    look: Look::Plan(look),
};

fn look(subject: &Subject<'_>, plan: &Plan, found: &mut Found) {
    // What is given by others may have rolled where it came from.
    // And an order that another plan lends may decide there.
    if plan.rollovers.is_assumed() || !subject.wrote(plan, plan.order.origin) || !plan.gifts.is_empty() {
        return;
    }
    let rolls = rolls(subject.catalogue, plan);
    let packs = subject.catalogue.products.iter().any(|product| product.kind == ProductKind::Pack);
    for key in &plan.order.answer.keys {
        match key {
            Key::OwnBeforePool if subject.catalogue.plans.iter().all(|plan| plan.pool.is_none()) => {
                found.all(idle(plan, text!("the order speaks of a pool, and nothing is shared", "使用顺序提到共享，但没有任何共享")));
            }
            Key::RolledFirst | Key::NewFirst if !rolls => found.all(nothing(plan, None, true)),
            Key::Listed(list) => {
                let never = |one: &&Selector| {
                    (one.rolled == Some(true) && !rolls) || (one.class == Some(Class::Pack) && one.product.is_none() && !packs)
                };
                found.all(list.iter().find(never).and_then(|one| nothing(plan, Some(one), one.rolled == Some(true))));
            }
            _ => {}
        }
    }
}

fn idle(plan: &Plan, message: Text) -> Option<Diagnostic> {
    Some(
        Diagnostic::new(Code::OrderNeverDecides, message)
            .at(plan.order.origin.span()?, text!("a part of this never decides", "其中一部分从不起作用"))
            .help(text!("take it out of the order, or write what was forgotten", "请从顺序中删去它，或补上漏写的条款")),
    )
}

fn nothing(plan: &Plan, selector: Option<&Selector>, rolled: bool) -> Option<Diagnostic> {
    let place = selector.and_then(|one| one.origin).and_then(crate::text::Origin::span).or(plan.order.origin.span())?;
    let message = match rolled {
        true => text!("the order speaks of rolled units, and nothing rolls over", "使用顺序提到结转部分，但没有任何单位会结转"),
        false => text!("the order speaks of packs, and there are none", "使用顺序提到流量包，但没有流量包"),
    };
    let found = Diagnostic::new(Code::OrderNeverDecides, message)
        .at(place, text!("this never decides", "它从不起作用"))
        .help(text!("take it out of the order, or write what was forgotten", "请从顺序中删去它，或补上漏写的条款"));
    let stops = plan.rollovers.origin.span().filter(|_| rolled);
    Some(match stops {
        Some(stops) => found.at(stops, text!("nothing rolls over", "不结转")),
        None => found,
    })
}
