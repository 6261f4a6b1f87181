//! `rollover man`: manual pages, made from the same definition as the help.

use std::path::{Path, PathBuf};

use clap::{Args, Command, CommandFactory};
use clap_mangen::Man;

use super::arguments::Arguments as Program;
use super::exit::{Ending, Exit};
use super::render::render;
use super::rewrite;
use super::session::Session;

/// The arguments of `man`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// Write a page for the program and one for each command into this folder, instead of the first to standard output
    #[arg(long, value_name = "FOLDER")]
    out: Option<PathBuf>,
}

const EXAMPLES: &str = "\
Examples:
  rollover man | man -l -
  rollover man --out ~/.local/share/man/man1";

pub(crate) fn run(arguments: &Arguments, session: &mut Session<'_>) -> Ending {
    let mut program = Program::command();
    program.build();
    let Some(folder) = &arguments.out else {
        Man::new(program).render(&mut session.out)?;
        return Ok(Exit::Well);
    };
    let commands =
        program.get_subcommands().filter(|command| command.get_name() != "help").cloned().collect::<Vec<_>>();
    for command in std::iter::once(program).chain(commands) {
        // `rollover check` is written as rollover-check.1, which is where `man rollover check` looks.
        let name = command.get_display_name().unwrap_or(command.get_name()).to_owned();
        let path = folder.join(format!("{name}.1"));
        if let Err(error) = page(command, &name).and_then(|page| write(folder, &path, &page)) {
            render(session, &crate::text::Sources::default(), &[rewrite::unwritable(&path, &error)])?;
            return Ok(Exit::Failed);
        }
    }
    Ok(Exit::Well)
}

fn page(command: Command, name: &str) -> std::io::Result<String> {
    let mut page = Vec::new();
    Man::new(command).title(name).render(&mut page)?;
    Ok(String::from_utf8_lossy(&page).into_owned())
}

fn write(folder: &Path, path: &Path, page: &str) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)?;
    rewrite::write(path, page)
}
