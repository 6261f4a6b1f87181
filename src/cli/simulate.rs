//! `rollover simulate`: what happens to a subscriber, period by period.

use clap::{Args, ValueEnum};

use crate::report::why::Question;
use crate::report::{self, Style};

use super::exit::{Ending, Exit};
use super::render::render;
use super::session::Session;
use super::subscriber::{self, Chosen, Subscriber};
use super::why;

/// The arguments of `simulate`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Arguments {
    #[command(flatten)]
    subscriber: Subscriber,
    /// How to write it
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// Tell the history of a lot (#3), or what happened on a day and why (2026-05-01)
    #[arg(long, value_name = "DATE|LOT")]
    why: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
enum Format {
    /// For people
    #[default]
    Table,
    /// For machines
    Json,
    /// For spreadsheets
    Csv,
}

const EXAMPLES: &str = "\
Examples:
  rollover simulate monthly.plan
  rollover simulate monthly.plan --from 2026-03-01 --months 12
  rollover simulate monthly.plan --scenario \"a heavy month\" --why 2026-05-01
  rollover simulate monthly.plan --usage june.csv --format csv

A table of usage has a header line; columns may come in any order, and all but `at` may be left out:
  at       2026-01-20, or 2026-01-20 09:30, or 2026-01-20 09:30:15, by the operator's clock, in order of time
  event    use (when left out), activate, recharge, buy, renew, renewal fails, renewal works again,
           activate rollover, change to, suspend, resume, join, leave, give, agrees to charges,
           withdraws consent, mark, unmark, cancel
  amount   600 MB, 1.5 GB, 10 minutes, 90 s, 3 SMS, $5: of use, recharge and give
  name     of buy the pack, of change to the plan, of mark the mark, of join and give the other account
  account  whose it is, where there are several
  app, zone, network, carrier, number   of use, for what and where, to which network, on which, to which number
  since    of use, when the record began; `at` is when it ended
For example:
  at,event,amount,name
  2026-01-01,activate,,
  2026-01-10 09:30,use,600 MB,
  2026-01-12,buy,,Weekend
An account that is never activated in the table is activated at --from, or else at 00:00 of its first day.

Exit codes:
  0 simulated   1 the plan or the table has mistakes   2 a file cannot be read, or there is no such plan or scenario";

pub(crate) fn run(arguments: &Arguments, session: &mut Session<'_>) -> Ending {
    match subscriber::choose(&arguments.subscriber, session)? {
        Ok(chosen) => tell(arguments, session, &chosen),
        Err(exit) => Ok(exit),
    }
}

/// Runs the story and writes what came of it.
fn tell(arguments: &Arguments, session: &mut Session<'_>, chosen: &Chosen) -> Ending {
    let told = match chosen.story.tell(&chosen.program, &chosen.zone) {
        Ok(told) => told,
        Err(problem) => {
            render(session, &chosen.loaded.sources, &[problem])?;
            return Ok(Exit::Found);
        }
    };
    let run = chosen.run(&told);
    if let Some(asked) = &arguments.why {
        let question = Question::read(asked, &run);
        return why::answer(question, (chosen, &told, &run), why::Format::Human, session);
    }
    let style = Style { color: session.color_out, width: u16::try_from(session.width).unwrap_or(80) };
    let page = match arguments.format {
        Format::Table => report::simulation(&run, session.lang, style),
        Format::Json => report::json::json(&run),
        Format::Csv => report::csv::csv(&run),
    };
    write!(session.out, "{page}")?;
    Ok(Exit::Well)
}
