//! What a mobile operator's plan does.
//!
//! The pipeline, in order; each representation has a room of its own:
//!
//! 1. text is read and split into clauses: [`syntax::parse`] gives what is *written*;
//! 2. the clauses are understood together: [`clause::catalogue`] gives what is *meant*, a [`model::Catalogue`];
//!    and [`check`] says what is there and hardly meant;
//! 3. the model is worked out: [`compile::compile`] gives what is *to do*, a [`program::Program`];
//! 4. events are stepped: [`sim::World`] gives what *happened*, entries for a [`ledger::Ledger`];
//! 5. [`report`] shows it to people.
//!
//! [`verify`] compares: scenarios with what happened, the engine with a naive one. [`cli`] is the program.

pub mod check;
pub mod clause;
pub mod cli;
pub mod compile;
pub mod coverage;
pub mod diag;
pub mod event;
pub mod ledger;
pub mod model;
pub mod mutate;
pub mod program;
pub mod report;
pub mod sim;
pub mod syntax;
pub mod text;
pub mod units;
pub mod verify;

use model::Catalogue;
use text::Sources;

/// Reads texts to what they mean, with everything there is to say about them. Good clauses count whatever stands
/// around them.
#[must_use]
pub fn read(sources: &Sources) -> (Catalogue, Vec<diag::Diagnostic>) {
    let mut files = Vec::new();
    let mut diagnostics = Vec::new();
    for (id, source) in sources.iter() {
        let (entries, found) = syntax::parse(id, source.text());
        files.push((id, entries));
        diagnostics.extend(found);
    }
    let (catalogue, found) = clause::catalogue(&files, sources);
    diagnostics.extend(found);
    (catalogue, diagnostics)
}
