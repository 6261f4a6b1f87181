//! What several lints ask.

pub(super) mod clauses;
pub(super) mod conditions;
pub(super) mod disjoint;
pub(super) mod figures;
pub(super) mod lines;
pub(super) mod lots;
pub(super) mod names;
