//! What happened, for people and for machines, and what a plan does, in words.
//!
//! One file a view; those of a simulation are functions of a [`Run`]:
//!
//! | view | what it shows |
//! |---|---|
//! | [`simulation()`] | the page that `simulate` prints, made of the next seven |
//! | `statement` | for each kind a table, a row a period |
//! | `balance` | what is left at the end of each period, lot by lot |
//! | `chart` | the balance over time, drawn |
//! | `highlights` | what was lost and what surprises, a line each, with the clause |
//! | `notices` | what the customer was told |
//! | `members` | those who only use another's units, a row each |
//! | `assumptions` | what was assumed because the plan does not say it |
//! | [`why::why`] | the history of a lot or of a day, with the clauses behind it, and what else could have happened |
//! | [`snapshot()`] | everything that happened, to be compared after a change of the plan |
//! | [`json::json`], [`csv::csv`] | the same for machines |
//! | [`sentence()`] | one entry of the ledger as a sentence |

mod assumptions;
mod balance;
mod cells;
mod chart;
pub mod csv;
mod dates;
mod entries;
pub mod explain;
mod highlights;
mod holding;
pub mod json;
mod lengths;
mod members;
mod notices;
mod nouns;
mod period;
mod quote;
mod retold;
mod run;
mod simulation;
mod snapshot;
mod statement;
mod style;
mod table;
#[cfg(test)]
mod testing;
pub mod why;
mod wrap;

use crate::ledger::Entry;
use crate::text::Text;

pub use retold::Retold;
pub use run::{Account, Run};
pub use simulation::simulation;
pub use snapshot::snapshot;
pub use style::Style;

/// One entry of the ledger as a sentence, without its date: `8 GB of January's data #1 rolled over, until 1 May`.
#[must_use]
pub fn sentence(run: &Run<'_>, entry: &Entry) -> Text {
    entries::sentence(run, entry)
}
