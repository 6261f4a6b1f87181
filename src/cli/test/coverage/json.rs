//! Coverage for machines. The schema in `docs/` is made from these types.

use schemars::JsonSchema;
use serde::Serialize;

use crate::cli::render_json::{Range, range};
use crate::coverage::{self, Cannot, Reached, Way};
use crate::text::Sources;

/// What the scenarios reach.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Coverage {
    /// Of the clauses of all files.
    pub clauses: Share,
    /// Of the outcomes of what is asked in them.
    pub outcomes: Share,
    /// The files that have clauses, those that are imported too.
    pub files: Vec<File>,
}

/// So many of so many.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Share {
    /// So many are reached
    pub reached: usize,
    /// of so many that can be,
    pub of: usize,
    /// besides so many that cannot.
    pub cannot: usize,
    /// That is so many percent, rounded down: 100 is everything.
    pub percent: usize,
}

/// What they reach of a file.
#[derive(Debug, Serialize, JsonSchema)]
pub struct File {
    /// The file, as it was named.
    pub file: String,
    /// Of its clauses.
    pub clauses: Share,
    /// Of the outcomes of what is asked in them.
    pub outcomes: Share,
    /// The clauses, in the order of the text.
    pub list: Vec<Clause>,
}

/// A clause.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Clause {
    /// Where it stands.
    pub range: Option<Range>,
    /// The scenarios that reach it: their places in `scenarios`, from 0.
    pub scenarios: Vec<usize>,
    /// Why no scenario can reach it: the code of a finding, `no_other_plan` or `nothing_left`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cannot: Option<String>,
    /// What is asked in it, and how it can come out.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub outcomes: Vec<Outcome>,
}

/// A way in which something that is asked can come out.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Outcome {
    /// The words that ask.
    pub range: Option<Range>,
    /// The way.
    pub way: Kind,
    /// The scenarios in which it came out so.
    pub scenarios: Vec<usize>,
    /// Why it cannot come out so: the code of a finding, `no_other_plan` or `nothing_left`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cannot: Option<String>,
}

/// How something comes out.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A condition held.
    True,
    /// A condition did not hold.
    False,
    /// A limit, or a cap, was reached.
    Full,
    /// A limit, or a cap, was not reached.
    NotFull,
    /// A use was inside certain hours and days.
    Open,
    /// A use was outside them.
    Closed,
    /// A key of an order told two lots apart.
    Decided,
}

impl super::Coverage<'_> {
    /// For machines.
    pub(crate) fn json(&self, sources: &Sources) -> Coverage {
        let sum = self.sum();
        let files = self.files.iter().map(|file| File {
            file: sources.get(file.source).map_or_else(String::new, |source| source.name().to_owned()),
            clauses: share(file.sum().clauses),
            outcomes: share(file.sum().outcomes),
            list: file.clauses.iter().map(|one| clause(one, sources)).collect(),
        });
        Coverage { clauses: share(sum.clauses), outcomes: share(sum.outcomes), files: files.collect() }
    }
}

fn share(share: coverage::Share) -> Share {
    Share { reached: share.reached, of: share.of, cannot: share.cannot, percent: share.percent() }
}

fn clause(clause: &coverage::Clause, sources: &Sources) -> Clause {
    let outcome = |outcome: &coverage::Outcome| Outcome {
        range: range(sources, outcome.span),
        way: kind(outcome.way),
        scenarios: numbers(&outcome.by),
        cannot: code(outcome.cannot),
    };
    Clause {
        range: range(sources, clause.span),
        scenarios: numbers(&clause.by),
        cannot: code(clause.cannot),
        outcomes: clause.outcomes.iter().map(outcome).collect(),
    }
}

fn numbers(by: &Reached) -> Vec<usize> {
    by.iter().copied().collect()
}

fn code(cannot: Option<Cannot>) -> Option<String> {
    cannot.map(|cannot| match cannot {
        Cannot::Found(code) => format!("rollover::{}", code.name()),
        Cannot::NothingLeft => "nothing_left".to_owned(),
        Cannot::NoOtherPlan => "no_other_plan".to_owned(),
    })
}

const fn kind(way: Way) -> Kind {
    match way {
        Way::True => Kind::True,
        Way::False => Kind::False,
        Way::Full => Kind::Full,
        Way::NotFull => Kind::NotFull,
        Way::Open => Kind::Open,
        Way::Closed => Kind::Closed,
        Way::Decided => Kind::Decided,
    }
}
