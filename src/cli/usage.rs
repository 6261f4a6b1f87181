//! A table of usage: what happened to somebody, one event a row. `simulate --help` says what its columns are.
//!
//! A row that cannot be read is reported with its line, its column and what was expected there; all of them in one run,
//! and then nothing is simulated.

mod amount;
mod event;
mod table;

use std::path::Path;

use crate::diag::{Code, Diagnostic};
use crate::event::{AccountId, Event, Happening};
use crate::model::{Catalogue, Plan};
use crate::report::Account;
use crate::text;
use crate::text::{SourceId, Sources, Span, Text};
use crate::units::{Currency, Format, Gigabyte, Instant, Local, Zone};

use super::exit::Exit;
use super::story::Story;
use super::{files, names};
use table::{Column, Row, Table};

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
    let operator = catalogue.operator_of(plan);
    let zone = operator.map_or_else(Zone::utc, |operator| operator.zone.answer.clone());
    let format = Format {
        gigabyte: operator.map_or(Gigabyte::Decimal, |operator| operator.gigabyte.answer),
        currency: operator.map_or(Currency::UNDECLARED, |operator| operator.currency.answer),
    };
    let mut reader = Reader {
        catalogue,
        plan,
        zone,
        format,
        from,
        accounts: accounts(&table),
        events: Vec::new(),
        reached: None,
        problems: Vec::new(),
    };
    for row in &table.rows {
        reader.row(row);
    }
    if reader.problems.is_empty() {
        reader.activate();
    }
    if !reader.problems.is_empty() {
        return Err((reader.problems, Exit::Found));
    }
    let title = files::name(path);
    Ok(reader.story(text!("Usage from {title}.", "用量来自 {title}。")))
}

/// Everybody that the table names, in order; one without a name where it names nobody.
fn accounts(table: &Table<'_>) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for name in table.rows.iter().map(|row| row.get(Column::Account)) {
        if !all.iter().any(|known| names::same(known, name)) {
            all.push(name.to_owned());
        }
    }
    all
}

/// What is read so far.
struct Reader<'r> {
    catalogue: &'r mut Catalogue,
    plan: &'r Plan,
    zone: Zone,
    format: Format,
    from: Option<Instant>,
    accounts: Vec<String>,
    events: Vec<(Event, Option<Span>)>,
    /// The latest time of the rows so far, those with mistakes included.
    reached: Option<Instant>,
    problems: Vec<Diagnostic>,
}

