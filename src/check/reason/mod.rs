//! What several lints ask.

pub(super) mod names;
