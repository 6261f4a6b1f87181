//! # `sold`
//!
//! When a pack can be bought, or a plan activated or changed to: `sold from 2020-06-17 to 2020-06-23`. Both days count;
//! `until` ends before its day. It says nothing about when the units can be used.
//!
//! **Edge.** What was bought in time stays as it is; a plan goes on being renewed.

use crate::syntax::Rule;
use crate::syntax::tree::Clause;
use crate::text::Origin;
use crate::units::Instant;

use super::read::time;
use super::{Context, Example, Lowered, Place};

pub(super) const EXAMPLES: &[Example] = &[
    Example {
        place: Place::Pack, en: "sold from 2020-06-17 to 2020-06-23", zh: "发售 从 2020-06-17 至 2020-06-23"
    },
    Example { place: Place::Plan, en: "sold until 2025-03-01", zh: "发售 直到 2025-03-01" },
    Example { place: Place::Pack, en: "sold from 2024-12-01", zh: "发售 从 2024-12-01" },
];

pub(super) fn lower(context: &mut Context<'_>, clause: &Clause) -> Lowered {
    context.no_block(clause)?;
    let sentence = &clause.sentence;
    let (from, to) = match (sentence.child(Rule::from_to_date), sentence.child(Rule::date_time)) {
        (Some(dates), _) => time::from_to(context, dates)?,
        (None, Some(from)) if sentence.has(Rule::k_from) => (time::moment(context, from)?, Instant::NEVER),
        (None, Some(to)) => (Instant::MIN, time::moment(context, to)?),
        (None, None) => return None,
    };
    let sold = Some((from, to, Origin::Written(sentence.span)));
    match context.place {
        Place::Pack => context.product.eligibility.sold = sold,
        _ => context.plan.eligibility.sold = sold,
    }
    Some(())
}
