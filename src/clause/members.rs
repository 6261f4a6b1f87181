//! # `members`
//!
//! In a scenario, `members A, B` are accounts that are in the pool of the scenario's subscriber from the start. The
//! subscriber then has no name, and lines without a name are theirs; `owner Mum, members A, B` gives them one.
//! `members C, D of Mum` adds to the pool of an account that is named elsewhere.
//!
//! **Edge.** The plan must be shared (`share with up to 4 members`); whoever is over its limit is refused, as a later
//! `join` would be.

use crate::model::Account;
use crate::syntax::Rule;
use crate::syntax::tree::{Clause, Node};
use crate::text;

use super::{Context, Example, Lowered, Place, accounts, report};

pub(super) const EXAMPLES: &[Example] = &[
    Example { place: Place::Scenario, en: "members A, B, C", zh: "成员 A、B、C" },
    Example { place: Place::Scenario, en: "owner Mum, members A and B", zh: "机主 Mum，成员 A 和 B" },
];

pub(super) fn lower(context: &mut Context<'_>, clause: &Clause) -> Lowered {
    context.no_block(clause)?;
    let names: Vec<&Node> = clause.sentence.child(Rule::name_list)?.all(Rule::name).collect();
    let owner = owner(context, clause)?;
    for node in names {
        let name = context.name_of(node);
        if let Some(known) = context.scene.find(&name) {
            return accounts::twice(context, &name, node, known);
        }
        let plan = context.scene.plan_or_first();
        context.scene.add(Account { name, plan, member_of: Some(owner) }, Some(node.span));
    }
    Some(())
}

/// The number of the account whose pool it is.
fn owner(context: &mut Context<'_>, clause: &Clause) -> Option<u32> {
    let plan = context.scene.plan_or_first();
    let Some(node) = clause.sentence.child(Rule::name) else { return unnamed(context, clause) };
    let name = context.name_of(node);
    match context.scene.find(&name) {
        Some(known) => Some(known),
        None if clause.sentence.has(Rule::k_owner) => {
            Some(context.scene.add(Account { name, plan, member_of: None }, Some(node.span)))
        }
        None => super::read::who::unknown(context, &name, node.span),
    }
}

/// The account without a name, which is the first; or the only one there is.
fn unnamed(context: &mut Context<'_>, clause: &Clause) -> Option<u32> {
    if context.scene.accounts.is_empty() {
        let plan = context.scene.plan_or_first();
        return Some(context.scene.add(Account { name: String::new(), plan, member_of: None }, None));
    }
    if let Some(owner) = context.scene.unnamed() {
        return Some(owner);
    }
    let message = text!("members of whose pool?", "这是谁的成员？");
    context.report(
        report::missing(clause.sentence.span, message)
            .why(text!("the scenario has several accounts that could own it", "这个场景里有多个可能的机主"))
            .help(text!("write `owner A, members B, C`", "请写 `机主 A，成员 B、C`")),
    )
}
