//! The answer for machines. The comments are the descriptions of the schema.

use schemars::JsonSchema;
use serde::Serialize;

use crate::ledger::{Fate, LotId, Matter};
use crate::report::Run;
use crate::report::json::{Amount, Entry, Lot, Moment, Words, builds};
use crate::text::Text;

use super::otherwise::{Ground, sentence};
use super::{Asked, Found, Question, conclusion, is_on, matters};

/// Of more lots the history is told of those that are asked about by their numbers.
const MOST_LOTS: usize = 500;

/// What `rollover why --format json` writes.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Page {
    /// The version of this format. It changes when a field changes its meaning or goes.
    pub version: u32,
    /// What the reader should know first: which scenario this is, or what was run for want of one.
    pub notes: Vec<Words>,
    /// The lots that were asked about; without a question, every lot, without its entries.
    pub lots: Vec<History>,
    /// How many more lots there are that could be told of; ask about one by its number.
    pub more_lots: usize,
    /// Of a day: everything that happened on it.
    pub entries: Vec<Entry>,
    /// What else could have happened.
    pub otherwise: Vec<Happened>,
}

/// What became of a lot.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct History {
    /// The lot, as it is at the end.
    #[serde(flatten)]
    pub lot: Lot,
    /// How much of it was used.
    pub used: Amount,
    /// How much of it was lost.
    pub lost: Amount,
    /// When something of it was lost last; null if nothing was.
    pub lost_at: Option<Moment>,
    /// What became of it, in a sentence or two.
    pub conclusion: Words,
    /// Everything that happened to it, in order.
    pub entries: Vec<Entry>,
}

/// A small change of what happened, and what would have come of it: it has been run.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Happened {
    /// The lot it is about, if it is about one.
    pub lot: Option<String>,
    /// The change and the difference as a sentence.
    pub sentence: Words,
    /// How bad it was: units lost or blocked, or how often something was refused or not renewed.
    pub harm: u64,
    /// How bad it would have been; null if the lot would not have come to be.
    pub harm_otherwise: Option<u64>,
}

/// The answer as a document, indented, with a line feed at its end.
#[must_use]
pub fn json(run: &Run<'_>, asked: &Asked<'_>) -> String {
    // Whole numbers and texts: there is nothing in it that cannot be written.
    let mut text = serde_json::to_string_pretty(&page(&run.exact(), asked)).unwrap_or_default();
    text.push('\n');
    text
}

/// The JSON Schema of the document.
#[must_use]
pub fn schema() -> serde_json::Value {
    schemars::schema_for!(Page).to_value()
}

fn page(run: &Run<'_>, asked: &Asked<'_>) -> Page {
    let ids: Vec<LotId> = match asked.question {
        Question::Lot(lot) => vec![lot],
        Question::Lost => matters::losing(run),
        Question::Lots => run.lots().map(|lot| lot.id).collect(),
        Question::Day(day) => {
            let entries = run.ledger.entries.iter().filter(|entry| is_on(run, entry.at, day));
            super::concerned(&entries.collect::<Vec<_>>())
        }
    };
    let entries = run.ledger.entries.iter();
    let of_day = entries.filter(|entry| matches!(asked.question, Question::Day(day) if is_on(run, entry.at, day)));
    Page {
        version: 1,
        notes: run.notes.iter().map(builds::words).collect(),
        more_lots: ids.len().saturating_sub(MOST_LOTS),
        lots: ids.iter().take(MOST_LOTS).filter_map(|id| history(run, *id, asked.question)).collect(),
        entries: of_day.map(|entry| builds::entry(run, entry)).collect(),
        otherwise: asked.found.iter().flat_map(|found| happened(run, asked, found)).collect(),
    }
}

fn history(run: &Run<'_>, id: LotId, question: Question) -> Option<History> {
    let lot = run.lot(id)?;
    let fate = Fate::of(id, &run.ledger.entries);
    let amount = |units| builds::amount(run, lot.kind, units);
    let said = conclusion::of_lot(run, id);
    let entries = run.ledger.entries.iter().filter(|entry| entry.lot == Some(id) && question != Question::Lots);
    Some(History {
        lot: builds::lot(run, lot),
        used: amount(fate.used),
        lost: amount(fate.lost),
        lost_at: fate.lost_at.map(|at| builds::moment(run, at)),
        conclusion: builds::words(&said),
        entries: entries.map(|entry| builds::entry(run, entry)).collect(),
    })
}

fn happened(run: &Run<'_>, asked: &Asked<'_>, found: &Found) -> Vec<Happened> {
    let ground = Ground { run, events: asked.events, told: asked.told };
    let matter = found.matter;
    let lot = match matter {
        Matter::Lot(lot) => Some(run.lot_ref(lot)),
        Matter::Refused { .. } | Matter::Lapsed { .. } | Matter::Blocked { .. } => None,
    };
    let one = |other: &super::Otherwise| {
        let words: Text = sentence(&ground, matter, other);
        Happened {
            lot: lot.clone(),
            sentence: builds::words(&words),
            harm: matter.harm(asked.told, asked.told).unwrap_or(0),
            harm_otherwise: matter.harm(asked.told, &other.told),
        }
    };
    found.others.iter().map(one).collect()
}
