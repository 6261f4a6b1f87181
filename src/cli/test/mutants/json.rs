//! What became of all changes, for machines. The schema in `docs/` is made from these types.

use schemars::JsonSchema;
use serde::Serialize;

use crate::cli::render_json::{Range, range};
use crate::text::Sources;

use super::Summary;
use super::fate::Fate;
use super::killer::Killer;
use super::page::difference;
use super::trial::Trial;

/// Changes of the plans, one mistake at a time.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Mutants {
    /// The figures.
    pub summary: Summary,
    /// The changes that no scenario notices, in the order of the text.
    pub survivors: Vec<Survivor>,
}

/// A change that no scenario notices.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Survivor {
    /// Of which kind it is: `amount`, `time`, `window`, `order`, `comparison`, `condition`, `cap`, `each`, `gigabyte`,
    /// `choice`, `part` or `clause`.
    pub kind: &'static str,
    /// What is replaced.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub range: Option<Range>,
    /// By this.
    pub replacement: String,
    /// The lines that it touches, as they are.
    pub old: Vec<String>,
    /// As they would be.
    pub new: Vec<String>,
    /// Why that is accepted, where a comment says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub accepted: Option<String>,
    /// A scenario that would notice it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scenario: Option<String>,
    /// Where none was found: how many small stories came out the same on both plans.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub same_in: Option<usize>,
}

/// The survivors among all results.
pub(super) fn mutants(summary: Summary, results: &[(&Trial<'_>, usize, &Fate)], sources: &Sources) -> Mutants {
    let survivors = results.iter().filter_map(|(trial, number, fate)| {
        let Fate::Survived { accepted, killer } = fate else { return None };
        let (mutant, source) = (trial.mutants.get(*number)?, sources.get(trial.source)?);
        let (old, new) = difference(mutant, source);
        let accepted = accepted.and_then(|number| trial.accepted.get(number)).map(|one| one.reason.clone());
        let (scenario, same_in) = match killer {
            Killer::Found(scenario) => (Some(scenario.clone()), None),
            Killer::NotFound { stories } => (None, Some(*stories)),
            Killer::Untold | Killer::NotSought => (None, None),
        };
        Some(Survivor {
            kind: mutant.kind.name(),
            range: range(sources, mutant.edit.span),
            replacement: mutant.edit.text.clone(),
            old,
            new,
            accepted,
            scenario,
            same_in,
        })
    });
    Mutants { summary, survivors: survivors.collect() }
}
