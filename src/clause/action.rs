//! # Actions
//!
//! Behind `;` on the line of an event, or one a line between its braces: `when recharged: revive expired money; set expiry of
//! all money to the latest`. What can be done is told on the page of events.
//!
//! **Edge.** On a line of its own an action belongs to no event, and is reported: an event that was meant would be missed
//! in silence.

use crate::diag::{Code, Diagnostic};
use crate::syntax::tree::Clause;
use crate::text;
use crate::text::Text;

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
];

pub(super) fn lower(context: &mut Context<'_>, clause: &Clause) -> Lowered {
    context.no_block(clause)?;
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
