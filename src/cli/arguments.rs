//! What can be said on the command line. Each command's own arguments stand with the command.

use clap::{Parser, Subcommand};

use crate::text::Lang;

use super::session::{Color, parse_language};
use super::{check, completions, explain, fmt, init, man, simulate, test, why};

/// What a mobile operator's plan does: check it, run it, have it explained.
///
/// A plan is a text file that ends in `.plan`. It says what a plan grants, what becomes of leftovers, which units are
/// used first, and what happens when nothing is left.
#[derive(Debug, Parser)]
#[command(name = "rollover", version, propagate_version = true, max_term_width = 100, after_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// The language of messages and explanations; otherwise that of ROLLOVER_LANG, LC_ALL, LC_MESSAGES or LANG
    #[arg(long, global = true, value_name = "en|zh", value_parser = parse_language)]
    pub(crate) lang: Option<Lang>,
    /// Whether to use colour; `auto` is on a terminal, unless NO_COLOR is set
    #[arg(long, global = true, value_enum, value_name = "WHEN", default_value_t)]
    pub(crate) color: Color,
    /// Say nothing but results and errors
    #[arg(long, short, global = true)]
    pub(crate) quiet: bool,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// The commands, in the order in which a newcomer meets them.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Write a commented plan to start from, with a scenario that passes
    Init(init::Arguments),
    /// Find mistakes, and what a plan leaves open
    Check(check::Arguments),
    /// Lay plans out in the canonical form, or translate them
    Fmt(fmt::Arguments),
    /// Show what happens to a subscriber, period by period
    Simulate(simulate::Arguments),
    /// Tell the history of units: what became of them, by which clause, and what else could have happened
    Why(why::Arguments),
    /// Run the scenarios in plan files, and show what was expected and what happened
    Test(test::Arguments),
    /// Say what a plan means in the sentences a customer would read
    Explain(explain::Arguments),
    /// Write a completion script for a shell
    Completions(completions::Arguments),
    /// Write manual pages
    Man(man::Arguments),
}

const EXAMPLES: &str = "\
Examples:
  rollover init                        write starter.plan, to play with
  rollover simulate starter.plan       see six months of it
  rollover check policies              find mistakes in every plan below a folder
  rollover test policies               run every scenario
  rollover explain starter.plan        read it as a customer would

Exit codes, for every command:
  0 all well   1 something was found   2 wrong usage, or a file cannot be read or written";
