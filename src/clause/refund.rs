//! # `refund if unused`
//!
//! In a pack: what was bought last can be returned while nothing of it is used, for the money: `refund if unused within 7 days`, `refund
//! if unused within 1 calendar month` (the month of the purchase). In a scenario: `return "X"`, `expect refunded $5`.
//!
//! **Edge.** All of it must be there: a pack of which one message is gone cannot be returned. What was paid is paid back as money on
//! the account, or on the bill. What was bought on credit, for units other than money, or for
//! somebody else is not taken back.

use crate::model::{Refund, Validity};
use crate::syntax::Rule;
use crate::syntax::tree::Clause;
use crate::text::Origin;

use super::read::{amount, time};
use super::{Context, Example, Lowered, Place};

pub(super) const EXAMPLES: &[Example] = &[
    Example { place: Place::Pack, en: "refund if unused within 7 days", zh: "退款 如果 未用 7 天内" },
    Example {
        place: Place::Pack, en: "refund if unused within 1 calendar month", zh: "退款 如果 未用 1 自然月内"
    },
];

pub(super) fn lower(context: &mut Context<'_>, clause: &Clause) -> Lowered {
    context.no_block(clause)?;
    let sentence = &clause.sentence;
    let within = match (sentence.child(Rule::within), sentence.child(Rule::integer)) {
        (Some(within), _) => Validity::For(time::length(context, within.child(Rule::length)?)?),
        (None, Some(months)) => Validity::CalendarMonths(amount::positive(context, months)?),
        (None, None) => Validity::CalendarMonths(1),
    };
    context.items.refund = Some(Refund { within, origin: Origin::Written(sentence.span) });
    Some(())
}
