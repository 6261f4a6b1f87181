//! # What changes a price
//!
//! Money off a price, or another price, on a condition: `less $2 if marked "autopay"`, `50% off for the first 6 periods`, `less $5
//! from 2026-01-01 to 2026-03-31`, `or $8 if marked "student"`. It stands behind the price, or in a sentence of its own; several
//! are taken one after the other, in the order of the text, and a price is never less than nothing.
//!
//! What is asked is asked when the price is charged. `for the first 6 periods` and `from the 13th period` count the periods of
//! the plan from when the account came to it; `for the first 6 months` counts from the activation. What is taken off is an
//! entry of its own in the ledger: `expect taken off $2`.
//!
//! What comes on top is `plus 10% tax`, `plus $2 if marked "paper bill"`. A share is rounded down to the millionth of the currency's
//! unit; `less 15%, rounded up to a cent` rounds what the price then is, once (down, `rounded to the nearest $0.05`).
//!
//! **Edge.** A share is one of what is left of the price by then: `price $20, less $5, less 10%` is $13.50. A first period that is not
//! whole costs its part of what remains. An automatic purchase at a price of its own costs that.

use crate::model::PriceStep;
use crate::syntax::tree::Clause;
use crate::text;

use super::read::{items, parts};
use super::{Context, Example, Lowered, Place};

pub(super) const EXAMPLES: &[Example] = &[
    Example {
        place: Place::Plan,
        en: "price $25; less $2 if marked \"autopay\", less 50% for the first 6 periods",
        zh: "价格 $25；减 $2 如果 已标记 “autopay”，减 50% 首 6 个周期",
    },
    Example {
        place: Place::Plan,
        en: "price $10; or $8 if marked \"student\"; $1 off from 2026-01-01 to 2026-03-31",
        zh: "价格 $10；或 $8 如果 已标记 “student”；$1 减免 从 2026-01-01 至 2026-03-31",
    },
    Example {
        place: Place::Plan,
        en: "price $19.99; less 15% if marked \"gold\", rounded down to a cent; plus 10% tax, rounded to the nearest $0.01",
        zh: "价格 $19.99；减 15% 如果 已标记 “gold”，向下取整至 一分；加 10% 税，四舍五入至 $0.01",
    },
    Example {
        place: Place::Plan,
        en: "price $10; plus $2 if marked \"paper bill\"; $3 off from 1 June to 31 August each year",
        zh: "价格 $10；加 $2 如果 已标记 “paper bill”；$3 减免 从 1 六月份 至 31 八月份 每 年",
    },
    Example {
        place: Place::Plan,
        en: "pack \"X\" { price $5; less 20% if marked \"gold\"; data 1 GB; valid 7 days }",
        zh: "包 “X” { 价格 $5；减 20% 如果 已标记 “gold”；流量 1 GB；有效 7 天 }",
    },
];

pub(super) fn lower(context: &mut Context<'_>, clause: &Clause) -> Lowered {
    context.no_block(clause)?;
    items::read(context, parts(&clause.sentence), &text!("a price", "价格"))
}

/// What was collected, if there is a price that it can change.
pub(super) fn steps(context: &mut Context<'_>, items: &items::Items) -> Vec<PriceStep> {
    if items.price.is_none() || items.any_price.is_some() {
        super::read::price::without_price(context, &items.price_steps, items.any_price.is_some());
        return Vec::new();
    }
    items.price_steps.clone()
}
