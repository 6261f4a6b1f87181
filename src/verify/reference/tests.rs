//! The worked examples of the semantics, and what must hold whatever happens.

mod any;
mod life;
mod rolling;
mod sharing;
mod support;
mod using;
