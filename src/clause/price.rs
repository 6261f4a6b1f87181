//! # `price`
//!
//! What a pack costs, or a period of the plan: `price $1`, `$1`, `free`. In the plan itself it usually stands in `every …`.
//!
//! A number without a sign is in the operator's currency. A price is paid from the account's money when the pack is bought
//! or the period begins; a postpaid plan puts it on the bill.
//!
//! `any price from $0.10 to $20`: the buyer chooses what to pay (`buy "Flexi" for $0.50`). What is granted follows it: `data 5
//! MB per $0.10, 8 MB per $0.10 from $1`, for each whole step of all that is paid. From `from …` on, an amount takes the place
//! of what is granted of its kind for less, for the whole price; `data 1 GB from $5` is granted once, and `valid 1 day from
//! $0.10, 7 days from $1` says how long. Who pays less or more than is offered is refused; who does not say how much pays the
//! least. Such a pack is paid at once: not on credit, not prorated, and it does not renew.
//!
//! In stages: `$10 for the first 3 periods, then $15 for 3 periods, then $20`; `price $45, $40 from the 13th period`; `first period
//! free`. By people: `price $20 for each member`, `$15 for each line after the first`, `$60 for 1 line, $100 for 2 lines, $30 for
//! each more`. Members are those that the plan is shared with, lines are they and the owner; they are counted when the period is
//! charged, so that who joins or leaves within it changes the next one. What a period or a pack grants can be for each of them too:
//! `data 20 GB for each line`.
//!
//! **Edge.** `free` says that there is no price; to say nothing leaves it open for a pack, and `check` asks.

use crate::syntax::tree::Clause;
use crate::text;

use super::read::{items, parts};
use super::{Context, Example, Lowered, Place};

pub(super) const EXAMPLES: &[Example] = &[
    Example { place: Place::Pack, en: "price $0.50", zh: "价格 $0.50" },
    Example {
        place: Place::Plan,
        en: "pack \"Flexi\" { any price from $0.10 to $20; data 5 MB per $0.10, 8 MB per $0.10 from $1; valid 1 day }",
        zh: "包 “Flexi” { 任意价格 从 $0.10 至 $20；流量 5 MB 按每 $0.10，8 MB 按每 $0.10 从 $1；有效 1 天 }",
    },
    Example {
        place: Place::Plan,
        en: "$10 for the first 3 periods, then $15 for 3 periods, then $20",
        zh: "$10 首 3 个周期，然后 $15 对 3 个周期，然后 $20",
    },
    Example {
        place: Place::Plan,
        en: "price $30, $15 for each member after the first",
        zh: "价格 $30，$15 对每个成员首个之后",
    },
    Example {
        place: Place::Plan,
        en: "$60 for 1 line, $100 for 2 lines, $30 for each more",
        zh: "$60 对 1 号码数，$100 对 2 号码数，$30 对每增加一个",
    },
    Example { place: Place::Pack, en: "free", zh: "免费" },
    Example { place: Place::Plan, en: "price 5", zh: "价格 5" },
];

pub(super) fn lower(context: &mut Context<'_>, clause: &Clause) -> Lowered {
    context.no_block(clause)?;
    items::read(context, parts(&clause.sentence), &text!("a price", "价格"))
}
