//! What is done with the line itself. No lot can say it: use that is barred is not let through whatever is held and whatever
//! it would cost (`vodafone-uk-business-leader`), and speed is given back without units (`google-fi-flexible`).

use crate::units::{Kind, Validity};

use super::ScopeId;

/// What is done with the line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Service {
    /// Use of a kind, or of every kind, is let through no more.
    Bar(Option<Kind>, ScopeId),
    /// It is let through again.
    LiftBars(Option<Kind>),
    /// What is slow from an amount on is fast again.
    FullSpeed(Validity),
}
