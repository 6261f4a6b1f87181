//! # `on credit`
//!
//! A pack that is bought now and paid later: `pack "Okoa 50" { data 50 MB; price $0.50; on credit, fee 10%, due in 7 days; valid 3
//! days }`, or a loan of money: `pack "Small loan" { money $0.50; price $0.50 on credit, fee $0.10; valid for ever }`. What is
//! owed is the price and the fee; a share is one of the price. Conditions ask for it with `owing nothing`, `owing at most $0.60`.
//!
//! `fee 10% from the loan` is taken from what is lent: `pack "Advance $5" { money $5; price $5 on credit, fee 10% from the loan }` gives $4.50
//! and is owed with $5. `debts at most $10` bounds what is owed in all.
//!
//! What is owed is repaid by the recharges that follow, whole until nothing is owed, the oldest debt first; or as the plan says:
//! `debts are repaid by at most 50% of each recharge`. `when debt is due: …` is done when the time of `due in` is over and
//! something is owed still.
//!
//! In a scenario: `borrow "Okoa 50"` (or `buy`), `expect owing $0.60`, `expect repaid $0.60`.
//!
//! **Edge.** That what was bought is used up, expires or is forfeited changes nothing about the debt; nor does the end of the
//! subscription.

use crate::syntax::tree::Clause;
use crate::text;

use super::read::items;
use super::{Context, Example, Lowered, Place};

pub(super) const EXAMPLES: &[Example] = &[
    Example { place: Place::Pack, en: "on credit", zh: "赊购" },
    Example {
        place: Place::Pack,
        en: "price $0.50 on credit, fee $0.10, due in 7 days",
        zh: "价格 $0.50 赊购，手续费 $0.10，7 天须还清",
    },
    Example { place: Place::Pack, en: "on credit, fee 15%", zh: "赊购，手续费 15%" },
    Example {
        place: Place::Pack,
        en: "money $5; price $5 on credit, fee 10% from the loan, due in 7 days",
        zh: "话费 $5；价格 $5 赊购，手续费 10% 从借款中扣除，7 天须还清",
    },
];

pub(super) fn lower(context: &mut Context<'_>, clause: &Clause) -> Lowered {
    context.no_block(clause)?;
    items::read(context, clause.sentence.children.iter(), &text!("a pack", "流量包"))
}
