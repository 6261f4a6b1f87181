//! # `promise`
//!
//! `promise "bill limit": charges at most $20 a period` names something that is to hold whatever subscribers do. Five
//! things can be promised: how long units stay usable, what is charged at most, what is held at most, that the lot that
//! ends first pays, and that nothing adds units without a payment. What a regulation demands can be promised too.
//!
//! **Edge.** A promise is read and kept, and its words are checked; whether it holds is not proved by this version.

use crate::diag::{Code, Diagnostic};
use crate::model::Promise;
use crate::syntax::Rule;
use crate::syntax::tree::Clause;
use crate::text;
use crate::text::{Origin, Span};

use super::read::{about, assertion};
use super::{Context, Example, Lowered, Place, report};

pub(super) const EXAMPLES: &[Example] = &[
    Example {
        place: Place::File,
        en: "promise \"ninety days\": plan data stays usable for at least 90 days while renewed",
        zh: "承诺 “ninety days”：套餐流量 保持可用 至少 90 天 期间 已续订",
    },
    Example {
        place: Place::File,
        en: "promise \"bill limit\": charges at most $20 a period",
        zh: "承诺 “bill limit”：收费 最多 $20 每周期",
    },
    Example {
        place: Place::File,
        en: "promise \"bounded\": data held never above 80 GB",
        zh: "承诺 “bounded”：流量持有不超过 80 GB",
    },
    Example {
        place: Place::File,
        en: "promise \"no waste\": no use is paid by a lot while an earlier-expiring lot could pay",
        zh: "承诺 “no waste”：先到期者先付",
    },
    Example {
        place: Place::File,
        en: "promise \"no free units\": no sequence of actions adds data without a payment",
        zh: "承诺 “no free units”：任何操作都不增加流量而不付费",
    },
];

pub(super) fn lower(context: &mut Context<'_>, clause: &Clause) -> Lowered {
    context.no_block(clause)?;
    let node = clause.sentence.child(Rule::name)?;
    let name = context.name_of(node);
    let said = clause.sentence.child(Rule::assertion)?;
    let kind = about::all(context, clause.span.source, |context| assertion::read(context, said))?;
    if let Some(first) = context.named.promises.find(&name).copied() {
        let message = text!("there are two promises `{name}`", "有两个名为 `{name}` 的承诺");
        return context.report(report::two_names(message, node.span, first));
    }
    context.named.promises.add(&name, clause.sentence.span);
    let origin = Origin::Written(clause.sentence.span);
    let _: Lowered = context.report(not_proved(said.span));
    context.catalogue.promises.push(Promise { name, kind, origin });
    Some(())
}

fn not_proved(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::NotProved,
        text!("this promise is read and kept, but not proved", "这个承诺已读取并保留，但未经证明"),
    )
    .at(span, text!("this version does not prove it", "此版本不证明它"))
    .help(text!("write scenarios that would break it, and run `test`", "请写出可能违反它的场景，并运行 `test`"))
}

#[cfg(test)]
mod tests;
