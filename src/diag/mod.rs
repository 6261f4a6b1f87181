//! What the program says about a text: a code, what, why, what to do, and where.
//!
//! Rooms build a [`Diagnostic`]; `cli` renders it, with miette or as JSON. The codes are listed once, in [`Code`].

mod code;
mod diagnostic;

pub use code::Code;
pub use diagnostic::{Diagnostic, Edit, Fix, Label, Severity};
