//! What is said once and holds in many plans: the clauses of a plan that others are like, a promotion for several plans.
//! They are read again for each of them. As much is read again as a file may have, and no more: a short text of plans
//! that are all like each other would otherwise mean millions of clauses.

use crate::diag::{Code, Diagnostic};
use crate::syntax::tree::Clause;
use crate::text;
use crate::text::{Span, Text};

use super::super::Context;
use super::super::context::clauses_of;

/// Bytes that are read again, in all.
const MOST: u64 = 8 << 20;
/// A clause counts for as many at least, however short it is.
const CLAUSE: u64 = 80;

/// How much was read again.
#[derive(Debug, Default)]
pub(crate) struct Repeated {
    bytes: u64,
    reported: bool,
}

fn weight(clause: &Clause) -> u64 {
    let Span { start, end, .. } = clause.sentence.span;
    let within = clause.block.iter().flat_map(|block| clauses_of(&block.entries.list)).map(weight);
    within.fold(u64::from(end - start).max(CLAUSE), u64::saturating_add)
}

/// Whether these clauses may be read once more, because of what stands at a place. The first time they may not, that is
/// reported.
pub(in super::super) fn again(context: &mut Context<'_>, clauses: &[&Clause], because: Span) -> Option<()> {
    let repeated = &mut context.repeated;
    for clause in clauses {
        repeated.bytes = repeated.bytes.saturating_add(weight(clause));
    }
    if repeated.bytes <= MOST {
        return Some(());
    }
    if std::mem::replace(&mut repeated.reported, true) {
        return context.withhold();
    }
    let most = MOST >> 20;
    let message = text!("plans take over too many clauses from each other", "套餐之间沿用的条款过多");
    context.report(
        Diagnostic::new(Code::TooLarge, message)
            .at(because, Text::default())
            .why(text!(
                "written out for each plan, what is taken over up to here is longer than {most} MiB",
                "若为每个套餐逐一写出，到此处为止沿用的内容已超过 {most} MiB"
            ))
            .help(text!(
                "split the file, or let fewer plans take over so much",
                "请拆分文件，或减少沿用大量条款的套餐"
            )),
    )
}
