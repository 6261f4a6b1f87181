//! # `starts`
//!
//! When the life of what a pack grants begins: `starts at first use`, `starts at first use within 7 days`, `starts when the one
//! before ends`, `starts on 2026-05-01`. Without it, when it is bought. Until then the units wait and cannot be used.
//!
//! `starts with the next session`: the units are there at once, and pay only for calls and sessions that begin then or later. With
//! `if the running one began without any` the session that runs goes on with them, if there were units of that kind when it began.
//!
//! **Edge.** With `within 7 days`, units that are not used in that time expire without ever having started.

use crate::syntax::tree::Clause;

use super::read::items;
use super::{Context, Example, Lowered, Place};

pub(super) const EXAMPLES: &[Example] = &[
    Example { place: Place::Pack, en: "starts at first use within 7 days", zh: "首次使用 7 天内 开始" },
    Example { place: Place::Pack, en: "starts when the one before ends", zh: "开始 上一份结束时" },
    Example { place: Place::Pack, en: "starts with the next session", zh: "自下次会话 开始" },
    Example {
        place: Place::Pack,
        en: "starts with the next session, if the running one began without any",
        zh: "自下次会话 开始，如果当前会话开始时已无",
    },
    Example { place: Place::Pack, en: "starts on 2026-05-01 09:00", zh: "开始 从 2026-05-01 09:00" },
];

pub(super) fn lower(context: &mut Context<'_>, clause: &Clause) -> Lowered {
    context.no_block(clause)?;
    items::all(context, &clause.sentence.children)
}
