//! What is done with the line itself, and not with units: kinds of use that are off, speed that is given back.

use crate::units::{Kind, Validity};

use super::Scope;

/// What is done with the line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Service {
    /// Some use is let through no more.
    Bar {
        /// Of this kind; `None` is every kind.
        kind: Option<Kind>,
        /// Of these uses.
        scope: Scope,
    },
    /// It is let through again.
    LiftBars {
        /// Of this kind; `None` is every kind.
        kind: Option<Kind>,
    },
    /// What is slow from an amount on is fast again.
    FullSpeed {
        /// Until when.
        until: Validity,
    },
}
