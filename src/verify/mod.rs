//! Whether the engine does what the plan means: a second engine that is written from the model alone and has no
//! cleverness, to compare it with.

pub mod apart;
pub mod otherwise;
pub mod reference;
pub mod scenario;
