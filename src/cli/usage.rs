//! A table of usage: what happened to somebody, one event a row. `simulate --help` says what its columns are.
//!
//! A row that cannot be read is reported with its line, its column and what was expected there; all of them in one run,
//! and then nothing is simulated.

use std::path::Path;

use crate::clause::table::{Column, Reader, Row, Table};
use crate::diag::{Code, Diagnostic};
use crate::event::{AccountId, Event, Happening, PlanId};
use crate::model::{self, Catalogue, Plan};
use crate::report::Account;
use crate::text;
use crate::text::names::Names;
use crate::text::{SourceId, Sources, Span, Text};
use crate::units::{Instant, Zone};

use super::exit::Exit;
use super::files;
use super::story::Story;

/// A table of more than this does not belong on a command line.
const LARGEST: u64 = 64 << 20;

/// Reads a table into a story. `from` is the day of activation of accounts that the table does not activate.
pub(crate) fn read(
    path: &Path,
    (catalogue, plan): (&mut Catalogue, &Plan),
    from: Option<Instant>,
    sources: &mut Sources,
) -> Result<Story, (Vec<Diagnostic>, Exit)> {
    let id = SourceId(u32::try_from(sources.iter().count()).unwrap_or(u32::MAX));
    let (source, problem) = files::read(path, id, LARGEST);
    let text = source.text().to_owned();
    sources.add(source);
    if let Some(problem) = problem {
        return Err((vec![problem], Exit::Failed));
    }
    let table = Table::read(id, &text).map_err(|problem| (vec![problem], Exit::Found))?;
    let accounts = accounts(&table, plan.id);
    let unnamed = (accounts.len() == 1).then_some(0);
    let operator = catalogue.operator_of(plan);
    let zone = operator.map_or_else(Zone::utc, |operator| operator.zone.answer.clone());
    let mut reader = Reader::new(catalogue, plan.id, (&accounts, unnamed));
    let mut life = Lives { zone, from, accounts: accounts.len(), events: Vec::new(), problems: Vec::new() };
    for row in &table.rows {
        life.row(row, reader.event(row));
    }
    if life.problems.is_empty() {
        life.activate();
    }
    if !life.problems.is_empty() {
        return Err((life.problems, Exit::Found));
    }
    let title = files::name(path);
    Ok(life.story(accounts, plan.id, text!("Usage from {title}.", "用量来自 {title}。")))
}

/// Everybody that the table names, in order; one without a name where it names nobody.
fn accounts(table: &Table<'_>, plan: PlanId) -> Vec<model::Account> {
    let (mut all, mut known) = (Vec::new(), Names::default());
    for name in table.rows.iter().map(|row| row.get(Column::Account)) {
        if known.find(name).is_none() {
            known.add(name, ());
            all.push(model::Account { name: name.to_owned(), plan, member_of: None });
        }
    }
    all
}

/// What a table tells of an account: the places of its events.
#[derive(Debug, Clone, Default)]
struct Life {
    activated: Option<usize>,
    /// The first event that is for those who are activated.
    first: Option<usize>,
    joins: bool,
}

/// What is read so far.
struct Lives {
    zone: Zone,
    from: Option<Instant>,
    accounts: usize,
    events: Vec<(Event, Option<Span>)>,
    problems: Vec<Diagnostic>,
}

impl Lives {
    fn row(&mut self, row: &Row<'_>, read: Result<Event, Diagnostic>) {
        let read = read.and_then(|event| self.in_time(&event, row).map(|()| event));
        match read {
            Ok(event) => self.events.push((event, Some(row.span()))),
            Err(problem) => self.problems.push(problem),
        }
    }

    /// A row before the activation that `--from` asks for.
    fn in_time(&self, event: &Event, row: &Row<'_>) -> Result<(), Diagnostic> {
        let from = self.from.filter(|from| event.at < *from && !is_before_activation(&event.what));
        let Some(from) = from else { return Ok(()) };
        let (when, from) = (self.zone.local(event.at), self.zone.local(from).day);
        let message = text!("{when} is before the activation on {from}", "{when} 早于 {from} 的开通");
        Err(row
            .problem(Code::BadEvent, &message)
            .at(row.span_of(Column::At), Text::default())
            .help(text!("choose an earlier --from, or take the row out", "请选择更早的 --from，或删除这一行")))
    }

