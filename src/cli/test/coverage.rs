//! `test --coverage`: what the scenarios reach of the files that they are about, as people and machines read it.
//!
//! | what | where |
//! |---|---|
//! | which scenarios reach what | `measure` |
//! | what is written beside each line | `marks` |
//! | the marked source, in a terminal | `source` |
//! | a line a file | `table` |
//! | one page for a browser | `html` |
//! | for tools that read lcov | `lcov` |
//! | for other machines | [`json`] |
//! | whether it is enough | `threshold` |

mod html;
pub mod json;
mod lcov;
mod marks;
mod measure;
mod source;
mod table;
mod threshold;
mod words;

use std::io;

use clap::{Args, ValueEnum};

use crate::cli::session::Session;
use crate::coverage::{Clause, Sum};
use crate::diag::Diagnostic;
use crate::text::{SourceId, Sources};

pub(super) use html::write as html;
pub(super) use lcov::write as lcov;
pub(super) use measure::measure;

/// What is asked of the coverage.
#[derive(Debug, Args)]
pub(super) struct Reach {
    /// Show which clauses the scenarios reach, and which outcomes of conditions, limits and hours
    #[arg(
        long,
        value_enum,
        value_name = "VIEW",
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = "auto"
    )]
    coverage: Option<View>,
    /// Fail if the scenarios reach fewer percent of the clauses
    #[arg(long, value_name = "PERCENT", value_parser = clap::value_parser!(u8).range(0..=100))]
    threshold: Option<u8>,
}

impl Reach {
    pub(super) fn is_wanted(&self) -> bool {
        self.coverage.is_some() || self.threshold.is_some()
    }

    /// What is to be said if too little is reached.
    pub(super) fn missed(&self, coverage: &Coverage<'_>) -> Option<Diagnostic> {
        threshold::missed(coverage, usize::from(self.threshold?))
    }

    /// What to show where so many files are asked for.
    pub(super) fn view(&self, files: usize) -> View {
        match self.coverage {
            None => View::Table,
            Some(View::Auto) if files == 1 => View::Source,
            Some(View::Auto) => View::Gaps,
            Some(view) => view,
        }
    }
}

/// What is shown of it to people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum View {
    /// The whole source, where one file is asked for; otherwise the gaps.
    Auto,
    /// Every line of every file.
    Source,
    /// The lines in which something was never reached.
    Gaps,
    /// Only the figures.
    Table,
}

/// What the scenarios reach.
#[derive(Debug)]
pub(super) struct Coverage<'s> {
    /// The files that have clauses, those that are imported too, in the order of reading.
    pub(super) files: Vec<Covered>,
    /// The scenarios by number: the file each stands in, and its title.
    pub(super) scenarios: Vec<(SourceId, &'s str)>,
}

/// What they reach of one file.
#[derive(Debug)]
pub(super) struct Covered {
    pub(super) source: SourceId,
    pub(super) clauses: Vec<Clause>,
}

impl Coverage<'_> {
    /// Of all files.
    pub(super) fn sum(&self) -> Sum {
        self.files.iter().map(Covered::sum).fold(Sum::default(), Sum::plus)
    }
}

impl Covered {
    fn sum(&self) -> Sum {
        Sum::of(&self.clauses)
    }
}

/// What people read: the marked lines, and a line a file.
pub(super) fn human(
    session: &mut Session<'_>,
    coverage: &Coverage<'_>,
    sources: &Sources,
    view: View,
) -> io::Result<()> {
    if view != View::Table && !session.quiet {
        source::write(session, coverage, sources, view == View::Source)?;
    }
    table::write(session, coverage, sources)
}
