//! # `sessions are split`
//!
//! Says how a record of use that has a start and an end is charged when it crosses a boundary (the end of a period, the
//! edge of a window). `sessions are split` cuts it there, in proportion to time; the last piece takes the remainder of
//! the division. `sessions are charged by their start` charges all of it as if it had happened when it began;
//! what was bought or paid in later does not pay for it, unless the use itself has made it be bought. `sessions are split at
//! midnight` cuts it at those boundaries, and at each midnight besides, where it ends: what comes after is a session of its own,
//! for a price `of each session` and a limit `a session` too.
//!
//! **Edge.** A record of 600 MB from 21:00 to 23:00 and a window from 22:00: split, 300 MB are outside and 300 MB
//! inside; charged by its start, 600 MB are outside. Without the clause sessions are split.

use crate::model::Sessions;
use crate::syntax::Rule;
use crate::syntax::tree::Clause;

use super::{Context, Example, Lowered, Place};

pub(super) const EXAMPLES: &[Example] = &[
    Example { place: Place::Operator, en: "sessions are charged by their start", zh: "会话按开始时间计费" },
    Example { place: Place::File, en: "sessions are split", zh: "会话分段计费" },
    Example { place: Place::File, en: "sessions are split at midnight", zh: "会话在午夜分段计费" },
];

pub(super) fn lower(context: &mut Context<'_>, clause: &Clause) -> Lowered {
    context.no_block(clause)?;
    let said = |rule| clause.sentence.has(rule);
    context.operator.sessions = match (said(Rule::k_charged_by_start), said(Rule::k_at_midnight)) {
        (true, _) => Sessions::ByStart,
        (false, true) => Sessions::AtMidnight,
        (false, false) => Sessions::Split,
    };
    Some(())
}
