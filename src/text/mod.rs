//! Sources, places in them, and the languages people read: the ground everything else points back to.

mod lang;
pub mod names;
mod source;
mod span;

pub use lang::{Lang, Text};
pub use source::{Position, Source, SourceId, Sources};
pub use span::{Origin, Span};
