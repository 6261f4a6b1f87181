//! `rollover why`: the history of units, the clauses behind it, and what else could have happened.

use clap::{Args, ValueEnum};

use crate::compile;
use crate::diag::{Code, Diagnostic};
use crate::event::{Event, Happening, LabelId};
use crate::ledger::{self, LotId, Matter, Posting};
use crate::model::{Catalogue, Condition, Plan};
use crate::report::why::{self, Asked, Change, Found, Otherwise, Question};
use crate::report::{Run, Style};
use crate::text::{Origin, Text};
use crate::units::Day;
use crate::verify::otherwise::{self, Tale};

use super::exit::{Ending, Exit};
use super::render::render;
use super::session::Session;
use super::story::Told;
use super::subscriber::{self, Chosen, Subscriber, parse_day};

/// The arguments of `why`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Arguments {
    #[command(flatten)]
    subscriber: Subscriber,
    /// The history of this lot: 3, or A#3 where there are several accounts
    #[arg(long, value_name = "LOT", group = "question")]
    lot: Option<String>,
    /// What happened on this day, and to which lots
    #[arg(long, value_name = "DATE", value_parser = parse_day, group = "question")]
    at: Option<Day>,
    /// Everything that was lost
    #[arg(long, group = "question")]
    lost: bool,
    /// How to write it
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(crate) enum Format {
    /// For people
    #[default]
    Human,
    /// For machines
    Json,
}

const EXAMPLES: &str = "\
Without --lot, --at or --lost it lists the lots with their numbers. Without --scenario or --usage it is about the typical
customer that `simulate` shows.

What else could have happened is not guessed: the story is run again with small changes (something a little earlier or
later, a cent more or less, a purchase, an event less, a cap less), and those that make a difference are told, each as small
as it can be.

Examples:
  rollover why monthly.plan --scenario \"a heavy month\"
  rollover why monthly.plan --scenario \"a heavy month\" --lot 3
  rollover why monthly.plan --scenario \"heavy\" --at 2026-05-01
  rollover why monthly.plan --lost --format json

Exit codes:
  0 answered   1 the plan or the table has mistakes   2 a file cannot be read, or there is no such plan, scenario or lot";

pub(crate) fn run(arguments: &Arguments, session: &mut Session<'_>) -> Ending {
    let chosen = match subscriber::choose(&arguments.subscriber, session)? {
        Ok(chosen) => chosen,
        Err(exit) => return Ok(exit),
    };
    let told = match chosen.story.tell(&chosen.program, &chosen.zone) {
        Ok(told) => told,
        Err(problem) => {
            render(session, &chosen.loaded.sources, &[problem])?;
            return Ok(Exit::Found);
        }
    };
    let run = chosen.run(&told);
    let question = match (&arguments.lot, arguments.at) {
        (Some(lot), _) => Question::read_lot(lot, &run),
        (None, Some(day)) => Ok(Question::Day(day)),
        (None, None) => Ok(if arguments.lost { Question::Lost } else { Question::Lots }),
    };
    answer(question, (&chosen, &told, &run), arguments.format, session)
}

impl Chosen {
    /// What came of the story, with everything that is needed to speak of it.
    pub(crate) fn run<'c>(&'c self, told: &'c Told) -> Run<'c> {
        let texts = (&self.unit.catalogue, &self.program, &self.loaded.sources);
        let (ledger, lots) = (&told.told.ledger, told.told.lots.iter().copied());
        let mut run = Run::new(texts, ledger, self.story.accounts.clone(), lots, (self.story.from, told.until));
        run.notes.clone_from(&self.story.notes);
        run
    }
}

