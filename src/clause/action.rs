//! # Actions
//!
//! Behind `;` on the line of an event, or one a line between its braces: `when recharged: revive expired money; set expiry of
//! all money to the latest`. What can be done is told on the page of events.
//!
//! In a pack they are done when it is bought: `pack "Restore" { $10; full speed to the end of the period }`. Such a pack
//! need not grant anything.
//!
//! **Edge.** On a line of its own an action belongs to no event, and is reported: an event that was meant would be missed
//! in silence.

use crate::diag::{Code, Diagnostic};
use crate::model::{Eligibility, Handler, Trigger};
use crate::syntax::tree::Clause;
use crate::text;
use crate::text::{Origin, Text};

use super::read::actions;
use super::{Context, Example, Lowered, Open, Place, event};

pub(super) const EXAMPLES: &[Example] = &[
    Example {
        place: Place::Plan,
        en: "on cancellation: forfeit plan data; charge $1",
        zh: "于 退订时：作废 套餐流量；收费 $1",
    },
    Example {
        place: Place::Plan,
        en: "on activation { bonus data 1 GB for YouTube valid for ever; notify \"welcome\" }",
        zh: "于 激活时 { 奖励流量 1 GB 用于 YouTube 有效 永久；通知 “welcome” }",
    },
    Example { place: Place::Pack, en: "$10; full speed to the end of the period", zh: "$10；全速 至 周期末" },
];

pub(super) fn lower(context: &mut Context<'_>, clause: &Clause) -> Lowered {
    context.no_block(clause)?;
    if context.place == Place::Pack {
        return in_pack(context, clause);
    }
    let belongs = context.place == Place::Actions || (clause.continues_line && context.open == Open::Handler);
    if !belongs {
        let message = text!("this action belongs to no event", "这个动作不属于任何事件");
        let help = text!(
            "put the event before it, on the same line: `when recharged: …`",
            "请在同一行前面写事件：`当 充值：…`"
        );
        let diagnostic = Diagnostic::new(Code::MisplacedClause, message).at(clause.sentence.span, Text::default());
        return context.report(diagnostic.help(help));
    }
    actions::more(context, &clause.sentence)?;
    event::decided(context);
    Some(())
}

/// In a pack, what is done when it is bought. Such a pack need not grant anything.
fn in_pack(context: &mut Context<'_>, clause: &Clause) -> Lowered {
    let span = clause.sentence.span;
    context.plan.handlers.push(Handler {
        trigger: Trigger::Purchase(Some(context.product.id)),
        between: None,
        limit: None,
        condition: None,
        eligibility: Eligibility::default(),
        actions: Vec::new(),
        otherwise: Vec::new(),
        product: context.product.id,
        origin: Origin::Written(span),
    });
    let done = actions::more(context, &clause.sentence);
    if done.is_none() {
        context.plan.handlers.pop();
    }
    context.items.nothing.get_or_insert(span);
    done
}
