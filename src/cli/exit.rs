//! How a run ends.

use std::io;
use std::process::ExitCode;

/// How a run ends; the numbers are the same for every command.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(crate) enum Exit {
    /// All well.
    #[default]
    Well,
    /// Something was found: a diagnostic at or over the failing level, a scenario that failed.
    Found,
    /// Wrong usage, or a file that cannot be read or written.
    Failed,
}

impl Exit {
    /// The worse of two.
    pub(crate) fn and(self, other: Exit) -> Exit {
        self.max(other)
    }

    /// What the shell is told.
    pub(crate) fn code(self) -> ExitCode {
        ExitCode::from(match self {
            Exit::Well => 0,
            Exit::Found => 1,
            Exit::Failed => 2,
        })
    }
}

/// What ends a command before its end: its output cannot be written.
#[derive(Debug)]
pub(crate) struct Unwritable(pub(crate) io::Error);

impl From<io::Error> for Unwritable {
    fn from(error: io::Error) -> Unwritable {
        Unwritable(error)
    }
}

/// The end of a command.
pub(crate) type Ending = Result<Exit, Unwritable>;
