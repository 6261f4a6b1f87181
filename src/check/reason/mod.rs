//! What several lints ask.

pub(super) mod lines;
pub(super) mod names;
