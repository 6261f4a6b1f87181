//! Plans that are almost the same: changes of the kinds people make by mistake, and whether a scenario notices.

mod edit;

pub use edit::{Edit, Files};
