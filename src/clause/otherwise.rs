//! # `otherwise`
//!
//! What is done at an event whose condition fails: `on plan change to bigger or equal: keep rolled data; otherwise: forfeit it`.
//! It stands behind the event's actions, on the same line or the next.
//!
//! **Edge.** An event without a condition happens always, so `otherwise` behind it would never be done, and is reported.

use crate::diag::{Code, Diagnostic};
use crate::syntax::tree::Clause;
use crate::text;
use crate::text::Text;

use super::read::actions;
use super::{Context, Example, Lowered, Open, Place, event};

pub(super) const EXAMPLES: &[Example] = &[Example {
    place: Place::Plan,
    en: "on plan change to smaller: forfeit rolled data; otherwise: keep all",
    zh: "于 套餐变更 到 更小：作废 已累积流量；否则：保留 全部",
}];

pub(super) fn lower(context: &mut Context<'_>, clause: &Clause) -> Lowered {
    context.no_block(clause)?;
    let inside = context.place == Place::Actions || context.open == Open::Handler;
    let conditional = context.plan.handlers.last().is_some_and(|handler| handler.condition.is_some());
    if !inside || !conditional {
        let message = text!("there is no condition that this could be otherwise to", "前面没有条件，“否则”无从说起");
        let help = text!(
            "put an event with a condition before it: `on renewal, if …: …; otherwise: …`",
            "请在前面写带条件的事件：`于 续期，如果 …：…；否则：…`"
        );
        let diagnostic = Diagnostic::new(Code::MisplacedClause, message).at(clause.sentence.span, Text::default());
        return context.report(diagnostic.help(help));
    }
    actions::more(context, &clause.sentence)?;
    event::decided(context);
    Some(())
}
