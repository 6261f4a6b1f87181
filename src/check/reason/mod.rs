//! What several lints ask.

pub(super) mod lines;
pub(super) mod lots;
pub(super) mod names;
