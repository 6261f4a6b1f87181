//! `rollover explain`: what a plan means, in the sentences a customer would read, or as the operations that run; and what a
//! finding means.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::compile;
use crate::model::Plan;
use crate::report::explain;

use super::code_page;
use super::exit::{Ending, Exit};
use super::load::{self, Loaded, Unit};
use super::render::{in_order, render};
use super::session::Session;
use super::story::chosen_plan;

/// The arguments of `explain`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// The plan file, or - for standard input; or the code of a finding, as `check` names it
    #[arg(value_name = "PLAN|CODE", required_unless_present = "codes")]
    path: Option<PathBuf>,
    /// List the codes of all findings
    #[arg(long, conflicts_with_all = ["path", "plan", "core", "format"])]
    codes: bool,
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
  rollover explain family.plan --plan \"Family 30\" --core
  rollover explain unknown_word          what a finding means, and what to do
  rollover explain --codes               all findings there are";

pub(crate) fn run(arguments: &Arguments, session: &mut Session<'_>) -> Ending {
    let Some(path) = arguments.path.as_ref().filter(|_| !arguments.codes) else {
        return code_page::list(session);
    };
    if let Some(name) = code_page::asked(path) {
        return code_page::run(name, session);
    }
    let loaded = load::load(std::slice::from_ref(path));
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
        super::render_json::write(session, &views.collect::<Vec<_>>())?;
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
