//! One test binary: what the program says about texts, and what must hold of the repository itself.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test stops where something is wrong, and reads and runs what it is about"
)]

mod cases;
mod cli;
mod diagnostics;
mod differential;
mod docs;
mod engines;
mod essence;
mod format;
mod fuzz;
mod generate;
mod kept;
mod lints;
mod policies;
mod published;
mod reached;
mod readme;
mod survivors;
mod tidy;
