//! # `one at a time`
//!
//! Of some packs one at a time is held: `packs one at a time, replacing the one before`, or of a group alone: `"offers" one at a
//! time, refused while one is held`. With `refused while another is held`, the same pack can be bought again and again.
//! Several together: `packs at most 3 at the same time`, `"vouchers" at most 10 at the same time`; one more is refused.
//!
//! **Edge.** A pack is held as long as something is left of it, also while it waits to begin. One that ends at this very instant is
//! held no more.

use crate::model::{OneAtATime, Second};
use crate::syntax::Rule;
use crate::syntax::tree::{Clause, Node};
use crate::text::Origin;

use super::read::{amount, selector};
use super::{Context, Example, Lowered, Place};

pub(super) const EXAMPLES: &[Example] = &[
    Example {
        place: Place::Plan,
        en: "packs one at a time, replacing the one before",
        zh: "包 同时仅一个，取代前一个",
    },
    Example {
        place: Place::Plan,
        en: "packs one at a time, refused while another is held",
        zh: "包 同时仅一个，持有其他时拒绝",
    },
    Example {
        place: Place::Plan,
        en: "pack \"Day\" { price $1; data 1 GB; valid 1 day; group \"offers\" }; \"offers\" one at a time, refused while one is held",
        zh: "包 “Day” { 价格 $1；流量 1 GB；有效 1 天；组 “offers” }；“offers” 同时仅一个，持有时拒绝",
    },
    Example {
        place: Place::Plan,
        en: "pack \"28\" { price $1; data 1 GB; valid 28 days; starts when the one before ends; group \"vouchers\" }; \"vouchers\" at most 10 at the same time",
        zh: "包 “28” { 价格 $1；流量 1 GB；有效 28 天；开始 上一份结束时；组 “vouchers” }；“vouchers” 最多 10 同时",
    },
];

pub(super) fn lower(context: &mut Context<'_>, clause: &Clause) -> Lowered {
    context.no_block(clause)?;
    let sentence = &clause.sentence;
    let group = match sentence.child(Rule::quoted) {
        Some(name) => Some(selector::group(context, name)?),
        None => None,
    };
    let second = match sentence.child(Rule::second).and_then(Node::first).map(|second| second.rule) {
        None => {
            let most = sentence.child(Rule::held_together)?.child(Rule::integer)?;
            Second::RefusedBeyond(amount::positive(context, most)?)
        }
        Some(Rule::k_replacing) => Second::Replaces,
        Some(Rule::k_refused_while_other) => Second::RefusedIfOther,
        Some(_) => Second::Refused,
    };
    context.plan.selling.one_at_a_time.push(OneAtATime { group, second, origin: Origin::Written(sentence.span) });
    Some(())
}
