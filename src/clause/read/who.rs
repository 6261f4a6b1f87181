//! Whose a line of a scenario is.

use crate::diag::{Code, Diagnostic};
use crate::syntax::tree::Node;
use crate::text;
use crate::text::{Span, Text};

use super::super::Context;
use super::name;
use super::named::Thing;

/// So many accounts are told where a line names none.
const MOST_TOLD: usize = 8;

/// What the account of a scenario is called that has only one.
const CUSTOMERS: [&str; 7] = ["customer", "subscriber", "user", "she", "he", "they", "客户"];

/// The number of the account that a node names.
pub(in super::super) fn account(context: &mut Context<'_>, node: &Node) -> Option<u32> {
    let name = context.name_of(node);
    match context.scene.find(&name) {
        Some(account) => Some(account),
        // Who has no name is called after what everybody is.
        None if CUSTOMERS.contains(&name.to_lowercase().as_str()) && context.scene.unnamed().is_some() => {
            context.scene.unnamed()
        }
        None => unknown(context, &name, node.span),
    }
}

/// The number of the account that a line without a name is about.
pub(in super::super) fn unnamed(context: &mut Context<'_>, line: Span) -> Option<u32> {
    if let Some(account) = context.scene.unnamed() {
        return Some(account);
    }
    let names = Thing::Account.names(context).take(MOST_TOLD).collect::<Vec<_>>().join(", ");
    context.report(
        Diagnostic::new(Code::Unexpected, text!("this line does not say whose it is", "这一行没有说明是谁的"))
            .at(line, Text::default())
            .why(text!("the scenario has several accounts: {names}", "这个场景有多个账户：{names}"))
            .help(text!(
                "put a name behind the date: `2026-01-01 A activate`",
                "请在日期后写上名称：`2026-01-01 A 开通`"
            )),
    )
}

/// Reports an account that the scenario does not have.
pub(in super::super) fn unknown(context: &mut Context<'_>, wanted: &str, span: Span) -> Option<u32> {
    if Thing::Account.names(context).next().is_some() || context.unread.may_declare(wanted) {
        return context.unknown(Thing::Account, wanted, span);
    }
    let guesses = &mut context.named.guesses;
    let report = name::unknown(&Thing::Account.noun(), (wanted, span), guesses, std::iter::empty);
    let help =
        text!("name it first, in a line of the scenario: `accounts {wanted}`", "请先在场景里写一行：`账户 {wanted}`");
    context.report(
        report.why(text!("this scenario has one account, without a name", "这个场景只有一个没有名称的账户")).help(help),
    )
}
