//! # A demand
//!
//! A line of a regulation: what the law wants of every plan of its country. It says what a promise can say, without a
//! name; `notify at 50%, 80% and 100% of each bundle` is written as in a plan.
//!
//! **Edge.** `rolls over at least once` is met by a plan whose leftovers roll over twice; `free`, `without action` and
//! `on the same terms` narrow it.

use crate::diag::Diagnostic;
use crate::model::{Promise, PromiseKind};
use crate::syntax::Rule;
use crate::syntax::tree::{Clause, Node};
use crate::text;
use crate::text::{Origin, Span};

use super::read::{about, assertion};
use super::{Context, Example, Lowered, Place, report};

pub(super) const EXAMPLES: &[Example] = &[
    Example {
        place: Place::Regulation,
        en: "no charge beyond the allowance without consent",
        zh: "未经同意不得超额收费",
    },
    Example { place: Place::Regulation, en: "earliest expiry is used first", zh: "先到期者先付" },
    Example {
        place: Place::Regulation,
        en: "purchased capped data valid for more than 7 days rolls over at least once, on the same terms, free, without action",
        zh: "购买的有限量的流量有效超过 7 天累积至少一次，按相同条件，免费，无需操作",
    },
];

pub(super) fn lower(context: &mut Context<'_>, clause: &Clause) -> Lowered {
    context.no_block(clause)?;
    let said = clause.sentence.child(Rule::assertion)?;
    let kind = about::all(context, clause.span.source, |context| assertion::read(context, said))?;
    keep(context, kind, clause.sentence.span)
}

/// `notify at 50%, 80% and 100% of each bundle` in a regulation: the plan's own clause, of which shares alone are kept.
pub(super) fn notices(context: &mut Context<'_>, clause: &Clause) -> Lowered {
    context.no_block(clause)?;
    let mut shares = Vec::new();
    for part in &clause.sentence.children {
        match part.rule {
            Rule::notice => match part.child(Rule::percent) {
                Some(percent) => shares.push(assertion::percent(context, percent)?),
                None => return context.report(not_a_share(part.span)),
            },
            Rule::k_notify | Rule::k_at | Rule::k_and | Rule::k_then => {}
            Rule::of_part if each_lot(part) => {}
            _ => return context.report(not_a_share(part.span)),
        }
    }
    keep(context, PromiseKind::NoticesAt(shares), clause.sentence.span)
}

/// Whether `of …` says no more than `of each lot`, `of each bundle`.
fn each_lot(part: &Node) -> bool {
    part.text == "of each lot" || part.text == "of each pack"
}

fn not_a_share(span: Span) -> Diagnostic {
    report::bad_value(
        span,
        text!("a regulation demands notices at shares of each lot", "法规只能要求在每份用量达到某个百分比时通知"),
    )
    .help(text!("write `notify at 50%, 80% and 100% of each bundle`", "请写 `通知 50%、80% 和 100%`"))
}

/// Demands have no names; they are known by their regulation and their place.
fn keep(context: &mut Context<'_>, kind: PromiseKind, span: Span) -> Lowered {
    let origin = Origin::Written(span);
    context.demands.push(Promise { name: String::new(), kind, origin });
    Some(())
}
