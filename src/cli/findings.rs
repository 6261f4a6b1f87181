//! Everything that is to be said of one file: its mistakes, what the lints find, what it leaves open; without what its
//! comments allow.

use crate::check::{self, Allowances};
use crate::diag::{Code, Diagnostic};

use super::load::{Loaded, Unit};
use super::undecided::{self, Open};

/// Everything that is to be said of one file.
#[derive(Debug)]
pub(crate) struct Findings {
    /// Mistakes, and what the lints find.
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// What its plans leave open.
    pub(crate) open: Vec<Open>,
}

/// What is to be said of a file that was read.
pub(crate) fn of(loaded: &Loaded, index: usize, unit: &Unit) -> Findings {
    let Some(subject) = loaded.subject(index, unit) else {
        return Findings { diagnostics: unit.diagnostics.clone(), open: Vec::new() };
    };
    let mut open = undecided::questions(unit, &subject);
    let mut allowances = Allowances::of(&subject);
    open.retain(|one| !allowances.allow(Code::Undecided, one.place()));
    let diagnostics = check::findings(&subject, &unit.diagnostics, &mut allowances);
    Findings { diagnostics, open }
}
