//! `rollover explain`: what a plan means, in the sentences a customer would read, or as the operations that run.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::compile;
use crate::model::Plan;
use crate::report::explain;

use super::exit::{Ending, Exit};
use super::load::{self, Loaded, Unit};
use super::render::{in_order, render};
use super::session::Session;
use super::story::chosen_plan;

/// The arguments of `explain`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// The plan file, or - for standard input
    #[arg(value_name = "PLAN")]
    path: PathBuf,
    /// Which plan of the file; otherwise all of them
    #[arg(long, value_name = "NAME")]
    plan: Option<String>,
    /// Show the operations that the plan becomes, and the clause behind each
    #[arg(long, conflicts_with = "format")]
    core: bool,
    /// How to write it
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
enum Format {
    /// For people
    #[default]
    Text,
    /// For machines: every language, with the place of each clause
    Json,
}

const EXAMPLES: &str = "\
Examples:
  rollover explain monthly.plan
  rollover explain monthly.plan --lang zh
  rollover explain family.plan --plan \"Family 30\" --core";

pub(crate) fn run(arguments: &Arguments, session: &mut Session<'_>) -> Ending {
    let loaded = load::load(std::slice::from_ref(&arguments.path));
    let Some(index) = loaded.asked().next().filter(|_| loaded.exit == Exit::Well) else {
        render(session, &loaded.sources, &loaded.diagnostics)?;
        return Ok(Exit::Failed);
    };
    let mut unit = loaded.unit(index);
    in_order(&mut unit.diagnostics);
    render(session, &loaded.sources, &unit.diagnostics)?;
    if unit.has_errors() {
        return Ok(Exit::Found);
    }
    let plans: Vec<&Plan> = match chosen_plan(&unit, arguments.plan.as_deref()) {
        Ok((plan, _)) if arguments.plan.is_some() => vec![plan],
        Ok(_) => unit.plans().collect(),
        Err(problem) => {
            render(session, &loaded.sources, &[problem])?;
            return Ok(Exit::Failed);
        }
    };
    write(arguments, session, (&unit, &loaded), &plans)
}

fn write(
    arguments: &Arguments,
    session: &mut Session<'_>,
    (unit, loaded): (&Unit, &Loaded),
    plans: &[&Plan],
) -> Ending {
    let program = arguments.core.then(|| compile::compile(&unit.catalogue));
    if arguments.format == Format::Json {
        let views =
            plans.iter().map(|plan| explain::view(plan, &explain::explain(&unit.catalogue, plan), &loaded.sources));
        super::test_json::write(session, &views.collect::<Vec<_>>())?;
        return Ok(Exit::Well);
    }
    for (index, plan) in plans.iter().enumerate() {
        let page = match &program {
            Some(program) => explain::core(program, plan.id, &unit.catalogue, &loaded.sources),
            None => {
                let sections = explain::explain(&unit.catalogue, plan);
                // A customer has no file to look into: no places behind the sentences.
                explain::render(&sections, session.lang, None, session.width)
            }
        };
        if index > 0 {
            writeln!(session.out)?;
        }
        write!(session.out, "{page}")?;
    }
    Ok(Exit::Well)
}
