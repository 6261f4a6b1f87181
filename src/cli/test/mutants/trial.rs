//! Which changes there are, and which scenarios could notice them.

use crate::cli::check::changed::Changed;
use crate::cli::load::Loaded;
use crate::cli::test::run::Suite;
use crate::diag::{Code, Diagnostic};
use crate::mutate::{self, Accepted, Files, Mutant};
use crate::text;
use crate::text::{SourceId, Text};

use super::fate::{Covers, Known};

/// One file and its changes.
#[derive(Debug)]
pub(super) struct Trial<'l> {
    pub(super) source: SourceId,
    pub(super) mutants: Vec<Mutant>,
    pub(super) accepted: Vec<Accepted>,
    /// The files in which it is read: itself, and those that import it.
    pub(super) units: Vec<Unit<'l>>,
}

/// A file that is run, with what it imports.
#[derive(Debug)]
pub(super) struct Unit<'l> {
    pub(super) source: SourceId,
    pub(super) files: Files<'l>,
    /// Its scenarios, by their places in the catalogue, each with what it covers.
    pub(super) scenarios: Vec<(usize, Covers)>,
}

/// Every file that was asked for; with `changed`, only the mistakes in what changed.
pub(super) fn trials<'l>(
    loaded: &'l Loaded,
    suite: &Suite,
    covers: &[Known],
    changed: Option<&Changed>,
) -> Vec<Trial<'l>> {
    let mut covers = covers.iter();
    let mut known: Vec<Vec<(usize, Covers)>> = Vec::new();
    for file in &suite.files {
        let of_file = file.wanted.iter().filter(|_| file.program.is_some());
        known.push(of_file.filter_map(|place| Some((*place, covers.next()?.clone()?))).collect());
    }
    let files = suite.files.iter();
    let trials = files.filter_map(|file| {
        let source = file.unit.id;
        let entries = loaded.entries(source.0 as usize)?;
        let text = loaded.sources.get(source)?.text();
        let together = suite.files.iter().zip(&known).filter_map(|(other, scenarios)| {
            let files = Files::new(loaded.files_of(other.unit.id.0 as usize, None), &loaded.sources);
            let is_own = other.unit.id == source;
            let matters = is_own || (files.has(source) && !scenarios.is_empty());
            matters.then(|| Unit { source: other.unit.id, files, scenarios: scenarios.clone() })
        });
        let mut mutants = mutate::mutants(source, entries, text);
        let touches = |mutant: &Mutant| changed.is_none_or(|changed| changed.holds(loaded, mutant.edit.span));
        mutants.retain(touches);
        Some(Trial { source, mutants, accepted: mutate::accepted(entries), units: together.collect() })
    });
    trials.collect()
}

impl Trial<'_> {
    /// The comment that accepts a change.
    pub(super) fn accepted(&self, mutant: &Mutant) -> Option<usize> {
        self.accepted.iter().position(|one| one.accepts(mutant))
    }

    /// Comments that accept nothing, and such as cannot be read.
    pub(super) fn idle(&self, used: &[usize]) -> Vec<Diagnostic> {
        let comments = self.accepted.iter().enumerate();
        comments.filter_map(|(number, one)| self.wrong(one, used.contains(&number))).collect()
    }

    fn wrong(&self, one: &Accepted, is_used: bool) -> Option<Diagnostic> {
        let kinds = || mutate::Kind::ALL.map(mutate::Kind::name).join(", ");
        let at = |code, message, help| Diagnostic::new(code, message).at(one.comment, Text::default()).help(help);
        if let Some(unknown) = one.unknown.first() {
            let kinds = kinds();
            return Some(at(
                Code::BadAllowance,
                text!("`{unknown}` is no kind of change", "`{unknown}` 不是一种改动"),
                text!("the kinds are {kinds}", "种类有：{kinds}"),
            ));
        }
        if one.reason.is_empty() {
            return Some(at(
                Code::BadAllowance,
                text!("this does not say why the change may survive", "这里没有说明为何可以放过该改动"),
                text!(
                    "write the reason behind a colon: `# survives amount: …`",
                    "请在冒号后写明原因：`# 放过 amount：……`"
                ),
            ));
        }
        (!is_used).then(|| {
            at(
                Code::UnusedAllowance,
                text!("no change survives here any more", "这里已没有未被发现的改动"),
                text!("take the comment out", "请去掉这条注释"),
            )
        })
    }
}