    /// Activates accounts that the table does not activate, and reports what happens to others before they are.
    fn activate(&mut self) {
        let mut lives = vec![Life::default(); self.accounts];
        for (place, (event, _)) in self.events.iter().enumerate() {
            let Some(life) = lives.get_mut(event.account.0 as usize) else { continue };
            life.joins |= matches!(event.what, Happening::Join { .. });
            if event.what == Happening::Activate {
                life.activated.get_or_insert(place);
            }
            if !is_before_activation(&event.what) {
                life.first.get_or_insert(place);
            }
        }
        let mut activations = Vec::new();
        for (account, life) in (0..).map(AccountId).zip(lives) {
            match (life.activated, life.first) {
                (Some(activated), Some(first)) if first < activated => self.used_before(first, activated),
                (None, first) if !life.joins => activations.extend(self.activation(account, first)),
                _ => {}
            }
        }
        self.insert(activations);
    }

    fn used_before(&mut self, first: usize, activated: usize) {
        let (Some((early, span)), Some((activation, _))) = (self.events.get(first), self.events.get(activated)) else {
            return;
        };
        let (when, start) = (self.zone.local(early.at), self.zone.local(activation.at));
        let diagnostic = Diagnostic::new(
            Code::BadEvent,
            text!("something happens at {when}, before the activation at {start}", "{when} 的事件早于 {start} 的开通"),
        )
        .help(text!("move `activate` up, or take the row out", "请把 `activate` 移到前面，或删除这一行"));
        self.problems.push(match span {
            Some(span) => diagnostic.at(*span, Text::default()),
            None => diagnostic,
        });
    }

    /// An activation at `--from`, or on the day of the first event; behind the money that is paid in before it. With the
    /// place of the event that it comes before.
    fn activation(&self, account: AccountId, first: Option<usize>) -> Option<(usize, Event)> {
        let place = first.unwrap_or(self.events.len());
        let day = |at: Instant| self.zone.midnight(self.zone.local(at).day);
        let start = self.from.or_else(|| self.events.first().map(|(event, _)| day(event.at)))?;
        let before = place.checked_sub(1).and_then(|place| self.events.get(place)).map_or(start, |(event, _)| event.at);
        Some((place, Event { at: start.max(before), account, what: Happening::Activate }))
    }

    /// Puts events that the table does not have before those at these places.
    fn insert(&mut self, mut new: Vec<(usize, Event)>) {
        new.sort_by_key(|(place, _)| *place);
        let mut new = new.into_iter().peekable();
        let mut all = Vec::with_capacity(self.events.len() + new.len());
        for (place, event) in std::mem::take(&mut self.events).into_iter().enumerate() {
            while let Some((_, before)) = new.next_if(|(before, _)| *before <= place) {
                all.push((before, None));
            }
            all.push(event);
        }
        all.extend(new.map(|(_, event)| (event, None)));
        self.events = all;
    }

    fn story(self, accounts: Vec<model::Account>, plan: PlanId, note: Text) -> Story {
        let first = self.events.first().map_or(Instant::MIN, |(event, _)| event.at);
        Story {
            member_of: vec![None; accounts.len()],
            accounts: accounts.into_iter().map(|account| Account { name: account.name, plan }).collect(),
            from: self.from.unwrap_or(first).min(first),
            events: self.events,
            until: None,
            notes: vec![note],
        }
    }
}

/// What makes sense before there is a subscription.
fn is_before_activation(what: &Happening) -> bool {
    matches!(
        what,
        Happening::Recharge { .. }
            | Happening::Join { .. }
            | Happening::Consent { .. }
            | Happening::Set { .. }
            | Happening::Mark { .. }
    )
}

#[cfg(test)]
mod tests;
