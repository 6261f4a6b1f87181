//! One test binary: what the program says about texts, and what must hold of the repository itself.

mod cases;
mod cli;
mod differential;
mod docs;
mod generate;
mod policies;
mod readme;
mod tidy;