impl Reader<'_> {
    fn row(&mut self, row: &Row<'_>) {
        match self.event(row) {
            Ok(event) => self.events.push((event, Some(row.span()))),
            Err(problem) => self.problems.push(problem),
        }
    }

    fn event(&mut self, row: &Row<'_>) -> Result<Event, Diagnostic> {
        row.no_more_than_the_header()?;
        let at = self.moment(row, Column::At)?;
        self.in_order(at, row)?;
        let account = self.account(row, Column::Account, row.get(Column::Account))?;
        let what = self.happening(row, at)?;
        self.in_time(at, &what, row)?;
        Ok(Event { at, account, what })
    }

    /// A moment by the operator's clock.
    fn moment(&self, row: &Row<'_>, column: Column) -> Result<Instant, Diagnostic> {
        local(row.get(column)).map(|local| self.zone.instant(local)).ok_or_else(|| {
            row.bad(
                column,
                &text!(
                    "a date, or a date and a time, like 2026-01-20 09:30",
                    "日期，或日期和时间，如 2026-01-20 09:30"
                ),
            )
        })
    }

    fn account(&self, row: &Row<'_>, column: Column, wanted: &str) -> Result<AccountId, Diagnostic> {
        let place = self.accounts.iter().position(|known| names::same(known, wanted));
        let nobody = wanted.is_empty() && self.accounts.len() > 1;
        match place.filter(|_| !nobody).and_then(|place| u32::try_from(place).ok()) {
            Some(account) => Ok(AccountId(account)),
            None => Err(row.bad(column, &text!("the name of an account of this table", "本表中某个账户的名称"))),
        }
    }

    /// A row that is earlier than the one before it.
    fn in_order(&mut self, at: Instant, row: &Row<'_>) -> Result<(), Diagnostic> {
        let Some(before) = self.reached.filter(|before| at < *before) else {
            self.reached = Some(at);
            return Ok(());
        };
        let (when, before) = (self.zone.local(at), self.zone.local(before));
        let message = text!("{when} is earlier than {before}, in a row before it", "{when} 早于前面某行的 {before}");
        Err(row
            .problem(Code::BadEvent, &message)
            .at(row.span_of(Column::At), Text::default())
            .help(text!("sort the rows by time", "请按时间排序")))
    }

    /// A row before the activation that `--from` asks for.
    fn in_time(&self, at: Instant, what: &Happening, row: &Row<'_>) -> Result<(), Diagnostic> {
        let Some(from) = self.from.filter(|from| at < *from && !is_before_activation(what)) else { return Ok(()) };
        let (when, from) = (self.zone.local(at), self.zone.local(from).day);
        let message = text!("{when} is before the activation on {from}", "{when} 早于 {from} 的开通");
        Err(row
            .problem(Code::BadEvent, &message)
            .at(row.span_of(Column::At), Text::default())
            .help(text!("choose an earlier --from, or take the row out", "请选择更早的 --from，或删除这一行")))
    }

    /// Activates accounts that the table does not activate, and reports what happens to others before they are.
    fn activate(&mut self) {
        for number in (0_u32..).take(self.accounts.len()) {
            let account = AccountId(number);
            let own = |(event, _): &(Event, Option<Span>)| event.account == account;
            let activated = self.events.iter().position(|one| own(one) && one.0.what == Happening::Activate);
            let first = self.events.iter().position(|one| own(one) && !is_before_activation(&one.0.what));
            let joins = self.events.iter().any(|one| own(one) && matches!(one.0.what, Happening::Join { .. }));
            match (activated, first) {
                (Some(activated), Some(first)) if first < activated => self.used_before(first, activated),
                (None, first) if !joins => self.activate_at(account, first),
                _ => {}
            }
        }
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

    /// At `--from`, or on the day of the first event; behind the money that is paid in before it.
    fn activate_at(&mut self, account: AccountId, first: Option<usize>) {
        let place = first.unwrap_or(self.events.len());
        let day = |at: Instant| self.zone.midnight(self.zone.local(at).day);
        let Some(start) = self.from.or_else(|| self.events.first().map(|(event, _)| day(event.at))) else { return };
        let before = place.checked_sub(1).and_then(|place| self.events.get(place)).map_or(start, |(event, _)| event.at);
        let event = Event { at: start.max(before), account, what: Happening::Activate };
        // With `--from` far ahead of the first row, everything between keeps its place behind the activation.
        let place = self.events.iter().take(place).position(|(other, _)| other.at > event.at).unwrap_or(place);
        self.events.insert(place, (event, None));
    }

    fn story(self, note: Text) -> Story {
        let plan = self.plan.id;
        let first = self.events.first().map_or(Instant::MIN, |(event, _)| event.at);
        Story {
            member_of: vec![None; self.accounts.len()],
            accounts: self.accounts.into_iter().map(|name| Account { name, plan }).collect(),
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
        Happening::Recharge { .. } | Happening::Join { .. } | Happening::Consent { .. } | Happening::Mark { .. }
    )
}

/// `2026-01-20`, `2026-01-20 09:30`, `2026-01-20T09:30:15`.
fn local(text: &str) -> Option<Local> {
    let (day, time) = text.split_once([' ', 'T']).map_or((text, None), |(day, time)| (day, Some(time.trim())));
    let day = super::simulate::parse_day(day).ok()?;
    let Some(time) = time else { return Some(Local { day, second: 0 }) };
    let parts: Option<Vec<u32>> = time.split(':').map(two_digits).collect();
    let (hour, minute, second) = match parts?.as_slice() {
        [hour, minute] => (*hour, *minute, 0),
        [hour, minute, second] => (*hour, *minute, *second),
        _ => return None,
    };
    (hour < 24 && minute < 60 && second < 60).then_some(Local { day, second: hour * 3_600 + minute * 60 + second })
}

fn two_digits(text: &str) -> Option<u32> {
    let digits = (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests;
