//! # `members`
//!
//! In a scenario, `members A, B` are accounts that are in the pool of the scenario's subscriber from the start. The
//! subscriber then has no name, and lines without a name are theirs; `owner Mum, members A, B` gives them one.
//! `members C, D of Mum` adds to the pool of an account that is named elsewhere.
//!
//! **Edge.** The plan must be shared (`share with up to 4 members`); whoever is over its limit is refused, as a later
//! `join` would be.

use std::collections::BTreeMap;

use crate::diag::{Code, Diagnostic};
use crate::model::Account;
use crate::syntax::Rule;
use crate::syntax::tree::{Clause, Node};
use crate::text;
use crate::text::Text;

use super::read::scene::Scene;
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

/// Reports the first member that a pool has no room for. Asked when every account is known: whose pool it is may be put
/// on another plan further down.
pub(super) fn fit(context: &mut Context<'_>) -> Lowered {
    let Scene { accounts, named_at, begun, .. } = &mut context.scene;
    let mut members: BTreeMap<u32, u32> = BTreeMap::new();
    for (number, (account, place)) in (0..).zip(accounts.iter().zip(named_at.iter())) {
        let Some(owner) = account.member_of else { continue };
        // A member uses what the pool has, without an activation of its own.
        begun.insert(number, None);
        let plan = accounts.get(owner as usize).and_then(|owner| context.catalogue.plan(owner.plan));
        let Some(pool) = plan.and_then(|plan| plan.pool.as_ref()) else { continue };
        let count = members.entry(owner).or_default();
        *count += 1;
        let (Some(most), Some(place)) = (pool.members.filter(|most| *count > *most), place) else { continue };
        let message = text!("the pool has no room for this member", "共享池容纳不下这个成员");
        let report = Diagnostic::new(Code::BadEvent, message).at(*place, Text::default());
        let report = match pool.origin.span() {
            Some(span) => report.at(span, text!("members here: at most {most}", "这里成员最多 {most} 个")),
            None => report,
        };
        return context.report(report.help(text!(
            "leave the member out, or share with more: `share with up to {count} members`",
            "请去掉该成员，或允许更多成员：`共享 同 最多 {count} 成员`"
        )));
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
