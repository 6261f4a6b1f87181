//! The program as people run it: its streams, its exit codes, and an answer to everything.
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "these tests are about the world")]

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};

mod check;
mod check_fixes;
mod check_formats;
mod check_which;
mod coverage;
mod expectations;
mod explain;
mod fmt;
mod hostile;
mod mutants;
mod simulate;
mod snapshots;
mod streams;
mod test;
mod why;

/// A folder for one test, gone when the test is over.
pub(crate) struct Folder(PathBuf);

impl Folder {
    /// A new folder with these files.
    pub(crate) fn with(name: &str, files: &[(&str, &str)]) -> Folder {
        // Two tests may ask for the same name at the same time.
        static MADE: AtomicUsize = AtomicUsize::new(0);
        let made = MADE.fetch_add(1, Ordering::Relaxed);
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}-{}-{made}", std::process::id()));
        let _ = std::fs::remove_dir_all(&path);
        std::fs::create_dir_all(&path).unwrap();
        let folder = Folder(path);
        for (name, text) in files {
            folder.write(name, text.as_bytes());
        }
        folder
    }

    /// Writes a file in it.
    pub(crate) fn write(&self, name: &str, bytes: &[u8]) {
        let path = self.0.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }

    /// Where it is.
    pub(crate) fn path(&self) -> &Path {
        &self.0
    }

    /// Runs the program in it.
    pub(crate) fn run(&self, arguments: &[&str]) -> Ran {
        self.run_with(arguments, &[], b"")
    }

    /// Runs the program in it, with settings of the environment and standard input.
    pub(crate) fn run_with(&self, arguments: &[&str], environment: &[(&str, &str)], input: &[u8]) -> Ran {
        let mut command = program();
        command.args(arguments).current_dir(&self.0).envs(environment.iter().copied());
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        // A program that does not read its input closes it; that is not this test's business.
        let _ = child.stdin.take().unwrap().write_all(input);
        Ran::of(&child.wait_with_output().unwrap())
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// The program, with nothing in its environment that changes what it says.
pub(crate) fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rollover"));
    for name in ["ROLLOVER_LANG", "LC_ALL", "LC_MESSAGES", "LANG", "NO_COLOR", "COLUMNS", "GITHUB_WORKSPACE", "CI"] {
        command.env_remove(name);
    }
    command
}

/// What a run left.
#[derive(Debug)]
pub(crate) struct Ran {
    /// The exit code.
    pub(crate) code: Option<i32>,
    /// Standard output.
    pub(crate) out: String,
    /// Standard error.
    pub(crate) err: String,
}

impl Ran {
    /// What a run left that has ended. It never panics.
    pub(crate) fn of(output: &Output) -> Ran {
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
        let ran = Ran { code: output.status.code(), out: text(&output.stdout), err: text(&output.stderr) };
        assert!(!ran.err.contains("panicked") && !ran.err.contains("RUST_BACKTRACE"), "{}", ran.err);
        ran
    }

    /// Asserts the exit code.
    #[track_caller]
    pub(crate) fn ends_with(self, code: i32) -> Ran {
        assert_eq!(self.code, Some(code), "{self:#?}");
        self
    }

    /// How often a code was reported to people.
    pub(crate) fn reported(&self, code: &str) -> usize {
        self.err.lines().filter(|line| line.strip_prefix("rollover::") == Some(code)).count()
    }
}

/// The plan of the language's third sample, with all that it leaves open written down.
pub(crate) const TWENTY: &str = r#"zone UTC
1 GB = 1000 MB
plan "Twenty" {
  every calendar month: data 20 GB
  rollover 3 months
  use oldest first
  when data runs out: block
}
scenario "January's leftover lives to the end of April" for "Twenty" {
  2026-01-01  activate
  2026-01-20  use 12 GB
  2026-02-01  expect rolled 8 GB until 2026-05-01
  2026-02-10  use 15 GB
  2026-03-01  expect rolled 13 GB until 2026-06-01
}
"#;
