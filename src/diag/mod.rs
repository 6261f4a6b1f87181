//! What the program says about a text: a code, what, why, what to do, and where.
//!
//! Rooms build a [`Diagnostic`]; `cli` renders it, with miette or as JSON. The codes are listed once, in [`Code`];
//! what there is to say about one, whatever the plan, is its [`Page`].

mod apply;
mod code;
mod diagnostic;
mod page;
pub mod pages;

pub use apply::{Applied, apply};
pub use code::Code;
pub use diagnostic::{Diagnostic, Edit, Fix, Label, Severity};
pub use page::{Example, Page, Words};
