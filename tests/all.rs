//! One test binary: what the program says about texts, and what must hold of the repository itself.

mod differential;
mod generate;
mod tidy;
