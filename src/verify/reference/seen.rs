//! What the engine looked at, and how it came out.
//!
//! Conditions, limits, caps, windows and keys of an order have no entry of their own: that a condition held shows in what it
//! led to, and that it did not shows in nothing. So it is noted here while the plan runs. A part of the model is known by
//! where it stands in memory, as everywhere in this engine; nothing is listed by that, so nothing depends on it.

use std::any::type_name;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::ptr;

use crate::text::Origin;

/// What was seen of parts of the model.
#[derive(Debug, Clone, Default)]
pub struct Seen {
    parts: RefCell<BTreeMap<(&'static str, usize), Sides>>,
    limits: RefCell<BTreeMap<Origin, Sides>>,
    came_to: RefCell<BTreeSet<Origin>>,
}

/// Which of the two ways something came out, so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sides {
    /// It held: it was true, reached, open, or decided.
    pub yes: bool,
    /// It did not.
    pub no: bool,
}

impl Sides {
    /// The same with what was seen elsewhere.
    #[must_use]
    pub fn or(self, other: Sides) -> Sides {
        Sides { yes: self.yes || other.yes, no: self.no || other.no }
    }

    /// The opposite.
    #[must_use]
    pub fn turned(self) -> Sides {
        Sides { yes: self.no, no: self.yes }
    }
}

impl Seen {
    /// Notes how a part of the model came out.
    pub(super) fn note<T>(&self, part: &T, came_out: bool) {
        if let Ok(mut parts) = self.parts.try_borrow_mut() {
            let sides = parts.entry(place(part)).or_default();
            *sides = sides.or(Sides { yes: came_out, no: !came_out });
        }
    }

    /// Notes whether a limit, or a cap, was reached.
    pub(super) fn note_limit(&self, words: Origin, reached: bool) {
        if let Ok(mut limits) = self.limits.try_borrow_mut() {
            let sides = limits.entry(words).or_default();
            *sides = sides.or(Sides { yes: reached, no: !reached });
        }
    }

    /// Notes that a clause was come to that may have nothing to do: `on plan change: keep all`.
    pub(super) fn come_to(&self, clause: Origin) {
        if let Ok(mut came_to) = self.came_to.try_borrow_mut() {
            came_to.insert(clause);
        }
    }

    /// The clauses that were come to, as far as that shows in no entry.
    pub fn clauses(&self) -> Vec<Origin> {
        self.came_to.try_borrow().map(|came_to| came_to.iter().copied().collect()).unwrap_or_default()
    }

    /// Whether a limit with these words was reached.
    pub fn of_limit(&self, words: Origin) -> Sides {
        self.limits.try_borrow().ok().and_then(|limits| limits.get(&words).copied()).unwrap_or_default()
    }

    /// How a part of the model came out: nothing, if nobody asked.
    pub fn of<T>(&self, part: &T) -> Sides {
        self.parts.try_borrow().ok().and_then(|parts| parts.get(&place(part)).copied()).unwrap_or_default()
    }
}

/// A struct and its first field stand at one place.
fn place<T>(part: &T) -> (&'static str, usize) {
    (type_name::<T>(), ptr::from_ref(part).addr())
}
