//! Later versions of a plan: new terms under the same name, and when they hold for those who have the plan.

use crate::event::PlanId;
use crate::text::Origin;
use crate::units::Instant;

use super::Choice;

/// That a plan is a later version of another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Version {
    /// Of this one, which has no earlier one.
    pub of: PlanId,
    /// Whoever activates the plan, or changes to it, from then on has this version.
    pub from: Instant,
    /// What becomes of those who have an earlier one.
    pub existing: Choice<Existing>,
    /// The head that says so.
    pub origin: Origin,
}

/// What becomes of those who have an earlier version.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Existing {
    /// They keep their terms.
    Keep,
    /// This version is theirs with the first renewal from then on.
    AtRenewal(Instant),
    /// It is theirs from then on, in the middle of a period too.
    At(Instant),
}

impl Version {
    /// From when on those who have an earlier version have this one: with a renewal, and without.
    #[must_use]
    pub fn moves(&self) -> (Instant, Instant) {
        match self.existing.answer {
            Existing::Keep => (Instant::NEVER, Instant::NEVER),
            Existing::AtRenewal(from) => (from, Instant::NEVER),
            Existing::At(at) => (Instant::NEVER, at),
        }
    }
}
