//! # `tax`
//!
//! A tax that is added when a period's bill is made: `tax 10%`, `tax 8.25% of the bill, rounded to the nearest cent`. It is a share of
//! all that was charged for the period, and an entry of its own. A tax on a price alone is said with the price: `price $10, plus 10% tax`. Of
//! prices that contain the tax nothing need be said.
//!
//! **Edge.** Without a rounding it is rounded down to the millionth of the currency's unit. The bill of a subscription that ends is made
//! then.

use crate::model::{FeeAmount, FeeBase, FeeShare};
use crate::syntax::Rule;
use crate::syntax::tree::Clause;
use crate::text::Origin;
use crate::units::Quantity;

use super::minimum_charge::on_the_bill;
use super::read::{amount, price};
use super::{Context, Example, Lowered, Place};

pub(super) const EXAMPLES: &[Example] = &[
    Example { place: Place::Plan, en: "tax 10%", zh: "税 10%" },
    Example {
        place: Place::Plan,
        en: "postpaid; minimum charge $5 a period; tax 8.25% of the bill, rounded to the nearest cent",
        zh: "后付费；最低消费 $5 每周期；税 8.25% 的 账单，四舍五入至 一分",
    },
];

pub(super) fn lower(context: &mut Context<'_>, clause: &Clause) -> Lowered {
    context.no_block(clause)?;
    let share = amount::ratio(context, clause.sentence.child(Rule::percent)?.child(Rule::decimal)?, 100)?;
    let rounding = match clause.sentence.child(Rule::rounding) {
        Some(rounding) => Some(price::money_rounding(context, rounding)?),
        None => None,
    };
    let of = FeeShare { share, of: FeeBase::Bill, least: Quantity::ZERO, most: None, rounding };
    on_the_bill(context, FeeAmount::Share(of), Origin::Written(clause.sentence.span));
    Some(())
}
