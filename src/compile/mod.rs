//! From the model to the program: tables instead of trees, and everything worked out that can be known beforehand.
//!
//! It cannot fail: a model has no unbound name and no absent choice.

mod condition;
mod depletion;
mod eligibility;
mod fee;
mod grant;
mod limits;
mod offer;
mod plan;
mod price;
mod rollover;
mod routine;
mod scale;
mod selector;
mod tables;
mod trigger;

use crate::model::Catalogue;
use crate::program::Program;

use tables::Tables;

/// Compiles everything a catalogue holds.
#[must_use]
pub fn compile(catalogue: &Catalogue) -> Program {
    let mut tables = Tables::new(catalogue);
    // The numbers of rules are the order in which they are dealt with: the plans' before the products' own.
    for plan in &catalogue.plans {
        tables.plan_rules(plan);
    }
    for product in &catalogue.products {
        tables.product(product);
    }
    for plan in &catalogue.plans {
        tables.plan(plan);
    }
    tables.finish()
}
