//! # Events from a table
//!
//! `events from "june.csv"` takes in what happened from a table: one event a row, each with its time. They happen beside the lines
//! of the scenario, so that what somebody really did in a month can be held against what is expected of it. The file is looked for
//! from the folder of the file that says it; its columns are those of [usage tables](usage-csv.md).
//!
//! The column `account` names accounts of the scenario; where there is one account, it can be left out.
//!
//! **Edge.** At one instant what stands first in the text comes first: rows come before the lines below. Rows behind the last line happen too. A row that is earlier than the line
//! before `events from` is an error, and nobody is activated who is not activated by a row or by a line.

use crate::diag::{Code, Diagnostic};
use crate::event::{Event, Happening};
use crate::model::{Moment, Step, StepKind};
use crate::syntax::Rule;
use crate::syntax::tree::{Clause, Entries};
use crate::text;
use crate::text::{Origin, Sources, Span, Text};
use crate::units::{Duration, Instant};

use super::context::clauses_of;
use super::read::name;
use super::read::whereabouts;
use super::table::{Column, Reader, Row, Table};
use super::{Context, Example, Lowered, Place};

pub(super) const EXAMPLES: &[Example] = &[Example {
    place: Place::Scenario,
    en: "2026-06-01 activate\nevents from \"june.csv\"\n2026-07-01 expect nothing lost",
    zh: "2026-06-01 开通\n事件来自 “june.csv”\n2026-07-01 预期 无损失",
}];

/// The tables that a file's scenarios take in, in the order of the text: the paths as they were typed, and where. Whoever
/// reads files reads them too, and attaches them to the texts.
#[must_use]
pub fn tables(entries: &Entries, sources: &Sources) -> Vec<(String, Span)> {
    let scenarios = clauses_of(&entries.list).filter(|clause| clause.sentence.rule == Rule::scenario_clause);
    let blocks = scenarios.filter_map(|scenario| scenario.block.as_ref());
    let lines = blocks.flat_map(|block| clauses_of(&block.entries.list));
    let lines = lines.filter(|line| line.sentence.rule == Rule::events_clause);
    let paths = lines.filter_map(|line| line.sentence.child(Rule::name));
    paths.map(|node| (name::unquoted(sources.slice(node.span)).to_owned(), node.span)).collect()
}

pub(super) fn lower(context: &mut Context<'_>, clause: &Clause) -> Lowered {
    context.no_block(clause)?;
    let node = clause.sentence.child(Rule::name)?;
    let path = context.name_of(node);
    let sources = context.sources;
    let Some((id, source)) = sources.attached(node.span.source, &path) else {
        // Whoever could not read it has said so.
        return context.withhold();
    };
    let table = match Table::read(id, source.text()) {
        Ok(table) => table,
        Err(problem) => return context.report(taken_in(problem, node.span)),
    };
    // Of accounts whose plan is not known nothing can be said.
    let Some(plan) = context.scene.plan else { return context.withhold() };
    let unnamed = context.scene.unnamed();
    let accounts = std::mem::take(&mut context.scene.accounts);
    let mut reader = Reader::new(&mut context.catalogue, plan, (&accounts, unnamed));
    let read: Vec<_> = table.rows.iter().map(|row| (row, reader.event(row))).collect();
    context.scene.accounts = accounts;
    let mut events = Vec::with_capacity(read.len());
    for (row, event) in read {
        let problem = match event {
            Ok(event) => match too_early(context, event.at, row) {
                None => {
                    note(context, &event);
                    events.push((event, row.span()));
                    continue;
                }
                Some(problem) => problem,
            },
            Err(problem) => problem,
        };
        let _: Lowered = context.report(taken_in(problem, node.span));
    }
    let (first, _) = *events.first()?;
    let begins = context.scene.last.map_or(first.at, |(last, _)| last);
    let at = match context.scene.adrift {
        true => Moment::Later(Duration::Seconds(0), None),
        false => Moment::At(begins),
    };
    let span = clause.sentence.span;
    context.scene.last.get_or_insert((begins, span));
    let is_whole = events.len() == table.rows.len();
    context.scene.steps.push(Step { at, what: StepKind::Table(events), origin: Origin::Written(span) });
    is_whole.then_some(())
}

/// A row that is earlier than the line behind which the table stands.
fn too_early(context: &Context<'_>, at: Instant, row: &Row<'_>) -> Option<Diagnostic> {
    let (last, line) = context.scene.last.filter(|(last, _)| at < *last)?;
    let zone = &context.operator.zone.answer;
    let (when, last) = (zone.local(at), zone.local(last));
    let message = text!("{when} is earlier than the line before the table", "{when} 早于表格之前的那一行");
    let report = row.problem(Code::BadEvent, &message).at(row.span_of(Column::At), Text::default());
    Some(
        report
            .at(line, text!("this is at {last} already", "这已经是 {last}"))
            .help(text!("move `events from` up, or take the row out", "请把 `事件来自` 移到前面，或删除这一行")),
    )
}

/// Notes what the lines that follow have to know.
fn note(context: &mut Context<'_>, event: &Event) {
    if matches!(event.what, Happening::Activate | Happening::Join { .. } | Happening::Use { .. }) {
        // Rows and lines stand apart: whether a use comes before the activation is seen in the run.
        context.scene.begun.insert(event.account.0, None);
    }
    whereabouts::note(context, event);
}

/// What is wrong with a table, with the place that takes it in.
fn taken_in(problem: Diagnostic, by: Span) -> Diagnostic {
    problem.at(by, text!("taken in here", "在这里取用"))
}
