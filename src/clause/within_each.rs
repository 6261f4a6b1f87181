//! # `within each`
//!
//! Goes on with the order of use before it: `use packs first, then plan; within each, earliest expiry first`. Its keys decide
//! among lots that the keys before leave equal.
//!
//! **Edge.** Without an order before it, it says nothing, and is reported.

use crate::diag::{Code, Diagnostic};
use crate::syntax::Rule;
use crate::syntax::tree::Clause;
use crate::text;
use crate::text::Text;

use super::read::keys;
use super::{Context, Example, Lowered, Open, Place};

pub(super) const EXAMPLES: &[Example] = &[Example {
    place: Place::Plan,
    en: "use packs first; within each, newest first",
    zh: "使用 包 优先；每类之内，最新 优先",
}];

pub(super) fn lower(context: &mut Context<'_>, clause: &Clause) -> Lowered {
    context.no_block(clause)?;
    if context.open != Open::Order {
        let message = text!("there is no order of use before this", "前面没有使用顺序");
        let help = text!(
            "put it behind one: `use packs first; within each, …`",
            "请写在使用顺序之后：`使用 包 优先；每类之内，…`"
        );
        let diagnostic = Diagnostic::new(Code::MisplacedClause, message).at(clause.sentence.span, Text::default());
        return context.report(diagnostic.help(help));
    }
    let keys = keys::keys(context, clause.sentence.child(Rule::within_each)?)?;
    context.plan.order.answer.keys.extend(keys);
    Some(())
}
