//! The command line: ONE FILE A COMMAND, and around them what they share. The only room that touches the world: files,
//! streams, the environment.
//!
//! | what | where |
//! |---|---|
//! | what can be said, and what it means for the exit code | `arguments`, `exit` |
//! | which files, what they import, what they say together | `files`, `load` |
//! | diagnostics for people: frames, advice | `render`, `excerpt`, `printable` |
//! | files that are written again | `rewrite` |
//! | work on all processors, and again with each change | `parallel`, `watch` |
//! | diagnostics for machines, and all schemas | [`render_json`], `xml`, [`schemas`] |
//! | the commands | `check` (with `findings`, `undecided`, `what_if`), `simulate` and `why` (with `subscriber`, `story`, `typical`, `usage`), [`mod@test`], `explain` (with `code_page`), `fmt`, `init`, `completions`, `man` |
#![allow(clippy::disallowed_methods, reason = "this is the room that reads files and the environment")]
#![allow(clippy::result_large_err, reason = "a diagnostic ends what fails; it is not passed around in a loop")]

mod arguments;
mod check;
mod code_page;
mod completions;
mod excerpt;
mod exit;
mod explain;
mod files;
mod findings;
mod fmt;
mod init;
mod load;
mod man;
mod parallel;
mod printable;
mod render;
pub mod render_json;
mod rewrite;
mod schema;
mod session;
mod settings;
mod simulate;
pub mod snapshot;
mod story;
mod subscriber;
pub mod test;
mod typical;
mod undecided;
mod usage;
mod watch;
mod what_if;
mod why;
mod xml;

use std::io::{self, BufWriter, Write};
use std::process::ExitCode;

use clap::Parser;

use arguments::{Arguments, Command};
use exit::{Ending, Exit, Unwritable};
use session::{Session, coloured, language, width};

pub use schema::schemas;

/// The program.
#[must_use]
pub fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            // Help goes to standard output and is no mistake; that nobody reads it is none either.
            let _ = error.print();
            return if error.use_stderr() { Exit::Failed.code() } else { Exit::Well.code() };
        }
    };
    let (stdout, stderr) = (io::stdout(), io::stderr());
    let mut out = BufWriter::new(stdout.lock());
    let mut err = BufWriter::new(stderr.lock());
    let mut session = Session {
        lang: language(arguments.lang),
        asked_lang: arguments.lang,
        color_out: coloured(arguments.color, &stdout),
        color_err: coloured(arguments.color, &stderr),
        width: width(&stdout),
        quiet: arguments.quiet,
        out: &mut out,
        err: &mut err,
    };
    let ending = dispatch(&arguments.command, &mut session);
    // Diagnostics first: on a terminal they are read before the result.
    let flushed = err.flush().and_then(|()| out.flush());
    conclude(ending.and_then(|exit| flushed.map(|()| exit).map_err(Unwritable)), &mut err)
}

fn dispatch(command: &Command, session: &mut Session<'_>) -> Ending {
    match command {
        Command::Init(arguments) => init::run(arguments, session),
        Command::Check(arguments) => check::run(arguments, session),
        Command::Fmt(arguments) => fmt::run(arguments, session),
        Command::Simulate(arguments) => simulate::run(arguments, session),
        Command::Why(arguments) => why::run(arguments, session),
        Command::Test(arguments) => test::run(arguments, session),
        Command::Explain(arguments) => explain::run(arguments, session),
        Command::Completions(arguments) => completions::run(arguments, session),
        Command::Man(arguments) => man::run(arguments, session),
    }
}

/// A reader that has seen enough (`| head`) ends the program quietly; a full disk does not.
fn conclude(ending: Ending, err: &mut impl Write) -> ExitCode {
    match ending {
        Ok(exit) => exit.code(),
        Err(Unwritable(error)) if error.kind() == io::ErrorKind::BrokenPipe => Exit::Well.code(),
        Err(Unwritable(error)) => {
            let _ = writeln!(err, "rollover: the output cannot be written: {error}").and_then(|()| err.flush());
            Exit::Failed.code()
        }
    }
}
