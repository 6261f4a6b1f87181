//! `rollover completions`: a script that completes commands and options in a shell.

use clap::{Args, CommandFactory};
use clap_complete::Shell;

use super::arguments;
use super::exit::{Ending, Exit};
use super::session::Session;

/// The arguments of `completions`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

const EXAMPLES: &str = "\
Examples:
  rollover completions bash > ~/.local/share/bash-completion/completions/rollover
  rollover completions zsh > ~/.zfunc/_rollover
  rollover completions fish > ~/.config/fish/completions/rollover.fish";

pub(crate) fn run(arguments: &Arguments, session: &mut Session<'_>) -> Ending {
    // Written to memory first: the generator does not survive a reader that goes away.
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut arguments::Arguments::command(), "rollover", &mut script);
    session.out.write_all(&script)?;
    Ok(Exit::Well)
}