/// Writes the answer to a question, or what is wrong with the question.
pub(crate) fn answer(
    question: Result<Question, Text>,
    (chosen, told, run): (&Chosen, &Told, &Run<'_>),
    format: Format,
    session: &mut Session<'_>,
) -> Ending {
    let question = match question {
        Ok(question) => question,
        Err(problem) => {
            render(session, &chosen.loaded.sources, &[Diagnostic::new(Code::BadRequest, problem)])?;
            return Ok(Exit::Failed);
        }
    };
    let events: Vec<Event> = chosen.story.events.iter().map(|(event, _)| *event).collect();
    let found = found(question, (chosen, told, run), &events);
    let asked = Asked { question, events: &events, told: &told.told, found: &found };
    let style = Style { color: session.color_out, width: u16::try_from(session.width).unwrap_or(80) };
    let page = match format {
        Format::Human => why::why(run, &asked, session.lang, style),
        Format::Json => why::json(run, &asked),
    };
    write!(session.out, "{page}")?;
    Ok(Exit::Well)
}

/// What else could have happened, for each matter of a question.
fn found(question: Question, (chosen, told, run): (&Chosen, &Told, &Run<'_>), events: &[Event]) -> Vec<Found> {
    let openings = chosen.story.openings();
    let tale = Tale { program: &chosen.program, openings: &openings, events, until: told.until };
    let about = |matter: Matter| {
        let plan = run.plan_of(matter.account());
        let offers = plan.map(offers).unwrap_or_default();
        let varied = otherwise::otherwise(&tale, matter, &offers).into_iter();
        let varied = varied.map(|other| Otherwise { change: Change::Events(other.change), told: other.told });
        Found { matter, others: uncapped(matter, (chosen, &told.told), &tale).into_iter().chain(varied).collect() }
    };
    why::matters(run, question).into_iter().map(about).collect()
}

/// What customers of a plan can do beside what every customer can.
fn offers(plan: &Plan) -> Vec<Happening> {
    let packs = plan.packs.iter().take(4).map(|pack| Happening::Buy { product: *pack });
    let mut marks = Vec::new();
    for condition in plan.rollovers.answer.iter().filter_map(|rule| rule.condition.as_ref()) {
        marks_in(condition, &mut marks);
    }
    packs.chain(marks.into_iter().map(|label| Happening::Mark { label, on: true })).collect()
}

fn marks_in(condition: &Condition, marks: &mut Vec<LabelId>) {
    match condition {
        Condition::Marked(label) if !marks.contains(label) => marks.push(*label),
        Condition::All(parts) | Condition::Any(parts) => parts.iter().for_each(|part| marks_in(part, marks)),
        Condition::Not(part) => marks_in(part, marks),
        _ => {}
    }
}

/// The story without a cap that has trimmed the lot.
fn uncapped(matter: Matter, (chosen, told): (&Chosen, &ledger::Told), tale: &Tale<'_>) -> Vec<Otherwise> {
    let Matter::Lot(lot) = matter else { return Vec::new() };
    let mut caps = caps_of(lot, chosen, told);
    caps.truncate(2);
    let without = |cap: Origin| {
        let catalogue = without_cap(&chosen.unit.catalogue, cap)?;
        let program = compile::compile(&catalogue);
        let told = otherwise::told(&Tale { program: &program, ..*tale })?;
        Some(Otherwise { change: Change::WithoutCap(cap), told })
    };
    caps.into_iter().filter_map(without).collect()
}

fn caps_of(lot: LotId, chosen: &Chosen, told: &ledger::Told) -> Vec<Origin> {
    let mut caps = Vec::new();
    for entry in told.ledger.entries.iter().filter(|entry| entry.lot == Some(lot)) {
        let origin = chosen.program.origin(entry.origin);
        if entry.posting == Posting::Trimmed && !caps.contains(&origin) {
            caps.push(origin);
        }
    }
    caps
}

/// The plans without a cap; nothing if no rule of rollover has it.
fn without_cap(catalogue: &Catalogue, cap: Origin) -> Option<Catalogue> {
    let mut catalogue = catalogue.clone();
    let mut is_gone = false;
    for rule in catalogue.plans.iter_mut().flat_map(|plan| &mut plan.rollovers.answer) {
        let before = rule.caps.len();
        rule.caps.retain(|one| one.origin != cap);
        is_gone |= rule.caps.len() < before;
    }
    is_gone.then_some(catalogue)
}
