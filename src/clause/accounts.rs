//! # `accounts`
//!
//! In a scenario, `accounts A, B` are subscribers that have nothing to do with each other; each has the scenario's plan,
//! unless `account B on "Other plan"` says otherwise. A line then says whose it is: `2026-01-01 A activate`.
//!
//! **Edge.** Each of them is to be activated: a subscription starts when a line says so.

use crate::event::PlanId;
use crate::model::Account;
use crate::syntax::Rule;
use crate::syntax::tree::{Clause, Node};
use crate::text;

use super::{Context, Example, Lowered, Place, report, scenario};

pub(super) const EXAMPLES: &[Example] = &[
    Example { place: Place::Scenario, en: "accounts A, B", zh: "账户 A、B" },
    Example { place: Place::Scenario, en: "accounts Mum and Dad", zh: "账户 Mum 和 Dad" },
];

pub(super) fn lower(context: &mut Context<'_>, clause: &Clause) -> Lowered {
    context.no_block(clause)?;
    let names: Vec<&Node> = clause.sentence.child(Rule::name_list)?.all(Rule::name).collect();
    let plan = match clause.sentence.child(Rule::name) {
        Some(node) => scenario::named(context, &context.name_of(node), node.span)?,
        None => context.scene.plan_or_first(),
    };
    let moved = clause.sentence.has(Rule::k_on);
    for node in names {
        let name = context.name_of(node);
        match context.scene.find(&name) {
            // `accounts A, B` and then `account B on "Other plan"`.
            Some(known) if moved => put(context, known, plan),
            Some(known) => return twice(context, &name, node, known),
            None => {
                context.scene.add(Account { name, plan, member_of: None }, Some(node.span));
            }
        }
    }
    Some(())
}

fn put(context: &mut Context<'_>, account: u32, plan: PlanId) {
    if let Some(account) = context.scene.accounts.get_mut(account as usize) {
        account.plan = plan;
    }
}

/// Reports a name that an account already has.
pub(super) fn twice(context: &mut Context<'_>, name: &str, node: &Node, known: u32) -> Lowered {
    let first = context.scene.named_at.get(known as usize).copied().flatten().unwrap_or(node.span);
    let message = text!("there are two accounts `{name}`", "有两个名为 `{name}` 的账户");
    context.report(report::two_names(message, node.span, first))
}
