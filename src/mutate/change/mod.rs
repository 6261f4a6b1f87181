//! ONE FILE A KIND OF CHANGE, and the one list of them.

mod amount;
mod clause;
mod condition;
mod exchange;
mod part;
mod window;

use super::place::Place;

/// Makes the changes of a kind of a sentence.
pub(super) type Change = fn(&mut Place<'_>);

/// Every change.
pub(super) const CHANGES: &[Change] =
    &[amount::changes, window::changes, exchange::changes, condition::changes, part::changes, clause::changes];
