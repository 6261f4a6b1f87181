//! `rollover test --snapshots`: the whole ledger of each scenario, kept as a text beside the plan. What a change of the plan
//! changes for subscribers is seen as a difference of that text.
//!
//! | what | where |
//! |---|---|
//! | what is told: scenarios, and of a plan without any its standard customers | `take` |
//! | where it is kept, and as what | `names`, `file` |
//! | how it stands to what is kept | `compare` |
//! | what becomes of it | `settle`, `review` |
//! | what is shown of it | `page` |

mod compare;
mod file;
mod names;
pub mod page;
mod review;
mod settle;
mod take;

use std::io::{self, BufRead};

use clap::Args;

use crate::diag::Diagnostic;

use super::exit::Exit;
use super::rewrite;
use super::session::Session;

use compare::{Compared, Standing, compare};

pub(crate) use take::{Taken, of_scenario};

/// The arguments about snapshots.
#[derive(Debug, Args)]
pub(crate) struct Snapshots {
    /// Compare all that happens with what is kept of it beside the plans, as snapshots/PLAN@SCENARIO.snap; what differs
    /// waits there as .snap.new
    #[arg(long)]
    snapshots: bool,
    /// Take what happens now as right: write the snapshots, and remove those that nothing is behind any more
    #[arg(long, requires = "snapshots", conflicts_with = "review")]
    accept: bool,
    /// Look at the differences one by one, and accept or reject each
    #[arg(long, requires = "snapshots")]
    review: bool,
    /// Write nothing, as where CI is set in the environment: what differs, is missing or waits is a failure
    #[arg(long, requires = "snapshots", conflicts_with_all = ["accept", "review"])]
    check: bool,
}

impl Snapshots {
    /// Whether snapshots are asked for.
    pub(crate) const fn are_wanted(&self) -> bool {
        self.snapshots
    }

    /// Whether a person is asked.
    pub(crate) const fn is_review(&self) -> bool {
        self.review
    }

    /// Whether nothing may be written.
    fn only_look(&self) -> bool {
        let ci = std::env::var("CI").unwrap_or_default();
        self.check || !matches!(ci.as_str(), "" | "0" | "false") && !self.accept && !self.review
    }
}

/// How the snapshots stand, after what was to be done about them.
pub(crate) struct Settled {
    all: Vec<Compared>,
    /// How each stands.
    standings: Vec<Standing>,
    /// How many were accepted.
    accepted: usize,
    /// Whether nothing was written.
    only_looked: bool,
    /// Whether a person has just seen what differs.
    was_reviewed: bool,
}

/// Compares what was taken with what is kept, and accepts, reviews or leaves what differs.
pub(crate) fn settle(
    arguments: &Snapshots,
    taken: &Taken,
    input: &mut dyn BufRead,
    session: &mut Session<'_>,
) -> io::Result<Result<Settled, Diagnostic>> {
    let all = match compare(taken) {
        Ok(all) => all,
        Err(problem) => return Ok(Err(problem)),
    };
    let standings = all.iter().map(Compared::standing).collect();
    let mut settled =
        Settled { all, standings, accepted: 0, only_looked: arguments.only_look(), was_reviewed: arguments.review };
    if settled.only_looked {
        return Ok(Ok(settled));
    }
    let accepted = match (arguments.accept, arguments.review) {
        (true, _) => settled.all.iter().map(|_| true).collect(),
        (_, true) => review::review(&settled.all, input, session)?,
        _ => vec![false; settled.all.len()],
    };
    for (one, is_accepted) in settled.all.iter().zip(&accepted) {
        let standing = one.standing();
        let is_due = standing != Standing::Same;
        let done = match is_accepted {
            true if is_due => settle::accept(one),
            // What was looked at and not accepted waits on, unless it was rejected: then its file is gone already.
            false if !arguments.review => settle::leave(one),
            _ => Ok(()),
        };
        if let Err(error) = done {
            return Ok(Err(rewrite::unwritable(&one.path, &error)));
        }
        settled.accepted += usize::from(*is_accepted && is_due);
    }
    for (standing, is_accepted) in settled.standings.iter_mut().zip(accepted) {
        // One that waited although it was as it was has been taken away by now.
        if is_accepted || *standing == Standing::Pending {
            *standing = Standing::Same;
        }
    }
    Ok(Ok(settled))
}

impl Settled {
    /// Whether all are as they were, or accepted.
    pub(crate) fn exit(&self) -> Exit {
        if self.standings.iter().all(|standing| *standing == Standing::Same) { Exit::Well } else { Exit::Found }
    }

    /// Whether there are none.
    pub(crate) fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    fn count(&self, wanted: Standing) -> usize {
        self.standings.iter().filter(|standing| **standing == wanted).count()
    }
}
